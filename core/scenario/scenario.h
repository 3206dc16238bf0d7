#pragma once

#include "core/events/event.h"
#include "core/events/options.h"
#include "core/scenario/expectation.h"
#include "core/scenario/steps.h"
#include "core/util/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

struct Scenario
{
    std::string id; ///< "case-1"
    std::string title; ///< "Lesson 1 · Overtaking"
    std::string summary;
    std::vector<laboratory::Account> accounts; ///< none: there is no bank, only listeners
    ReplicaOptions replica;
    int replicas = 2;
    std::vector<ScenarioStep> steps;
    std::string file = {}; ///< what it was read from
    std::optional<BrokerOptions> broker = {}; ///< wins over what the form says
    Publishing publishing = Publishing::Outbox; ///< of the transaction service
    std::optional<BankDatabase> database = {}; ///< the only one that it can be played on
    std::map<Handler, Expectation> expect = {}; ///< what it comes to

    /// It sends something, so that there is an end to judge; free play has none.
    bool isLesson() const;
    /// Why it cannot be played on this database: "c05-writer-paused plays on SQLite only".
    std::optional<Error> refuses(BankDatabase used) const;
    /// It plays a case of docs/cases.md, whose number its id begins with.
    bool isCase() const;
};

/// Reads a scenario file. The error names file (if given), line, column and remedy. Unknown keys
/// are errors: untrusted input.
Result<Scenario> scenarioFromToml(std::string_view text, std::string_view file = {});

/// The same, from the disk.
Result<Scenario> scenarioFromFile(const std::string& path);

/// The scenarios in the resources, in lesson order, then "free-play", then the cases by number.
std::vector<Scenario> bundledScenarios();

} // namespace stanscope
