#include "core/lab/subscriptionstate.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

/// The broker redelivers what is due within 15 ms of a fire (protocol section 3.2).
constexpr Nanos fireSlack = std::chrono::milliseconds(15);
/// Two things of one fire, and what a busy machine puts between them.
constexpr Nanos nearby = std::chrono::milliseconds(30);
/// A deadline behind this is none: 63 years of uptime. Adding an AckWait does not overflow.
constexpr Nanos never{2'000'000'000'000'000'000};

} // namespace

PendingDelivery& SubscriptionState::add(std::uint64_t sequence, Nanos deadline, RowRef row,
                                        Nanos now)
{
    PendingDelivery pending;
    pending.deadline = deadline;
    pending.row = row;
    PendingDelivery& kept = put(sequence, pending);
    ensureTimer(now + ackWait);
    return kept;
}

PendingDelivery& SubscriptionState::put(std::uint64_t sequence, const PendingDelivery& pending)
{
    const auto [entry, isNew] = m_pending.try_emplace(sequence, pending);
    PendingDelivery& kept = entry->second;
    if (!isNew) {
        m_byDeadline.erase({kept.deadline, sequence});
        m_expected.erase(sequence);
        kept = pending;
    }
    kept.deadline = std::min(kept.deadline, never);
    m_byDeadline.emplace_hint(m_byDeadline.end(), kept.deadline, sequence);
    if (pending.expectedSince)
        m_expected.insert(sequence);
    return kept;
}

void SubscriptionState::ensureTimer(Nanos at)
{
    if (!m_timer && pendingCount() > 0)
        resetTimer(at);
}

void SubscriptionState::rearm(Nanos since, Nanos at)
{
    if (m_timer == at)
        return;
    std::erase_if(m_expected, [&](std::uint64_t sequence) {
        PendingDelivery& pending = m_pending[sequence];
        const bool isUndone = *pending.expectedSince > since;
        if (isUndone)
            pending.expectedSince.reset();
        return isUndone;
    });
    resetTimer(at);
    m_rearmed = at;
}

void SubscriptionState::restart(Nanos start)
{
    m_timer.reset();
    std::optional<Nanos> next;
    std::vector<std::pair<std::uint64_t, Nanos>> deadlines;
    for (auto& [sequence, pending] : m_pending) {
        const Nanos deadline = pending.storedAt + ackWait;
        pending.resent = deadline <= start + fireSlack;
        if (!pending.resent)
            next = std::min(next.value_or(deadline), deadline);
        else
            ++resuming;
        deadlines.emplace_back(sequence, pending.resent ? deadline + ackWait : deadline);
    }
    for (const auto& [sequence, deadline] : deadlines)
        setDeadline(sequence, deadline);
    ensureTimer(next.value_or(start + ackWait));
    resumesUntil = start + ackWait / 2;
    stalled = isFull();
}

std::optional<PendingDelivery> SubscriptionState::take(std::uint64_t sequence)
{
    const auto found = m_pending.find(sequence);
    if (found == m_pending.end())
        return std::nullopt;
    const PendingDelivery pending = found->second;
    m_byDeadline.erase({pending.deadline, sequence});
    m_expected.erase(sequence);
    m_pending.erase(found);
    return pending;
}

PendingDelivery* SubscriptionState::find(std::uint64_t sequence)
{
    const auto found = m_pending.find(sequence);
    return found == m_pending.end() ? nullptr : &found->second;
}

void SubscriptionState::setDeadline(std::uint64_t sequence, Nanos deadline)
{
    PendingDelivery* pending = find(sequence);
    if (!pending)
        return;
    deadline = std::min(deadline, never);
    m_byDeadline.erase({pending->deadline, sequence});
    m_byDeadline.emplace(deadline, sequence);
    pending->deadline = deadline;
    pending->guessed = false;
    pending->expectedSince.reset();
    m_expected.erase(sequence);
}

void SubscriptionState::joinLate(Nanos latest)
{
    ensureTimer(latest);
    guessTimer();
    m_isFollowed = pendingCount() == 0;
}

Nanos SubscriptionState::predicted(const PendingDelivery& pending) const
{
    const bool isTaken = m_timer && pending.deadline <= *m_timer + fireSlack;
    Nanos at = pending.deadline;
    if (pending.expectedSince)
        at = *pending.expectedSince;
    else if (isTaken)
        at = *m_timer;
    // An entry that nobody knows may fire the timer earlier, and take along what was due before.
    const bool isRough = m_timerIsGuess || unknown > 0;
    const bool isUnclear =
        isTaken ? isRough && (pending.guessed || pending.deadline + nearby < at) : pending.guessed;
    if (isUnclear && !pending.expectedSince)
        return {};
    return leavesAt ? std::min(at, *leavesAt + transferDelay) : at;
}

bool SubscriptionState::advance(Nanos now, bool skips)
{
    bool changed = waitOutSlowFire(now);
    // Each turn is at a later deadline: the loop ends.
    while (m_timer && *m_timer <= now) {
        const Nanos fire = *m_timer;
        changed = true;
        m_lastFireIsGuess = std::exchange(m_timerIsGuess, false);
        if (pendingCount() == 0) {
            m_timer.reset();
            break;
        }
        auto later = m_byDeadline.begin();
        for (; later != m_byDeadline.end() && later->first <= fire + fireSlack; ++later) {
            if (skips)
                continue;
            PendingDelivery& pending = m_pending[later->second];
            if (!pending.expectedSince)
                pending.expectedSince = fire;
            m_expected.insert(later->second);
        }
        const bool more = !skips && later != m_byDeadline.end();
        // With no later deadline every further fire up to `now` is the same as this one.
        const auto idleFires = (now - fire) / ackWait;
        m_timer = more ? later->first : fire + (idleFires + 1) * ackWait;
        m_lastFire = more ? fire : fire + idleFires * ackWait;
        m_idle = !more;
        m_timerIsGuess = more && m_pending[later->second].guessed;
    }
    return changed;
}

void SubscriptionState::noteRedelivery(std::uint64_t sequence, Nanos now)
{
    PendingDelivery* pending = find(sequence);
    if (!pending)
        return;
    m_isFollowed = true;
    if (pending->deadline >= now - nearby)
        m_lastExact = now;
    if (!pending->expectedSince && m_timerIsGuess && m_timer && now < *m_timer)
        fireNow(now);
    if (wasTakenAlong(*pending, now))
        takeAlong(sequence, *pending);
    if (!pending->expectedSince && m_timer && *m_timer - now <= nearby)
        advance(std::max(now, *m_timer), false);
    // It was due, and the timer fired earlier than it should have.
    if (!pending->expectedSince && m_timer && now < *m_timer && pending->deadline <= now
        && now - m_lastFire > nearby) {
        if (m_timer == m_rearmed)
            moveDealt(*m_timer - transferDelay, now - transferDelay);
        fireNow(now);
    }
    if (!pending->expectedSince)
        return;
    if (*pending->expectedSince == m_lastFire && m_idle)
        m_timer = now + ackWait;
    m_burst = Burst{*pending->expectedSince, now};
}

/// The last fire came a little later than planned, and with it what is due a little later: no timer
/// fires before its time.
bool SubscriptionState::wasTakenAlong(const PendingDelivery& pending, Nanos now) const
{
    constexpr Nanos early = std::chrono::milliseconds(5);
    return !pending.expectedSince && m_timer && now - m_lastFire <= nearby
        && pending.deadline > now + early && pending.deadline <= now + fireSlack;
}

void SubscriptionState::takeAlong(std::uint64_t sequence, PendingDelivery& pending)
{
    pending.expectedSince = m_lastFire;
    m_expected.insert(sequence);
    if (*m_timer > pending.deadline)
        return;
    const auto later = m_byDeadline.upper_bound({pending.deadline, sequence});
    m_idle = later == m_byDeadline.end();
    m_timer = m_idle ? m_lastFire + ackWait : later->first;
    m_timerIsGuess = !m_idle && m_pending[later->second].guessed;
}

/// The member that left did so at `to` and not at `from`, as it showed.
void SubscriptionState::moveDealt(Nanos from, Nanos to)
{
    std::vector<std::uint64_t> dealtThen;
    for (auto entry = m_byDeadline.lower_bound({from - dealtAgo, 0});
         entry != m_byDeadline.end() && entry->first == from - dealtAgo; ++entry)
        dealtThen.push_back(entry->second);
    for (const std::uint64_t sequence : dealtThen)
        setDeadline(sequence, to - dealtAgo);
    if (dealtDeadline == from - dealtAgo)
        dealtDeadline = to - dealtAgo;
}

void SubscriptionState::doubtDealt(Nanos first, Nanos last)
{
    std::vector<std::uint64_t> dealtThen;
    for (auto entry = m_byDeadline.lower_bound({first - dealtAgo, 0});
         entry != m_byDeadline.end() && entry->first <= last - dealtAgo; ++entry)
        dealtThen.push_back(entry->second);
    for (const std::uint64_t sequence : dealtThen) {
        setDeadline(sequence, last + transferDelay); // the latest: it may be new to its receiver
        PendingDelivery& pending = m_pending[sequence];
        pending.guessed = true;
        pending.doubtful = true;
    }
}

/// A fire that nothing else explains was its own. What follows in that fire comes by deadline, at
/// most `fireSlack` later.
void SubscriptionState::noteGuessed(std::uint64_t sequence, Nanos now, bool isFirst)
{
    const bool isExplained = (now - m_lastFire <= nearby && !m_lastFireIsGuess)
        || (m_timer && !m_timerIsGuess && *m_timer - now <= nearby);
    const bool isExact = isFirst ? m_isFollowed && !isExplained : now - m_lastExact <= nearby;
    if (isFirst)
        fireNow(now);
    m_isFollowed = true;
    if (!isExact)
        return;
    setDeadline(sequence, now);
    m_lastExact = now;
}

void SubscriptionState::resend(std::uint64_t sequence, Nanos deadline)
{
    const PendingDelivery* pending = find(sequence);
    const bool isLate = pending && pending->expectedSince && *pending->expectedSince < m_lastFire;
    setDeadline(sequence, deadline);
    // Seen only after a later fire was simulated, which must have found this deadline.
    if (isLate && deadline > m_lastFire + fireSlack && m_timer && deadline < *m_timer) {
        m_timer = deadline;
        m_idle = false;
    }
}

/// A fire that took longer than until the next deadline makes the broker wait a whole AckWait from
/// its end (section 3.2: "first later deadline", if that is still to come). Nothing tells but that
/// what was due then does not come on the heels of it.
bool SubscriptionState::waitOutSlowFire(Nanos now)
{
    constexpr Nanos heels = std::chrono::milliseconds(60);
    constexpr Nanos unseen = std::chrono::milliseconds(10); ///< from its last frame to its end
    if (!m_burst || now <= m_burst->last + heels)
        return false;
    const Burst burst = *std::exchange(m_burst, {});
    bool isSlow = false;
    for (auto sequence = m_expected.begin(); sequence != m_expected.end();) {
        PendingDelivery& pending = m_pending[*sequence];
        const Nanos since = *pending.expectedSince;
        if (since <= burst.fire + fireSlack || since > burst.last + unseen) {
            ++sequence;
            continue;
        }
        isSlow = true;
        pending.expectedSince.reset();
        sequence = m_expected.erase(sequence);
    }
    if (!isSlow)
        return false;
    m_timer = burst.last + ackWait;
    m_lastFire = burst.fire;
    m_idle = true;
    return true;
}

void SubscriptionState::fireNow(Nanos now)
{
    m_timer = now;
    advance(now, false);
}

void SubscriptionState::setUnknown(std::uint64_t count, Nanos now)
{
    unknown = count;
    unknownSince = now;
    dealt = std::min(dealt, unknown);
}

void SubscriptionState::dealUnknown(std::uint64_t count, Nanos deadline, Nanos now)
{
    setUnknown(unknown + count, now);
    dealt += count;
    dealtDeadline = deadline;
}

void SubscriptionState::settleUnknown()
{
    --unknown;
    dealt = std::min(dealt, unknown);
}

void SubscriptionState::resolveUnknown(std::uint64_t sequence, RowRef row, Nanos now)
{
    --unknown;
    if (dealt > 0) {
        --dealt;
        add(sequence, dealtDeadline, row, now);
        return;
    }
    // A resumed durable is sent what is not due yet; all of it was delivered before it was counted.
    const bool resumes = resuming > 0 && now < resumesUntil;
    add(sequence, resumes ? unknownSince + ackWait : now, row, now).guessed = true;
}

bool SubscriptionState::hasStaleUnknown(Nanos now, Nanos grace) const
{
    return unknown > 0 && unknownSince + ackWait + grace < now;
}

std::vector<std::uint64_t> SubscriptionState::overdue(Nanos now, Nanos grace) const
{
    std::vector<std::uint64_t> result;
    for (const std::uint64_t sequence : m_expected)
        if (*m_pending.at(sequence).expectedSince + grace < now)
            result.push_back(sequence);
    return result;
}

bool SubscriptionState::undoFire(Nanos now, Nanos grace)
{
    const std::vector<std::uint64_t> skipped = overdue(now, grace);
    Nanos fire{};
    for (const std::uint64_t sequence : skipped) {
        PendingDelivery& pending = m_pending[sequence];
        fire = std::max(fire, *pending.expectedSince);
        pending.expectedSince.reset();
        m_expected.erase(sequence);
    }
    if (!skipped.empty())
        m_timer = fire + ackWait;
    return !skipped.empty();
}

void SubscriptionState::excuse(Nanos now)
{
    for (const std::uint64_t sequence : m_expected)
        m_pending[sequence].expectedSince = now;
}

void SubscriptionState::assumeSent()
{
    const std::set<std::uint64_t> due = m_expected;
    for (const std::uint64_t sequence : due)
        setDeadline(sequence, m_pending[sequence].deadline + ackWait);
}

std::vector<std::pair<std::uint64_t, PendingDelivery>> SubscriptionState::takeAll()
{
    std::vector<std::pair<std::uint64_t, PendingDelivery>> result;
    result.reserve(m_pending.size());
    for (const auto& [deadline, sequence] : m_byDeadline)
        result.emplace_back(sequence, m_pending[sequence]);
    m_pending.clear();
    m_byDeadline.clear();
    m_expected.clear();
    return result;
}

std::vector<std::uint64_t> SubscriptionState::earliest(std::size_t count) const
{
    std::vector<std::uint64_t> result;
    for (const auto& [deadline, sequence] : m_byDeadline) {
        if (result.size() == count)
            break;
        result.push_back(sequence);
    }
    return result;
}

} // namespace stanscope
