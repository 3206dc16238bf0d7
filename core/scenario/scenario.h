#pragma once

#include "core/events/event.h"
#include "core/events/options.h"
#include "core/util/result.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stanscope {

/// One step of a scenario file: something to do or something to wait for, with the sentence that
/// the lesson strip shows meanwhile. Waits are for events, never for time.
namespace step {

struct Spawn // `replicas` of the run's options; waits for all of them to be subscribed
{
};
struct Arm // at every replica; waits for their confirmations
{
    FaultSpec fault;
    double delayAckWaits = 0; ///< > 0: the fault's delay as a multiple of the run's AckWait
};
struct Act // waits for the transaction service's Accepted (or Refused)
{
    AccountName account;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
};
/// At least `count` handlings of that transaction have ended with one of the outcomes. Several
/// outcomes let one file serve every handler.
struct AwaitOutcome
{
    AccountName account;
    TransactionNumber number;
    std::vector<Outcome> outcomes;
    int count = 1;
};
struct AwaitDrained
{
};

} // namespace step

struct ScenarioStep
{
    std::string say;
    std::variant<step::Spawn, step::Arm, step::Act, step::AwaitOutcome, step::AwaitDrained> what;
};

struct Scenario
{
    std::string id; ///< "case-1"
    std::string title; ///< "Lesson 1 · Overtaking"
    std::string summary;
    std::vector<laboratory::Account> accounts;
    ReplicaOptions replica;
    int replicas = 2;
    std::vector<ScenarioStep> steps;
    std::string file = {}; ///< what it was read from
};

/// Reads a scenario file. The error names file (if given), line, column and remedy. Unknown keys
/// are errors: untrusted input.
Result<Scenario> scenarioFromToml(std::string_view text, std::string_view file = {});

/// The scenarios in the resources, in lesson order, then "free-play".
std::vector<Scenario> bundledScenarios();

} // namespace stanscope
