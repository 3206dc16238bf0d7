#pragma once

#include "ui/models/rowmodel.h"

#include <vector>

namespace stanscope {

/// A table over one append-only column set of the History. Live data arrives as narrow inserts and
/// dataChanged; only a new History resets. Nothing is copied: cells read the History when asked.
class HistoryModel : public RowModel
{
    Q_OBJECT

public:
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) final;

protected:
    using RowModel::RowModel;

    int rows() const final { return m_rows; }
    /// Only while there are rows.
    const History& history() const { return *m_history; }
    Nanos now() const { return m_now; }

    virtual std::size_t sizeIn(const History& history) const = 0;
    /// Sorted row indices whose cells changed.
    virtual std::vector<std::uint32_t> changedIn(const Snapshot& snapshot) const = 0;
    /// Before rows are announced; `history` differs from the one before when `isNew`.
    virtual void absorb(const History& history, bool isNew);

private:
    void startOver(const std::shared_ptr<const Snapshot>& snapshot);
    void announceChanges(const std::vector<std::uint32_t>& changed);
    void announceRange(int first, int last);
    void announceNewRows();

    std::shared_ptr<const History> m_history;
    Nanos m_now{};
    int m_rows = 0;
    int m_freshFrom = 0; ///< rows that the last snapshot announced: they may have been half told
};

} // namespace stanscope
