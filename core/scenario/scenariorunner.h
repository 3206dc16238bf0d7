#pragma once

#include "core/events/command.h"
#include "core/lab/snapshot.h"
#include "core/scenario/scenario.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

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
        std::function<void(std::uint32_t step, const std::string& sentence)> say;
        std::function<FaultId()> newFaultId; ///< one that no fault of the run has
    };

    ScenarioRunner(Scenario scenario, ReplicaOptions options, int replicas, Hooks hooks);

    /// Begins the first step.
    void start(const Snapshot& snapshot);
    /// True when a step was finished by it; the next one has begun.
    bool observe(const Snapshot& snapshot);

    bool isDone() const { return m_step >= m_scenario.steps.size(); }
    /// It waits for replicas to come up.
    bool isSpawning() const;
    /// The step that it waits for, from 1, and how many there are.
    std::size_t step() const { return m_step + 1; }
    std::size_t steps() const { return m_scenario.steps.size(); }
    /// How many transactions the scenario sends.
    int actions() const;

private:
    void enter(const Snapshot& snapshot);
    void begin(const step::Spawn& step, const Snapshot& snapshot);
    void begin(const step::Arm& step, const Snapshot& snapshot);
    void begin(const step::Act& step, const Snapshot& snapshot);
    void begin(const step::AwaitOutcome&, const Snapshot&) { }
    void begin(const step::AwaitDrained&, const Snapshot&) { }
    bool isMet(const step::Spawn& step, const Snapshot& snapshot) const;
    bool isMet(const step::Arm& step, const Snapshot& snapshot) const;
    bool isMet(const step::Act& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitOutcome& step, const Snapshot& snapshot) const;
    bool isMet(const step::AwaitDrained& step, const Snapshot& snapshot) const;
    FaultSpec faultOf(const step::Arm& step) const;

    Scenario m_scenario;
    ReplicaOptions m_options;
    int m_replicas = 0;
    Hooks m_hooks;
    std::size_t m_step = 0;
    std::map<ClientId, FaultId> m_arming; ///< what the step asked of whom
    std::size_t m_accepted = 0; ///< transactions of the step's account when it began
};

} // namespace stanscope
