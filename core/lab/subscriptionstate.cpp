#include "core/lab/subscriptionstate.h"

namespace stanscope {

namespace {

/// The broker redelivers what is due within 15 ms of a fire (protocol section 3.2).
constexpr Nanos fireSlack = std::chrono::milliseconds(15);

} // namespace

void SubscriptionState::add(std::uint64_t sequence, Nanos deadline, RowRef row, Nanos now)
{
    take(sequence);
    m_pending[sequence] = {deadline, row, {}};
    m_byDeadline.emplace(deadline, sequence);
    if (!m_timer)
        m_timer = now + ackWait;
    if (static_cast<std::int64_t>(m_pending.size()) >= maxInflight)
        stalled = true;
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
    m_byDeadline.erase({pending->deadline, sequence});
    m_byDeadline.emplace(deadline, sequence);
    pending->deadline = deadline;
    pending->expectedSince.reset();
    m_expected.erase(sequence);
}

void SubscriptionState::unstall()
{
    if (static_cast<std::int64_t>(m_pending.size()) < maxInflight)
        stalled = false;
}

Nanos SubscriptionState::predicted(const PendingDelivery& pending) const
{
    if (pending.expectedSince)
        return *pending.expectedSince;
    if (m_timer && pending.deadline <= *m_timer + fireSlack)
        return *m_timer;
    return pending.deadline;
}

bool SubscriptionState::advance(Nanos now, bool skips)
{
    bool changed = false;
    // Each turn is at a later deadline: the loop ends.
    while (m_timer && *m_timer <= now) {
        const Nanos fire = *m_timer;
        changed = true;
        if (m_pending.empty()) {
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
    }
    return changed;
}

void SubscriptionState::noteRedelivery(Nanos now)
{
    constexpr Nanos early = std::chrono::milliseconds(30);
    if (m_timer && *m_timer > now && *m_timer - now <= early)
        advance(*m_timer, false);
}

std::vector<std::uint64_t> SubscriptionState::overdue(Nanos now, Nanos grace) const
{
    std::vector<std::uint64_t> result;
    for (const std::uint64_t sequence : m_expected)
        if (*m_pending.at(sequence).expectedSince + grace < now)
            result.push_back(sequence);
    return result;
}

void SubscriptionState::excuse(Nanos now)
{
    for (const std::uint64_t sequence : m_expected)
        m_pending[sequence].expectedSince = now;
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
