#pragma once

#include "core/events/command.h"
#include "core/lab/snapshot.h"
#include "core/scenario/scenario.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace stanscope {

/// Plays the steps of a scenario: does what a step says and waits for the events that it names,
/// never for time. It sees the laboratory through snapshots only; at most one step is finished by
/// each, because the history that a snapshot refers to may be ahead of the snapshot itself.
class ScenarioRunner
{
public:
    struct Hooks
    {
        std::function<void(const Command&)> execute;
        /// A step begins that has a sentence; steps count from 1.
        std::function<void(std::uint32_t step)> say;
        std::function<FaultId()> newFaultId; ///< one that no fault of the run has
        /// What a step does is answered, or what it waits for has come, at that moment.
        std::function<void(std::uint32_t step, Nanos at)> reached = [](std::uint32_t, Nanos) {};
    };

    /// `seed` decides whom a step takes that asks for a random one.
    ScenarioRunner(Scenario scenario, ReplicaOptions options, int replicas, Hooks hooks,
                   std::uint64_t seed = 1);

    /// Begins the first step.
    void start(const Snapshot& snapshot);
    /// True when a step was finished by it; the next one has begun.
    bool observe(const Snapshot& snapshot);
    /// The step took too long. True: the next one has begun; false: the scenario cannot go on.
    bool passOver(const Snapshot& snapshot);
    /// The last step waits for a verdict, also for that of a run that does not come to rest.
    bool awaitsTheEnd() const { return isJudging() && m_step + 1 == m_scenario.steps.size(); }
    /// The run was concluded as it was, and this shows its verdict.
    void concluded(const Snapshot& snapshot);

    bool isDone() const { return m_step >= m_scenario.steps.size(); }
    /// It waits for replicas to come up.
    bool isSpawning() const;
    /// It waits for the verdict of a run that has come to rest.
    bool isJudging() const;
    /// The step that it waits for, from 1, and how many there are.
    std::size_t step() const { return m_step + 1; }
    std::size_t steps() const { return m_scenario.steps.size(); }
    /// How long the step may take; 0: it does not say.
    std::chrono::milliseconds timeout() const;
    /// How many steps send transactions.
    int actions() const;

private:
    struct Target
    {
        std::int64_t pid = 0;
        std::size_t pauses = 0; ///< how often it had been paused
    };

    void enter(const Snapshot& snapshot);
    void tellReached(const Snapshot& snapshot);
    void tryBegin(const Snapshot& snapshot);
    /// False: whom it is about is not there yet.
    bool begin(const step::Spawn& step, const Snapshot& snapshot);
    bool begin(const step::Arm& step, const Snapshot& snapshot);
    bool begin(const step::Release& step, const Snapshot& snapshot);
    bool begin(const step::Disarm& step, const Snapshot& snapshot);
    bool begin(const step::Act& step, const Snapshot& snapshot);
    bool begin(const step::Publish& step, const Snapshot& snapshot);
    bool begin(const step::Process& step, const Snapshot& snapshot);
    bool begin(const step::Broker& step, const Snapshot& snapshot);
    template <typename Await>
    bool begin(const Await&, const Snapshot&)
    {
        return true;
    }
    bool isMet(const step::Spawn& step, const Snapshot& snapshot);
    bool isMet(const step::Arm& step, const Snapshot& snapshot) const;
    bool isMet(const step::Release& step, const Snapshot& snapshot) const;
    bool isMet(const step::Disarm& step, const Snapshot& snapshot) const;
    bool isMet(const step::Act& step, const Snapshot& snapshot) const;
    bool isMet(const step::Publish& step, const Snapshot& snapshot) const;
    bool isMet(const step::Process& step, const Snapshot& snapshot) const;
    bool isMet(const step::Broker& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitOutcome& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitDrained& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitSettled& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitMessage& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitFault& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitBroker& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitReplica& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitVerdict& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitObstacle& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitBacklog& step, const Snapshot& snapshot) const;
    /// Those of `candidates` whom the step is about.
    std::vector<ClientId> chosen(const step::Whom& whom, const std::vector<ClientId>& candidates,
                                 const Snapshot& snapshot);
    std::vector<ClientId> named(const step::Whom& whom) const;
    FaultSpec faultOf(const step::Arm& step) const;
    std::int32_t msOf(const step::Lasting& lasting) const;
    void remember(const std::vector<ClientId>& targets, const Snapshot& snapshot);

    Scenario m_scenario;
    ReplicaOptions m_options;
    int m_replicas = 0;
    Hooks m_hooks;
    std::mt19937_64 m_random;
    std::int64_t m_faultSeed = 0; ///< of faults with a probability
    std::size_t m_step = 0;
    Nanos m_moment{}; ///< of the last step that was reached
    bool m_begun = false; ///< the step has; else whom it is about is waited for
    std::map<ClientId, FaultId> m_arming; ///< what the step asked of whom
    std::map<ClientId, Target> m_targets; ///< whom the step is about, as they were
    std::set<ClientId> m_known; ///< replicas that were there before the step
    std::size_t m_count = 0; ///< of what the step adds to, when it began
    std::int64_t m_brokerPid = 0; ///< when the step began
    std::map<std::string, std::vector<ClientId>> m_aliases;
};

} // namespace stanscope
