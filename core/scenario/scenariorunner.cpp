#include "core/scenario/scenariorunner.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

namespace {

bool isLive(const ReplicaView& replica)
{
    return replica.process
        && (replica.state == ReplicaState::Running || replica.state == ReplicaState::Paused
            || replica.state == ReplicaState::Held);
}

std::size_t acceptedOf(const Snapshot& snapshot, const AccountName& account)
{
    const History& history = *snapshot.history;
    std::size_t count = 0;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        if (history.name(history.transactions[i].account) == account.value())
            ++count;
    }
    return count;
}

bool isArmed(const ReplicaView& replica, FaultId id)
{
    const auto has = [&](const std::vector<FaultSpec>& faults) {
        return std::ranges::find(faults, id, &FaultSpec::id) != faults.end();
    };
    return has(replica.faults) || has(replica.spentFaults);
}

} // namespace

ScenarioRunner::ScenarioRunner(Scenario scenario, ReplicaOptions options, int replicas, Hooks hooks)
    : m_scenario(std::move(scenario))
    , m_options(std::move(options))
    , m_replicas(replicas)
    , m_hooks(std::move(hooks))
{
}

void ScenarioRunner::start(const Snapshot& snapshot)
{
    m_step = 0;
    enter(snapshot);
}

bool ScenarioRunner::observe(const Snapshot& snapshot)
{
    if (isDone())
        return false;
    const auto met = [&](const auto& step) { return isMet(step, snapshot); };
    if (!std::visit(met, m_scenario.steps[m_step].what))
        return false;
    ++m_step;
    enter(snapshot);
    return true;
}

void ScenarioRunner::enter(const Snapshot& snapshot)
{
    if (isDone())
        return;
    const ScenarioStep& step = m_scenario.steps[m_step];
    if (!step.say.empty())
        m_hooks.say(static_cast<std::uint32_t>(m_step + 1), step.say);
    std::visit([&](const auto& what) { begin(what, snapshot); }, step.what);
}

bool ScenarioRunner::isSpawning() const
{
    return !isDone() && std::holds_alternative<step::Spawn>(m_scenario.steps[m_step].what);
}

int ScenarioRunner::actions() const
{
    return static_cast<int>(
        std::count_if(m_scenario.steps.begin(), m_scenario.steps.end(), [](const auto& step) {
            return std::holds_alternative<step::Act>(step.what);
        }));
}

void ScenarioRunner::begin(const step::Spawn&, const Snapshot&)
{
    m_hooks.execute(command::SpawnReplicas{m_replicas, m_options});
}

void ScenarioRunner::begin(const step::Arm& step, const Snapshot& snapshot)
{
    m_arming.clear();
    FaultSpec fault = faultOf(step);
    for (const ReplicaView& replica : snapshot.replicas) {
        if (!isLive(replica))
            continue;
        fault.id = m_hooks.newFaultId();
        m_arming[replica.name] = fault.id;
        m_hooks.execute(command::ArmFault{replica.name, fault});
    }
}

void ScenarioRunner::begin(const step::Act& step, const Snapshot& snapshot)
{
    m_accepted = acceptedOf(snapshot, step.account);
    m_hooks.execute(command::Act{step.account, step.type, step.amount});
}

bool ScenarioRunner::isMet(const step::Spawn&, const Snapshot& snapshot) const
{
    const auto ready =
        std::count_if(snapshot.replicas.begin(), snapshot.replicas.end(),
                      [](const ReplicaView& one) { return isLive(one) && one.everReady; });
    // Ready is the service's word; the wire must have shown the subscription too.
    return ready >= m_replicas && snapshot.subscriptions.size() >= static_cast<std::size_t>(ready);
}

bool ScenarioRunner::isMet(const step::Arm&, const Snapshot& snapshot) const
{
    // One that came up after the step began was not asked.
    return std::ranges::all_of(snapshot.replicas, [&](const ReplicaView& replica) {
        const auto asked = m_arming.find(replica.name);
        return asked == m_arming.end() || !isLive(replica) || isArmed(replica, asked->second);
    });
}

bool ScenarioRunner::isMet(const step::Act& step, const Snapshot& snapshot) const
{
    return acceptedOf(snapshot, step.account) > m_accepted;
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

FaultSpec ScenarioRunner::faultOf(const step::Arm& step) const
{
    FaultSpec fault = step.fault;
    if (step.delayAckWaits > 0)
        fault.delayMs = static_cast<std::int32_t>(
            std::lround(step.delayAckWaits * m_options.ackWaitSeconds * 1000));
    return fault;
}

} // namespace stanscope
