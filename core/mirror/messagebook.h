#pragma once

#include "core/events/event.h"
#include "core/mirror/brokerwriter.h"
#include "core/mirror/mirrorstate.h"
#include "core/mirror/sequenceindex.h"
#include "core/util/boundedmap.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The channels: publishes on their way, stored messages with their sequences. A sequence is
/// counted from error-free PubAcks, whose order is the storage order (protocol section 1.4 rule 4),
/// and corrected by deliveries, which carry it.
class MessageBook
{
public:
    /// Told when the payload of a stored message is known: by its PubAck or its first delivery.
    using OnPayload = std::function<void(std::uint32_t row, std::string_view payload)>;

    MessageBook(BrokerWriter& writer, OnPayload onPayload);
    /// The same state, written on with another writer.
    MessageBook(const MessageBook& other, BrokerWriter& writer, OnPayload onPayload);

    void publishSent(Nanos time, const wire::PublishSent& publish);
    void pubAcked(Nanos time, const wire::PubAcked& ack);
    /// The row of a message that is being delivered; makes it when its PubAck is still to come.
    /// `storedAtUnixNs`: as the delivery says; 0: it does not.
    std::uint32_t delivered(Nanos time, const ChannelName& channel, std::uint64_t sequence,
                            const std::string& payload, std::int64_t storedAtUnixNs);

    /// Highest stored sequence known; 0 for an unknown channel.
    std::uint64_t last(const ChannelName& channel) const;
    /// Sequence of the last error-free PubAck; nothing when it is not known.
    std::optional<Sequence> lastPubAcked(const ChannelName& channel) const;
    /// Lowest stored sequence; nothing when the monitoring endpoint has not told.
    std::optional<std::uint64_t> first(const ChannelName& channel) const;
    /// Sorted.
    std::vector<ChannelName> channels() const;
    /// What the monitoring endpoint says. PubAcks of before `asked` are in it; of those until
    /// `answered`, nobody knows which are.
    void adopt(const ChannelName& channel, Sequence first, Sequence last, Nanos asked = {},
               Nanos answered = {});
    /// When watching began: what the broker says it stored earlier was there before.
    void setStart(std::int64_t unixNs) { m_startUnixNs = unixNs; }
    /// What was there when watching began.
    void startAfter(const std::vector<MonitoredChannel>& channels);
    /// The last sequence is inferred from what was not all seen.
    bool isLastGuess(const ChannelName& channel) const;
    /// A row for each stored message that has none, so that every sequence is there. Call it before
    /// adopt().
    void fillIn(Nanos time, const ChannelName& channel, Sequence first, Sequence last);
    /// Nobody tells what was stored before: sequences are unknown until a delivery shows one.
    void startBlind() { m_isBlind = true; }
    bool isBlind() const { return m_isBlind; }
    /// The broker deleted the channel: if it comes again, it begins at 1. What was acked since
    /// doubt() is of the new one.
    void beginAnew(Nanos time, const ChannelName& channel);
    /// It has been idle, and nobody can say whether the broker has it still: what is acked from now
    /// on has no sequence until something tells. `isGone`: it has deleted it, most likely.
    void doubt(const ChannelName& channel, bool isGone);
    /// A delivery that cannot be of the channel that is known: stored later than one behind it.
    bool contradicts(const ChannelName& channel, std::uint64_t sequence,
                     std::int64_t storedAtUnixNs) const;
    /// What the endpoint says of a channel that stood still: what was acked without a sequence has
    /// the last ones, if nothing else was stored.
    void settle(Nanos time, const ChannelName& channel, Sequence last);
    /// Where a channel begins now: limits and ages take messages without a frame, so that only the
    /// endpoint can tell.
    void noteFirst(const ChannelName& channel, Sequence first);
    /// These rows' messages are in the channel no more; of many the newest are marked.
    void markGone(const ChannelName& channel, std::uint64_t from, std::uint64_t to,
                  MessageGone how);
    /// When a publish to it was heard of last; 0: none was.
    Nanos activeAt(const ChannelName& channel) const;
    /// Of the last error-free PubAck, where it is not known but supposed.
    std::optional<Sequence> supposedPubAck(const ChannelName& channel) const;
    /// Publishes without an answer whose message was not seen delivered either, those that a gap
    /// cut off as well; by time.
    std::vector<MirrorState::Indefinite> indefinite() const;
    /// Payloads that waited for their sequence and were let go for want of room: their messages
    /// have sequences, and a payload again with their first delivery.
    std::uint64_t lostPayloads() const { return m_lostPayloads; }
    /// Publishes heard of on that channel so far.
    std::uint64_t published(const ChannelName& channel) const;
    /// Which of them was answered last, by its number.
    std::uint64_t lastAnswered(const ChannelName& channel) const;
    /// Publishes without an answer so far.
    std::size_t unanswered() const { return m_publishes.size(); }
    /// The broker lost everything: sequences restart at 1.
    void forgetStore();
    /// Frames were missed: publishes without answer may have been answered.
    void tapGap();

private:
    /// A delivery may come to the tap before the publish that it is of: the server hands that to
    /// the broker first, and a busy processor lets the tap wait.
    static constexpr Nanos mostOvertaken = std::chrono::milliseconds(50);

    MessageBook(const MessageBook&) = default;

    struct Publish
    {
        ChannelName channel;
        NameId client = 0;
        std::optional<std::string> payload; ///< nothing: let go
        /// The channel's last sequence when it was sent, if no other was on its way then.
        std::optional<std::uint64_t> aloneAfter = {};
        std::uint64_t number = 0; ///< of the channel's publishes
        Nanos sentAt{};

        std::size_t payloadSize() const { return payload ? payload->size() : 0; }
        /// Without the payload, whose room is counted by itself.
        std::size_t weight() const { return channel.value().size(); }
    };
    struct Channel
    {
        NameId name = 0;
        std::uint64_t pubAcked = 0;
        std::uint64_t last = 0;
        std::optional<std::uint64_t> first;
        Nanos asked{}; ///< PubAcks until then are in `last`
        Nanos answered{}; ///< those until then may be; nothing once one was counted
        bool lastWasCounted = false; ///< the last PubAck's sequence is among the answer's
        std::uint64_t sent = 0; ///< publishes
        std::uint64_t lastAnswered = 0; ///< of their numbers
        std::uint64_t before = 0; ///< the last that was stored before anybody watched
        std::size_t unanswered = 0;
        SequenceIndex rows;
        /// After a tap gap nobody knows how many PubAcks were missed: what is acked meanwhile has
        /// no sequence until a delivery names one.
        bool unsure = false;
        std::vector<Publish> unplaced;
        Nanos active{}; ///< the last publish
        std::optional<std::uint64_t> supposed; ///< what was before `unplaced`, since doubt()
        std::uint64_t newest = 0; ///< of the delivered ones
        std::int64_t newestStoredAt = 0; ///< its time by the broker's clock
    };
    /// One whose answer a gap may have swallowed.
    struct CutOff
    {
        MirrorState::Indefinite publish;
        NameId client = 0;
        std::size_t payload = 0; ///< its hash
    };

    Channel& channelOf(const ChannelName& name);
    std::uint32_t rowOf(Nanos time, Channel& channel, std::uint64_t sequence);
    void store(Nanos time, Channel& channel, std::uint64_t sequence, const Publish& publish);
    void placeUnplaced(Nanos time, Channel& channel, std::uint64_t sequence,
                       const std::string& payload);
    void letPayloadsGo();
    void keepUnplaced(Channel& channel, Publish publish);
    void forgetUnplaced(Channel& channel);
    void placeAll(Nanos time, Channel& channel, std::uint64_t before);
    void wasStored(std::uint32_t row, const ChannelName& name, const std::string& payload);
    void tellPublisher(std::uint32_t row, NameId client, Nanos sentAt);
    std::unordered_map<std::string, std::uint32_t> deliveredUnanswered() const;
    std::uint64_t placeOf(const Channel& channel, const Publish& publish) const;
    std::uint64_t deliveredSequenceOf(const Channel& channel, const std::string& payload) const;
    std::uint64_t countedSequenceOf(const Channel& channel, const Publish& publish) const;
    std::uint64_t sequenceOf(const Channel& channel, const Publish& publish) const;
    bool holds(std::uint32_t row, const std::string& payload) const;
    bool mayHold(std::uint32_t row, const Publish& publish) const;
    void bind(std::uint32_t row, const std::string& payload);

    BrokerWriter* m_writer;
    OnPayload m_onPayload;
    std::unordered_map<ChannelName, Channel> m_channels;
    bool m_isBlind = false;
    std::int64_t m_startUnixNs = 0;
    /// By guid. A broker that never answers must not fill the memory.
    BoundedMap<Publish> m_publishes{262144};
    std::size_t m_waitingBytes = 0; ///< payloads of `m_publishes`
    std::size_t m_unplacedBytes = 0; ///< those of all channels' `unplaced`
    std::uint64_t m_lostPayloads = 0;
    std::deque<CutOff> m_cutOff;
};

} // namespace stanscope
