#include "core/mirror/messagebook.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stanscope {

namespace {

/// How many sequences are looked at to find a message by its payload.
constexpr std::uint64_t mostSearched = 4096;
/// Payloads that wait for their PubAck, and those that wait for a sequence after it, each in bytes.
constexpr std::size_t mostWaiting = std::size_t{64} << 20;
/// Ids that clients make have some tens of characters.
constexpr std::size_t longestGuid = 4096;

} // namespace

MessageBook::MessageBook(BrokerWriter& writer, OnPayload onPayload)
    : m_writer(&writer)
    , m_onPayload(std::move(onPayload))
{
}

MessageBook::MessageBook(const MessageBook& other, BrokerWriter& writer, OnPayload onPayload)
    : MessageBook(other)
{
    m_writer = &writer;
    m_onPayload = std::move(onPayload);
}

MessageBook::Channel& MessageBook::channelOf(const ChannelName& name)
{
    const auto [entry, isNew] = m_channels.try_emplace(name);
    if (isNew) {
        entry->second.name = m_writer->intern(name.value());
        entry->second.unsure = m_isBlind;
    }
    return entry->second;
}

void MessageBook::publishSent(Nanos time, const wire::PublishSent& publish)
{
    if (publish.guid.empty() || publish.guid.size() > longestGuid)
        return; // stored and never acked: a delivery will tell
    Channel& channel = channelOf(publish.channel);
    channel.active = time;
    if (m_publishes.find(publish.guid))
        return;
    ++channel.unanswered;
    const bool isAlone = channel.unanswered == 1;
    Publish sent{publish.channel, m_writer->intern(publish.client.value()),
                 publish.payload, isAlone ? std::optional(channel.last) : std::nullopt,
                 ++channel.sent,  time};
    while (const auto oldest = m_publishes.makeRoom(publish.guid, sent)) {
        m_waitingBytes -= oldest->payloadSize();
        --channelOf(oldest->channel).unanswered;
    }
    m_waitingBytes += sent.payloadSize();
    m_publishes.insert(publish.guid, std::move(sent));
    if (m_waitingBytes > mostWaiting)
        letPayloadsGo();
}

/// Of the oldest ones, half of all at once; that they were published is not forgotten.
void MessageBook::letPayloadsGo()
{
    m_publishes.visitOldest([this](Publish& publish) {
        m_waitingBytes -= publish.payloadSize();
        m_lostPayloads += publish.payload ? 1U : 0U;
        publish.payload.reset();
        return m_waitingBytes > mostWaiting / 2;
    });
}

void MessageBook::keepUnplaced(Channel& channel, Publish publish)
{
    if (channel.unplaced.size() >= mostSearched)
        return;
    if (m_unplacedBytes + publish.payloadSize() > mostWaiting) {
        m_lostPayloads += publish.payload ? 1U : 0U;
        publish.payload.reset();
    }
    m_unplacedBytes += publish.payloadSize();
    channel.unplaced.push_back(std::move(publish));
}

void MessageBook::forgetUnplaced(Channel& channel)
{
    for (const Publish& publish : channel.unplaced)
        m_unplacedBytes -= publish.payloadSize();
    channel.unplaced = {};
}

void MessageBook::pubAcked(Nanos time, const wire::PubAcked& ack)
{
    const auto publish = m_publishes.take(ack.guid);
    if (!publish) {
        std::erase_if(m_cutOff, [&](const CutOff& cut) { return cut.publish.guid == ack.guid; });
        return;
    }
    m_waitingBytes -= publish->payloadSize();
    Channel& channel = channelOf(publish->channel);
    --channel.unanswered;
    channel.active = time;
    channel.lastAnswered = publish->number;
    if (!ack.error.empty())
        return;
    channel.lastWasCounted = time < channel.asked;
    if (channel.lastWasCounted)
        return;
    const bool mayBeInAnswer = channel.answered != Nanos{} && time <= channel.answered;
    channel.unsure = channel.unsure || mayBeInAnswer;
    if (!channel.unsure) {
        const std::uint64_t counted = countedSequenceOf(channel, *publish);
        channel.pubAcked = counted != 0 ? counted : sequenceOf(channel, *publish);
        channel.answered = {};
    } else if (const auto known = placeOf(channel, *publish)) {
        channel.pubAcked = known;
        channel.unsure = false;
        channel.supposed.reset();
        channel.answered = {}; // from here on they are counted
        forgetUnplaced(channel);
    } else {
        keepUnplaced(channel, *publish);
        return;
    }
    store(time, channel, channel.pubAcked, *publish);
}

void MessageBook::store(Nanos time, Channel& channel, std::uint64_t sequence,
                        const Publish& publish)
{
    const std::uint32_t row = rowOf(time, channel, sequence);
    MessageRow& message = m_writer->editMessage(row);
    message.publisher.set(publish.client);
    message.origin.set(MessageOrigin::Published);
    message.publishedAt.set(publish.sentAt.count());
    if (publish.payload)
        bind(row, *publish.payload);
}

/// The delivery of one of the messages whose sequence is not known: the ones acked after it follow
/// it.
void MessageBook::placeUnplaced(Nanos time, Channel& channel, std::uint64_t sequence,
                                const std::string& payload)
{
    const auto placed =
        std::find_if(channel.unplaced.begin(), channel.unplaced.end(),
                     [&](const Publish& publish) { return publish.payload == payload; });
    const auto isSame = [&](const Publish& publish) { return publish.payload == payload; };
    if (placed == channel.unplaced.end()
        || std::any_of(std::next(placed), channel.unplaced.end(), isSame))
        return;
    for (auto next = placed; next != channel.unplaced.end(); ++next)
        store(time, channel, sequence++, *next);
    channel.pubAcked = sequence - 1;
    channel.unsure = false;
    channel.supposed.reset();
    forgetUnplaced(channel);
}

/// Whatever was acked without a sequence follows that one.
void MessageBook::placeAll(Nanos time, Channel& channel, std::uint64_t before)
{
    for (const Publish& publish : channel.unplaced)
        store(time, channel, ++before, publish);
    channel.pubAcked = before;
    channel.last = std::max(channel.last, before);
    channel.unsure = false;
    channel.supposed.reset();
    forgetUnplaced(channel);
}

/// Which sequence a message has that was acked while nobody knows how many were before it; 0: that
/// cannot be told. One that was on its way alone is what was delivered meanwhile, another one the
/// only delivered message that holds the same.
std::uint64_t MessageBook::placeOf(const Channel& channel, const Publish& publish) const
{
    const RowRef last = channel.rows.find(channel.last);
    if (publish.aloneAfter && channel.sent == publish.number
        && channel.last == *publish.aloneAfter + 1 && last != 0 && mayHold(last - 1, publish))
        return channel.last;
    return publish.payload ? deliveredSequenceOf(channel, *publish.payload) : 0;
}

/// The one delivered sequence with that payload, 0 for none or several.
std::uint64_t MessageBook::deliveredSequenceOf(const Channel& channel,
                                               const std::string& payload) const
{
    const std::uint64_t lowest = channel.last > mostSearched ? channel.last - mostSearched : 0;
    std::uint64_t found = 0;
    for (std::uint64_t sequence = channel.last; sequence > lowest; --sequence) {
        const RowRef row = channel.rows.find(sequence);
        if (row == 0 || m_writer->rows().messages[row - 1].publisher.get() != 0
            || !holds(row - 1, payload))
            continue;
        if (found != 0)
            return 0;
        found = sequence;
    }
    return found;
}

/// The first PubAck that is heard after the endpoint's answer may have been on its way to the tap
/// since before it: then its message is among those the answer counts, and was delivered meanwhile.
/// 0: it is not.
std::uint64_t MessageBook::countedSequenceOf(const Channel& channel, const Publish& publish) const
{
    if (channel.answered == Nanos{} || !publish.payload)
        return 0;
    const std::uint64_t found = deliveredSequenceOf(channel, *publish.payload);
    if (found == 0 || found > channel.pubAcked)
        return 0;
    const MessageRow& row = m_writer->rows().messages[channel.rows.find(found) - 1];
    return row.seenAt + mostOvertaken >= publish.sentAt ? found : 0;
}

/// The next sequence; unless a delivery has shown that another message has it: then a PubAck was
/// lost with the broker, and this is the first message behind it with the same payload.
std::uint64_t MessageBook::sequenceOf(const Channel& channel, const Publish& publish) const
{
    const std::uint64_t next = channel.pubAcked + 1;
    for (std::uint64_t sequence = next; sequence < next + mostSearched; ++sequence) {
        const RowRef row = channel.rows.find(sequence);
        if (row == 0 || mayHold(row - 1, publish))
            return sequence;
    }
    return next;
}

bool MessageBook::holds(std::uint32_t row, const std::string& payload) const
{
    const MessageRow& message = m_writer->rows().messages[row];
    const RowRef kept = message.payload.get();
    if (kept == 0 || message.payloadSize.get() != payload.size())
        return kept == 0;
    return payload.starts_with(m_writer->payload(kept));
}

bool MessageBook::mayHold(std::uint32_t row, const Publish& publish) const
{
    return !publish.payload || holds(row, *publish.payload);
}

std::uint32_t MessageBook::delivered(Nanos time, const ChannelName& name, std::uint64_t sequence,
                                     const std::string& payload, std::int64_t storedAtUnixNs)
{
    Channel& channel = channelOf(name);
    // A delivery precedes its PubAck. With no publish unanswered, this one was never going to be
    // acked (a PubMsg without reply subject) or was stored before the tap came.
    if (channel.unanswered == 0)
        channel.pubAcked = std::max(channel.pubAcked, sequence);
    if (channel.unsure)
        placeUnplaced(time, channel, sequence, payload);
    const bool isNew = channel.rows.find(sequence) == 0;
    const std::uint32_t row = rowOf(time, channel, sequence);
    if (isNew) {
        const bool isOld =
            sequence <= channel.before || (storedAtUnixNs != 0 && storedAtUnixNs < m_startUnixNs);
        m_writer->editMessage(row).origin.set(isOld ? MessageOrigin::Before
                                                    : MessageOrigin::Unseen);
    }
    if (storedAtUnixNs != 0 && m_writer->rows().messages[row].brokerStoredAt.get() == 0)
        m_writer->editMessage(row).brokerStoredAt.set(storedAtUnixNs);
    if (storedAtUnixNs != 0 && sequence >= channel.newest) {
        channel.newest = sequence;
        channel.newestStoredAt = storedAtUnixNs;
    }
    bind(row, payload);
    if (!m_cutOff.empty())
        wasStored(row, name, payload);
    return row;
}

std::uint32_t MessageBook::rowOf(Nanos time, Channel& channel, std::uint64_t sequence)
{
    channel.last = std::max(channel.last, sequence);
    if (const RowRef known = channel.rows.find(sequence))
        return known - 1;
    const std::uint32_t row = m_writer->rows().messages.append([&](MessageRow& message) {
        message.channel = channel.name;
        message.sequence = Sequence(sequence);
        message.seenAt = time;
    });
    channel.rows.insert(sequence, row + 1);
    return row;
}

void MessageBook::bind(std::uint32_t row, const std::string& payload)
{
    const bool isBound = m_writer->rows().messages[row].payload.get() != 0;
    if (isBound && holds(row, payload))
        return;
    MessageRow& message = m_writer->editMessage(row);
    message.payloadSize.set(static_cast<std::uint32_t>(payload.size()));
    message.payload.set(m_writer->keepPayload(payload));
    if (m_onPayload)
        m_onPayload(row, payload);
}

std::uint64_t MessageBook::last(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? 0 : found->second.last;
}

std::uint64_t MessageBook::published(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? 0 : found->second.sent;
}

std::uint64_t MessageBook::lastAnswered(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? 0 : found->second.lastAnswered;
}

std::optional<Sequence> MessageBook::lastPubAcked(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end() || found->second.unsure || found->second.pubAcked == 0
        || found->second.lastWasCounted)
        return std::nullopt;
    return Sequence(found->second.pubAcked);
}

std::optional<std::uint64_t> MessageBook::first(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? std::nullopt : found->second.first;
}

std::vector<ChannelName> MessageBook::channels() const
{
    std::vector<ChannelName> names;
    for (const auto& [name, channel] : m_channels)
        if (channel.last > 0 || channel.first)
            names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

void MessageBook::adopt(const ChannelName& name, Sequence first, Sequence last, Nanos asked,
                        Nanos answered)
{
    Channel& channel = channelOf(name);
    // What was delivered while the answer was on its way is not in it.
    const RowRef newest = channel.rows.find(channel.last);
    const bool isOlder =
        asked != Nanos{} && newest != 0 && m_writer->rows().messages[newest - 1].seenAt >= asked;
    if (last.value() < channel.last && !isOlder) {
        channel.rows = {}; // sequences have started anew
        channel.newest = 0;
        channel.newestStoredAt = 0;
    }
    channel.supposed.reset();
    channel.first = first.value();
    channel.last = isOlder ? std::max(channel.last, last.value()) : last.value();
    channel.pubAcked = last.value();
    channel.asked = asked;
    channel.answered = answered;
    channel.unsure = false;
    forgetUnplaced(channel);
}

void MessageBook::startAfter(const std::vector<MonitoredChannel>& channels)
{
    for (const MonitoredChannel& channel : channels)
        channelOf(channel.name).before = channel.last.value();
}

bool MessageBook::isLastGuess(const ChannelName& name) const
{
    const auto found = m_channels.find(name);
    return found != m_channels.end() && found->second.unsure;
}

} // namespace stanscope
