#include "core/events/enumwords.h"
#include "core/events/faulttable.h"
#include "core/scenario/scenariolimits.h"
#include "core/scenario/stepreader.h"
#include "core/scenario/tomlwords.h"
#include "core/util/errortext.h"

#include <array>

// What a step of a scenario file can wait for.
namespace stanscope {

namespace {

constexpr auto messageEvents = std::to_array<WordOf<step::AwaitMessage::Event>>({
    {"sent", step::AwaitMessage::Event::Sent},
    {"stored", step::AwaitMessage::Event::Stored},
    {"delivered", step::AwaitMessage::Event::Delivered},
    {"redelivered", step::AwaitMessage::Event::Redelivered},
    {"acked", step::AwaitMessage::Event::Acked},
});
constexpr auto replicaStates = std::to_array<WordOf<step::AwaitReplica::Is>>({
    {"running", step::AwaitReplica::Is::Running},
    {"idle", step::AwaitReplica::Is::Idle},
    {"paused", step::AwaitReplica::Is::Paused},
    {"dead", step::AwaitReplica::Is::Dead},
    {"evicted", step::AwaitReplica::Is::Evicted},
});

} // namespace

ScenarioStep::What StepReader::readAwait(TomlTable& table, const std::string& what)
{
    if (what == "outcome")
        return readAwaitOutcome(table);
    if (what == "drained")
        return step::AwaitDrained{};
    if (what == "settled")
        return step::AwaitSettled{};
    if (what == "fault")
        return readAwaitFault(table);
    if (what == "broker")
        return step::AwaitBroker{table.word("is", table.text("is"), fromText<broker::State>)};
    if (what == "replica")
        return readAwaitReplica(table);
    if (what == "verdict" && m_scenario.accounts.empty())
        table.fail("await",
                   errorText(QT_TRANSLATE_NOOP("Errors", "without an account there is no verdict")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Write `[[accounts]]`.")));
    if (what == "verdict")
        return table.has("is")
            ? step::AwaitVerdict{table.word("is", table.text("is"), fromText<audit::Verdict>)}
            : step::AwaitVerdict{};
    if (what == "obstacle")
        return readAwaitObstacle(table);
    if (what == "backlog")
        return step::AwaitBacklog{
            static_cast<int>(table.integer("count", 1, scenariolimits::count))};
    if (const auto event = valueOf(messageEvents, what))
        return readAwaitMessage(table, *event);
    table.fail("await", errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not known here"), what),
               errorText(QT_TRANSLATE_NOOP(
                   "Errors",
                   "Await outcome, drained, settled, sent, stored, delivered, redelivered, acked, "
                   "fault, broker, replica, verdict, obstacle or backlog.")));
}

step::AwaitOutcome StepReader::readAwaitOutcome(TomlTable& table) const
{
    step::AwaitOutcome await;
    await.account = accountOrOnly(table);
    await.number = TransactionNumber(table.integer("number", 1, scenariolimits::count));
    for (const std::string& word : table.texts("outcomes"))
        await.outcomes.push_back(table.word("outcomes", word, fromText<Outcome>));
    await.count = static_cast<int>(table.integer("count", 1, scenariolimits::count, 1));
    return await;
}

step::AwaitMessage StepReader::readAwaitMessage(TomlTable& table,
                                                step::AwaitMessage::Event event) const
{
    step::AwaitMessage await;
    await.event = event;
    if (table.has("sequence") && event != step::AwaitMessage::Event::Sent) {
        await.sequence = Sequence(
            static_cast<std::uint64_t>(table.integer("sequence", 1, scenariolimits::count)));
    } else {
        await.account = accountOrOnly(table);
        await.number = TransactionNumber(table.integer("number", 1, scenariolimits::count));
    }
    if (event != step::AwaitMessage::Event::Stored && event != step::AwaitMessage::Event::Acked)
        await.count = static_cast<int>(table.integer("count", 1, scenariolimits::count, 1));
    return await;
}

step::AwaitFault StepReader::readAwaitFault(TomlTable& table) const
{
    step::AwaitFault await;
    if (table.has("place"))
        await.place = table.word("place", table.text("place"), fromText<FaultPlace>);
    if (table.has("effect"))
        await.effect = table.word("effect", table.text("effect"), fromText<FaultEffect>);
    await.count = static_cast<int>(table.integer("count", 1, scenariolimits::count, 1));
    return await;
}

step::AwaitReplica StepReader::readAwaitReplica(TomlTable& table) const
{
    step::AwaitReplica await;
    await.is = chosen(table, "is", replicaStates);
    await.whom = readWhom(table, true);
    return await;
}

step::AwaitObstacle StepReader::readAwaitObstacle(TomlTable& table) const
{
    step::AwaitObstacle await;
    for (const std::string& word : table.texts("causes"))
        await.causes.push_back(table.word("causes", word, fromText<audit::Cause>));
    return await;
}

} // namespace stanscope
