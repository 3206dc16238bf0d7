#include "tests/support/simcompare.h"

#include "core/words/words.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>
#include <vector>

namespace stanscope::test {

namespace {

using namespace std::chrono_literals;
using Real = SimBroker::Subscription;
using Mirrored = MirrorState::Subscription;

/// How far a deadline may be off: none is measured here.
constexpr Nanos exact = 1ms;

MonitoredSubscription told(const Real& one, bool offline)
{
    MonitoredSubscription row;
    row.client = ClientId(one.client);
    row.inbox = Subject(one.inbox);
    row.ackInbox = Subject(one.ackInbox);
    row.queueGroup = one.queue;
    row.durable = one.durable;
    row.offline = offline;
    row.stalled = one.stalled;
    row.maxInflight = one.maxInflight;
    row.ackWaitSeconds = one.ackWait;
    row.lastSent = Sequence(one.lastSent);
    row.pending = one.pending.size();
    return row;
}

/// The rows of a group, in the broker's order.
std::vector<std::pair<const Real*, bool>> rowsOf(const SimBroker::Group& group)
{
    std::vector<std::pair<const Real*, bool>> rows;
    if (group.shadow)
        rows.emplace_back(group.shadow.get(), true);
    for (const Real* member : group.members)
        rows.emplace_back(member, false);
    return rows;
}

std::string queueNameOf(const Real& one)
{
    return one.queue.empty() || one.durable.empty() ? one.queue : one.durable + ':' + one.queue;
}

bool isSame(const Real& one, bool offline, const Mirrored& mirrored)
{
    return mirrored.client.value() == one.client && mirrored.inbox.value() == one.inbox
        && mirrored.ackInbox.value() == one.ackInbox && mirrored.offline == offline
        && mirrored.lastSent.value() == one.lastSent && mirrored.pending == one.pending.size()
        && (offline || mirrored.stalled == one.stalled) && mirrored.maxInflight == one.maxInflight
        && mirrored.ackWaitSeconds == one.ackWait && mirrored.durable == one.isDurable()
        && mirrored.queueName == queueNameOf(one)
        && mirrored.durableName == (one.queue.empty() ? one.durable : std::string());
}

using Places = std::map<std::string_view, const Mirrored*>;

Places placesIn(const MirrorState& state)
{
    Places places;
    for (const MirrorState::Channel& channel : state.channels)
        for (const Mirrored& one : channel.subscriptions)
            places[one.inbox.value()] = &one;
    return places;
}

/// All of the group's rows, one behind the other.
bool isSame(const SimBroker::Group& group, const Places& places)
{
    const Mirrored* before = nullptr;
    for (const auto& [one, offline] : rowsOf(group)) {
        const auto found = places.find(one->inbox);
        if (found == places.end() || !isSame(*one, offline, *found->second)
            || (before && found->second != before + 1))
            return false;
        before = found->second;
    }
    return true;
}

bool isSame(const SimBroker& broker, const MirrorState& state, const Places& places)
{
    const bool hasClients =
        std::equal(state.clients.begin(), state.clients.end(), broker.clients().begin(),
                   broker.clients().end(), [](const auto& mirrored, const auto& real) {
                       return mirrored.client.value() == real.first
                           && mirrored.heartbeatInbox.value() == real.second.heartbeatInbox;
                   });
    const auto hasChannel = [&broker](const MirrorState::Channel& channel) {
        const auto real = broker.channels().find(channel.name.value());
        return real != broker.channels().end() && real->second.last() == channel.last.value();
    };
    std::size_t rows = 0;
    for (const auto& [key, group] : broker.groups())
        rows += rowsOf(group).size();
    return hasClients && rows == places.size()
        && std::all_of(state.channels.begin(), state.channels.end(), hasChannel)
        && std::all_of(broker.groups().begin(), broker.groups().end(),
                       [&](const auto& entry) { return isSame(entry.second, places); });
}

std::string lineOf(const MonitoredSubscription& row)
{
    std::ostringstream out;
    out << "  " << (row.queueGroup.empty() ? "" : row.queueGroup + ' ')
        << (row.durable.empty() ? "" : "durable " + row.durable + ' ') << row.client.value() << ' '
        << (row.offline ? "offline" : row.inbox.value()) << " last " << row.lastSent.value()
        << " pending " << row.pending << (row.stalled && !row.offline ? " stalled" : "") << " max "
        << row.maxInflight << " wait " << row.ackWaitSeconds << '\n';
    return out.str();
}

std::string textOf(const std::vector<MonitoredClient>& clients,
                   const std::vector<MonitoredChannel>& channels)
{
    std::string text;
    for (const MonitoredClient& client : clients)
        text += " client " + client.client.value() + ' ' + client.heartbeatInbox.value() + '\n';
    for (const MonitoredChannel& channel : channels) {
        text += ' ' + channel.name.value() + " last " + std::to_string(channel.last.value()) + '\n';
        for (const MonitoredSubscription& row : channel.subscriptions)
            text += lineOf(row);
    }
    return text;
}

/// Each entry the mirror has is one the broker has.
std::optional<std::string> differenceOfPending(const SimBroker& broker, const Real& real,
                                               const Mirrored& mirrored)
{
    for (const MirrorState::Outstanding& entry : mirrored.outstanding) {
        if (!entry.sequence)
            return real.client + " has a pending entry without a sequence";
        const std::string sequence = std::to_string(entry.sequence->value());
        const auto held = real.pending.find(entry.sequence->value());
        if (held == real.pending.end())
            return real.client + " does not hold " + sequence;
        if (entry.attempt && *entry.attempt != broker.deliveries()[held->second.row].attempt)
            return real.client + ": attempt of " + sequence + " is not "
                + std::to_string(*entry.attempt);
    }
    return std::nullopt;
}

const char* word(DeliveryEnd end)
{
    switch (end) {
    case DeliveryEnd::Running:
        return "running";
    case DeliveryEnd::Acked:
        return "acked";
    case DeliveryEnd::Expired:
        return "expired";
    case DeliveryEnd::Transferred:
        return "transferred";
    case DeliveryEnd::SettledByLateAck:
        return "settled by a late ack";
    case DeliveryEnd::SentToDead:
        return "sent to a dead one";
    case DeliveryEnd::Dropped:
        return "dropped";
    case DeliveryEnd::Evicted:
        return "evicted";
    case DeliveryEnd::Unknown:
        return "unknown";
    }
    return "";
}

DeliveryEnd endOf(SimBroker::End end)
{
    switch (end) {
    case SimBroker::End::Running:
        return DeliveryEnd::Running;
    case SimBroker::End::Acked:
        return DeliveryEnd::Acked;
    case SimBroker::End::Expired:
        return DeliveryEnd::Expired;
    case SimBroker::End::Transferred:
        return DeliveryEnd::Transferred;
    case SimBroker::End::SettledByLateAck:
        return DeliveryEnd::SettledByLateAck;
    case SimBroker::End::Dropped:
        return DeliveryEnd::Dropped;
    }
    return DeliveryEnd::Unknown;
}

std::optional<std::string> differenceOfEnd(const SimBroker::Delivery& sent,
                                           const SimWatcher& watcher, const DeliveryRow& known)
{
    const std::string other = watcher.name(known.other.get());
    if (watcher.name(known.client) == sent.client && watcher.name(known.channel) == sent.channel
        && known.sequence.value() == sent.sequence && known.attempt == sent.attempt
        && known.end.get() == endOf(sent.end) && other == sent.other)
        return std::nullopt;
    std::ostringstream out;
    out << "delivery of " << sent.sequence << " to " << sent.client << " attempt " << sent.attempt
        << " ended " << word(endOf(sent.end)) << ' ' << sent.other << "; the history says "
        << watcher.name(known.client) << ' ' << known.sequence.value() << " attempt "
        << known.attempt << ' ' << word(known.end.get()) << ' ' << other;
    return out.str();
}

std::optional<std::string> differenceOfMessages(const SimBroker& broker, const SimWatcher& watcher)
{
    std::map<std::pair<std::string_view, std::uint64_t>, std::uint32_t> sent;
    for (const SimBroker::Delivery& delivery : broker.deliveries())
        ++sent[{delivery.channel, delivery.sequence}];
    std::size_t stored = 0;
    for (const auto& [name, channel] : broker.channels())
        stored += channel.last();
    const auto& rows = watcher.tables().messages;
    if (rows.size() != stored)
        return "the history has " + std::to_string(rows.size()) + " messages, the broker "
            + std::to_string(stored);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const MessageRow& message = rows[row];
        const std::string& channel = watcher.name(message.channel);
        const std::uint64_t sequence = message.sequence.value();
        const auto times = sent.find({channel, sequence});
        const std::uint32_t deliveries = times == sent.end() ? 0 : times->second;
        if (message.payload.get() == 0
            || watcher.payload(message.payload.get()) != SimBroker::payloadOf(channel, sequence)
            || message.deliveries.get() != deliveries
            || message.origin.get() != MessageOrigin::Published)
            return "message " + std::to_string(sequence) + " of " + channel + " was sent "
                + std::to_string(deliveries) + " times; the history says "
                + std::to_string(message.deliveries.get());
    }
    return std::nullopt;
}

} // namespace

monitor::Answered answerOf(const SimBroker& broker)
{
    monitor::Answered answer;
    answer.askedAt = broker.now();
    answer.serverId = "sim";
    for (const auto& [id, client] : broker.clients())
        answer.clients.push_back({ClientId(id), Subject(client.heartbeatInbox)});
    for (const auto& [name, real] : broker.channels()) {
        MonitoredChannel channel;
        channel.name = ChannelName(name);
        channel.first = Sequence(real.last() > 0 ? 1 : 0);
        channel.last = Sequence(real.last());
        for (const auto& [key, group] : broker.groups())
            if (group.channel == name)
                for (const auto& [one, offline] : rowsOf(group))
                    channel.subscriptions.push_back(told(*one, offline));
        answer.channels.push_back(std::move(channel));
    }
    return answer;
}

std::optional<std::string> differenceNow(const SimBroker& broker, const SimWatcher& watcher)
{
    if (!watcher.oddity().empty())
        return watcher.oddity();
    if (watcher.unknownFrames() != broker.privateFrames())
        return "a frame belongs to nobody known";
    const MirrorState state = watcher.state(broker.now());
    const Places places = placesIn(state);
    if (!isSame(broker, state, places)) {
        const monitor::Answered real = answerOf(broker);
        return "the broker\n" + textOf(real.clients, real.channels) + "the mirror\n"
            + textOf(watcher.fold().mirror().monitoredClients(),
                     watcher.fold().mirror().monitoredChannels());
    }
    for (const auto& [key, group] : broker.groups())
        for (const auto& [one, offline] : rowsOf(group))
            if (auto difference = differenceOfPending(broker, *one, *places.at(one->inbox)))
                return difference;
    return std::nullopt;
}

std::optional<std::string> differenceOfDeadline(const SimBroker& broker, const SimWatcher& watcher,
                                                std::size_t row)
{
    const DeliveryRow* delivery = watcher.delivery(row);
    if (!delivery)
        return "a delivery is not in the history";
    const Nanos deadline(delivery->deadline.get());
    if (std::chrono::abs(deadline - broker.now()) <= exact)
        return std::nullopt;
    const SimBroker::Delivery& sent = broker.deliveries()[row];
    return std::to_string(sent.sequence) + " of " + sent.client
        + " is sent again now, was predicted "
        + std::to_string((deadline - broker.now()).count() / 1000) + " us from now";
}

std::optional<std::string> differenceOfHistory(const SimBroker& broker, const SimWatcher& watcher)
{
    for (std::size_t row = 0; row < broker.deliveries().size(); ++row) {
        const DeliveryRow* known = watcher.delivery(row);
        if (!known)
            return "a delivery is not in the history";
        if (auto difference = differenceOfEnd(broker.deliveries()[row], watcher, *known))
            return difference;
    }
    if (!watcher.fold().driftRows().empty())
        return "drift: " + sourceText(watcher.fold().driftRows().front().difference);
    return differenceOfMessages(broker, watcher);
}

} // namespace stanscope::test
