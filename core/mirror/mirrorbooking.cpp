#include "core/mirror/mirror.h"

#include <utility>

// Sums, indexes and the schedule, so that nothing walks all subscriptions to learn what few of them
// did: whoever may change one asks for it by edit() or find(), and what was touched is booked at
// the end of the change.
namespace stanscope {

namespace {

template <typename Index, typename Key>
void eraseFrom(Index& index, const Key& key, std::uint32_t id)
{
    const auto found = index.find(key);
    if (found == index.end())
        return;
    found->second.erase(id);
    if (found->second.empty())
        index.erase(found);
}

} // namespace

SubscriptionState& Mirror::insert(SubscriptionState state)
{
    const std::uint32_t id = state.id;
    m_byChannel[state.channel].insert(id);
    m_byClient[state.client].insert(id);
    state.isTouched = false;
    m_subscriptions[id] = std::move(state);
    return edit(id);
}

/// It must be there.
SubscriptionState Mirror::extract(std::uint32_t id)
{
    const auto found = m_subscriptions.find(id);
    SubscriptionState state = std::move(found->second);
    m_subscriptions.erase(found);
    unbook(state);
    eraseFrom(m_byChannel, state.channel, id);
    eraseFrom(m_byClient, state.client, id);
    return state;
}

SubscriptionState& Mirror::edit(std::uint32_t id)
{
    SubscriptionState& state = m_subscriptions[id];
    if (!std::exchange(state.isTouched, true))
        m_touched.push_back(id);
    return state;
}

SubscriptionState* Mirror::find(std::uint32_t id)
{
    return m_subscriptions.contains(id) ? &edit(id) : nullptr;
}

const SubscriptionState& Mirror::at(std::uint32_t id) const
{
    return m_subscriptions.at(id);
}

void Mirror::touchAll()
{
    for (const auto& [id, subscription] : m_subscriptions)
        edit(id);
}

void Mirror::bookTouched()
{
    for (const std::uint32_t id : std::exchange(m_touched, {}))
        if (const auto found = m_subscriptions.find(id); found != m_subscriptions.end())
            book(found->second);
}

void Mirror::book(SubscriptionState& state)
{
    state.isTouched = false;
    const SubscriptionState::Booked before = state.booked;
    state.booked.pending = state.pendingCount();
    state.booked.unknown = state.unknown;
    m_outstanding += state.booked.pending - before.pending;
    m_unknown += state.booked.unknown - before.unknown;
    if (state.offline)
        return;
    if (state.booked.pending > 0 && before.pending == 0)
        m_holders.insert(state.id);
    else if (state.booked.pending == 0 && before.pending > 0)
        m_holders.erase(state.id);
    state.booked.at = state.nextChange(overdueGrace);
    if (state.booked.at == before.at)
        return;
    if (before.at)
        m_schedule.erase({*before.at, state.id});
    if (state.booked.at)
        m_schedule.insert({*state.booked.at, state.id});
}

void Mirror::unbook(SubscriptionState& state)
{
    const SubscriptionState::Booked booked = std::exchange(state.booked, {});
    state.isTouched = false;
    m_outstanding -= booked.pending;
    m_unknown -= booked.unknown;
    if (state.offline)
        return;
    m_holders.erase(state.id);
    if (booked.at)
        m_schedule.erase({*booked.at, state.id});
}

/// `state` is in no sum: new, or taken out.
void Mirror::setShadow(Group& group, SubscriptionState state)
{
    state.offline = true;
    state.stopTimer();
    group.shadow = std::move(state);
    book(*group.shadow);
}

/// There must be one.
SubscriptionState Mirror::takeShadow(Group& group)
{
    unbook(*group.shadow);
    SubscriptionState state = std::move(*group.shadow);
    group.shadow.reset();
    return state;
}

} // namespace stanscope
