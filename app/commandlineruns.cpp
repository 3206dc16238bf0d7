#include "app/commandline.h"
#include "app/usageerror.h"
#include "core/words/language.h"

#include <algorithm>
#include <utility>

// Which runs the arguments ask for.
namespace stanscope {

namespace {

/// A bundled scenario by its id, or a file by its path.
Result<Scenario> scenarioOf(const std::string& name, const std::vector<Scenario>& bundled)
{
    if (const auto found = std::ranges::find(bundled, name, &Scenario::id); found != bundled.end())
        return *found;
    if (name.find('/') != std::string::npos || name.ends_with(".toml"))
        return scenarioFromFile(name);
    return usageError(
        CommandLine::tr("There is no scenario \"%1\"; stanscope scenarios lists them.")
            .arg(QString::fromStdString(name)));
}

} // namespace

Result<RunOptions> CommandLine::runOptions() const
{
    const std::vector<Scenario> offered = offeredScenarios().scenarios;
    const auto found = scenario.empty() ? offered.front() : scenarioOf(scenario, offered);
    if (!found)
        return found.error();
    if (mode == Mode::Run && !found->isLesson())
        return usageError(CommandLine::tr("\"%1\" has no end: it is for the window.")
                              .arg(QString::fromStdString(scenario)));
    RunOptions options;
    options.scenario = *found;
    options.handler = handler;
    options.database = database;
    options.replicaCommand = replicaCommand.toStdString();
    options.replicas = replicas;
    options.ackWaitSeconds = ackWaitSeconds;
    options.seed = seed;
    options.language = toText(currentLanguage());
    if (const auto refused = options.scenario.refuses(options.bankDatabase()))
        return usageError(QString::fromStdString(refused->text + ". " + refused->remedy));
    return options;
}

Result<std::vector<RunOptions>> CommandLine::allOptions() const
{
    const std::vector<Scenario> bundled = bundledScenarios();
    const std::vector<Scenario> offered = offeredScenarios().scenarios;
    std::vector<Scenario> chosen;
    for (const std::string& name : scenarios) {
        auto found = scenarioOf(name, offered);
        if (!found)
            return found.error();
        if (found->expect.empty())
            return usageError(CommandLine::tr("\"%1\" does not say what it comes to.")
                                  .arg(QString::fromStdString(name)));
        chosen.push_back(std::move(*found));
    }
    std::vector<RunOptions> runs;
    for (const Scenario& one : scenarios.empty() ? bundled : chosen) {
        for (const auto& [with, expectation] : one.expect) {
            if (handler && *handler != with)
                continue;
            RunOptions& options = runs.emplace_back();
            options.scenario = one;
            options.handler = with;
            options.replicas = replicas;
            options.ackWaitSeconds = ackWaitSeconds;
            options.seed = seed;
            options.database = database;
        }
    }
    return runs;
}

} // namespace stanscope
