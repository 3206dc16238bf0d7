#pragma once

#include "core/lab/changes.h"
#include "ui/models/rowfilter.h"
#include "ui/models/rowmodel.h"
#include "ui/models/sortkey.h"

#include <QTimer>

#include <chrono>
#include <vector>

namespace stanscope {

/// A table over one append-only column set of the History. Live data arrives as narrow inserts and
/// dataChanged; only a new History, another filter and another order reset. Nothing is copied:
/// cells read the History when asked; a filter keeps the indices of its rows.
///
/// A filter looks at all rows once, the first of them at once, the others between events; then at
/// what is new and what the change log tells.
class HistoryModel : public RowModel
{
    Q_OBJECT

public:
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) final;

    /// Without one the bank's columns are absent, also before there is a run.
    void setHasBank(bool hasBank);

    /// Names of the channels that occur, by first appearance; empty where rows have no channel.
    QStringList channels() const;

    /// What its rows can be narrowed to.
    virtual Facets facets() const { return {}; }
    /// Shows the rows that meet all of it; what the rows have no facet for is left out.
    void setCriteria(const RowCriteria& criteria);
    const RowCriteria& criteria() const { return m_filter.criteria(); }
    bool isFiltered() const { return !m_filter.isEmpty(); }
    /// Not all rows have been looked at yet.
    bool isScanning() const { return isPicking() && m_scanned < m_read; }
    std::size_t allRows() const { return m_read; }
    std::size_t scannedRows() const { return isPicking() ? m_scanned : m_read; }

    /// How long a new filter may look at rows at once, and then between events. The first is a few
    /// frames, so that a filter by columns is done at once; the second leaves the frames alone.
    void setLooks(std::chrono::milliseconds first, std::chrono::milliseconds later);

    void sort(int column, Qt::SortOrder order) final;

signals:
    /// Another one appeared, or a new history has others.
    void channelsChanged();
    /// Criteria, or how many rows there are, shown or not.
    void filterChanged();

protected:
    explicit HistoryModel(std::span<const Column> columns, QObject* parent);

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
    /// What a filter wants to know of a row.
    virtual RowTraits traitsOf(std::size_t source, Facets wanted) const;
    /// Whether some cell of it has the word.
    virtual bool hasWord(std::size_t source, TextWord& word) const;
    /// Of a row that keeps it for ever; for those that are sortable.
    virtual SortKey sortKeyOf(std::size_t source, int column) const;
    /// Before rows are announced; the history differs from the one before when `isNew`. False: the
    /// rows that were announced so far are others now.
    virtual bool absorb(const Snapshot& snapshot, bool isNew);

private:
    void startOver(const std::shared_ptr<const Snapshot>& snapshot);
    void follow(const Snapshot& snapshot);
    void announceColumns();
    void announceChanges(const std::vector<std::uint32_t>& changed);
    void announceRange(std::size_t first, std::size_t last);
    void announceNewRows(std::size_t size);
    void readChannels(std::size_t size);

    bool isPicking() const { return !m_filter.isEmpty() || m_sortColumn >= 0; }
    bool passes(std::size_t source);
    void pickAnew();
    /// Looks at rows that were not looked at, until the time is up. Those that pass.
    std::vector<std::uint32_t> scan(std::chrono::milliseconds budget);
    void scanOn();
    void insertPicked(const std::vector<std::uint32_t>& found);
    void followPicks(const std::vector<std::uint32_t>& changed);
    void replacePicked(const std::vector<std::uint32_t>& wanted);
    void readKeys();
    void mergeSorted(std::size_t known);
    bool isBefore(std::uint32_t left, std::uint32_t right) const;
    int firstRowFrom(std::size_t source) const;

    std::shared_ptr<const History> m_history;
    Nanos m_now{};
    bool m_attached = false;
    bool m_hasBank = true;
    bool m_ofStrangers = false; ///< the snapshot: attached, or listeners only
    bool m_hadChannels = false;
    std::vector<NameId> m_channels; ///< by appearance
    std::vector<bool> m_channelSeen; ///< by NameId
    std::size_t m_channelsRead = 0;
    RowFilter m_filter;
    std::vector<std::uint32_t> m_picked; ///< indices in the History; only while picking
    std::size_t m_scanned = 0; ///< of the History's rows: looked at by the filter
    std::chrono::milliseconds m_firstLook{40};
    std::chrono::milliseconds m_laterLooks{6};
    QTimer m_scanTimer;
    int m_sortColumn = -1; ///< none: as they came
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<SortKey> m_keys; ///< of the History's rows; only while sorted
    int m_rows = 0;
    std::size_t m_read = 0; ///< of the History's rows, shown or filtered out
    std::size_t m_logRead = 0; ///< of the History's change log
};

} // namespace stanscope
