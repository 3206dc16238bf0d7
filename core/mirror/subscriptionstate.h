#pragma once

#include "core/events/event.h"
#include "core/mirror/brokertables.h"
#include "core/mirror/brokerviews.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

/// A deadline behind this is none: 126 years of uptime. Adding the longest AckWait, 68 years, does
/// not overflow.
inline constexpr Nanos farthestDeadline{4'000'000'000'000'000'000};

/// At least a second (section 3.2).
inline Nanos ackWaitOf(std::int32_t ackWaitSeconds)
{
    return std::chrono::seconds(std::max(ackWaitSeconds, 1));
}

/// One entry the broker waits for.
struct PendingDelivery
{
    Nanos deadline{}; ///< 0: the broker sets it when it sends again (restart, section 3.5)
    RowRef row = 0; ///< the DeliveryRow that was sent last; 0: before the mirror came
    std::optional<Nanos> expectedSince; ///< the timer fired: its redelivery is due
    Nanos storedAt{}; ///< the message's own timestamp; 0: not told
    bool guessed = false; ///< from before the mirror came: `deadline` is the latest possible
    bool uncertain = false; ///< since a tap gap: may have been settled meanwhile
    bool resolved = false; ///< was a placeholder of the bootstrap's answer
    bool resent = false; ///< the broker sent it again at its start, whether or not it was seen
    bool doubtful = false; ///< dealt when members left in an unknown order: to another, maybe
};

/// One subscription as the broker keeps it: what is pending and its one redelivery timer
/// (protocol section 3.2). Plain values, no history: the Mirror tells the story.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): 32 bytes are less than its containers
class SubscriptionState
{
public:
    /// Entries of a member that left are re-sent this long after (section 3.2).
    static constexpr Nanos transferDelay = std::chrono::milliseconds(100);
    /// Their deadline is set to so long before it left (section 3.2).
    static constexpr Nanos dealtAgo = std::chrono::seconds(1);

    std::uint32_t id = 0;
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
    std::string groupKey; ///< of the Mirror's groups
    NameId clientName = 0;
    NameId channelName = 0;
    NameId groupName = 0;
    Subject inbox;
    Subject ackInbox;
    Nanos ackWait{}; ///< what is reckoned with, see ackWaitOf()
    std::int32_t ackWaitSeconds = 0; ///< as it was asked for
    std::int32_t maxInflight = 0;
    std::uint64_t lastSent = 0;
    std::uint64_t answeredLastSent = 0; ///< as the last bootstrap told; 0: none did
    /// Of what was delivered while that answer was on its way and was pending or settled in it: the
    /// highest, and those that no placeholder was left for, with their rows.
    std::uint64_t lastCounted = 0;
    std::map<std::uint64_t, RowRef> spare;
    std::uint64_t unknown = 0; ///< pending without a known sequence (late join, gap)
    Nanos unknownSince{};
    std::uint64_t dealt = 0; ///< of those, from a member that left
    Nanos dealtDeadline{}; ///< theirs
    Nanos joined{}; ///< when it was subscribed; 0: before the mirror came
    Joining joining = Joining::Unknown;
    bool fresh = true; ///< nothing was sent yet: where it starts is a guess
    /// A durable of before the mirror came: each resume has added an AckWait to what waits (section
    /// 3.2), so that it may be due much later than one.
    bool isFar = false;
    bool isRough = false; ///< as a follower listed it: behind
    bool stalled = false;
    bool offline = false;
    /// What was pending at a durable resume or a restart of the broker is re-sent at once, to its
    /// holder: this many, until then.
    std::size_t resuming = 0;
    Nanos resumesUntil{};
    std::optional<Nanos> leavesAt; ///< when it will be dropped, and others get what it holds

    /// What the Mirror has in its sums and its schedule for it.
    struct Booked
    {
        std::size_t pending = 0;
        std::uint64_t unknown = 0;
        std::optional<Nanos> at;
    };
    Booked booked;
    bool isTouched = false; ///< changed since it was booked

    bool isGrouped() const { return !queueGroup.empty(); }
    bool isDurable() const { return !durable.empty(); }
    /// As the broker has it (section 1.6): group "a:b" and durable "a" with group "b" are one.
    std::string queueName() const
    {
        return durable.empty() ? queueGroup : durable + ':' + queueGroup;
    }
    std::size_t pendingCount() const { return m_pending.size() + unknown; }
    bool isFull() const { return static_cast<std::int64_t>(pendingCount()) >= maxInflight; }
    bool holds(std::uint64_t sequence) const { return m_pending.contains(sequence); }
    std::optional<Nanos> timer() const { return m_timer; }

    /// New entry; starts the timer when none runs.
    PendingDelivery& add(std::uint64_t sequence, Nanos deadline, RowRef row, Nanos now);
    /// An entry that comes from another subscription as it is; the timer stays.
    PendingDelivery& put(std::uint64_t sequence, const PendingDelivery& pending);
    std::optional<PendingDelivery> take(std::uint64_t sequence);
    PendingDelivery* find(std::uint64_t sequence);
    void setDeadline(std::uint64_t sequence, Nanos deadline);
    void resetTimer(Nanos at)
    {
        m_timer = at;
        m_timerIsGuess = false;
    }
    /// The broker set it to `at` at `since`: it has not fired in between.
    void rearm(Nanos since, Nanos at);
    /// It fires at `at` or before, as nobody knew exactly.
    void limitTimer(Nanos at) { m_timer = std::min(m_timer.value_or(at), at); }
    void stopTimer() { m_timer.reset(); }
    /// Starts it when something is pending and none runs.
    void ensureTimer(Nanos at);
    /// The broker has started at `start` with what it had stored: deadlines are message time + W,
    /// what is due is sent at once (section 3.5).
    void restart(Nanos start);
    /// When the broker started is known roughly only: the first redelivery tells when the timer
    /// really fires.
    void guessTimer() { m_timerIsGuess = m_timer.has_value(); }
    /// It was there before the mirror: the timer runs at `latest` or any time before.
    void joinLate(Nanos latest);

    /// When the broker will send `pending` again, as far as the timer tells. 0: nobody can know.
    Nanos predicted(const PendingDelivery& pending) const;
    /// That is inferred from what was not all seen: a join, a gap, members that left unseen, a
    /// client that will be dropped.
    bool isGuess(const PendingDelivery& pending) const;
    /// How much is pending, or which, was not all seen.
    bool isPendingGuess() const;

    /// Fires the timer as often as it is due at `now`. `skips`: the broker skips redeliveries
    /// (plain subscription whose client has a failed heartbeat). True when anything changed.
    bool advance(Nanos now, bool skips);

    /// A redelivery of one of its entries came at `now`, before anything else is changed for it. It
    /// tells when the timer really fired; a fire predicted for a moment later has happened.
    void noteRedelivery(std::uint64_t sequence, Nanos now);
    /// The same for one with a guessed deadline, `isFirst` of those that came together: whether it
    /// tells the real one.
    void noteGuessed(std::uint64_t sequence, Nanos now, bool isFirst);
    /// That redelivery went to itself again: the entry has a new deadline.
    void resend(std::uint64_t sequence, Nanos deadline);
    /// Its timer fires now, whatever was known of it.
    void fireNow(Nanos now);

    /// Entries whose redelivery has been due for longer than `grace`: evicted, or settled by an ack
    /// that crossed the redelivery (section 5.2 rule 8).
    std::vector<std::uint64_t> overdue(Nanos now, Nanos grace) const;
    /// What is overdue was not sent, because the broker skipped that fire: the next one comes an
    /// AckWait later. True when there was such a thing.
    bool undoFire(Nanos now, Nanos grace);
    /// The broker was away until `now`: what is due is due from now on.
    void excuse(Nanos now);
    bool isExpecting() const { return !m_expected.empty(); }
    /// The earliest moment at which time alone changes something, with the same grace; the least
    /// there is while any moment may. Nothing: it waits for a frame.
    std::optional<Nanos> nextChange(Nanos grace) const;
    /// The tap hears nothing: what is due is taken for sent.
    void assumeSent();

    void setUnknown(std::uint64_t count, Nanos now);
    /// They come from a member that left, all with that deadline.
    void dealUnknown(std::uint64_t count, Nanos deadline, Nanos now);
    /// Members left from `first` to `last`, in another order than it seemed: whose their entries
    /// are is a guess, and so is when they come again after the fire that sends them.
    void doubtDealt(Nanos first, Nanos last);
    /// One of them has settled.
    void settleUnknown();
    /// One of them is `sequence`, as its redelivery at `now` tells. `resumes`: which is no timer's.
    void resolveUnknown(std::uint64_t sequence, RowRef row, Nanos now, bool resumes);
    /// What was pending has been sent again by then, within one AckWait: what has not was settled.
    bool hasStaleUnknown(Nanos now, Nanos grace) const;

    /// All entries, earliest deadline first.
    std::vector<std::pair<std::uint64_t, PendingDelivery>> takeAll();
    const std::map<std::uint64_t, PendingDelivery>& pending() const { return m_pending; }
    std::map<std::uint64_t, PendingDelivery>& pending() { return m_pending; }
    /// The earliest `count` by deadline.
    std::vector<std::uint64_t> earliest(std::size_t count) const;

private:
    /// The broker redelivers what is due within 15 ms of a fire (section 3.2).
    static constexpr Nanos fireSlack = std::chrono::milliseconds(15);
    /// Two things of one fire, and what a busy machine puts between them.
    static constexpr Nanos nearby = std::chrono::milliseconds(30);

    bool wasTakenAlong(const PendingDelivery& pending, Nanos now) const;
    void takeAlong(std::uint64_t sequence, PendingDelivery& pending);
    bool waitOutSlowFire(Nanos now);
    std::vector<std::uint64_t> dealtBetween(Nanos first, Nanos last) const;
    void moveDealt(Nanos from, Nanos to);

    std::map<std::uint64_t, PendingDelivery> m_pending;
    std::set<std::pair<Nanos, std::uint64_t>> m_byDeadline;
    std::set<std::uint64_t> m_expected;
    std::optional<Nanos> m_timer;
    std::optional<Nanos> m_rearmed; ///< what it was set to when a member left last
    bool m_timerIsGuess = false; ///< it may fire earlier
    bool m_isFollowed = true; ///< every fire since the one before is known
    Nanos m_lastExact{}; ///< when a redelivery came whose deadline was then
    Nanos m_lastFire{}; ///< as planned
    bool m_lastFireIsGuess = false;
    bool m_idle =
        false; ///< it left nothing with a later deadline: the timer runs from its real end
    /// The last redelivery seen and the fire that it belongs to, until it is clear what follows.
    struct Burst
    {
        Nanos fire{};
        Nanos last{};
    };
    std::optional<Burst> m_burst;
};

} // namespace stanscope
