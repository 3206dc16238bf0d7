#include "core/scenario/playedlesson.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

bool showsVerdict(const ScenarioStep& step)
{
    const auto* await = std::get_if<step::AwaitVerdict>(&step.what);
    return (await && !await->verdict)
        || std::ranges::find(step.highlights, Highlight::What::Verdict, &Highlight::what)
        != step.highlights.end();
}

} // namespace

Scenario lessonOf(const laboratory::RunStarted& run)
{
    if (auto scenario = scenarioFromToml(run.scenario);
        scenario && scenario->steps.size() == run.sentences.size())
        return std::move(*scenario);
    Scenario scenario;
    scenario.title = run.title;
    for (const std::string& sentence : run.sentences)
        scenario.steps.push_back({sentence, step::AwaitDrained{}});
    return scenario;
}

std::vector<std::uint32_t> toldSteps(const Scenario& scenario)
{
    std::vector<std::uint32_t> told;
    for (std::size_t i = 0; i < scenario.steps.size(); ++i)
        if (!scenario.steps[i].say.isEmpty())
            told.push_back(static_cast<std::uint32_t>(i + 1));
    return told;
}

std::size_t verdictStepOf(const Scenario& scenario)
{
    const auto told = toldSteps(scenario);
    const auto found = std::ranges::find_if(
        told, [&](std::uint32_t number) { return showsVerdict(scenario.steps[number - 1]); });
    return found != told.end() ? static_cast<std::size_t>(found - told.begin())
        : told.empty()         ? 0
                               : told.size() - 1;
}

std::optional<Handler> handlerOf(const Snapshot& snapshot)
{
    const auto found = std::ranges::find_if(snapshot.replicas, [](const ReplicaView& replica) {
        return replica.process && replica.role == process::Role::Account;
    });
    return found == snapshot.replicas.end() ? std::nullopt : std::optional(found->options.handler);
}

} // namespace stanscope
