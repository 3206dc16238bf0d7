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
    LessonText title; ///< "Bank 1 · Overtaking"
    LessonText summary;
    std::vector<laboratory::Account> accounts; ///< none: there is no bank, only listeners
    ReplicaOptions replica;
    int replicas = 2;
    std::vector<ScenarioStep> steps;
    std::string file = {}; ///< what it was read from
    std::optional<BrokerOptions> broker = {}; ///< wins over what the form says
    Publishing publishing = Publishing::Outbox; ///< of the transaction service
    std::optional<BankDatabase> database = {}; ///< the only one that it can be played on
    std::map<Handler, Expectation> expect = {}; ///< what it comes to
    std::optional<LessonGroup> group = {};
    int order = 0; ///< in its group
    std::vector<LessonText> remember = {}; ///< for the end
    std::string next = {}; ///< the lesson that follows; empty: the one after it in the list

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

/// The scenarios in the resources: the groups' lessons in their order, then "free-play", then the
/// others by their ids.
std::vector<Scenario> bundledScenarios();

/// Where a person's own lessons are: `*.toml`, listed beside the bundled ones.
std::string userScenarioDirectory();
struct OfferedScenarios
{
    std::vector<Scenario> scenarios;
    std::vector<Error> broken; ///< why files of that directory are not among them
};
/// Those, by the names of their files.
OfferedScenarios userScenarios(const std::string& directory = userScenarioDirectory());
/// The bundled ones, then a person's own; no id twice.
OfferedScenarios offeredScenarios(const std::string& directory = userScenarioDirectory());

} // namespace stanscope
