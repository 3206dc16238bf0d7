#include "core/mirror/mirror.h"

#include <algorithm>
#include <iterator>

// What the monitoring endpoint tells: a late join, a reconciliation after a gap, a correction
// (protocol sections 1.6, 5.2 rule 1, 5.3).
namespace stanscope {

namespace {

/// A count costs whoever claims it nothing: more is not listed one by one. Clients' default for
/// MaxInflight is 16384 at most (section 3.7).
constexpr std::uint64_t mostListed = 16384;
/// Nor is more than a channel holds by default (section 3.6) believed to wait for one subscription.
constexpr std::uint64_t mostPending = 1'000'000;

} // namespace

void Mirror::bootstrap(Nanos time, Nanos counted, const monitor::Answered& answer)
{
    const Booking booking(*this);
    if (!m_serverId.empty() && m_serverId != answer.serverId) {
        // It was away in the gap. What it did not keep, the answer does not list.
        // A single one was there before the tap was. Of several servers another one has taken over
        // a moment ago, and the tap heard what it sent.
        const bool isAlone = answer.state.empty() || answer.state == "STANDALONE";
        const bool wasAway = isAlone && m_tapBack > m_bootstrapped;
        brokerRuns(wasAway ? m_tapBack : time, true, true, !wasAway);
        for (auto& [id, subscription] : m_subscriptions)
            edit(id).guessTimer();
    }
    m_serverId = answer.serverId;
    m_answerLags = answer.lags;
    m_asked = answer.askedAt;
    m_counted = counted;
    m_bootstrapped = time;
    adoptClients(time, answer.clients);
    std::set<ChannelName> listed;
    for (const MonitoredChannel& channel : answer.channels) {
        listed.insert(channel.name);
        reconcile(time, channel);
    }
    std::vector<ChannelName> others;
    for (const auto& [channel, subscriptions] : m_byChannel)
        if (!listed.contains(channel))
            others.push_back(channel);
    for (const ChannelName& channel : others)
        dropUnlisted(time, channel, {}, {});
}

/// The broker drops a client without a word, but all else that takes one from its list is seen on
/// the wire sooner or later.
void Mirror::confirmClients(Nanos time, const monitor::Answered& answer)
{
    const Booking booking(*this);
    if (m_serverId.empty())
        m_serverId = answer.serverId;
    std::set<ClientId> listed;
    for (const MonitoredClient& client : answer.clients)
        listed.insert(client.client);
    std::vector<std::pair<ClientId, Nanos>> gone;
    for (const auto& [id, client] : m_clients.clients())
        if (!listed.contains(id) && client.since < answer.askedAt
            && client.lastHeartbeat < answer.askedAt)
            gone.emplace_back(id, client.evictionDue.value_or(time));
    for (const auto& [id, since] : gone) {
        m_clients.learnFrom(id);
        removeClient(since, id);
    }
    for (const MonitoredClient& client : answer.clients)
        if (wasReplaced(client, answer.askedAt))
            replaceClient(answer.askedAt, client);
}

/// Another took over its id (section 3.4), with a request that was sent before the mirror came: the
/// broker waits 500 ms for the old one, so that a late join may well fall between request and
/// answer. Every other connect is heard.
bool Mirror::wasReplaced(const MonitoredClient& listed, Nanos askedAt) const
{
    const ClientRegistry::Client* known = m_clients.find(listed.client);
    return known && known->since < askedAt && !known->probedAt && !known->heartbeatInbox.isNull()
        && !listed.heartbeatInbox.isNull() && known->heartbeatInbox != listed.heartbeatInbox;
}

/// What subscribed since the mirror came is the new one's.
void Mirror::replaceClient(Nanos time, const MonitoredClient& by)
{
    const std::vector<std::uint32_t> subscriptions = m_clients.find(by.client)->subscriptions;
    for (const std::uint32_t id : subscriptions)
        if (m_subscriptions.contains(id) && at(id).joined < m_counted)
            removeSubscription(time, id, false);
    std::vector<std::uint32_t> kept = std::move(m_clients.find(by.client)->subscriptions);
    m_clients.adopt(time, by.client, by.heartbeatInbox);
    m_clients.find(by.client)->subscriptions = std::move(kept);
}

void Mirror::correct(Nanos time, const monitor::Corrected& correction)
{
    const Booking booking(*this);
    m_answerLags = false;
    if (correction.clientsDiffer) {
        const auto isKnown = [this](const MonitoredClient& client) {
            return m_clients.contains(client.client);
        };
        if (!std::all_of(correction.clients.begin(), correction.clients.end(), isKnown))
            m_clients.misjudged();
        adoptClients(time, correction.clients);
    }
    for (const MonitoredChannel& channel : correction.channels)
        reconcile(time, channel);
}

void Mirror::adoptChannel(Nanos time, const MonitoredChannel& channel)
{
    const Booking booking(*this);
    m_answerLags = false;
    reconcile(time, channel);
}

void Mirror::adoptClients(Nanos time, const std::vector<MonitoredClient>& clients)
{
    std::set<ClientId> listed;
    for (const MonitoredClient& client : clients) {
        listed.insert(client.client);
        const ClientRegistry::Client* known = m_clients.find(client.client);
        if (!known || known->heartbeatInbox != client.heartbeatInbox) {
            std::vector<std::uint32_t> subscriptions;
            if (known)
                subscriptions = known->subscriptions;
            m_clients.adopt(time, client.client, client.heartbeatInbox);
            m_clients.find(client.client)->subscriptions = std::move(subscriptions);
        }
    }
    std::vector<ClientId> gone;
    for (const auto& [id, client] : m_clients.clients())
        if (!listed.contains(id))
            gone.push_back(id);
    // What became of its deliveries the channels tell.
    for (const ClientId& id : gone)
        m_clients.remove(id);
}

void Mirror::reconcile(Nanos time, const MonitoredChannel& channel)
{
    std::set<std::uint32_t> numbers;
    std::set<std::string> keys;
    std::map<std::string, std::vector<const MonitoredSubscription*>> groups;
    for (const MonitoredSubscription& row : channel.subscriptions) {
        const SubscriptionState state =
            make(row.client, channel.name, row.queueGroup, row.durable, row.subscription);
        if (!row.offline && !isBelievable(state, numbers))
            continue;
        keys.insert(state.groupKey);
        if (!row.offline)
            numbers.insert(row.subscription);
        groups[state.groupKey].push_back(&row);
    }
    dropUnlisted(time, channel.name, numbers, keys);
    for (const auto& [key, rows] : groups)
        reconcileGroup(time, channel.name, channel.first, rows);
}

/// A captured answer may hold anything: a number is one subscription's, and stays with its group.
bool Mirror::isBelievable(const SubscriptionState& row, const std::set<std::uint32_t>& seen) const
{
    const auto known = m_subscriptions.find(row.id);
    return row.id != 0 && !seen.contains(row.id)
        && (known == m_subscriptions.end() || known->second.groupKey == row.groupKey);
}

/// What the endpoint does not list is gone, and nobody saw how. A durable that went offline keeps
/// its entries.
void Mirror::dropUnlisted(Nanos time, const ChannelName& channel,
                          const std::set<std::uint32_t>& listed, const std::set<std::string>& keys)
{
    std::vector<std::uint32_t> gone;
    if (const auto here = m_byChannel.find(channel); here != m_byChannel.end())
        std::copy_if(here->second.begin(), here->second.end(), std::back_inserter(gone),
                     [&listed](std::uint32_t id) { return !listed.contains(id); });
    for (const std::uint32_t id : gone) {
        SubscriptionState state = extract(id);
        m_clients.removeSubscription(state.client, id);
        m_leftAt.erase(channel); // when, nobody saw
        Group& group = m_groups[state.groupKey];
        leaveGroup(time, state, group);
        if (group.members.empty() && state.isDurable() && keys.contains(state.groupKey)) {
            setShadow(group, std::move(state));
        } else {
            forget(time, state);
        }
    }
    const std::string prefix = prefixOf(channel);
    for (auto group = m_groups.lower_bound(prefix);
         group != m_groups.end() && group->first.starts_with(prefix);) {
        const bool isListed = keys.contains(group->first);
        if (group->second.shadow && !isListed) {
            SubscriptionState shadow = takeShadow(group->second);
            forget(time, shadow);
        }
        const bool isEmpty = group->second.members.empty() && !group->second.shadow;
        group = isEmpty && !isListed ? m_groups.erase(group) : std::next(group);
    }
}

void Mirror::forget(Nanos time, SubscriptionState& state)
{
    for (const auto& [sequence, pending] : state.takeAll())
        if (pending.row
            && m_writer->rows().deliveries[pending.row - 1].end.get() == DeliveryEnd::Running)
            end(pending.row, time, DeliveryEnd::Unknown, 0);
    state.setUnknown(0, time);
}

void Mirror::reconcileGroup(Nanos time, const ChannelName& channel, Sequence first,
                            const std::vector<const MonitoredSubscription*>& rows)
{
    const MonitoredSubscription& any = *rows.front();
    const SubscriptionState blank =
        make(any.client, channel, any.queueGroup, any.durable, any.subscription);
    Group& group = m_groups[blank.groupKey];
    std::optional<SubscriptionState> shadow;
    if (group.shadow)
        shadow = takeShadow(group);
    group.members.clear();
    group.stalledMembers = 0;
    group.lastSent = 0;
    group.isRough = m_answerLags;
    for (const MonitoredSubscription* row : rows) {
        SubscriptionState fresh = make(row->client, channel, row->queueGroup, row->durable,
                                       row->offline ? 0 : row->subscription);
        const bool isKnown = m_subscriptions.contains(fresh.id) && !row->offline;
        SubscriptionState& state = isKnown ? edit(fresh.id) : fresh;
        if (!isKnown && shadow) {
            // The durable that was offline goes on, or is still so.
            for (const auto& [sequence, pending] : shadow->takeAll())
                state.put(sequence, pending);
            state.unknown = shadow->unknown;
            // A broker that was restarted forgets who was the last in a durable group.
            if (row->offline && row->client.isNull()) {
                state.client = shadow->client;
                state.clientName = shadow->clientName;
            }
            shadow.reset();
        }
        state.inbox = row->inbox;
        state.ackInbox = row->ackInbox;
        state.ackWait = ackWaitOf(row->ackWaitSeconds);
        state.ackWaitSeconds = row->ackWaitSeconds;
        state.maxInflight = std::max(1, row->maxInflight);
        state.lastSent = row->lastSent.value();
        state.answeredLastSent = state.lastSent;
        state.lastCounted = 0;
        state.spare.clear();
        state.fresh = false;
        state.stalled = row->stalled;
        state.offline = row->offline;
        state.isRough = m_answerLags;
        if (!isKnown)
            state.isFar = state.isDurable() && row->pending > 0;
        group.lastSent = std::max(group.lastSent, state.lastSent);
        adjustPending(time, state, row->pending);
        const std::uint64_t all = state.lastSent - first.value() + 1;
        if (!state.isGrouped() && !isKnown && state.unknown > 0 && state.pending().empty()
            && first.value() > 0 && state.unknown == all && all <= mostListed) {
            // Everything there is waits (section 1.6); deadlines are at most W away, unless it was
            // resumed.
            state.setUnknown(0, time);
            const Nanos latest = state.isFar ? farthestDeadline : time + state.ackWait;
            for (std::uint64_t n = 0; n < all; ++n) { // the last sequence may be the largest number
                PendingDelivery& pending = state.add(first.value() + n, latest, 0, time);
                pending.guessed = true;
                pending.uncertain = true;
            }
        }
        if (row->offline) {
            setShadow(group, std::move(fresh));
            continue;
        }
        if (isKnown)
            state.ensureTimer(time + state.ackWait);
        else
            state.joinLate(time + state.ackWait);
        if (state.stalled)
            ++group.stalledMembers;
        group.members.push_back(state.id);
        noteSubscriber(row->client);
        if (!isKnown) {
            // The clients were asked for a moment before: this one has come or gone since.
            if (!m_clients.contains(row->client))
                m_clients.adopt(time, row->client, {});
            m_clients.addSubscription(row->client, fresh.id);
            insert(std::move(fresh));
        }
    }
}

/// The broker's number counts. Fewer than known: nobody can say which of them are left, so that
/// none is certain; more: placeholders, which a redelivery or an ack resolves within about one W.
void Mirror::adjustPending(Nanos time, SubscriptionState& state, std::uint64_t pending)
{
    pending = std::min(pending, mostPending);
    if (pending < state.pending().size())
        forget(time, state);
    state.setUnknown(pending - state.pending().size(), time);
    for (auto& [sequence, entry] : state.pending())
        entry.uncertain = false;
    if (pending == 0)
        state.stopTimer();
}

} // namespace stanscope
