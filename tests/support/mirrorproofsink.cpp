#include "tests/support/mirrorproofsink.h"

#include "core/lab/lab.h"
#include "core/words/eventtext.h"

#include <algorithm>

namespace stanscope::test {

namespace {

using namespace std::chrono_literals;

/// A prediction counts that stood this long before the redelivery came.
constexpr Nanos lead = 20ms;
/// What a resumed durable gets as redelivered so soon was pending before.
constexpr Nanos resumeSpan = 100ms;
constexpr Nanos within = 25ms;
/// What a dropped client held comes within.
constexpr Nanos dropSpan = 100ms;
constexpr std::size_t storyLines = 14;

std::string keyOf(std::uint32_t id, const std::string& client, const std::string& channel,
                  const std::string& queue, const std::string& durable)
{
    if (!queue.empty())
        return channel + " queue " + durable + ':' + queue;
    if (!durable.empty())
        return channel + " durable " + client + '/' + durable;
    return channel + " plain " + std::to_string(id);
}

} // namespace

MirrorProofSink::MirrorProofSink(const QString& logFile)
    : m_log(logFile)
{
    if (!logFile.isEmpty())
        static_cast<void>(m_log.open(QIODevice::WriteOnly | QIODevice::Text));
}

MirrorProofSink::~MirrorProofSink() = default;

void MirrorProofSink::folded(const Event& event, const Lab& lab)
{
    m_lab = &lab;
    std::vector<std::string> notes;
    {
        const std::lock_guard lock(m_mutex);
        notes.swap(m_notes);
    }
    if (m_log.isOpen()) {
        for (const std::string& line : notes)
            m_log.write(QByteArray::fromStdString(line) + '\n');
        if (!std::holds_alternative<wire::FramesSeen>(event.body)
            && !std::holds_alternative<laboratory::Tick>(event.body))
            m_log.write(QByteArray::fromStdString(toText(event)) + '\n');
    }
    follow(event, lab);
    if (m_log.isOpen() && std::holds_alternative<wire::Delivered>(event.body)
        && lab.history()->deliveries.size() > 0) {
        const History& history = *lab.history();
        const DeliveryRow& row = history.deliveries[history.deliveries.size() - 1];
        m_log.write(QByteArray::fromStdString(
            "    until " + std::to_string(seconds(Nanos(row.deadline.get())) * 1000) + " ms\n"));
    }
    if (event.time - m_sampled >= 1ms)
        sample(event.time, *lab.history());
}

void MirrorProofSink::idle(Nanos now)
{
    if (!m_lab)
        return;
    sample(now, *m_lab->history());
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_wanted, false))
        return;
    m_moment = Moment{std::make_shared<const MirrorState>(m_lab->mirrorState()), m_lastHeard,
                      m_lastClientEvent};
}

void MirrorProofSink::ended(const Lab&)
{
    m_lab = nullptr;
}

void MirrorProofSink::note(const QString& text)
{
    if (!m_log.isOpen())
        return;
    const std::lock_guard lock(m_mutex);
    m_notes.push_back("# " + std::to_string(seconds(monotonicNow())) + ' ' + text.toStdString());
}

void MirrorProofSink::requestMoment()
{
    const std::lock_guard lock(m_mutex);
    m_moment.reset();
    m_wanted = true;
}

std::optional<MirrorProofSink::Moment> MirrorProofSink::takeMoment()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_moment, std::nullopt);
}

std::vector<ScoredRedelivery> MirrorProofSink::takeRedeliveries()
{
    const std::lock_guard lock(m_mutex);
    for (ScoredRedelivery& scored : m_scored)
        if (scored.kind == ScoredRedelivery::Kind::Predictable && isOfFirstDrop(scored))
            scored.kind = ScoredRedelivery::Kind::FirstDrop;
    return std::exchange(m_scored, {});
}

std::uint64_t MirrorProofSink::deliveries() const
{
    const std::lock_guard lock(m_mutex);
    return m_deliveries;
}

void MirrorProofSink::follow(const Event& event, const Lab& lab)
{
    const Nanos time = event.time;
    if (const auto* run = std::get_if<laboratory::RunStarted>(&event.body)) {
        m_knowsHeartbeats = !run->attached;
    } else if (const auto* connected = std::get_if<wire::ClientConnected>(&event.body)) {
        clientGone(connected->client.value(), time);
    } else if (const auto* closed = std::get_if<wire::ClientClosed>(&event.body)) {
        clientGone(closed->client.value(), time);
    } else if (const auto* refused = std::get_if<wire::PingRefused>(&event.body)) {
        clientGone(refused->client.value(), time);
    } else if (const auto* sent = std::get_if<wire::HeartbeatSent>(&event.body)) {
        m_suspects.insert(sent->client.value());
    } else if (const auto* answered = std::get_if<wire::HeartbeatAnswered>(&event.body)) {
        m_suspects.erase(answered->client.value());
    } else if (const auto* made = std::get_if<wire::Subscribed>(&event.body)) {
        const std::uint32_t id = made->subscription.value();
        subscribed(time, id,
                   {made->client.value(), made->channel.value(),
                    keyOf(id, made->client.value(), made->channel.value(), made->queueGroup,
                          made->durable),
                    std::chrono::seconds(std::max(1, made->ackWaitSeconds)), !made->durable.empty(),
                    time});
        tell(id, event);
    } else if (const auto* left = std::get_if<wire::Unsubscribed>(&event.body)) {
        tell(left->subscription.value(), event);
        removed(left->subscription.value());
    } else if (const auto* delivery = std::get_if<wire::Delivered>(&event.body)) {
        delivered(event, *delivery, lab);
    } else if (const auto* ack = std::get_if<wire::AckSent>(&event.body)) {
        tell(ack->subscription.value(), event);
        if (Group* group = groupOf(ack->subscription.value()))
            group->running.erase(ack->sequence.value());
    } else if (const auto* publish = std::get_if<wire::PublishSent>(&event.body)) {
        hear(publish->channel.value(), time);
    } else if (const auto* stored = std::get_if<wire::PubAcked>(&event.body)) {
        hear(stored->channel.value(), time);
    } else if (std::holds_alternative<wire::TapGap>(event.body)) {
        m_restartedAt = time; // nothing else cuts the tap off here
    } else if (const auto* answer = std::get_if<monitor::Answered>(&event.body);
               answer && answer->purpose == monitor::Purpose::Bootstrap) {
        // A check's answer may be looked at after what it lists has left.
        for (const MonitoredChannel& channel : answer->channels)
            for (const MonitoredSubscription& known : channel.subscriptions)
                if (known.subscription != 0 && !m_subscriptions.contains(known.subscription))
                    subscribed(time, known.subscription,
                               {known.client.value(), channel.name.value(),
                                keyOf(known.subscription, known.client.value(),
                                      channel.name.value(), known.queueGroup, known.durable),
                                std::chrono::seconds(std::max(1, known.ackWaitSeconds)),
                                !known.durable.empty(), Nanos{}});
    }
}

void MirrorProofSink::subscribed(Nanos time, std::uint32_t id, const Subscription& subscription)
{
    m_subscriptions[id] = subscription;
    m_groups[subscription.key].live.insert(id);
    hear(subscription.channel, time);
}

void MirrorProofSink::removed(std::uint32_t id)
{
    Group* group = groupOf(id);
    if (!group)
        return;
    group->live.erase(id);
    if (group->live.empty() && !m_subscriptions[id].durable)
        group->running.clear();
}

void MirrorProofSink::clientGone(const std::string& client, Nanos time)
{
    m_lastClientEvent = time;
    if (m_suspects.erase(client) > 0)
        m_goneSuspects[client] = time;
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.client != client || !groupOf(id)->live.contains(id))
            continue;
        hear(subscription.channel, time);
        removed(id);
    }
}

MirrorProofSink::Group* MirrorProofSink::groupOf(std::uint32_t subscription)
{
    const auto found = m_subscriptions.find(subscription);
    return found == m_subscriptions.end() ? nullptr : &m_groups[found->second.key];
}

void MirrorProofSink::tell(std::uint32_t subscription, const Event& event)
{
    const auto found = m_subscriptions.find(subscription);
    if (found == m_subscriptions.end())
        return;
    hear(found->second.channel, event.time);
    Group& group = m_groups[found->second.key];
    group.story.push_back(toText(event) + " [" + found->second.client + ']');
    if (group.story.size() > storyLines)
        group.story.pop_front();
}

void MirrorProofSink::hear(const std::string& channel, Nanos time)
{
    m_lastHeard[channel] = std::max(m_lastHeard[channel], time);
}

void MirrorProofSink::delivered(const Event& event, const wire::Delivered& delivery, const Lab& lab)
{
    const std::uint32_t id = delivery.subscription.value();
    tell(id, event);
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    {
        const std::lock_guard lock(m_mutex);
        ++m_deliveries;
    }
    Group& group = m_groups[found->second.key];
    const std::uint64_t sequence = delivery.sequence.value();
    const auto before = group.attempts.find(sequence);
    if (delivery.redelivered && before != group.attempts.end())
        score(event.time, found->second, id, before->second, sequence, group);
    const History& history = *lab.history();
    if (history.deliveries.size() == 0)
        return;
    const auto row = static_cast<std::uint32_t>(history.deliveries.size() - 1);
    const DeliveryRow& shown = history.deliveries[row];
    Attempt attempt{row, id, event.time, {}};
    group.running.erase(sequence);
    // Otherwise the mirror has no row for it, and predicts nothing.
    if (shown.subscription == id && shown.sequence == delivery.sequence) {
        attempt.shown.push_back({event.time, shown.deadline.get()});
        group.running.insert(sequence);
    }
    group.attempts[sequence] = std::move(attempt);
}

void MirrorProofSink::score(Nanos time, const Subscription& to, std::uint32_t toId,
                            const Attempt& before, std::uint64_t sequence, Group& group)
{
    const Subscription& holder = m_subscriptions[before.subscription];
    ScoredRedelivery scored;
    scored.arrived = time;
    scored.channel = to.channel;
    scored.sequence = sequence;
    scored.group = holder.key;
    scored.holder = holder.client + ' ' + holder.key;
    scored.naive = before.delivered + holder.ackWait;
    scored.changedHands = before.subscription != toId;
    std::int64_t deadline = before.shown.empty() ? 0 : before.shown.front().deadline;
    for (const Shown& shown : before.shown)
        if (shown.from <= time - lead)
            deadline = shown.deadline;
    if (deadline != 0)
        scored.predicted = Nanos(deadline);

    const bool others = std::any_of(group.live.begin(), group.live.end(), [&](std::uint32_t id) {
        return id != toId && !m_suspects.contains(m_subscriptions[id].client);
    });
    if (before.delivered < m_restartedAt)
        scored.kind = ScoredRedelivery::Kind::Restarted;
    else if (to.durable && before.subscription != toId && !others && time - to.since < resumeSpan)
        scored.kind = ScoredRedelivery::Kind::Resumed;
    else if (scored.changedHands && mayBeDropped(holder.client, time))
        noteDrop(scored, holder.client);
    const Nanos error = time - scored.predicted.value_or(Nanos{});
    if (scored.kind == ScoredRedelivery::Kind::Predictable && (error > within || error < -within))
        for (const std::string& line : group.story)
            scored.story += "      " + line + '\n';

    const std::lock_guard lock(m_mutex);
    m_scored.push_back(std::move(scored));
}

/// It does not answer, or did not until another process took its id a moment ago.
bool MirrorProofSink::mayBeDropped(const std::string& client, Nanos now) const
{
    const auto gone = m_goneSuspects.find(client);
    return m_suspects.contains(client)
        || (gone != m_goneSuspects.end() && now - gone->second < dropSpan);
}

/// What a silent client held comes to another one before its time.
void MirrorProofSink::noteDrop(const ScoredRedelivery& scored, const std::string& client)
{
    if (m_knowsHeartbeats || m_firstDrop || !scored.predicted
        || *scored.predicted - scored.arrived <= within)
        return;
    const std::lock_guard lock(m_mutex);
    m_firstDrop = Drop{scored.arrived, {}};
    for (const auto& [id, subscription] : m_subscriptions)
        if (subscription.client == client)
            m_firstDrop->groups.insert(subscription.key);
}

bool MirrorProofSink::isOfFirstDrop(const ScoredRedelivery& scored) const
{
    return m_firstDrop && scored.arrived - m_firstDrop->at < dropSpan
        && m_firstDrop->at - scored.arrived < dropSpan
        && m_firstDrop->groups.contains(scored.group);
}

void MirrorProofSink::sample(Nanos now, const History& history)
{
    m_sampled = now;
    for (auto& [key, group] : m_groups) {
        for (const std::uint64_t sequence : group.running) {
            Attempt& attempt = group.attempts.at(sequence);
            const std::int64_t deadline = history.deliveries[attempt.row].deadline.get();
            if (attempt.shown.back().deadline == deadline)
                continue;
            attempt.shown.push_back({now, deadline});
            if (attempt.shown.size() > 6)
                attempt.shown.pop_front();
        }
    }
}

} // namespace stanscope::test
