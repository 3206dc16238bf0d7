#include "ui/plots/timelinescene.h"

#include "ui/models/tones.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

// More lanes than this are too low to read.
constexpr std::size_t mostLanes = 16;
// Lanes that change places cannot be followed.
constexpr Nanos choiceStays = std::chrono::seconds(5);

const ReplicaView* viewOf(const Snapshot& snapshot, NameId lane)
{
    const auto found = std::find_if(snapshot.replicas.begin(), snapshot.replicas.end(),
                                    [lane](const ReplicaView& view) { return view.lane == lane; });
    return found == snapshot.replicas.end() ? nullptr : &*found;
}

// Ours first, then who waits for acks, then who lives.
std::uint64_t interestOf(const Snapshot& snapshot, NameId lane)
{
    const ReplicaView* view = viewOf(snapshot, lane);
    if (view == nullptr)
        return 0;
    const std::uint64_t alive = view->state == ReplicaState::Dead ? 0 : 1;
    const std::uint64_t ours = view->process ? 1 : 0;
    return ours << 40 | std::uint64_t{view->outstanding} << 1 | alive;
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
    updateLanes();
    restartBalance();
    readDeliveries();
    readRest();
    readBands();
    // What moved until now was seen to: the view must not go back to before it.
    const bool moves = isMoving();
    if ((moves || m_wasMoving) && m_sawAnything)
        saw(now());
    m_wasMoving = moves;
    return isNew;
}

void TimelineScene::startOver()
{
    m_replicas.clear();
    m_allLanes.clear();
    m_replicaOf.clear();
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
    std::vector<NameId> lanes = lanesToShow();
    if (lanes == m_replicas)
        return;
    m_replicas = std::move(lanes);
    m_replicaOf.clear();
    for (std::size_t i = 0; i < m_replicas.size(); ++i) {
        if (m_replicas[i] >= m_replicaOf.size())
            m_replicaOf.resize(m_replicas[i] + 1, -1);
        m_replicaOf[m_replicas[i]] = static_cast<int>(i);
    }
}

std::vector<NameId> TimelineScene::lanesToShow()
{
    const auto& all = m_snapshot->lanes;
    std::vector<NameId> lanes(all.empty() ? all.end() : all.begin() + 1, all.end());
    if (lanes.size() <= mostLanes) {
        m_allLanes = lanes;
        return lanes;
    }
    const Nanos now = m_snapshot->now;
    if (lanes == m_allLanes && now >= m_chosenAt && now - m_chosenAt < choiceStays)
        return m_replicas;
    m_allLanes = lanes;
    m_chosenAt = now;
    std::vector<std::pair<std::uint64_t, NameId>> ranked;
    for (const NameId lane : lanes)
        ranked.emplace_back(interestOf(*m_snapshot, lane), lane);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    ranked.resize(mostLanes);
    // Each where it appeared first, so that few of them move.
    std::erase_if(lanes, [&](NameId lane) {
        return std::none_of(ranked.begin(), ranked.end(),
                            [lane](const auto& rank) { return rank.second == lane; });
    });
    return lanes;
}

std::size_t TimelineScene::withoutLane() const
{
    return m_allLanes.size() - m_replicas.size();
}

std::uint32_t TimelineScene::unknownOf(NameId lane) const
{
    const ReplicaView* view = viewOf(*m_snapshot, lane);
    std::uint32_t unknown = 0;
    for (const SubscriptionView& subscription : m_snapshot->subscriptions)
        if (view != nullptr && subscription.client == view->name)
            unknown += subscription.unknown;
    return unknown;
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
        m_balance.startOver(found->id, found->opening.value());
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
    saw(end);
    m_overview.addSpan(timeOf(delivery.deliveredAt), end);
    m_overview.addMark(end, toneOf(index));
    return true;
}

void TimelineScene::readRest()
{
    const History& rows = history();
    for (; m_transactions < extent().transactions; ++m_transactions)
        saw(timeOf(rows.transactions[m_transactions].acceptedAt));
    for (; m_messages < extent().messages; ++m_messages)
        saw(timeOf(rows.messages[m_messages].seenAt));
    for (; m_ledger < extent().ledger; ++m_ledger) {
        const double time = timeOf(rows.ledger[m_ledger].committedAt);
        saw(time);
        if (rows.ledger[m_ledger].isWrong())
            m_overview.addMark(time, Tone::Violated);
    }
    for (; m_faults < extent().faults; ++m_faults)
        saw(timeOf(rows.faults[m_faults].time));
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
    return history().start.count() + std::llround(time * 1e9);
}

bool TimelineScene::isMoving() const
{
    if (!hasHistory())
        return false;
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

double TimelineScene::lastDeadline() const
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
