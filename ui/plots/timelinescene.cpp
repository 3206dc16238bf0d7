#include "ui/plots/timelinescene.h"

#include "ui/models/replicastate.h"
#include "ui/models/tones.h"
#include "ui/plots/publishers.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t mostClients = 16; // of somebody else's broker
constexpr std::size_t mostReplicas = 96; // of the laboratory: all of them and their guests
constexpr std::size_t manySubscriptions = 256; // from here on they are not read with each snapshot
constexpr Nanos statesStay = std::chrono::milliseconds(200);
constexpr std::size_t mostChannels = 4;

// Ours first, then who waits for acks.
std::uint64_t interestOf(const ReplicaView& view)
{
    const std::uint64_t ours = view.process ? 1 : 0;
    return ours << 32 | (view.outstanding > 0 ? 1U : 0U);
}

} // namespace

bool TimelineScene::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool isNew = !m_snapshot || m_snapshot->history != snapshot->history;
    m_snapshot = snapshot;
    if (isNew)
        startOver();
    if (!hasHistory())
        return isNew;
    restartBalance();
    readDeliveries();
    readRest();
    readBands();
    updateLanes();
    m_isMoving = findMotion();
    m_lastDeadline = findLastDeadline();
    // What moved until now was seen to: the view must not go back to before it.
    const bool moves = isMoving();
    if ((moves || m_wasMoving) && m_sawAnything)
        saw(now());
    // What the extent does not tell: bands that end, decisions found wrong.
    const Shape shape{extent(), snapshot->broker.state, m_openBands.size(),
                      m_wrong.ledgerRows().size(), moves};
    if (isNew || !(shape == m_shape))
        ++m_revision;
    m_shape = shape;
    m_wasMoving = moves;
    return isNew;
}

void TimelineScene::setOrigin(Nanos sinceStart)
{
    if (sinceStart == m_origin)
        return;
    m_origin = sinceStart;
    if (const auto shown = std::exchange(m_snapshot, nullptr))
        showSnapshot(shown);
}

void TimelineScene::startOver()
{
    m_replicas.clear();
    m_replicaOf.clear();
    m_states.clear();
    m_statesAt = {};
    m_clientChooser.startOver();
    m_channelChooser.startOver();
    m_allChannels.clear();
    m_channelKnown.clear();
    m_seen = {};
    m_isMoving = false;
    m_lastDeadline = 0;
    m_packer.startOver();
    m_spans.startOver();
    m_overview.startOver();
    m_wrong.startOver();
    m_balance = {};
    m_running.clear();
    m_openBands.clear();
    m_wasMoving = false;
    m_bands = m_deliveries = m_transactions = m_messages = m_ledger = m_faults = 0;
    m_first = m_last = 0;
    m_sawAnything = false;
}

void TimelineScene::updateLanes()
{
    chooseClients();
    chooseChannels();
    const bool sameLanes = replicas() == m_replicas;
    if (!sameLanes) {
        m_replicas = replicas();
        m_replicaOf.clear();
        for (std::size_t i = 0; i < m_replicas.size(); ++i) {
            if (m_replicas[i] >= m_replicaOf.size())
                m_replicaOf.resize(m_replicas[i] + std::size_t{1}, -1);
            m_replicaOf[m_replicas[i]] = static_cast<int>(i);
        }
        ++m_revision;
    }
    const Nanos age = m_snapshot->now - m_statesAt;
    if (sameLanes && m_snapshot->subscriptions.size() > manySubscriptions && age >= Nanos(0)
        && age < statesStay)
        return;
    m_statesAt = m_snapshot->now;
    std::vector<LaneState> states = readStates();
    if (states == m_states)
        return;
    m_states = std::move(states);
    ++m_revision;
}

void TimelineScene::chooseClients()
{
    const auto& all = m_snapshot->lanes;
    std::vector<NameId> lanes(all.empty() ? all.end() : all.begin() + 1, all.end());
    // Nothing is delivered to a transaction service.
    std::erase_if(lanes, [this](NameId lane) { return isPublisher(*m_snapshot, lane); });
    const std::size_t most = m_snapshot->attached ? mostClients : mostReplicas;
    std::unordered_map<NameId, std::uint64_t> interest; // read when it is asked for: seldom
    m_clientChooser.choose(lanes, most, m_snapshot->now, [&](NameId lane) {
        if (interest.empty())
            for (const ReplicaView& view : m_snapshot->replicas)
                interest.emplace(view.lane, interestOf(view));
        const auto found = interest.find(lane);
        return found == interest.end() ? std::uint64_t{0} : found->second;
    });
}

void TimelineScene::chooseChannels()
{
    const std::size_t before = m_channelChooser.chosen().size() + m_channelChooser.rest();
    if (m_snapshot->attached)
        m_channelChooser.choose(m_allChannels, mostChannels, m_snapshot->now,
                                [](NameId) { return std::uint64_t{0}; });
    if (before != m_channelChooser.chosen().size() + m_channelChooser.rest())
        ++m_revision;
}

int TimelineScene::channelLanes() const
{
    const std::size_t own = channels().size();
    return static_cast<int>(std::max<std::size_t>(1, own + (channelsWithoutLane() > 0 ? 1 : 0)));
}

int TimelineScene::channelLaneOf(NameId channel) const
{
    const auto found = std::find(channels().begin(), channels().end(), channel);
    return std::min(static_cast<int>(found - channels().begin()), channelLanes() - 1);
}

// One pass over what may be thousands of subscriptions, once a snapshot.
std::vector<TimelineScene::LaneState> TimelineScene::readStates() const
{
    std::vector<LaneState> states(m_replicas.size());
    std::unordered_map<std::string, std::size_t> lanes;
    for (const ReplicaView& view : m_snapshot->replicas) {
        const int lane = replicaOf(view.lane);
        if (lane < 0)
            continue;
        LaneState& state = states[static_cast<std::size_t>(lane)];
        state.state = view.state;
        state.hasStopped = stanscope::hasStopped(view);
        lanes.emplace(view.name.value(), static_cast<std::size_t>(lane));
    }
    for (const SubscriptionView& subscription : m_snapshot->subscriptions) {
        if (subscription.unknown == 0)
            continue;
        const auto found = lanes.find(subscription.client.value());
        if (found != lanes.end())
            states[found->second].unknown += subscription.unknown;
    }
    for (const ReplicaView* view : publishersOf(*m_snapshot))
        states.push_back(
            {view->state, 0, stanscope::hasStopped(*view), !view->holding.id.isNull()});
    return states;
}

std::uint32_t TimelineScene::unknownOf(NameId lane) const
{
    const int index = replicaOf(lane);
    return index < 0 ? 0 : m_states[static_cast<std::size_t>(index)].unknown;
}

ReplicaState TimelineScene::stateOf(NameId lane) const
{
    const int index = replicaOf(lane);
    return index < 0 ? ReplicaState::Running : m_states[static_cast<std::size_t>(index)].state;
}

bool TimelineScene::hasStopped(NameId lane) const
{
    const int index = replicaOf(lane);
    return index >= 0 && m_states[static_cast<std::size_t>(index)].hasStopped;
}

void TimelineScene::setSelection(const Selection& selection)
{
    if (!hasHistory())
        return;
    const bool ofDelivery = selection.delivery != 0 && selection.delivery <= extent().deliveries;
    const bool ofMessage = selection.message != 0 && selection.message <= extent().messages;
    m_clientChooser.select(ofDelivery ? history().deliveries[selection.delivery - 1].client : 0);
    m_channelChooser.select(ofMessage ? history().messages[selection.message - 1].channel : 0);
    updateLanes();
}

void TimelineScene::setClient(NameId client)
{
    if (!hasHistory())
        return;
    m_clientChooser.select(client);
    updateLanes();
}

void TimelineScene::setAccount(NameId account)
{
    m_account = account;
    if (hasHistory())
        restartBalance();
}

void TimelineScene::restartBalance()
{
    const auto& accounts = m_snapshot->accounts;
    const auto found = std::find_if(accounts.begin(), accounts.end(), [this](const auto& view) {
        return m_account == 0 || view.id == m_account;
    });
    if (found != accounts.end() && found->id != m_balance.account())
        m_balance.startOver(found->id, found->opening.value(), m_origin);
    m_balance.readOn(history(), extent());
}

void TimelineScene::saw(double time)
{
    m_first = m_sawAnything ? std::min(m_first, time) : time;
    m_last = m_sawAnything ? std::max(m_last, time) : time;
    m_sawAnything = true;
}

void TimelineScene::readDeliveries()
{
    m_packer.readOn(history(), extent());
    m_spans.readOn(history(), extent());
    m_wrong.readOn(history(), extent());
    std::erase_if(m_running, [this](std::uint32_t delivery) { return settle(delivery); });
    for (; m_deliveries < m_packer.size(); ++m_deliveries) {
        const auto delivery = static_cast<std::uint32_t>(m_deliveries);
        saw(timeOf(history().deliveries[delivery].deliveredAt));
        m_clientChooser.sawBusy(history().deliveries[delivery].client);
        if (!settle(delivery))
            m_running.push_back(delivery);
    }
}

bool TimelineScene::settle(std::uint32_t index)
{
    const DeliveryRow& delivery = history().deliveries[index];
    const std::int64_t ended = delivery.endedAt.get();
    if (ended == 0)
        return false;
    const double end = timeOf(ended);
    const Tone tone = toneOf(index);
    saw(end);
    m_overview.addSpan(timeOf(delivery.deliveredAt), end);
    m_overview.addMark(end, tone);
    m_seen[static_cast<std::size_t>(tone)] = true;
    return true;
}

void TimelineScene::readRest()
{
    const History& rows = history();
    for (; m_transactions < extent().transactions; ++m_transactions)
        saw(timeOf(rows.transactions[m_transactions].acceptedAt));
    for (; m_messages < extent().messages; ++m_messages) {
        saw(timeOf(rows.messages[m_messages].seenAt));
        sawChannel(rows.messages[m_messages].channel);
    }
    for (; m_ledger < extent().ledger; ++m_ledger) {
        const double time = timeOf(rows.ledger[m_ledger].committedAt);
        saw(time);
        if (rows.ledger[m_ledger].isWrong())
            m_overview.addMark(time, Tone::Violated);
    }
    for (; m_faults < extent().faults; ++m_faults)
        saw(timeOf(rows.faults[m_faults].time));
}

void TimelineScene::sawChannel(NameId channel)
{
    m_channelChooser.sawBusy(channel);
    if (channel >= m_channelKnown.size())
        m_channelKnown.resize(channel + std::size_t{1});
    if (m_channelKnown[channel])
        return;
    m_channelKnown[channel] = true;
    m_allChannels.push_back(channel);
}

void TimelineScene::readBands()
{
    const auto& bands = history().bands;
    std::erase_if(m_openBands, [this](std::uint32_t band) { return closeBand(band); });
    for (; m_bands < extent().bands; ++m_bands) {
        const auto band = static_cast<std::uint32_t>(m_bands);
        saw(timeOf(bands[band].from));
        if (!closeBand(band))
            m_openBands.push_back(band);
    }
}

bool TimelineScene::closeBand(std::uint32_t index)
{
    const std::int64_t until = history().bands[index].until.get();
    if (until == 0)
        return false;
    saw(timeOf(until));
    return true;
}

bool TimelineScene::isEmpty() const
{
    return !hasHistory() || (!m_sawAnything && extent().bands == 0);
}

std::int64_t TimelineScene::nanosOf(double time) const
{
    return (history().start + m_origin).count() + std::llround(time * 1e9);
}

bool TimelineScene::findMotion() const
{
    if (!m_running.empty() || m_snapshot->openHandlings > 0)
        return true;
    // A pause, an outage and a ghost run towards something; a process that is dead does not.
    return std::any_of(m_openBands.begin(), m_openBands.end(),
                       [this](std::uint32_t band) {
                           const BandKind kind = history().bands[band].kind;
                           return kind == BandKind::Paused || kind == BandKind::Held
                               || kind == BandKind::Outage;
                       })
        || std::any_of(m_snapshot->replicas.begin(), m_snapshot->replicas.end(),
                       [](const ReplicaView& view) { return view.state == ReplicaState::Ghost; });
}

double TimelineScene::lastContent() const
{
    return isMoving() ? std::max(now(), m_last) : m_last;
}

double TimelineScene::findLastDeadline() const
{
    double last = 0;
    for (const std::uint32_t delivery : m_running) {
        const std::int64_t deadline = history().deliveries[delivery].deadline.get();
        if (deadline != 0)
            last = std::max(last, timeOf(deadline));
    }
    return last;
}

NameId TimelineScene::publisher() const
{
    return m_snapshot->lanes.empty() ? 0 : m_snapshot->lanes.front();
}

int TimelineScene::replicaOf(NameId lane) const
{
    return lane < m_replicaOf.size() ? m_replicaOf[lane] : -1;
}

std::vector<int> TimelineScene::rowsOfReplicas() const
{
    std::vector<int> rows;
    rows.reserve(m_replicas.size());
    for (const NameId lane : m_replicas)
        rows.push_back(m_packer.rowsOf(lane));
    return rows;
}

const HandlingRow* TimelineScene::handlingOf(std::uint32_t delivery) const
{
    const RowRef ref = history().handlingOf(delivery);
    return ref == 0 ? nullptr : &history().handlings[ref - 1];
}

Tone TimelineScene::toneOf(std::uint32_t delivery) const
{
    const HandlingRow* handling = handlingOf(delivery);
    const Outcome outcome = handling != nullptr ? handling->outcome.get() : Outcome::None;
    return stanscope::toneOf(history().deliveries[delivery].end.get(), outcome,
                             m_wrong.contains(history().handlingOf(delivery)));
}

double TimelineScene::endOf(const DeliveryRow& delivery, double now) const
{
    const std::int64_t ended = delivery.endedAt.get();
    return ended == 0 ? std::max(now, timeOf(delivery.deliveredAt)) : timeOf(ended);
}

std::vector<std::uint32_t> TimelineScene::wrongLedgerRows() const
{
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t row : m_wrong.ledgerRows()) {
        if (history().ledger[row].account == m_balance.account())
            rows.push_back(row);
    }
    return rows;
}

} // namespace stanscope
