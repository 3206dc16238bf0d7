#include "core/events/command.h"
#include "core/lab/lab.h"
#include "core/lab/verdict.h"

#include <algorithm>

// What the Lab shows; the folding is in lab.cpp.
namespace stanscope {

namespace {

constexpr std::size_t maxTimers = 64;

} // namespace

bool Lab::isDrained() const
{
    // After an outage nobody knows what the broker has before it was asked.
    return !m_broker.tap().outage && m_deferred.empty() && m_bank.allStored() && !m_bank.isHolding()
        && m_broker.mirror().isQuiet(m_run->channel) && openHandlings() == 0;
}

/// Deliveries to live processes without end report (architecture section 5).
std::uint32_t Lab::openHandlings() const
{
    std::size_t open = 0;
    for (const Fleet::Process& process : m_fleet.processes())
        if (process.view.everReady && process.view.role == process::Role::Account)
            open += process.open.size() + m_join.unmentioned(process, m_now);
    return static_cast<std::uint32_t>(open);
}

VerdictView Lab::verdict() const
{
    // What an external command decided is missing in the ledger: its order proves nothing then.
    const bool isWhole = !m_fleet.hadExternals();
    return verdictOf(m_audit,
                     {isWhole ? m_bank.violations() : 0,
                      isWhole ? m_bank.firstViolation() : LiveJudgement{}.first,
                      m_bank.acceptedCount(), m_history->ledger.size()});
}

bool Lab::showsViolation() const
{
    return (m_bank.violations() > 0 && !m_fleet.hadExternals())
        || (m_audit && m_audit->verdict == audit::Verdict::Violated);
}

ReplicaView Lab::viewOf(const Fleet::Process& process) const
{
    const Mirror& mirror = m_broker.mirror();
    ReplicaView view = process.view;
    view.got = std::max(view.got, process.received);
    view.outstanding = mirror.outstanding(view.name);
    const bool registered = mirror.isRegistered(view.name);
    if (view.state == ReplicaState::Dead && registered) {
        view.unnoticed = m_fleet.nodes().state() != broker::State::Running;
        if (!view.unnoticed)
            view.state = ReplicaState::Ghost;
    }
    if (registered && (view.state == ReplicaState::Ghost || view.state == ReplicaState::Paused))
        view.evictionAt = mirror.evictionAt(view.name).value_or(Nanos{});
    if (!process.open.empty()) {
        const RowRef handling = process.open.begin()->second;
        view.doing = ReplicaView::Doing::Handling;
        view.sequence = m_history->handlings[handling - 1].sequence;
        if (const RowRef transaction = m_history->transactionOf(handling - 1))
            view.number = TransactionNumber(m_history->transactions[transaction - 1].number);
        view.step =
            m_history->deliveryOf(handling - 1) ? m_fleet.stepOf(handling) : ReportKind::Received;
    } else if (view.outstanding > 0) {
        view.doing = process::reportsNothing(view.role) ? ReplicaView::Doing::Handling
                                                        : ReplicaView::Doing::WaitingForAckWait;
    } else if (view.everReady) {
        view.doing = ReplicaView::Doing::Idle;
    }
    return view;
}

ReplicaView Lab::foreignView(const ClientId& client) const
{
    const Mirror& mirror = m_broker.mirror();
    ReplicaView view;
    view.name = client;
    view.process = false;
    view.lane = m_texts.find(client.value());
    view.state = mirror.isRegistered(client) ? ReplicaState::Running : ReplicaState::Dead;
    view.outstanding = mirror.outstanding(client);
    view.doing = view.outstanding > 0 ? ReplicaView::Doing::Handling : ReplicaView::Doing::Idle;
    return view;
}

void Lab::fillReplicas(Snapshot& snapshot) const
{
    NameId publisher = 0;
    for (const Fleet::Process& process : m_fleet.processes()) {
        if (process.view.role != process::Role::Transaction) {
            snapshot.replicas.push_back(viewOf(process));
        } else if (process.view.name != transactionService()) {
            snapshot.moreTransactionServices.push_back(viewOf(process));
        } else {
            snapshot.transactionService = viewOf(process);
            publisher = process.view.lane;
        }
    }
    for (const ClientId& client : m_broker.mirror().subscribers())
        if (!m_fleet.find(client) && !m_fleet.isForgotten(client))
            snapshot.replicas.push_back(foreignView(client));
    snapshot.lanes.push_back(publisher);
    for (std::size_t i = 0; i < m_history->lanes.size(); ++i)
        if (const NameId lane = m_history->lanes[i]; lane != publisher)
            snapshot.lanes.push_back(lane);
}

void Lab::fillTimers(Snapshot& snapshot) const
{
    for (const BrokerTimer& timer : m_broker.mirror().timerViews(maxTimers)) {
        TimerView& view =
            snapshot.timers.emplace_back(TimerView{timer, ReportKind::Hello, Outcome::None});
        const RowRef handling = m_history->handlingOf(timer.delivery - 1);
        view.step = m_fleet.stepOf(handling);
        if (handling)
            view.outcome = m_history->handlings[handling - 1].outcome.get();
    }
}

/// What costs nothing, however large the broker is.
std::shared_ptr<Snapshot> Lab::newSnapshot() const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->now = m_now;
    snapshot->history = m_history;
    snapshot->extent = m_history->extent();
    snapshot->runningDeliveries = m_broker.mirror().outstanding();
    snapshot->tap = m_broker.tap();
    snapshot->tap.badReports = m_badReports;
    snapshot->tap.lastOddity = m_lastOddity;
    snapshot->check = m_broker.checkView();
    snapshot->problems.assign(m_problems.begin(), m_problems.end());
    snapshot->deliveries = m_history->deliveries.size();
    snapshot->redeliveries = m_broker.redeliveries();
    snapshot->channel = m_run->channel;
    snapshot->run = m_run;
    snapshot->title = m_run->title;
    snapshot->cluster = m_run->cluster;
    snapshot->startedAtUnixNs = m_run->unixNs;
    snapshot->hadExternals = m_fleet.hadExternals();
    snapshot->attached = m_run->attached;
    snapshot->lowImpact = m_run->lowImpact;
    return snapshot;
}

std::shared_ptr<const Snapshot> Lab::doubts() const
{
    auto snapshot = newSnapshot();
    snapshot->clients = m_broker.mirror().doubtfulClients();
    return snapshot;
}

std::shared_ptr<const Snapshot> Lab::snapshot() const
{
    const Mirror& mirror = m_broker.mirror();
    auto snapshot = newSnapshot();
    fillReplicas(*snapshot);
    fillTimers(*snapshot);
    snapshot->subscriptions = mirror.subscriptionViews();
    snapshot->clients = mirror.clientViews();
    snapshot->openHandlings = openHandlings();
    snapshot->drained = isDrained();
    snapshot->accounts = m_bank.views();
    snapshot->heldCommits = m_bank.held();
    snapshot->broker = m_fleet.nodes().views().front();
    snapshot->broker.serverId = m_broker.serverId();
    snapshot->broker.version = m_broker.version();
    snapshot->verdict = verdict();
    snapshot->verdict.audits = m_audits;
    countViolations(m_audit, snapshot->accounts);
    snapshot->lesson = m_lesson;
    snapshot->steps = m_steps;
    return snapshot;
}

MirrorState Lab::mirrorState() const
{
    MirrorState state = m_broker.state(m_now);
    state.start = m_history->start;
    state.startedAtUnixNs = m_run->unixNs;
    return state;
}

} // namespace stanscope
