#include "core/audit/obstacle.h"
#include "core/scenario/scenariolook.h"
#include "core/scenario/scenariorunner.h"

#include <algorithm>

// When a step of a scenario is over.
namespace stanscope {

using namespace scenariolook;

namespace {

bool isArmed(const ReplicaView& replica, FaultId id)
{
    const auto has = [&](const std::vector<FaultSpec>& faults) {
        return std::ranges::find(faults, id, &FaultSpec::id) != faults.end();
    };
    return has(replica.faults) || has(replica.spentFaults);
}

bool isIn(const Snapshot& snapshot, const ReplicaView& replica, step::AwaitReplica::Is state)
{
    using enum step::AwaitReplica::Is;
    switch (state) {
    case Running:
        return replica.state == ReplicaState::Running;
    case Idle:
        return replica.state == ReplicaState::Running && replica.outstanding == 0
            && replica.doing == ReplicaView::Doing::Idle;
    case Paused:
        return replica.state == ReplicaState::Paused;
    case Dead:
        return isDead(replica);
    case Evicted:
        return !isRegistered(snapshot, replica.name);
    }
    return false;
}

/// Whoever acked it has also said what became of it: the ack is on the wire a moment before its
/// replica's report is here.
bool isTold(const Snapshot& snapshot, const MessageRow& message)
{
    const RowRef last = message.lastDelivery.get();
    if (last == 0)
        return true;
    const History& history = *snapshot.history;
    const DeliveryRow& delivery = history.deliveries[last - 1];
    const auto replica = std::ranges::find(snapshot.replicas, delivery.client, &ReplicaView::lane);
    const bool tells = replica != snapshot.replicas.end() && replica->process
        && !process::reportsNothing(replica->role) && isLive(*replica)
        && replica->holding.id.isNull(); // a fault may hold it back after the ack
    if (!tells || delivery.end.get() != DeliveryEnd::Acked)
        return true;
    const RowRef handling = history.handlingOf(last - 1);
    return handling != 0 && history.handlings[handling - 1].endedAt.get() != 0;
}

} // namespace

bool ScenarioRunner::isMet(const step::Spawn& step, const Snapshot& snapshot)
{
    std::vector<ClientId> fresh;
    for (const ReplicaView& replica :
         step.transactions ? snapshot.moreTransactionServices : snapshot.replicas) {
        // Ready is the service's word; the wire must have shown the subscription too.
        if (!m_known.contains(replica.name) && isLive(replica) && replica.everReady
            && (step.transactions || hasSubscribed(snapshot, replica.name)))
            fresh.push_back(replica.name);
    }
    if (fresh.size() < m_count)
        return false;
    if (!step.as.empty())
        m_aliases[step.as] = std::move(fresh);
    return true;
}

bool ScenarioRunner::isMet(const step::Arm&, const Snapshot& snapshot) const
{
    return std::ranges::all_of(m_arming, [&](const auto& asked) {
        const ReplicaView* replica = find(snapshot, asked.first);
        return !replica || !isLive(*replica) || isArmed(*replica, asked.second);
    });
}

bool ScenarioRunner::isMet(const step::Release&, const Snapshot& snapshot) const
{
    return std::ranges::all_of(m_targets, [&](const auto& target) {
        const ReplicaView* replica = find(snapshot, target.first);
        return !replica || !isLive(*replica) || replica->holding.id.isNull();
    });
}

bool ScenarioRunner::isMet(const step::Disarm&, const Snapshot& snapshot) const
{
    return std::ranges::all_of(m_targets, [&](const auto& target) {
        const ReplicaView* replica = find(snapshot, target.first);
        return !replica || !isLive(*replica) || replica->faults.empty();
    });
}

bool ScenarioRunner::isMet(const step::Act& step, const Snapshot& snapshot) const
{
    return !step.waits
        || answeredOf(snapshot, step.account) >= m_count + static_cast<std::size_t>(step.times);
}

bool ScenarioRunner::isMet(const step::Publish&, const Snapshot& snapshot) const
{
    return publishedOf(snapshot) > m_count;
}

bool ScenarioRunner::isMet(const step::Process& step, const Snapshot& snapshot) const
{
    const auto isDone = [&](const ReplicaView& replica, const Target& before) {
        switch (step.action) {
        case step::ProcessAction::Kill:
        case step::ProcessAction::Stop:
            return isDead(replica) || replica.pid != before.pid;
        case step::ProcessAction::Pause:
            // It may have been resumed already.
            return isDead(replica) || replica.state == ReplicaState::Paused
                || pausesOf(snapshot, replica.lane) > before.pauses;
        case step::ProcessAction::Resume:
            return replica.state != ReplicaState::Paused;
        case step::ProcessAction::Restart:
            return replica.pid != before.pid && replica.everReady
                && replica.state == ReplicaState::Running;
        }
        return false;
    };
    return std::ranges::all_of(m_targets, [&](const auto& target) {
        const ReplicaView* replica = find(snapshot, target.first);
        return !replica || isDone(*replica, target.second);
    });
}

bool ScenarioRunner::isMet(const step::Broker& step, const Snapshot& snapshot) const
{
    using command::BrokerAction;
    const BrokerView& broker = snapshot.broker;
    switch (step.action) {
    case BrokerAction::Start:
    case BrokerAction::Resume:
        return broker.state == broker::State::Running;
    case BrokerAction::Restart:
        return broker.state == broker::State::Running && broker.pid != m_brokerPid;
    case BrokerAction::Stop:
    case BrokerAction::Kill:
        return broker.state == broker::State::Off || broker.state == broker::State::Dead
            || broker.pid != m_brokerPid;
    case BrokerAction::Pause:
        return broker.state == broker::State::Paused;
    }
    return false;
}

bool ScenarioRunner::isMet(const step::AwaitOutcome& step, const Snapshot& snapshot) const
{
    const History& history = *snapshot.history;
    int found = 0;
    for (std::size_t i = 0; i < snapshot.extent.decisions; ++i) {
        const DecisionRow& decision = history.decisions[i];
        if (decision.transaction == 0
            || history.handlings[decision.handling - 1].endedAt.get() == 0)
            continue;
        const TransactionRow& transaction = history.transactions[decision.transaction - 1];
        if (transaction.number == step.number.value()
            && history.name(transaction.account) == step.account.value()
            && std::ranges::find(step.outcomes, decision.outcome.get()) != step.outcomes.end())
            ++found;
    }
    return found >= step.count;
}

bool ScenarioRunner::isMet(const step::AwaitDrained&, const Snapshot& snapshot) const
{
    return snapshot.drained;
}

bool ScenarioRunner::isMet(const step::AwaitSettled&, const Snapshot& snapshot) const
{
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < snapshot.extent.messages; ++i) {
        const MessageRow& message = history.messages[i];
        if (history.name(message.channel) == snapshot.channel.value()
            && (!message.settled.get() || !isTold(snapshot, message)))
            return false;
    }
    return true;
}

bool ScenarioRunner::isMet(const step::AwaitMessage& step, const Snapshot& snapshot) const
{
    using enum step::AwaitMessage::Event;
    const History& history = *snapshot.history;
    RowRef message = 0;
    if (step.sequence.isNull()) {
        const RowRef transaction = transactionOf(snapshot, step.account, step.number);
        if (transaction == 0)
            return false;
        const TransactionRow& row = history.transactions[transaction - 1];
        if (step.event == Sent)
            return row.publishes.get() >= static_cast<std::uint32_t>(step.count);
        message = row.message.get();
    } else {
        message = messageOf(snapshot, step.sequence);
    }
    if (message == 0)
        return false;
    if (step.event == Stored)
        return true;
    if (step.event == Acked)
        return history.messages[message - 1].settled.get()
            && isTold(snapshot, history.messages[message - 1]);
    int count = 0;
    for (std::size_t i = 0; i < snapshot.extent.deliveries; ++i) {
        const DeliveryRow& delivery = history.deliveries[i];
        if (delivery.message == message && (step.event == Delivered || delivery.attempt > 1))
            ++count;
    }
    return count >= step.count;
}

bool ScenarioRunner::isMet(const step::AwaitFault& step, const Snapshot& snapshot) const
{
    const History& history = *snapshot.history;
    int count = 0;
    for (std::size_t i = 0; i < snapshot.extent.faults; ++i) {
        const FaultMark& fault = history.faults[i];
        // A report may be ahead of the wire: what it happened to is seen first.
        if (fault.handling != 0 && history.deliveryOf(fault.handling - 1) == 0
            && snapshot.tap.gaps == 0)
            continue;
        if ((!step.place || *step.place == fault.place)
            && (!step.effect || *step.effect == fault.effect))
            ++count;
    }
    return count >= step.count;
}

bool ScenarioRunner::isMet(const step::AwaitBroker& step, const Snapshot& snapshot) const
{
    return snapshot.broker.state == step.state;
}

bool ScenarioRunner::isMet(const step::AwaitReplica& step, const Snapshot& snapshot) const
{
    std::vector<const ReplicaView*> whom;
    if (step.whom.kind == step::Whom::Kind::Named) {
        for (const ClientId& name : named(step.whom))
            if (const ReplicaView* replica = find(snapshot, name))
                whom.push_back(replica);
    } else if (step.whom.kind == step::Whom::Kind::Holder) {
        if (const auto name = holderOf(snapshot, step.whom.account, step.whom.number))
            whom.push_back(find(snapshot, *name));
    } else {
        for (const ReplicaView& replica : snapshot.replicas)
            if (replica.process)
                whom.push_back(&replica);
    }
    const auto fits = [&](const ReplicaView* replica) { return isIn(snapshot, *replica, step.is); };
    // Of a random one it is asked that there is one.
    return step.whom.kind == step::Whom::Kind::Random
        ? std::ranges::any_of(whom, fits)
        : !whom.empty() && std::ranges::all_of(whom, fits);
}

bool ScenarioRunner::isMet(const step::AwaitVerdict& step, const Snapshot& snapshot) const
{
    if (step.verdict)
        return snapshot.verdict.verdict == *step.verdict;
    return snapshot.drained && snapshot.verdict.verdict != audit::Verdict::Pending;
}

bool ScenarioRunner::isMet(const step::AwaitObstacle& step, const Snapshot& snapshot) const
{
    return !snapshot.drained
        && std::ranges::find(step.causes, findObstacle(snapshot).cause) != step.causes.end();
}

bool ScenarioRunner::isMet(const step::AwaitBacklog& step, const Snapshot& snapshot) const
{
    const History& history = *snapshot.history;
    int waiting = 0;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        if (row.message.get() != 0 && !row.settled.get())
            ++waiting;
    }
    return waiting >= step.count;
}

} // namespace stanscope
