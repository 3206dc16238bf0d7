#pragma once

#include "core/mirror/brokerviews.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// The whole mirror at one moment, for `--state` and for tests: names and meanings are channelsz's
/// where it has them (protocol section 1.6). Deterministic: the same events give the same value.
struct MirrorState
{
    struct Outstanding
    {
        std::optional<Sequence> sequence; ///< nothing: known only as a number (late join)
        std::optional<Nanos> deadline; ///< predicted, CLOCK_MONOTONIC
        std::optional<std::uint32_t> attempt;
        bool isGuess = false; ///< the deadline: inferred from what was not all seen
    };
    struct Subscription
    {
        ClientId client;
        Subject inbox;
        Subject ackInbox;
        std::string queueName; ///< "durable:group" for durable queues
        std::string durableName; ///< plain durables
        bool durable = false;
        bool offline = false;
        std::int32_t maxInflight = 0;
        std::int32_t ackWaitSeconds = 0;
        Sequence lastSent;
        std::uint64_t pending = 0; ///< = outstanding.size()
        bool stalled = false;
        bool pendingIsGuess = false; ///< inferred from what was not all seen
        bool lastSentIsGuess = false;
        std::vector<Outstanding> outstanding; ///< by sequence, the unknown ones last
        std::uint64_t undelivered = 0; ///< stored, and not sent to it or its group yet
    };
    /// A queue group as a whole.
    struct Group
    {
        std::string queueName; ///< as the members have it
        std::uint64_t members = 0; ///< without one that is offline
        std::uint64_t pending = 0;
        Sequence lastSent;
        std::uint64_t undelivered = 0;
        std::uint64_t stalled = 0; ///< of the members
        bool isGuess = false; ///< of the numbers: inferred from what was not all seen
    };
    struct Channel
    {
        ChannelName name;
        std::optional<Sequence> first; ///< nothing: not known without monitoring
        Sequence last;
        bool lastIsGuess = false; ///< at least that: inferred from what was not all seen
        std::vector<Subscription> subscriptions; ///< groups by name, members in the broker's order
        std::vector<Group> groups; ///< by name
    };
    struct Client
    {
        ClientId client;
        Subject heartbeatInbox;
        ClientHealth health = ClientHealth::Healthy;
    };
    struct Gap
    {
        Nanos from{};
        std::optional<Nanos> until;
        Message why;
    };

    /// A PubMsg without its PubAck: stored or not, nobody can know.
    struct Indefinite
    {
        ChannelName channel;
        ClientId client;
        std::string guid;
        Nanos publishedAt{};
    };

    Nanos time{};
    Nanos start{};
    std::int64_t startedAtUnixNs = 0;
    std::vector<Client> clients; ///< by id, without the closed ones
    std::vector<Channel> channels; ///< by name
    std::vector<Indefinite> indefinite; ///< by time
    std::vector<Gap> gaps;
    std::vector<DriftRow> drift;
    std::vector<NoticeRow> notices; ///< the last 100, oldest first
};

} // namespace stanscope
