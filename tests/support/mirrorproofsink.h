#pragma once

#include "core/lab/eventsink.h"
#include "core/lab/history.h"
#include "core/mirror/mirrorstate.h"

#include <QFile>
#include <QString>

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope::test {

/// One redelivery whose delivery before was seen, against what was predicted for it.
struct ScoredRedelivery
{
    enum class Kind : std::uint8_t
    {
        Predictable, ///< counted
        Resumed, ///< re-sent because a durable came back: not counted (section 5.2)
        Restarted, ///< delivered before a restart of the broker: not counted
        FirstDrop, ///< because the broker dropped a silent client, the first one: not counted
    };
    Kind kind = Kind::Predictable;
    Nanos arrived{};
    std::optional<Nanos> predicted; ///< what the mirror showed 20 ms before
    Nanos naive{}; ///< delivery + AckWait
    std::string channel;
    std::uint64_t sequence = 0;
    std::string group; ///< what shares pending entries
    std::string holder; ///< client and group of the delivery before
    bool changedHands = false;
    std::string story; ///< misses only: what was heard about the group before
};

/// Follows one product instance from inside its stream, and keeps its own simple books of who
/// subscribes to what: it judges the mirror, so it does not ask it. Written by the folding thread,
/// read by the main thread.
class MirrorProofSink : public EventSink
{
public:
    explicit MirrorProofSink(const QString& logFile = {});
    ~MirrorProofSink() override;

    void folded(const Event& event, const Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const Lab& lab) override;

    /// A line for the log.
    void note(const QString& text);

    struct Moment
    {
        std::shared_ptr<const MirrorState> state;
        std::unordered_map<std::string, Nanos> lastHeard; ///< by channel: the last frame about it
        Nanos lastClientEvent{}; ///< connects, closes
    };
    /// Asks for the state at the next moment when everything that arrived is folded.
    void requestMoment();
    std::optional<Moment> takeMoment();
    std::vector<ScoredRedelivery> takeRedeliveries();
    std::uint64_t deliveries() const;

private:
    struct Subscription
    {
        std::string client;
        std::string channel;
        std::string key; ///< what shares pending entries
        Nanos ackWait{};
        bool durable = false;
        Nanos since{};
    };
    struct Shown
    {
        Nanos from{};
        std::int64_t deadline = 0;
    };
    struct Attempt
    {
        std::uint32_t row = 0;
        std::uint32_t subscription = 0;
        Nanos delivered{};
        std::deque<Shown> shown; ///< deadlines, as the mirror showed them over time
    };
    struct Group
    {
        std::set<std::uint32_t> live;
        std::map<std::uint64_t, Attempt> attempts; ///< the last one of each sequence
        std::set<std::uint64_t> running; ///< of them, those whose deadline is watched
        std::deque<std::string> story;
    };

    void follow(const Event& event, const Lab& lab);
    void subscribed(Nanos time, std::uint32_t id, const Subscription& subscription);
    void removed(std::uint32_t id);
    void clientGone(const std::string& client, Nanos time);
    void delivered(const Event& event, const wire::Delivered& delivery, const Lab& lab);
    void score(Nanos time, const Subscription& to, std::uint32_t toId, const Attempt& before,
               std::uint64_t sequence, Group& group);
    bool mayBeDropped(const std::string& client, Nanos now) const;
    void noteDrop(const ScoredRedelivery& scored, const std::string& client);
    bool isOfFirstDrop(const ScoredRedelivery& scored) const;
    void sample(Nanos now, const History& history);
    void tell(std::uint32_t subscription, const Event& event);
    void hear(const std::string& channel, Nanos time);
    Group* groupOf(std::uint32_t subscription);

    std::unordered_map<std::uint32_t, Subscription> m_subscriptions; ///< also former ones
    std::map<std::string, Group> m_groups;
    std::set<std::string> m_suspects; ///< a heartbeat without an answer
    std::map<std::string, Nanos> m_goneSuspects; ///< replaced: when
    /// The watcher was told how many heartbeats a client may miss. No endpoint tells; another one
    /// learns it when the broker drops the first client without a word.
    bool m_knowsHeartbeats = true;
    struct Drop
    {
        Nanos at{};
        std::set<std::string> groups; ///< whose timers it has reset
    };
    std::optional<Drop> m_firstDrop;
    Nanos m_sampled{};
    Nanos m_restartedAt{};
    std::unordered_map<std::string, Nanos> m_lastHeard;
    Nanos m_lastClientEvent{};

    mutable std::mutex m_mutex;
    std::vector<ScoredRedelivery> m_scored;
    std::optional<Moment> m_moment;
    bool m_wanted = false;
    std::uint64_t m_deliveries = 0;
    std::vector<std::string> m_notes;
    const Lab* m_lab = nullptr;
    QFile m_log;
};

} // namespace stanscope::test
