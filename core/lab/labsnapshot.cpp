#include "core/events/command.h"
#include "core/lab/lab.h"

#include <algorithm>
#include <iterator>

// What the Lab shows; the folding is in lab.cpp.
namespace stanscope {

namespace {

constexpr std::size_t maxTimers = 64;

} // namespace

bool Lab::isDrained() const
{
    return m_deferred.empty() && m_bank.allStored() && m_mirror.isQuiet(m_run.channel)
        && m_replicas.openHandlings(m_now) == 0;
}

bool Lab::showsViolation() const
{
    return m_verdict.verdict == audit::Verdict::Violated || m_bank.decidedWrongly()
        || (m_bank.differs() && isDrained());
}

ReplicaView Lab::viewOf(const ReplicaBook::Replica& replica) const
{
    ReplicaView view = replica.view;
    view.got = std::max(view.got, replica.received);
    view.outstanding = m_mirror.outstanding(view.name);
    const bool registered = m_mirror.isRegistered(view.name);
    if (view.state == ReplicaState::Dead && registered && m_broker.state == broker::State::Running)
        view.state = ReplicaState::Ghost;
    if (registered && (view.state == ReplicaState::Ghost || view.state == ReplicaState::Paused))
        view.evictionAt = m_mirror.evictionAt(view.name).value_or(Nanos{});
    if (!replica.open.empty()) {
        const RowRef handling = replica.open.begin()->second;
        const HandlingRow& row = m_history->handlings[handling - 1];
        view.doing = ReplicaView::Doing::Handling;
        view.sequence = row.sequence;
        if (const RowRef transaction = row.transaction.get())
            view.number = TransactionNumber(m_history->transactions[transaction - 1].number);
        const RowRef delivery = row.delivery.get();
        view.step = delivery ? m_replicas.stepOf(delivery) : ReportKind::Received;
    } else if (view.outstanding > 0) {
        view.doing = ReplicaView::Doing::WaitingForAckWait;
    } else if (view.everReady) {
        view.doing = ReplicaView::Doing::Idle;
    }
    return view;
}

ReplicaView Lab::foreignView(const ClientId& client) const
{
    ReplicaView view;
    view.name = client;
    view.process = false;
    view.lane = m_laneNames.at(client);
    view.state = m_mirror.isRegistered(client) ? ReplicaState::Running : ReplicaState::Dead;
    view.outstanding = m_mirror.outstanding(client);
    view.doing = view.outstanding > 0 ? ReplicaView::Doing::Handling : ReplicaView::Doing::Idle;
    return view;
}

void Lab::fillReplicas(Snapshot& snapshot) const
{
    NameId publisher = 0;
    for (const auto& replica : m_replicas.replicas()) {
        if (replica.view.role == process::Role::Account) {
            snapshot.replicas.push_back(viewOf(replica));
        } else {
            snapshot.transactionService = viewOf(replica);
            publisher = replica.view.lane;
        }
    }
    for (const ClientId& client : m_mirror.subscribers())
        if (!m_replicas.find(client) && !m_replicas.isForgotten(client))
            snapshot.replicas.push_back(foreignView(client));
    snapshot.lanes.push_back(publisher);
    std::copy_if(m_lanes.begin(), m_lanes.end(), std::back_inserter(snapshot.lanes),
                 [&](NameId lane) { return lane != publisher; });
}

void Lab::fillTimers(Snapshot& snapshot) const
{
    snapshot.timers = m_mirror.timerViews(maxTimers);
    for (TimerView& timer : snapshot.timers) {
        timer.step = m_replicas.stepOf(timer.delivery);
        if (const HandlingRow* handling = m_replicas.handlingOf(timer.delivery))
            timer.outcome = handling->outcome.get();
    }
}

void Lab::addLane(const ClientId& client)
{
    const auto [entry, isNew] = m_laneNames.try_emplace(client, 0);
    if (!isNew)
        return;
    entry->second = m_writer.intern(client.value());
    m_lanes.push_back(entry->second);
}

/// What every snapshot has.
std::shared_ptr<Snapshot> Lab::newSnapshot()
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->now = m_now;
    snapshot->history = m_history;
    snapshot->broker = m_broker;
    snapshot->tap = m_tap;
    snapshot->check = checkView();
    snapshot->problems = std::exchange(m_problems, {});
    for (auto& problem : m_replicas.takeProblems())
        snapshot->problems.push_back(std::move(problem));
    snapshot->runningDeliveries = m_mirror.outstanding();
    snapshot->deliveries = m_history->deliveries.size();
    snapshot->redeliveries = m_redeliveries;
    snapshot->channel = m_run.channel;
    snapshot->title = m_run.title;
    snapshot->startedAtUnixNs = m_run.unixNs;
    snapshot->attached = m_run.attached;
    snapshot->lowImpact = m_run.lowImpact;
    return snapshot;
}

std::shared_ptr<const Snapshot> Lab::doubts()
{
    auto snapshot = newSnapshot();
    snapshot->clients = m_mirror.doubtfulClients();
    return snapshot;
}

std::shared_ptr<const Snapshot> Lab::snapshot()
{
    for (const auto& replica : m_replicas.replicas())
        addLane(replica.view.name);
    for (const ClientId& client : m_mirror.subscribers())
        addLane(client);
    auto snapshot = newSnapshot();
    auto changes = m_writer.takeChanges();
    snapshot->changedMessages = std::move(changes.messages);
    snapshot->changedDeliveries = std::move(changes.deliveries);
    snapshot->changedTransactions = std::move(changes.transactions);
    fillReplicas(*snapshot);
    fillTimers(*snapshot);
    snapshot->subscriptions = m_mirror.subscriptionViews();
    snapshot->clients = m_mirror.clientViews();
    snapshot->openHandlings = m_replicas.openHandlings(m_now);
    snapshot->drained = isDrained();
    snapshot->accounts = m_bank.views(snapshot->drained);
    snapshot->broker.log.assign(m_brokerLog.begin(), m_brokerLog.end());
    snapshot->verdict = m_verdict;
    snapshot->lesson = m_lesson;
    return snapshot;
}

} // namespace stanscope
