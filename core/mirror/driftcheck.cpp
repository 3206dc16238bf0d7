#include "core/mirror/driftcheck.h"

#include <algorithm>
#include <set>

namespace stanscope {

namespace {

/// Frames of a moment before the question may still be on their way to the tap, those of a moment
/// after it may be what the answer had already.
constexpr Nanos quietBefore = std::chrono::milliseconds(20);
constexpr Nanos quietAfter = std::chrono::milliseconds(60);
/// Section 5.3: three tries over about 200 ms.
constexpr int tries = 3;
constexpr Nanos triedFor = std::chrono::milliseconds(150);
constexpr std::size_t mostHeld = 8;
constexpr std::size_t mostRows = 100;

/// As the broker has it: group "a:b" and durable "a" with group "b" are one.
std::string queueNameOf(const MonitoredSubscription& row)
{
    return row.durable.empty() ? row.queueGroup : row.durable + ':' + row.queueGroup;
}

/// What makes it the same subscription on both sides.
std::string keyOf(const MonitoredSubscription& row)
{
    if (!row.offline)
        return row.ackInbox.value();
    if (!row.queueGroup.empty())
        return "offline\n\n" + queueNameOf(row);
    return "offline\n" + row.client.value() + '\n' + row.durable;
}

std::string nameOf(const MonitoredSubscription& row)
{
    std::string name = row.queueGroup.empty() ? std::string() : row.queueGroup + '/';
    name += row.client.value();
    return row.offline ? name + " (offline)" : name;
}

/// The members of each group, in their order.
std::map<std::string, std::vector<std::string>> ordersOf(const MonitoredChannel& channel)
{
    std::map<std::string, std::vector<std::string>> orders;
    for (const MonitoredSubscription& row : channel.subscriptions)
        if (!row.queueGroup.empty() && !row.offline)
            orders[queueNameOf(row)].push_back(row.client.value() + ' ' + row.ackInbox.value());
    return orders;
}

} // namespace

void DriftCheck::touch(const ChannelName& channel, Nanos time)
{
    Nanos& last = m_touched[channel];
    last = std::max(last, time);
    want(time);
    if (m_joined != Nanos{} && time <= m_joined + quietBefore) {
        m_settling.insert(channel);
        m_allSettle = m_allSettle || channel.isNull();
    }
    const auto isMeant = [&](const MonitoredChannel& corrected) {
        return corrected.name == channel;
    };
    if (m_correction
        && (channel.isNull()
            || std::any_of(m_correction->channels.begin(), m_correction->channels.end(), isMeant)))
        withdrawCorrection();
}

void DriftCheck::offer(Nanos time, const monitor::Answered& answer)
{
    m_held.push_back({time, answer});
    if (m_held.size() > mostHeld)
        m_held.pop_front();
}

bool DriftCheck::isRipe(Nanos now) const
{
    return !m_held.empty() && m_held.front().time + quietAfter <= now;
}

bool DriftCheck::wasQuiet(const ChannelName& channel, const Held& held) const
{
    const auto isQuiet = [&](const ChannelName& name) {
        const auto found = m_touched.find(name);
        return found == m_touched.end() || found->second < held.answer.askedAt - quietBefore;
    };
    return isQuiet(channel) && isQuiet(ChannelName());
}

bool DriftCheck::wasTouchedSince(const ChannelName& channel, Nanos time) const
{
    const auto touched = m_touched.find(channel);
    return touched != m_touched.end() && touched->second >= time;
}

void DriftCheck::compare(Nanos now, const Mirrored& mirrored)
{
    while (isRipe(now)) {
        const Held held = std::move(m_held.front());
        m_held.pop_front();
        bool isWhole = wasQuiet(ChannelName(), held) && mirrored.restless.empty();
        if (isWhole)
            judge(now, ChannelName(), differences(held.answer.clients, mirrored.clients), held,
                  nullptr, false);
        std::map<ChannelName, std::pair<const MonitoredChannel*, const MonitoredChannel*>> pairs;
        for (const MonitoredChannel& channel : held.answer.channels)
            pairs[channel.name].first = &channel;
        for (const MonitoredChannel& channel : mirrored.channels)
            pairs[channel.name].second = &channel;
        for (const auto& [name, pair] : pairs) {
            if (mirrored.restless.contains(name) || !wasQuiet(name, held)) {
                isWhole = false;
                continue;
            }
            MonitoredChannel nothing;
            nothing.name = name;
            const MonitoredChannel& broker = pair.first ? *pair.first : nothing;
            const MonitoredChannel& mirror = pair.second ? *pair.second : nothing;
            const auto differing = differences(broker, mirror);
            if (differing.empty())
                noteStalls(broker, mirror);
            judge(now, name, differing, held, &broker, mirrored.rough.contains(name));
        }
        if (isWhole && m_suspicions.empty())
            m_comparedAll = held.answer.askedAt - quietBefore;
    }
}

void DriftCheck::judge(Nanos now, const ChannelName& channel, std::vector<Difference> differences,
                       const Held& held, const MonitoredChannel* broker, bool isRough)
{
    if (differences.empty()) {
        m_suspicions.erase(channel);
        settle(channel);
        ++m_compared;
        ++m_matched;
        return;
    }
    Suspicion& suspicion = m_suspicions[channel];
    if (suspicion.differences != differences) {
        suspicion = {std::move(differences), held.time, 1, false};
        return;
    }
    ++suspicion.seen;
    if (suspicion.isDrift || suspicion.seen < tries || held.time - suspicion.since < triedFor)
        return;
    suspicion.isDrift = true;
    if (!m_correction)
        m_correction.emplace();
    const bool isDrift = !isSettling(channel) && !isRough;
    m_compared += isDrift ? 1 : 0;
    for (const Difference& difference : suspicion.differences) {
        if (isDrift) {
            ++m_found;
            ++m_open;
            m_drift.push_back({now, channel, difference.client, difference.what, false});
            if (m_drift.size() > mostRows)
                m_drift.pop_front();
        }
        m_correction->why.push_back(channel.isNull()
                                        ? difference.what
                                        : message(Code::ChannelDiffers, channel, difference.what));
    }
    if (broker) {
        m_correction->channels.push_back(*broker);
    } else {
        m_correction->clientsDiffer = true;
        m_correction->clients = held.answer.clients;
    }
}

void DriftCheck::noteStalls(const MonitoredChannel& broker, const MonitoredChannel& mirror)
{
    std::map<std::string, const MonitoredSubscription*> mirrored;
    for (const MonitoredSubscription& row : mirror.subscriptions)
        mirrored[keyOf(row)] = &row;
    for (const MonitoredSubscription& theirs : broker.subscriptions)
        if (const auto ours = mirrored.find(keyOf(theirs));
            !theirs.offline && ours != mirrored.end() && ours->second->stalled != theirs.stalled)
            m_stalls[ours->second->subscription] = theirs.stalled;
}

std::vector<DriftCheck::Difference> DriftCheck::differences(const MonitoredChannel& broker,
                                                            const MonitoredChannel& mirror)
{
    std::vector<Difference> result;
    if (broker.last != mirror.last)
        result.push_back({{}, message(Code::LastSequenceDiffers, mirror.last, broker.last)});
    std::map<std::string, const MonitoredSubscription*> mirrored;
    for (const MonitoredSubscription& row : mirror.subscriptions)
        mirrored[keyOf(row)] = &row;
    bool sameSet = true;
    for (const MonitoredSubscription& theirs : broker.subscriptions) {
        const auto found = mirrored.find(keyOf(theirs));
        if (found == mirrored.end()) {
            sameSet = false;
            result.push_back({theirs.client, message(Code::NotMirrored, nameOf(theirs))});
            continue;
        }
        const MonitoredSubscription& ours = *found->second;
        if (ours.pending != theirs.pending)
            result.push_back(
                {theirs.client,
                 message(Code::PendingDiffers, nameOf(theirs), ours.pending, theirs.pending)});
        if (ours.lastSent != theirs.lastSent)
            result.push_back(
                {theirs.client,
                 message(Code::LastSentDiffers, nameOf(theirs), ours.lastSent, theirs.lastSent)});
        mirrored.erase(found);
    }
    for (const auto& [key, ours] : mirrored) {
        sameSet = false;
        result.push_back({ours->client, message(Code::NotAtBroker, nameOf(*ours))});
    }
    if (sameSet && ordersOf(broker) != ordersOf(mirror))
        result.push_back({{}, message(Code::MemberOrderDiffers)});
    return result;
}

std::vector<DriftCheck::Difference>
DriftCheck::differences(const std::vector<MonitoredClient>& broker,
                        const std::vector<MonitoredClient>& mirror)
{
    std::set<ClientId> theirs;
    std::set<ClientId> ours;
    for (const MonitoredClient& client : broker)
        theirs.insert(client.client);
    for (const MonitoredClient& client : mirror)
        ours.insert(client.client);
    std::vector<Difference> result;
    for (const ClientId& client : theirs)
        if (!ours.contains(client))
            result.push_back({client, message(Code::ClientNotMirrored, client)});
    for (const ClientId& client : ours)
        if (!theirs.contains(client))
            result.push_back({client, message(Code::ClientNotAtBroker, client)});
    return result;
}

void DriftCheck::joined(Nanos time)
{
    m_joined = time;
    m_settling.clear();
    m_settled.clear();
    m_allSettle = false;
}

void DriftCheck::settle(const ChannelName& channel)
{
    m_settling.erase(channel);
    if (m_allSettle)
        m_settled.insert(channel);
}

void DriftCheck::reset()
{
    m_held.clear();
    m_suspicions.clear();
    m_correction.reset();
    m_open = 0;
    m_comparedAll = {};
}

/// Its answer is of before a frame that came since: looked at again from the start.
void DriftCheck::withdrawCorrection()
{
    for (const MonitoredChannel& channel : m_correction->channels)
        m_suspicions.erase(channel.name);
    m_suspicions.erase(ChannelName());
    m_correction.reset();
    m_open = 0;
}

void DriftCheck::corrected(const monitor::Corrected& correction)
{
    ++m_corrections;
    m_correction.reset();
    m_open = 0;
    const auto isMeant = [&](const DriftRow& row) {
        if (row.channel.isNull())
            return correction.clientsDiffer;
        return std::any_of(
            correction.channels.begin(), correction.channels.end(),
            [&](const MonitoredChannel& channel) { return channel.name == row.channel; });
    };
    for (DriftRow& row : m_drift)
        if (isMeant(row))
            row.corrected = true;
    for (const MonitoredChannel& channel : correction.channels) {
        m_suspicions.erase(channel.name);
        settle(channel.name);
    }
    if (correction.clientsDiffer) {
        m_suspicions.erase(ChannelName());
        settle(ChannelName());
    }
    m_held.clear(); // asked before
}

bool DriftCheck::isDrifting() const
{
    return std::any_of(m_suspicions.begin(), m_suspicions.end(),
                       [](const auto& entry) { return entry.second.isDrift; });
}

} // namespace stanscope
