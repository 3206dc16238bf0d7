#include "ui/models/historymodel.h"

#include "ui/models/tones.h"

#include <algorithm>
#include <limits>

namespace stanscope {

namespace {

// A view repaints as a whole anyway, so many ranges cost more than they save.
constexpr std::size_t mostRanges = 32;

std::size_t readable(std::size_t size)
{
    constexpr std::size_t most = std::numeric_limits<int>::max();
    return std::min(size, most);
}

} // namespace

void HistoryModel::absorb(const Snapshot&, bool) { }

NameId HistoryModel::channelIn(const History&, std::size_t) const
{
    return 0;
}

void HistoryModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    m_now = snapshot->now;
    if (snapshot->history != m_history) {
        startOver(snapshot);
    } else if (m_history) {
        absorb(*snapshot, false);
        const std::size_t until = snapshot->extent.changes;
        announceChanges(changedIn({*m_history, std::min(m_logRead, until), until}));
        announceNewRows(readable(sizeIn(snapshot->extent)));
        m_logRead = until;
    }
    announceColumns(snapshot->attached);
}

void HistoryModel::startOver(const std::shared_ptr<const Snapshot>& snapshot)
{
    beginResetModel();
    m_history = snapshot->history;
    m_rows = 0;
    m_read = m_channelsRead = 0;
    m_channels.clear();
    m_channelSeen.clear();
    if (m_history) {
        absorb(*snapshot, true);
        m_read = readable(sizeIn(snapshot->extent));
        m_logRead = snapshot->extent.changes;
        readChannels(m_read);
    }
    pick();
    endResetModel();
    emit channelsChanged();
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

// A channel that this history does not have hides nothing.
void HistoryModel::pick()
{
    const auto found = std::find_if(m_channels.begin(), m_channels.end(), [this](NameId channel) {
        return nameText(*m_history, channel) == m_channel;
    });
    m_filter = found == m_channels.end() ? 0 : *found;
    m_picked.clear();
    if (m_filter == 0) {
        m_channel.clear();
        m_rows = static_cast<int>(m_read);
        return;
    }
    for (std::size_t i = 0; i < m_read; ++i)
        if (channelIn(*m_history, i) == m_filter)
            m_picked.push_back(static_cast<std::uint32_t>(i));
    m_rows = static_cast<int>(m_picked.size());
}

void HistoryModel::setChannel(const QString& channel)
{
    if (channel == m_channel)
        return;
    beginResetModel();
    m_channel = channel;
    pick();
    endResetModel();
}

std::size_t HistoryModel::source(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return m_filter == 0 ? index : m_picked[index];
}

int HistoryModel::firstRowFrom(std::size_t source) const
{
    if (m_filter == 0)
        return static_cast<int>(std::min(source, m_read));
    return static_cast<int>(std::lower_bound(m_picked.begin(), m_picked.end(), source)
                            - m_picked.begin());
}

std::optional<int> HistoryModel::rowOfSource(std::size_t source) const
{
    const int row = firstRowFrom(source);
    if (row >= m_rows || this->source(row) != source)
        return {};
    return row;
}

void HistoryModel::announceColumns(bool attached)
{
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
    const int from = firstRowFrom(first);
    const int to = firstRowFrom(last + 1) - 1;
    if (from <= to)
        emit dataChanged(index(from, 0), index(to, columnCount() - 1));
}

void HistoryModel::announceNewRows(std::size_t size)
{
    if (size <= m_read)
        return;
    const std::size_t known = m_channels.size();
    readChannels(size);
    std::vector<std::uint32_t> picked;
    if (m_filter != 0)
        for (std::size_t i = m_read; i < size; ++i)
            if (channelIn(*m_history, i) == m_filter)
                picked.push_back(static_cast<std::uint32_t>(i));
    const int count = static_cast<int>(m_filter == 0 ? size - m_read : picked.size());
    if (count > 0)
        beginInsertRows({}, m_rows, m_rows + count - 1);
    m_read = size;
    m_rows += count;
    m_picked.insert(m_picked.end(), picked.begin(), picked.end());
    if (count > 0)
        endInsertRows();
    if (m_channels.size() != known)
        emit channelsChanged();
}

} // namespace stanscope
