#include "ui/models/historymodel.h"

#include "ui/models/listenersonly.h"
#include "ui/models/tones.h"

#include <algorithm>
#include <limits>

namespace stanscope {

namespace {

// A view repaints as a whole anyway, so many ranges cost more than they save.
constexpr std::size_t mostRanges = 32;
// Entries of the change log that are read one by one: of more, as after a long time behind other
// tabs, each row counts as changed.
constexpr std::size_t mostChanges = 200'000;

std::size_t readable(std::size_t size)
{
    constexpr std::size_t most = std::numeric_limits<int>::max();
    return std::min(size, most);
}

} // namespace

HistoryModel::HistoryModel(std::span<const Column> columns, QObject* parent)
    : RowModel(columns, parent)
{
    m_scanTimer.setSingleShot(true);
    m_scanTimer.setInterval(0);
    connect(&m_scanTimer, &QTimer::timeout, this, &HistoryModel::scanOn);
}

bool HistoryModel::absorb(const Snapshot&, bool)
{
    return true;
}

NameId HistoryModel::channelIn(const History&, std::size_t) const
{
    return 0;
}

void HistoryModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    m_now = snapshot->now;
    readClock(*snapshot);
    const std::size_t before = m_read;
    if (snapshot->history != m_history || (m_history && !absorb(*snapshot, false)))
        startOver(snapshot);
    else if (m_history)
        follow(*snapshot);
    m_ofStrangers = snapshot->attached || hasOnlyListeners(*snapshot);
    announceColumns();
    if (m_read != before)
        emit filterChanged();
}

void HistoryModel::follow(const Snapshot& snapshot)
{
    const std::size_t until = snapshot.extent.changes;
    const std::size_t from = std::min(m_logRead, until);
    m_logRead = until;
    m_filter.lookIn(*m_history);
    if (until - from <= mostChanges) {
        const auto changed = changedIn({*m_history, from, until});
        followPicks(changed);
        announceChanges(changed);
    } else if (isPicking()) {
        beginResetModel();
        pickAnew();
        endResetModel();
    } else if (m_rows > 0) {
        announceRange(0, m_read - 1);
    }
    announceNewRows(readable(sizeIn(snapshot.extent)));
}

void HistoryModel::startOver(const std::shared_ptr<const Snapshot>& snapshot)
{
    beginResetModel();
    const bool isNew = m_history != snapshot->history;
    const bool isOtherRun =
        !m_history || !snapshot->history || m_history->start != snapshot->history->start;
    m_history = snapshot->history;
    m_rows = 0;
    m_read = m_channelsRead = 0;
    m_channels.clear();
    m_channelSeen.clear();
    m_keys.clear();
    m_filter.startOver();
    if (m_history) {
        if (isNew)
            absorb(*snapshot, true);
        m_read = readable(sizeIn(snapshot->extent));
        m_logRead = snapshot->extent.changes;
        readChannels(m_read);
        m_filter.lookIn(*m_history);
        // What was looked for in another run hides nothing in one that does not know it.
        if (isOtherRun && m_read > 0)
            m_filter.dropUnknown();
    }
    pickAnew();
    endResetModel();
    emit channelsChanged();
    emit filterChanged();
}

void HistoryModel::readChannels(std::size_t size)
{
    for (; m_channelsRead < size; ++m_channelsRead) {
        const NameId channel = channelIn(*m_history, m_channelsRead);
        if (channel == 0)
            continue;
        if (channel >= m_channelSeen.size())
            m_channelSeen.resize(channel + 1);
        if (m_channelSeen[channel])
            continue;
        m_channelSeen[channel] = true;
        m_channels.push_back(channel);
    }
}

QStringList HistoryModel::channels() const
{
    QStringList names;
    for (const NameId channel : m_channels)
        names << nameText(*m_history, channel);
    return names;
}

void HistoryModel::setHasBank(bool hasBank)
{
    m_hasBank = hasBank;
    announceColumns();
}

void HistoryModel::announceColumns()
{
    const bool attached = m_ofStrangers || !m_hasBank;
    if (attached == m_attached && hasChannels() == m_hadChannels)
        return;
    m_attached = attached;
    m_hadChannels = hasChannels();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void HistoryModel::announceChanges(const std::vector<std::uint32_t>& changed)
{
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const std::uint32_t index : changed) {
        if (index >= m_read)
            break; // new, and announced as such
        if (!ranges.empty() && ranges.back().second + 1 == index)
            ranges.back().second = index;
        else
            ranges.emplace_back(index, index);
    }
    if (ranges.size() > mostRanges)
        ranges = {{ranges.front().first, ranges.back().second}};
    for (const auto& [first, last] : ranges)
        announceRange(first, last);
}

void HistoryModel::announceRange(std::size_t first, std::size_t last)
{
    // In another order they are anywhere.
    const int from = m_sortColumn >= 0 ? 0 : firstRowFrom(first);
    const int to = m_sortColumn >= 0 ? m_rows - 1 : firstRowFrom(last + 1) - 1;
    if (from <= to)
        emit dataChanged(index(from, 0), index(to, columnCount() - 1));
}

void HistoryModel::announceNewRows(std::size_t size)
{
    if (size <= m_read)
        return;
    const std::size_t known = m_channels.size();
    readChannels(size);
    if (isPicking()) {
        const bool wasDone = m_scanned == m_read;
        m_read = size;
        if (wasDone)
            scanOn();
    } else {
        beginInsertRows({}, m_rows, static_cast<int>(size) - 1);
        m_read = size;
        m_rows = static_cast<int>(size);
        endInsertRows();
    }
    if (m_channels.size() != known)
        emit channelsChanged();
}

} // namespace stanscope
