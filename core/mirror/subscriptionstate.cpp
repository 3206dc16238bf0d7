#include "core/mirror/subscriptionstate.h"

#include <algorithm>
#include <utility>

namespace stanscope {

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
    kept.deadline = std::min(kept.deadline, farthestDeadline);
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
    deadline = std::min(deadline, farthestDeadline);
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
    const bool mayBeEarlier = m_timerIsGuess || unknown > 0;
    const bool isUnclear = isTaken
        ? mayBeEarlier && (pending.guessed || pending.deadline + nearby < at)
        : pending.guessed;
    if (isUnclear && !pending.expectedSince)
        return {};
    return leavesAt ? std::min(at, *leavesAt + transferDelay) : at;
}

bool SubscriptionState::isGuess(const PendingDelivery& pending) const
{
    const bool isTaken = m_timer && pending.deadline <= *m_timer + fireSlack;
    return pending.guessed || pending.doubtful || pending.uncertain || leavesAt.has_value()
        || (isTaken && !pending.expectedSince && (m_timerIsGuess || unknown > 0));
}

bool SubscriptionState::isPendingGuess() const
{
    return isRough || unknown > 0
        || std::any_of(m_pending.begin(), m_pending.end(), [](const auto& entry) {
               return entry.second.uncertain || entry.second.doubtful || entry.second.resolved;
           });
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

void SubscriptionState::resolveUnknown(std::uint64_t sequence, RowRef row, Nanos now, bool resumes)
{
    --unknown;
    if (dealt > 0) {
        --dealt;
        add(sequence, dealtDeadline, row, now);
        return;
    }
    // A resumed durable is sent what is not due yet; all of it was delivered before it was counted.
    const Nanos latest = isFar ? farthestDeadline : unknownSince + ackWait;
    add(sequence, resumes ? latest : now, row, now).guessed = true;
}

bool SubscriptionState::hasStaleUnknown(Nanos now, Nanos grace) const
{
    return unknown > 0 && !isFar && unknownSince + ackWait + grace < now;
}

std::optional<Nanos> SubscriptionState::nextChange(Nanos grace) const
{
    if (m_burst || !m_expected.empty())
        return Nanos::min();
    std::optional<Nanos> at = m_timer;
    if (unknown > 0 && !isFar)
        at = std::min(at.value_or(Nanos::max()), unknownSince + ackWait + grace);
    return at;
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
