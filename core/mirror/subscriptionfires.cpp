#include "core/mirror/subscriptionstate.h"

#include <algorithm>
#include <utility>

// What redeliveries tell about the timer: when it really fired, and what it took along.
namespace stanscope {

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
/// fires before its time. Unless it is that time.
bool SubscriptionState::wasTakenAlong(const PendingDelivery& pending, Nanos now) const
{
    constexpr Nanos early = std::chrono::milliseconds(5);
    return !pending.expectedSince && m_timer && *m_timer > now + early && now - m_lastFire <= nearby
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

std::vector<std::uint64_t> SubscriptionState::dealtBetween(Nanos first, Nanos last) const
{
    std::vector<std::uint64_t> result;
    for (auto entry = m_byDeadline.lower_bound({first - dealtAgo, 0});
         entry != m_byDeadline.end() && entry->first <= last - dealtAgo; ++entry)
        result.push_back(entry->second);
    return result;
}

/// The member that left did so at `to` and not at `from`, as it showed.
void SubscriptionState::moveDealt(Nanos from, Nanos to)
{
    for (const std::uint64_t sequence : dealtBetween(from, from))
        setDeadline(sequence, to - dealtAgo);
    if (dealtDeadline == from - dealtAgo)
        dealtDeadline = to - dealtAgo;
}

void SubscriptionState::doubtDealt(Nanos first, Nanos last)
{
    for (const std::uint64_t sequence : dealtBetween(first, last)) {
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

} // namespace stanscope
