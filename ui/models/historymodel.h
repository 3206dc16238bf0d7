#pragma once

#include "core/lab/changes.h"
#include "ui/models/rowmodel.h"

#include <vector>

namespace stanscope {

/// A table over one append-only column set of the History. Live data arrives as narrow inserts and
/// dataChanged; only a new History and another channel filter reset. Nothing is copied: cells read
/// the History when asked; a filter keeps the indices of its rows.
class HistoryModel : public RowModel
{
    Q_OBJECT

public:
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) final;

    /// Names of the channels that occur, by first appearance; empty where rows have no channel.
    QStringList channels() const;
    /// Shows the rows of one channel only; empty: all.
    void setChannel(const QString& channel);
    const QString& channel() const { return m_channel; }

signals:
    /// Another one appeared, or a new history has others.
    void channelsChanged();

protected:
    using RowModel::RowModel;

    int rows() const final { return m_rows; }
    /// Only while there are rows.
    const History& history() const { return *m_history; }
    Nanos now() const { return m_now; }
    bool isAttached() const { return m_attached; }
    bool hasChannels() const { return m_channels.size() > 1; }
    /// Index in the History of what `row` shows.
    std::size_t source(int row) const;
    /// The row that shows that index; nothing when it is filtered out or not there yet.
    std::optional<int> rowOfSource(std::size_t source) const;

    virtual std::size_t sizeIn(const Extent& extent) const = 0;
    /// Sorted indices in the History whose cells changed.
    virtual std::vector<std::uint32_t> changedIn(const Changes& changes) const = 0;
    /// 0: rows of this kind have no channel.
    virtual NameId channelIn(const History& history, std::size_t source) const;
    /// Before rows are announced; the history differs from the one before when `isNew`.
    virtual void absorb(const Snapshot& snapshot, bool isNew);

private:
    void startOver(const std::shared_ptr<const Snapshot>& snapshot);
    void announceColumns(bool attached);
    void announceChanges(const std::vector<std::uint32_t>& changed);
    void announceRange(std::size_t first, std::size_t last);
    void announceNewRows(std::size_t size);
    void readChannels(std::size_t size);
    void pick();
    int firstRowFrom(std::size_t source) const;

    std::shared_ptr<const History> m_history;
    Nanos m_now{};
    bool m_attached = false;
    bool m_hadChannels = false;
    std::vector<NameId> m_channels; ///< by appearance
    std::vector<bool> m_channelSeen; ///< by NameId
    std::size_t m_channelsRead = 0;
    QString m_channel;
    NameId m_filter = 0; ///< of m_channel in this history
    std::vector<std::uint32_t> m_picked; ///< indices in the History; only with a filter
    int m_rows = 0;
    std::size_t m_read = 0; ///< of the History's rows, shown or filtered out
    std::size_t m_logRead = 0; ///< of the History's change log
};

} // namespace stanscope
