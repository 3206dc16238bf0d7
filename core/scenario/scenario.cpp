#include "core/scenario/scenario.h"

#include "core/events/faulttable.h"
#include "core/scenario/tomltable.h"

#include <QFile>
#include <QString>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>

// Q_INIT_RESOURCE must be called outside any namespace; a static library's resource needs it.
static void initialiseScenarioResource()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace stanscope {

namespace {

constexpr std::int64_t maxCents = 1'000'000'000'000;
constexpr std::int64_t maxAckWait = 3600;
constexpr std::int64_t maxReplicas = 64;
constexpr std::int64_t maxMaxInflight = 100'000;
constexpr std::int64_t maxDelayMs = 600'000;
constexpr double maxDelayAckWaits = 100;
constexpr std::int64_t maxCount = 1'000'000;

template <typename E>
E enumOf(TomlTable& table, const std::string& key, E fallback)
{
    const std::string word = table.text(key, std::string(toText(fallback)));
    return table.word(key, word, [](const std::string& text) { return fromText<E>(text); });
}

ReplicaOptions readReplica(TomlTable table)
{
    ReplicaOptions options;
    options.queueGroup = table.text("queue_group", options.queueGroup);
    options.durable = table.text("durable", options.durable);
    options.ackMode = enumOf(table, "ack", options.ackMode);
    const std::string start = table.text("start", "all");
    if (start != "all" && start != "new")
        table.fail("start", "`start` must be `all` or `new`");
    options.deliverAllAvailable = start == "all";
    options.ackWaitSeconds =
        static_cast<std::int32_t>(table.integer("ack_wait", 1, maxAckWait, options.ackWaitSeconds));
    options.maxInflight = static_cast<std::int32_t>(
        table.integer("max_inflight", 1, maxMaxInflight, options.maxInflight));
    options.handler = enumOf(table, "handler", options.handler);
    table.finish();
    return options;
}

std::vector<laboratory::Account> readAccounts(std::vector<TomlTable> tables)
{
    std::vector<laboratory::Account> accounts;
    std::set<std::string> names;
    for (TomlTable& table : tables) {
        const std::string name = table.text("name");
        if (name.empty() || !names.insert(name).second)
            table.fail("name", "an account needs a name of its own");
        accounts.push_back({AccountName(name), Cents(table.integer("opening", 0, maxCents, 0))});
        table.finish();
    }
    return accounts;
}

/// Reads the steps of one scenario, whose accounts they may name.
class StepReader
{
public:
    StepReader(const std::vector<laboratory::Account>& accounts, AckMode acks)
        : m_accounts(accounts)
        , m_acks(acks)
    {
    }

    ScenarioStep read(TomlTable& table) const
    {
        ScenarioStep step;
        step.say = table.text("say", {});
        refuseOldArm(table);
        if (table.has("do") + table.has("await") + table.has("arm") != 1)
            table.fail("do", "a step needs one of `do`, `arm` and `await`");
        if (auto fault = table.table("arm")) {
            step.what = readArm(*fault);
            fault->finish();
            table.finish();
            return step;
        }
        const bool acts = table.has("do");
        const std::string key = acts ? "do" : "await";
        const std::string what = table.text(key);
        if (acts && what == "spawn")
            step.what = step::Spawn{};
        else if (acts && what == "act")
            step.what = readAct(table);
        else if (!acts && what == "outcome")
            step.what = readAwaitOutcome(table);
        else if (!acts && what == "drained")
            step.what = step::AwaitDrained{};
        else
            table.fail(key, "`" + what + "` is not known here");
        table.finish();
        return step;
    }

private:
    /// `do = "arm"` with a `point`, as it was once.
    static void refuseOldArm(TomlTable& table)
    {
        if (!table.has("point") && !(table.has("do") && table.text("do") == "arm"))
            return;
        const auto fault = table.has("point") ? faultOfOldPoint(table.text("point")) : std::nullopt;
        const std::string now = fault ? "place = \"" + std::string(toText(fault->place))
                + "\", effect = \"" + std::string(toText(fault->effect)) + "\""
                                      : "place = …, effect = …";
        table.fail(table.has("point") ? "point" : "do",
                   "a fault is armed by its place and its effect, not by a `point`",
                   "Write `arm = { " + now
                       + " }`; there `when` is called `delivery`, and `remaining` `times`.");
    }

    step::Arm readArm(TomlTable& table) const
    {
        step::Arm arm;
        FaultSpec& fault = arm.fault;
        fault.place = table.word("place", table.text("place"), fromText<FaultPlace>);
        fault.effect = table.word("effect", table.text("effect"), fromText<FaultEffect>);
        fault.match.delivery = enumOf(table, "delivery", fault.match.delivery);
        fault.match.number = TransactionNumber(table.integer("number", 0, maxCount, 0));
        if (table.has("account"))
            fault.match.account = account(table);
        fault.remaining = static_cast<std::int32_t>(table.integer("times", 0, maxCount, 1));
        fault.delayMs = static_cast<std::int32_t>(table.integer("delay_ms", 0, maxDelayMs, 0));
        arm.delayAckWaits = table.real("delay_ack_waits", 0, maxDelayAckWaits, 0);
        FaultSpec judged = fault;
        if (arm.delayAckWaits > 0)
            judged.delayMs = 1;
        const FaultReason reason = reasonAgainst(judged, FaultService::Account, m_acks);
        if (reason == FaultReason::NeedsDuration)
            table.fail("effect", faultError(fault, reason).text,
                       "Add `delay_ms` or `delay_ack_waits`.");
        if (reason == FaultReason::HasNoDuration)
            table.fail(fault.delayMs > 0 ? "delay_ms" : "delay_ack_waits",
                       faultError(fault, reason).text, rowOf(reason).remedy);
        if (reason != FaultReason::None)
            table.fail(rowOf(fault.place).service == FaultService::Account ? "effect" : "place",
                       faultError(fault, reason).text, rowOf(reason).remedy);
        return arm;
    }

    step::Act readAct(TomlTable& table) const
    {
        step::Act act;
        act.account = account(table);
        act.type = table.word("type", table.text("type"), fromText<TransactionType>);
        act.amount = Cents(table.integer("amount", 1, maxCents));
        return act;
    }

    step::AwaitOutcome readAwaitOutcome(TomlTable& table) const
    {
        step::AwaitOutcome await;
        await.account = account(table);
        await.number = TransactionNumber(table.integer("number", 1, maxCount));
        for (const std::string& word : table.texts("outcomes"))
            await.outcomes.push_back(table.word("outcomes", word, fromText<Outcome>));
        await.count = static_cast<int>(table.integer("count", 1, maxCount, 1));
        return await;
    }

    AccountName account(TomlTable& table) const
    {
        const AccountName name(table.text("account"));
        const bool known = std::any_of(m_accounts.begin(), m_accounts.end(),
                                       [&](const auto& one) { return one.name == name; });
        if (!known)
            table.fail("account", "the account `" + name.value() + "` is not in this scenario");
        return name;
    }

    const std::vector<laboratory::Account>& m_accounts;
    const AckMode m_acks; ///< of the replicas
};

Scenario readScenario(TomlTable table)
{
    Scenario scenario;
    scenario.id = table.text("id");
    scenario.title = table.text("title");
    scenario.summary = table.text("summary", {});
    scenario.replicas = static_cast<int>(table.integer("replicas", 1, maxReplicas, 2));
    if (auto replica = table.table("replica"))
        scenario.replica = readReplica(*replica);
    scenario.accounts = readAccounts(table.tables("accounts"));
    if (scenario.accounts.empty())
        table.fail("accounts", "a scenario needs an account");
    const StepReader reader(scenario.accounts, scenario.replica.ackMode);
    for (TomlTable& step : table.tables("steps"))
        scenario.steps.push_back(reader.read(step));
    table.finish();
    return scenario;
}

} // namespace

Result<Scenario> scenarioFromToml(std::string_view text, std::string_view file)
{
    try {
        const toml::table table = toml::parse(text);
        Scenario scenario = readScenario(TomlTable(table));
        scenario.file = text;
        return scenario;
    } catch (const TomlError& error) {
        return error.toError(file);
    } catch (const toml::parse_error& error) {
        return TomlError(error.source().begin, std::string(error.description())).toError(file);
    }
}

std::vector<Scenario> bundledScenarios()
{
    initialiseScenarioResource();
    std::vector<Scenario> scenarios;
    for (const char* name : {"case-1", "case-2", "free-play"}) {
        QFile file(QStringLiteral(":/scenarios/%1.toml").arg(QLatin1StringView(name)));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the scenario %s is not in the resources", name);
        auto scenario = scenarioFromToml(file.readAll().toStdString(), name);
        if (!scenario)
            qFatal("%s", scenario.error().text.c_str());
        scenarios.push_back(std::move(*scenario));
    }
    return scenarios;
}

} // namespace stanscope
