#include "core/scenario/scenariorunner.h"

#include "core/scenario/scenariolook.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stanscope {

using namespace scenariolook;

namespace {

/// Whom a step can be about that does not say it by name.
template <typename Fits>
std::vector<ClientId> replicasThat(const Snapshot& snapshot, Fits fits)
{
    std::vector<ClientId> names;
    for (const ReplicaView& replica : snapshot.replicas) {
        if (replica.process && fits(replica))
            names.push_back(replica.name);
    }
    std::ranges::sort(names);
    return names;
}

std::vector<ClientId> candidatesFor(step::ProcessAction action, const Snapshot& snapshot)
{
    return replicasThat(snapshot, [action](const ReplicaView& replica) {
        switch (action) {
        case step::ProcessAction::Kill:
        case step::ProcessAction::Stop:
            return isLive(replica);
        case step::ProcessAction::Pause:
            return isLive(replica) && replica.state != ReplicaState::Paused;
        case step::ProcessAction::Resume:
            return replica.state == ReplicaState::Paused;
        case step::ProcessAction::Restart:
            return isDead(replica);
        }
        return false;
    });
}

Command commandFor(step::ProcessAction action, const ClientId& name, std::int32_t forMs)
{
    switch (action) {
    case step::ProcessAction::Kill:
        return command::KillProcess{name, forMs};
    case step::ProcessAction::Pause:
        return command::PauseProcess{name, forMs};
    case step::ProcessAction::Resume:
        return command::ResumeProcess{name};
    case step::ProcessAction::Stop:
        return command::StopProcess{name, forMs};
    case step::ProcessAction::Restart:
        break;
    }
    return command::RestartProcess{name};
}

} // namespace

ScenarioRunner::ScenarioRunner(Scenario scenario, ReplicaOptions options, int replicas, Hooks hooks,
                               std::uint64_t seed)
    : m_scenario(std::move(scenario))
    , m_options(std::move(options))
    , m_replicas(replicas)
    , m_hooks(std::move(hooks))
    , m_random(seed)
    , m_faultSeed(static_cast<std::int64_t>(seed & std::numeric_limits<std::int64_t>::max()))
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
    if (!m_begun) {
        tryBegin(snapshot);
        return false;
    }
    const auto met = [&](const auto& step) { return isMet(step, snapshot); };
    if (!std::visit(met, m_scenario.steps[m_step].what))
        return false;
    tellReached(snapshot);
    ++m_step;
    enter(snapshot);
    return true;
}

bool ScenarioRunner::passOver(const Snapshot& snapshot)
{
    if (isDone() || m_scenario.steps[m_step].onTimeout == OnTimeout::Fail)
        return false;
    ++m_step;
    enter(snapshot);
    return true;
}

void ScenarioRunner::concluded(const Snapshot& snapshot)
{
    if (!awaitsTheEnd())
        return;
    tellReached(snapshot);
    ++m_step;
}

void ScenarioRunner::enter(const Snapshot& snapshot)
{
    if (isDone())
        return;
    const ScenarioStep& step = m_scenario.steps[m_step];
    if (!step.say.isEmpty())
        m_hooks.say(static_cast<std::uint32_t>(m_step + 1));
    tryBegin(snapshot);
}

void ScenarioRunner::tryBegin(const Snapshot& snapshot)
{
    const auto begun = [&](const auto& what) { return begin(what, snapshot); };
    m_begun = std::visit(begun, m_scenario.steps[m_step].what);
}

bool ScenarioRunner::isSpawning() const
{
    return !isDone() && std::holds_alternative<step::Spawn>(m_scenario.steps[m_step].what);
}

bool ScenarioRunner::isJudging() const
{
    const auto* await =
        isDone() ? nullptr : std::get_if<step::AwaitVerdict>(&m_scenario.steps[m_step].what);
    return await && !await->verdict;
}

std::chrono::milliseconds ScenarioRunner::timeout() const
{
    return isDone() ? std::chrono::milliseconds(0) : m_scenario.steps[m_step].timeout;
}

int ScenarioRunner::actions() const
{
    return static_cast<int>(
        std::count_if(m_scenario.steps.begin(), m_scenario.steps.end(), [](const auto& step) {
            return std::holds_alternative<step::Act>(step.what);
        }));
}

std::vector<ClientId> ScenarioRunner::named(const step::Whom& whom) const
{
    const auto alias = m_aliases.find(whom.name.value());
    return alias == m_aliases.end() ? std::vector{whom.name} : alias->second;
}

std::vector<ClientId> ScenarioRunner::chosen(const step::Whom& whom,
                                             const std::vector<ClientId>& candidates,
                                             const Snapshot& snapshot)
{
    switch (whom.kind) {
    case step::Whom::Kind::All:
        return candidates;
    case step::Whom::Kind::Random:
        if (candidates.empty())
            return {};
        return {candidates[m_random() % candidates.size()]};
    case step::Whom::Kind::Holder:
        if (auto holder = holderOf(snapshot, whom.account, whom.number))
            return {std::move(*holder)};
        return {};
    case step::Whom::Kind::Named:
        break;
    }
    std::vector<ClientId> names = named(whom);
    std::erase_if(names, [&](const ClientId& name) { return !find(snapshot, name); });
    return names;
}

void ScenarioRunner::remember(const std::vector<ClientId>& targets, const Snapshot& snapshot)
{
    m_targets.clear();
    for (const ClientId& name : targets)
        if (const ReplicaView* replica = find(snapshot, name))
            m_targets[name] = {replica->pid, pausesOf(snapshot, replica->lane)};
}

bool ScenarioRunner::begin(const step::Spawn& step, const Snapshot& snapshot)
{
    m_known.clear();
    for (const auto* list : {&snapshot.replicas, &snapshot.moreTransactionServices})
        for (const ReplicaView& replica : *list)
            m_known.insert(replica.name);
    if (step.transactions) {
        m_count = static_cast<std::size_t>(step.count);
        for (std::size_t i = 0; i < m_count; ++i)
            m_hooks.execute(command::SpawnTransactionService{});
        return true;
    }
    ReplicaOptions options = step.options.value_or(m_options);
    if (!step.ownHandler)
        options.handler = m_options.handler;
    if (!step.ownAckWait)
        options.ackWaitSeconds = m_options.ackWaitSeconds;
    m_count = static_cast<std::size_t>(step.count > 0 ? step.count : m_replicas);
    m_hooks.execute(
        command::SpawnReplicas{static_cast<int>(m_count), std::move(options), step.listener});
    return true;
}

bool ScenarioRunner::begin(const step::Arm& step, const Snapshot& snapshot)
{
    m_arming.clear();
    FaultSpec fault = faultOf(step);
    const auto targets = chosen(step.whom, replicasThat(snapshot, isLive), snapshot);
    for (const ClientId& name : targets) {
        fault.id = m_hooks.newFaultId();
        m_arming[name] = fault.id;
        m_hooks.execute(command::ArmFault{name, fault});
    }
    return !targets.empty() || step.whom.kind == step::Whom::Kind::All;
}

bool ScenarioRunner::begin(const step::Release& step, const Snapshot& snapshot)
{
    const auto targets = chosen(step.whom, replicasThat(snapshot, isLive), snapshot);
    remember(targets, snapshot);
    for (const ClientId& name : targets)
        m_hooks.execute(command::ReleaseFault{name});
    return !targets.empty() || step.whom.kind == step::Whom::Kind::All;
}

bool ScenarioRunner::begin(const step::Disarm& step, const Snapshot& snapshot)
{
    const auto targets = chosen(step.whom, replicasThat(snapshot, isLive), snapshot);
    remember(targets, snapshot);
    for (const ClientId& name : targets)
        m_hooks.execute(command::ClearFaults{name});
    return !targets.empty() || step.whom.kind == step::Whom::Kind::All;
}

bool ScenarioRunner::begin(const step::Act& step, const Snapshot& snapshot)
{
    m_count = answeredOf(snapshot, step.account);
    for (int i = 0; i < step.times; ++i)
        m_hooks.execute(command::Act{step.account, step.type, step.amount, step.service});
    return true;
}

bool ScenarioRunner::begin(const step::Publish& step, const Snapshot& snapshot)
{
    std::string payload = step.payload;
    if (payload.empty()) {
        const History& history = *snapshot.history;
        const RowRef transaction = transactionOf(snapshot, step.account, step.number);
        const RowRef message =
            transaction == 0 ? 0 : history.transactions[transaction - 1].message.get();
        if (message == 0)
            return false;
        const RowRef text = history.messages[message - 1].payload.get();
        if (text == 0)
            return false;
        payload = history.payloads[text - 1];
    }
    m_count = publishedOf(snapshot);
    m_hooks.execute(command::Publish{snapshot.channel, std::move(payload)});
    return true;
}

bool ScenarioRunner::begin(const step::Process& step, const Snapshot& snapshot)
{
    const auto targets = chosen(step.whom, candidatesFor(step.action, snapshot), snapshot);
    if (targets.empty() && step.whom.kind != step::Whom::Kind::All)
        return false;
    remember(targets, snapshot);
    if (!step.as.empty())
        m_aliases[step.as] = targets;
    for (const ClientId& name : targets)
        m_hooks.execute(commandFor(step.action, name, msOf(step.lasting)));
    return true;
}

bool ScenarioRunner::begin(const step::Broker& step, const Snapshot& snapshot)
{
    m_brokerPid = snapshot.broker.pid;
    m_hooks.execute(command::Broker{step.action, msOf(step.lasting)});
    return true;
}

FaultSpec ScenarioRunner::faultOf(const step::Arm& step) const
{
    FaultSpec fault = step.fault;
    if (step.delayAckWaits > 0)
        fault.delayMs = msOf({0, step.delayAckWaits});
    // The run's, where the file has none.
    if (fault.match.perMille > 0 && fault.match.seed == 0)
        fault.match.seed = m_faultSeed;
    return fault;
}

std::int32_t ScenarioRunner::msOf(const step::Lasting& lasting) const
{
    return lasting.ackWaits > 0
        ? static_cast<std::int32_t>(std::lround(lasting.ackWaits * m_options.ackWaitSeconds * 1000))
        : lasting.ms;
}

} // namespace stanscope
