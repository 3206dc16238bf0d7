#include "core/mirror/messagebook.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <unordered_set>

// Where a channel begins and ends: what limits take, a channel that was deleted, a store that was
// lost, a gap. What is published and delivered is in messagebook.cpp.
namespace stanscope {

namespace {

/// A count costs whoever claims it nothing: of more than these, the newest are listed.
constexpr std::uint64_t mostFilledIn = 16384;
/// Publishes whose answers were cut off; the newest are remembered.
constexpr std::size_t mostCutOff = 1000;
/// Rows that are looked at for what was delivered of all that is unanswered.
constexpr std::size_t mostLookedAt = 1'000'000;

} // namespace

void MessageBook::fillIn(Nanos time, const ChannelName& name, Sequence first, Sequence last)
{
    Channel& channel = channelOf(name);
    if (last.value() < channel.last || first.value() == 0)
        return; // sequences have started anew, or nothing is there
    const std::uint64_t count = std::min(last.value() - first.value() + 1, mostFilledIn);
    for (std::uint64_t left = count; left > 0; --left) {
        const std::uint64_t sequence = last.value() - left + 1;
        if (channel.rows.find(sequence) == 0)
            m_writer->editMessage(rowOf(time, channel, sequence)).origin.set(MessageOrigin::Unseen);
    }
}

void MessageBook::noteFirst(const ChannelName& name, Sequence first)
{
    channelOf(name).first = first.value();
}

void MessageBook::beginAnew(Nanos time, const ChannelName& name)
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end())
        return;
    Channel& channel = found->second;
    markGone(name, 1, channel.last, MessageGone::Deleted);
    const bool isOfTheNewOne = channel.supposed.has_value();
    channel.last = channel.pubAcked = channel.before = channel.newest = 0;
    channel.newestStoredAt = 0;
    channel.first.reset();
    channel.asked = channel.answered = {};
    channel.rows = {};
    if (!isOfTheNewOne)
        forgetUnplaced(channel);
    placeAll(time, channel, 0);
}

void MessageBook::doubt(const ChannelName& name, bool isGone)
{
    Channel& channel = channelOf(name);
    if (channel.unsure)
        return;
    channel.unsure = true;
    channel.supposed = isGone ? 0 : channel.last;
}

bool MessageBook::contradicts(const ChannelName& name, std::uint64_t sequence,
                              std::int64_t storedAtUnixNs) const
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end() || storedAtUnixNs == 0 || found->second.newestStoredAt == 0)
        return false;
    // The broker's times never run back within a channel.
    const Channel& channel = found->second;
    return sequence < channel.newest
        ? storedAtUnixNs > channel.newestStoredAt
        : sequence == channel.newest && storedAtUnixNs != channel.newestStoredAt;
}

void MessageBook::settle(Nanos time, const ChannelName& name, Sequence last)
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end() || !found->second.unsure || found->second.unanswered > 0)
        return;
    Channel& channel = found->second;
    if (last.value() == channel.last + channel.unplaced.size())
        placeAll(time, channel, channel.last);
}

void MessageBook::markGone(const ChannelName& name, std::uint64_t from, std::uint64_t to,
                           MessageGone how)
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end() || to < from)
        return;
    if (to - from >= mostFilledIn)
        from = to - mostFilledIn + 1;
    for (std::uint64_t left = to - from + 1; left > 0; --left) {
        const RowRef row = found->second.rows.find(to - left + 1);
        if (row == 0)
            continue;
        const MessageGone before = m_writer->rows().messages[row - 1].gone.get();
        if (before != how && (before == MessageGone::No || how != MessageGone::Expired))
            m_writer->editMessage(row - 1).gone.set(how);
    }
}

Nanos MessageBook::activeAt(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? Nanos{} : found->second.active;
}

std::optional<Sequence> MessageBook::supposedPubAck(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end() || !found->second.supposed || found->second.unplaced.empty())
        return std::nullopt;
    return Sequence(*found->second.supposed + found->second.unplaced.size());
}

/// The delivery of a message whose answer was cut off by a gap: it is stored.
void MessageBook::wasStored(std::uint32_t row, const ChannelName& name, const std::string& payload)
{
    if (m_writer->rows().messages[row].publisher.get() != 0)
        return;
    const std::size_t hash = std::hash<std::string_view>{}(payload);
    const auto cut = std::find_if(m_cutOff.begin(), m_cutOff.end(), [&](const CutOff& one) {
        return one.publish.channel == name && one.payload == hash;
    });
    if (cut == m_cutOff.end())
        return;
    tellPublisher(row, cut->client, cut->publish.publishedAt);
    m_cutOff.erase(cut);
}

void MessageBook::tellPublisher(std::uint32_t row, NameId client, Nanos sentAt)
{
    MessageRow& message = m_writer->editMessage(row);
    message.publisher.set(client);
    message.publishedAt.set(sentAt.count());
}

/// Of publishes without an answer: by guid, the row of what was delivered since, each row once.
/// Those are stored, whether an answer comes or not.
std::unordered_map<std::string, std::uint32_t> MessageBook::deliveredUnanswered() const
{
    std::unordered_map<std::string, std::uint32_t> delivered;
    std::unordered_set<std::uint32_t> taken;
    std::size_t left = mostLookedAt;
    m_publishes.visitAll([&](const std::string& guid, const Publish& publish) {
        const auto found = m_channels.find(publish.channel);
        if (found == m_channels.end() || !publish.payload)
            return;
        const Channel& channel = found->second;
        for (std::uint64_t sequence = channel.last; sequence > 0 && left > 0; --sequence, --left) {
            const RowRef row = channel.rows.find(sequence);
            if (row == 0)
                continue;
            const MessageRow& message = m_writer->rows().messages[row - 1];
            if (message.seenAt + mostOvertaken < publish.sentAt)
                return;
            if (message.publisher.get() == 0 && message.payload.get() != 0
                && holds(row - 1, *publish.payload) && taken.insert(row - 1).second) {
                delivered.emplace(guid, row - 1);
                return;
            }
        }
    });
    return delivered;
}

std::vector<MirrorState::Indefinite> MessageBook::indefinite() const
{
    std::vector<MirrorState::Indefinite> result;
    for (const CutOff& cut : m_cutOff)
        result.push_back(cut.publish);
    const auto delivered = deliveredUnanswered();
    m_publishes.visitAll([&](const std::string& guid, const Publish& publish) {
        if (!delivered.contains(guid))
            result.push_back(
                {publish.channel, ClientId(m_writer->name(publish.client)), guid, publish.sentAt});
    });
    std::stable_sort(result.begin(), result.end(), [](const auto& left, const auto& right) {
        return left.publishedAt < right.publishedAt;
    });
    return result;
}

void MessageBook::forgetStore()
{
    for (auto& [name, channel] : m_channels) {
        channel.pubAcked = 0;
        channel.last = 0;
        channel.first.reset();
        channel.rows = {};
        channel.unsure = false; // sequences restart at 1
        channel.supposed.reset();
        channel.before = 0;
        channel.newest = 0;
        channel.newestStoredAt = 0;
        forgetUnplaced(channel);
    }
}

void MessageBook::tapGap()
{
    const auto delivered = deliveredUnanswered();
    m_publishes.visitAll([&](const std::string& guid, const Publish& publish) {
        if (const auto found = delivered.find(guid); found != delivered.end()) {
            tellPublisher(found->second, publish.client, publish.sentAt);
            return;
        }
        m_cutOff.push_back(
            {{publish.channel, ClientId(m_writer->name(publish.client)), guid, publish.sentAt},
             publish.client,
             std::hash<std::string_view>{}(publish.payload.value_or(""))});
        if (m_cutOff.size() > mostCutOff)
            m_cutOff.pop_front();
    });
    m_publishes.clear();
    m_waitingBytes = 0;
    for (auto& [name, channel] : m_channels) {
        channel.unanswered = 0;
        channel.unsure = channel.last > 0;
    }
}

} // namespace stanscope
