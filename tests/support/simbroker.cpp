#include "tests/support/simbroker.h"

#include "tests/support/protowriter.h"

#include <algorithm>
#include <utility>

// The clients, and subscriptions that come and go. What they are sent is in simbrokerqueues.cpp.
namespace stanscope::test {

namespace {

using namespace std::chrono_literals;

constexpr Nanos answerTime = 100us; ///< a client's, and the broker's to a request
constexpr Nanos probeTime = 500ms;

std::string keyOf(const std::string& channel, const std::string& client, std::uint32_t id,
                  const SimBroker::SubscribeOptions& options)
{
    if (!options.queue.empty())
        return channel + " q " + options.durable + ' ' + options.queue;
    if (!options.durable.empty())
        return channel + " d " + client + ' ' + options.durable;
    return channel + " p " + std::to_string(id);
}

/// The broker's way to take one from a list.
template <typename List, typename Value>
void overwriteWithLast(List& list, const Value& value)
{
    if (const auto found = std::find(list.begin(), list.end(), value); found != list.end()) {
        *found = list.back();
        list.pop_back();
    }
}

} // namespace

SimBroker::SimBroker(const Settings& settings, Hooks hooks)
    : m_settings(settings)
    , m_hooks(std::move(hooks))
{
}

void SimBroker::send(const std::string& subject, const std::string& reply, const std::string& data)
{
    m_hooks.frame(Frame{m_now, subject, reply, data});
}

std::string SimBroker::inbox(const char* kind)
{
    return std::string("_INBOX.") + kind + std::to_string(++m_serial);
}

SimBroker::Subscription* SimBroker::nextTimer() const
{
    Subscription* next = nullptr;
    for (const auto& [id, subscription] : m_subscriptions)
        if (subscription->timer && (!next || *subscription->timer < *next->timer))
            next = subscription.get();
    return next;
}

bool SimBroker::isBusyAt(Nanos time, Nanos within) const
{
    const auto isNear = [&](Nanos at) { return std::chrono::abs(at - time) <= within; };
    for (const auto& [id, subscription] : m_subscriptions)
        if (subscription->timer && isNear(*subscription->timer))
            return true;
    return std::any_of(m_agenda.begin(), m_agenda.end(),
                       [&](const auto& entry) { return isNear(entry.first); });
}

void SimBroker::runUntil(Nanos time)
{
    while (true) {
        Subscription* timer = nextTimer();
        const bool isAgenda =
            !m_agenda.empty() && (!timer || m_agenda.begin()->first < *timer->timer);
        if (!isAgenda && !timer)
            break;
        const Nanos next = isAgenda ? m_agenda.begin()->first : *timer->timer;
        if (next > time)
            break;
        m_hooks.before(next);
        m_now = std::max(m_now, next);
        if (!isAgenda) {
            fire(*timer);
            continue;
        }
        const auto what = std::move(m_agenda.begin()->second);
        m_agenda.erase(m_agenda.begin());
        what();
    }
    m_now = std::max(m_now, time);
}

void SimBroker::connect(const std::string& id)
{
    const std::string heartbeatInbox = inbox("hb");
    const std::string connId = "conn" + std::to_string(++m_serial);
    const std::string reply = inbox("connect");
    send("_STAN.discover.sim", reply,
         ProtoWriter().text(1, id).text(2, heartbeatInbox).number(3, 1).text(4, connId).data());
    const auto known = m_clients.find(id);
    const auto refuse = [this, reply] {
        send(reply, {}, ProtoWriter().text(5, "stan: clientID already registered").data());
    };
    if (known == m_clients.end() && !m_probed[id]) {
        later(m_now + answerTime, [=, this] { accept(id, heartbeatInbox, connId, reply); });
        return;
    }
    if (std::exchange(m_probed[id], true)) {
        later(m_now + answerTime, refuse);
        return;
    }
    const std::string probe = inbox("probe");
    send(known->second.heartbeatInbox, probe, {});
    if (known->second.lives) {
        later(m_now + answerTime, [=, this] {
            send(probe, {}, {});
            ++m_privateFrames;
            m_probed[id] = false;
            refuse();
        });
        return;
    }
    later(m_now + probeTime, [=, this] { accept(id, heartbeatInbox, connId, reply); });
}

void SimBroker::accept(const std::string& id, const std::string& heartbeatInbox,
                       const std::string& connId, const std::string& reply)
{
    m_probed[id] = false;
    removeClient(id);
    Client client;
    client.heartbeatInbox = heartbeatInbox;
    client.connId = connId;
    client.serial = ++m_serial;
    m_clients[id] = client;
    send(reply, {},
         ProtoWriter()
             .text(1, "_STAN.pub.sim")
             .text(2, "_STAN.sub.sim")
             .text(3, "_STAN.unsub.sim")
             .text(4, "_STAN.close.sim")
             .text(6, "_STAN.subclose.sim")
             .text(7, "_STAN.discover.sim.pings")
             .data());
    later(m_now + std::chrono::seconds(m_settings.heartbeatInterval),
          [this, id, serial = client.serial] { heartbeat(id, serial); });
}

void SimBroker::heartbeat(const std::string& id, std::uint64_t serial)
{
    const auto isSame = [this, id, serial] {
        const auto known = m_clients.find(id);
        return known != m_clients.end() && known->second.serial == serial;
    };
    if (!isSame())
        return;
    const std::string reply = inbox("reply");
    send(m_clients[id].heartbeatInbox, reply, {});
    // A real one counts from the answer, and drifts: here each keeps its moment of a second.
    const Nanos interval = std::chrono::seconds(m_settings.heartbeatInterval);
    const Nanos next = m_now + interval;
    const auto again = [=, this](Nanos at) { later(at, [=, this] { heartbeat(id, serial); }); };
    if (m_clients[id].lives) {
        later(m_now + answerTime, [=, this] {
            if (!isSame())
                return;
            send(reply, {}, {});
            m_clients[id].missed = 0;
            again(next);
        });
        return;
    }
    later(m_now + std::chrono::seconds(m_settings.heartbeatTimeout), [=, this] {
        if (!isSame())
            return;
        if (++m_clients[id].missed > m_settings.heartbeatFailures)
            removeClient(id);
        else
            again(m_now + interval);
    });
}

void SimBroker::removeClient(const std::string& id)
{
    const auto known = m_clients.find(id);
    if (known == m_clients.end())
        return;
    const std::vector<Subscription*> subscriptions = known->second.subscriptions;
    for (Subscription* subscription : subscriptions)
        remove(*subscription, false);
    m_clients.erase(known);
}

void SimBroker::closeClient(const std::string& id)
{
    const std::string reply = inbox("close");
    send("_STAN.close.sim", reply, ProtoWriter().text(1, id).data());
    removeClient(id);
    send(reply, {}, {});
}

void SimBroker::publish(const std::string& id, const std::string& channel)
{
    const std::string guid = "guid" + std::to_string(++m_serial);
    const std::string reply = "_STAN.acks." + id;
    send("_STAN.pub.sim." + channel, reply,
         ProtoWriter()
             .text(1, id)
             .text(2, guid)
             .text(3, channel)
             .text(5, payloadOf(channel, m_channels[channel].last() + 1))
             .text(6, m_clients.at(id).connId)
             .data());
    m_channels[channel].stored.push_back(m_now);
    for (auto& [key, group] : m_groups)
        if (group.channel == channel)
            sendAvailable(group);
    send(reply, {}, ProtoWriter().text(1, guid).data());
}

std::uint64_t SimBroker::startOf(const std::string& channel, const SubscribeOptions& options) const
{
    const std::uint64_t last = m_channels.at(channel).last();
    if (options.start == 4)
        return 0;
    return options.start == 1 && last > 0 ? last - 1 : last;
}

void SimBroker::subscribe(const std::string& id, const std::string& channel,
                          const SubscribeOptions& options)
{
    const std::string reply = inbox("subscribe");
    auto subscription = std::make_unique<Subscription>();
    subscription->inbox = inbox("deliveries");
    send("_STAN.sub.sim", reply,
         ProtoWriter()
             .text(1, id)
             .text(2, channel)
             .text(3, options.queue)
             .text(4, subscription->inbox)
             .number(5, static_cast<std::uint64_t>(options.maxInflight))
             .number(6, static_cast<std::uint64_t>(options.ackWait))
             .text(7, options.durable)
             .number(10, options.start)
             .data());
    const std::uint32_t number = m_lastSubscription + 1;
    const std::string key = keyOf(channel, id, number, options);
    if (const auto known = m_groups.find(key);
        known != m_groups.end() && options.queue.empty() && !known->second.members.empty()) {
        send(reply, {}, ProtoWriter().text(3, "stan: duplicate durable registration").data());
        return;
    }
    m_lastSubscription = number;
    subscription->id = number;
    subscription->client = id;
    subscription->ackInbox = inbox("acks");
    subscription->queue = options.queue;
    subscription->durable = options.durable;
    subscription->maxInflight = options.maxInflight;
    subscription->ackWait = options.ackWait;
    subscription->acksAtOnce = options.acksAtOnce;
    const auto [entry, isNew] = m_groups.try_emplace(key);
    Group& group = entry->second;
    subscription->group = &group;
    m_channels.try_emplace(channel);
    if (isNew) {
        group.channel = channel;
        group.queue = options.queue;
        group.lastSent = startOf(channel, options);
        subscription->lastSent = group.lastSent;
    } else if (group.shadow) {
        subscription->lastSent = group.shadow->lastSent;
        subscription->pending = std::move(group.shadow->pending);
        group.shadow.reset();
        if (!subscription->pending.empty())
            subscription->timer = m_now + std::chrono::seconds(subscription->ackWait);
    }
    Subscription& added = *(m_subscriptions[number] = std::move(subscription));
    group.members.push_back(&added);
    m_clients.at(id).subscriptions.push_back(&added);
    send(reply, {}, ProtoWriter().text(2, added.ackInbox).data());
    std::vector<std::uint64_t> resumed;
    for (const auto& [sequence, pending] : added.pending)
        resumed.push_back(sequence);
    for (const std::uint64_t sequence : resumed)
        sendTo(added, sequence, true);
    sendAvailable(group);
}

void SimBroker::leave(Subscription& subscription, bool unsubscribes)
{
    const std::string reply = inbox("leave");
    send(unsubscribes ? "_STAN.unsub.sim" : "_STAN.subclose.sim", reply,
         ProtoWriter()
             .text(1, subscription.client)
             .text(2, subscription.group->channel)
             .text(3, subscription.ackInbox)
             .data());
    remove(subscription, unsubscribes);
    send(reply, {}, {});
}

void SimBroker::remove(Subscription& subscription, bool unsubscribes)
{
    const auto kept = std::move(m_subscriptions.extract(subscription.id).mapped());
    overwriteWithLast(m_clients.at(kept->client).subscriptions, kept.get());
    Group& group = *kept->group;
    overwriteWithLast(group.members, kept.get());
    kept->timer.reset();
    if (!group.members.empty()) {
        if (kept->stalled && group.stalledMembers > 0)
            --group.stalledMembers;
        deal(*kept, group);
        return;
    }
    const bool keeps = kept->isDurable() && !unsubscribes;
    for (const auto& [sequence, pending] : kept->pending)
        end(pending.row, keeps ? End::Transferred : End::Dropped, {});
    group.stalledMembers = 0;
    if (keeps) {
        group.shadow = std::make_unique<Subscription>(*kept);
        if (!group.queue.empty())
            group.shadow->lastSent = group.lastSent;
        return;
    }
    std::erase_if(m_groups, [&](const auto& entry) { return &entry.second == &group; });
}

} // namespace stanscope::test
