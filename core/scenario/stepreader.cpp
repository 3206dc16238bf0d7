#include "core/scenario/stepreader.h"

#include "core/events/faulttable.h"
#include "core/scenario/lessonreader.h"
#include "core/scenario/scenariolimits.h"
#include "core/scenario/textreader.h"
#include "core/scenario/tomlwords.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stanscope {

namespace {

constexpr std::int64_t maxDelayMs = 600'000;
constexpr double maxAckWaits = 100;
constexpr double maxTimeout = 3600;
constexpr std::size_t maxAlias = 40;

constexpr auto processActions = std::to_array<WordOf<step::ProcessAction>>({
    {"kill", step::ProcessAction::Kill},
    {"pause", step::ProcessAction::Pause},
    {"resume", step::ProcessAction::Resume},
    {"stop", step::ProcessAction::Stop},
    {"restart", step::ProcessAction::Restart},
});
constexpr auto brokerActions = std::to_array<WordOf<command::BrokerAction>>({
    {"start", command::BrokerAction::Start},
    {"stop", command::BrokerAction::Stop},
    {"kill", command::BrokerAction::Kill},
    {"pause", command::BrokerAction::Pause},
    {"resume", command::BrokerAction::Resume},
    {"restart", command::BrokerAction::Restart},
});
constexpr auto timeoutMeanings = std::to_array<WordOf<OnTimeout>>({
    {"fail", OnTimeout::Fail},
    {"continue", OnTimeout::Continue},
});

template <typename E>
E enumOf(TomlTable& table, const std::string& key, E fallback)
{
    const std::string word = table.text(key, std::string(toText(fallback)));
    return table.word(key, word, [](const std::string& text) { return fromText<E>(text); });
}

bool isNumbered(const std::string& name, std::string_view prefix)
{
    return name.size() > prefix.size() && name.starts_with(prefix)
        && name.find_first_not_of("0123456789", prefix.size()) == std::string::npos;
}

bool isTransactionName(const std::string& name)
{
    return name == transactionService().value()
        || isNumbered(name, transactionService().value() + '-');
}

/// `account-1`, `listener-1` and so on, or a transaction service.
bool isProcessName(const std::string& name)
{
    return isTransactionName(name) || isNumbered(name, "account-") || isNumbered(name, "listener-");
}

/// `do = "arm"` with a `point`, as it was once.
void refuseOldArm(TomlTable& table)
{
    if (!table.has("point") && !(table.has("do") && table.text("do") == "arm"))
        return;
    const auto fault = table.has("point") ? faultOfOldPoint(table.text("point")) : std::nullopt;
    const std::string now = fault ? "place = \"" + std::string(toText(fault->place))
            + "\", effect = \"" + std::string(toText(fault->effect)) + "\""
                                  : "place = …, effect = …";
    table.fail(table.has("point") ? "point" : "do",
               errorText(QT_TRANSLATE_NOOP(
                   "Errors", "a fault is armed by its place and its effect, not by a `point`")),
               errorText(QT_TRANSLATE_NOOP("Errors",
                                           "Write `arm = { %1 }`; there `when` is called "
                                           "`delivery`, and `remaining` `times`."),
                         now));
}

} // namespace

ReplicaOptions readReplicaOptions(TomlTable& table, const ReplicaOptions& base)
{
    ReplicaOptions options = base;
    options.queueGroup = table.text("queue_group", options.queueGroup);
    options.durable = table.text("durable", options.durable);
    options.ackMode = enumOf(table, "ack", options.ackMode);
    const std::string start = table.text("start", options.deliverAllAvailable ? "all" : "new");
    if (start != "all" && start != "new")
        table.fail("start",
                   errorText(QT_TRANSLATE_NOOP("Errors", "`start` must be `all` or `new`")));
    options.deliverAllAvailable = start == "all";
    options.ackWaitSeconds = static_cast<std::int32_t>(
        table.integer("ack_wait", 1, scenariolimits::ackWait, options.ackWaitSeconds));
    options.maxInflight = static_cast<std::int32_t>(
        table.integer("max_inflight", 1, scenariolimits::maxInflight, options.maxInflight));
    options.handler = enumOf(table, "handler", options.handler);
    options.closeOnStop = table.flag("close_on_stop", options.closeOnStop);
    return options;
}

StepReader::StepReader(const Scenario& scenario)
    : m_scenario(scenario)
{
}

ScenarioStep StepReader::read(TomlTable& table)
{
    ScenarioStep step;
    step.say = readLessonText(table, "say");
    readTeaching(table, step);
    refuseOldArm(table);
    if (table.has("do") + table.has("await") + table.has("arm") != 1)
        table.fail(
            "do",
            errorText(QT_TRANSLATE_NOOP("Errors", "a step needs one of `do`, `arm` and `await`")));
    if (auto fault = table.table("arm")) {
        step.what = readArm(*fault, readWhom(table, false));
        fault->finish();
    } else if (table.has("do")) {
        step.what = readDeed(table, table.text("do"));
    } else {
        step.what = readAwait(table, table.text("await"));
        step.timeout =
            std::chrono::milliseconds(std::lround(table.real("timeout", 0, maxTimeout, 0) * 1000));
        if (table.has("on_timeout")) {
            if (!table.has("timeout"))
                table.fail("on_timeout",
                           errorText(QT_TRANSLATE_NOOP("Errors", "`on_timeout` needs a `timeout`")),
                           errorText(QT_TRANSLATE_NOOP("Errors", "Add `timeout = 10`.")));
            step.onTimeout = chosen(table, "on_timeout", timeoutMeanings);
        }
    }
    table.finish();
    return step;
}

/// What goes with a sentence.
void StepReader::readTeaching(TomlTable& table, ScenarioStep& step) const
{
    step.explain = readLessonText(table, "explain");
    step.highlights = readHighlights(table, m_scenario);
    step.ask = readQuestion(table, m_scenario);
    for (const char* key : {"explain", "highlight", "ask"})
        if (step.say.isEmpty() && table.has(key))
            table.fail(
                key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` needs a `say`"), std::string(key)),
                errorText(QT_TRANSLATE_NOOP("Errors", "Add a sentence.")));
}

ScenarioStep::What StepReader::readDeed(TomlTable& table, const std::string& what)
{
    if (what == "spawn")
        return readSpawn(table);
    if (what == "listen")
        return readListen(table);
    if (what == "act")
        return readAct(table);
    if (what == "publish")
        return readPublish(table);
    if (what == "release")
        return step::Release{readWhom(table, false)};
    if (what == "disarm")
        return step::Disarm{readWhom(table, false)};
    if (what == "broker")
        return readBroker(table);
    if (const auto action = valueOf(processActions, what))
        return readProcess(table, *action);
    table.fail(
        "do", errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not known here"), what),
        errorText(QT_TRANSLATE_NOOP(
            "Errors",
            "A step can spawn, listen, act, publish, kill, pause, resume, stop, restart, release, "
            "disarm or do something to the broker; a file starts no other program.")));
}

step::Spawn StepReader::readSpawn(TomlTable& table)
{
    if (m_scenario.accounts.empty())
        table.fail(
            "do",
            errorText(
                QT_TRANSLATE_NOOP("Errors", "replicas of the account service need an account")),
            errorText(QT_TRANSLATE_NOOP("Errors", "Write `[[accounts]]`, or `do = \"listen\"`.")));
    if (const std::string service = table.text("service", "account"); service == "transaction")
        return readSpawnTransactions(table);
    else if (service != "account")
        table.fail(
            "service",
            errorText(QT_TRANSLATE_NOOP("Errors", "`service` must be `account` or `transaction`")));
    step::Spawn spawn;
    spawn.count = static_cast<int>(table.integer("count", 1, scenariolimits::replicas, 0));
    if (auto options = table.table("replica")) {
        spawn.options = readReplicaOptions(*options, m_scenario.replica);
        spawn.ownHandler = options->has("handler");
        spawn.ownAckWait = options->has("ack_wait");
        options->finish();
    }
    spawn.as = readAlias(table);
    return spawn;
}

step::Spawn StepReader::readSpawnTransactions(TomlTable& table)
{
    step::Spawn spawn;
    spawn.transactions = true;
    spawn.count = static_cast<int>(table.integer("count", 1, scenariolimits::replicas, 1));
    spawn.as = readAlias(table);
    if (!spawn.as.empty())
        m_services.insert(spawn.as);
    return spawn;
}

bool StepReader::isTransactionService(const ClientId& name) const
{
    return isTransactionName(name.value()) || m_services.contains(name.value());
}

void StepReader::readTurn(TomlTable& table, FaultMatch& match)
{
    match.nth = static_cast<std::int32_t>(table.integer("nth", 1, scenariolimits::count, 0));
    match.every = static_cast<std::int32_t>(table.integer("every", 1, scenariolimits::count, 0));
    match.perMille =
        static_cast<std::int32_t>(std::lround(table.real("probability", 0, 1, 0) * 1000));
    if (table.has("probability") && match.perMille == 0)
        table.fail("probability", rowOf(FaultReason::NoChance).text,
                   rowOf(FaultReason::NoChance).remedy);
    match.seed = table.integer("seed", 1, scenariolimits::cents, 0);
}

step::Arm StepReader::readArm(TomlTable& table, step::Whom whom) const
{
    step::Arm arm;
    FaultSpec& fault = arm.fault;
    fault.place = table.word("place", table.text("place"), fromText<FaultPlace>);
    fault.effect = table.word("effect", table.text("effect"), fromText<FaultEffect>);
    fault.match.delivery = enumOf(table, "delivery", fault.match.delivery);
    fault.match.number = TransactionNumber(table.integer("number", 0, scenariolimits::count, 0));
    if (table.has("account"))
        fault.match.account = account(table);
    readTurn(table, fault.match);
    fault.remaining =
        static_cast<std::int32_t>(table.integer("times", 0, scenariolimits::count, 1));
    fault.delayMs = static_cast<std::int32_t>(table.integer("delay_ms", 0, maxDelayMs, 0));
    arm.delayAckWaits = table.real("delay_ack_waits", 0, maxAckWaits, 0);
    arm.whom = std::move(whom);
    FaultSpec judged = fault;
    if (arm.delayAckWaits > 0)
        judged.delayMs = 1;
    const FaultService service =
        isTransactionService(arm.whom.name) ? FaultService::Transaction : FaultService::Account;
    const FaultReason reason = reasonAgainst(judged, service, m_scenario.replica.ackMode,
                                             m_scenario.database.value_or(BankDatabase::Sqlite));
    if (reason == FaultReason::NeedsDuration)
        table.fail("effect", faultError(fault, reason).text,
                   errorText(QT_TRANSLATE_NOOP("Errors", "Add `delay_ms` or `delay_ack_waits`.")));
    if (reason == FaultReason::HasNoDuration)
        table.fail(fault.delayMs > 0 ? "delay_ms" : "delay_ack_waits",
                   faultError(fault, reason).text, rowOf(reason).remedy);
    if (reason != FaultReason::None)
        table.fail(rowOf(fault.place).service == service ? "effect" : "place",
                   faultError(fault, reason).text, rowOf(reason).remedy);
    return arm;
}

step::Act StepReader::readAct(TomlTable& table) const
{
    step::Act act;
    act.account = account(table);
    act.type = table.word("type", table.text("type"), fromText<TransactionType>);
    act.amount = Cents(table.integer("amount", 1, scenariolimits::cents));
    act.times = static_cast<int>(table.integer("times", 1, scenariolimits::times, 1));
    act.waits = table.flag("wait", act.waits);
    if (table.has("who")) {
        act.service = ClientId(table.text("who"));
        if (!isTransactionName(act.service.value()))
            table.fail("who", "only a transaction service acts",
                       "Write \"transaction\" or a name such as \"transaction-2\".");
    }
    return act;
}

step::Publish StepReader::readPublish(TomlTable& table) const
{
    step::Publish publish;
    if (table.has("payload") == table.has("again"))
        table.fail(
            "payload",
            errorText(QT_TRANSLATE_NOOP("Errors", "a message needs one of `payload` and `again`")),
            errorText(QT_TRANSLATE_NOOP(
                "Errors", "Write its `payload`, or `again` with the number of a transaction.")));
    if (table.has("payload")) {
        publish.payload = table.text("payload");
        if (publish.payload.empty())
            table.fail("payload", errorText(QT_TRANSLATE_NOOP("Errors", "`payload` is empty")));
    } else {
        publish.number = TransactionNumber(table.integer("again", 1, scenariolimits::count));
        publish.account = accountOrOnly(table);
    }
    return publish;
}

step::Process StepReader::readProcess(TomlTable& table, step::ProcessAction action)
{
    step::Process process;
    process.action = action;
    process.whom = readWhom(table, true);
    if (action != step::ProcessAction::Resume && action != step::ProcessAction::Restart)
        process.lasting = readLasting(table);
    process.as = readAlias(table);
    return process;
}

step::Broker StepReader::readBroker(TomlTable& table) const
{
    using command::BrokerAction;
    step::Broker broker;
    broker.action = chosen(table, "action", brokerActions);
    if (broker.action == BrokerAction::Kill || broker.action == BrokerAction::Pause
        || broker.action == BrokerAction::Stop)
        broker.lasting = readLasting(table);
    return broker;
}

step::Whom StepReader::readWhom(TomlTable& table, bool isRequired) const
{
    using Kind = step::Whom::Kind;
    step::Whom whom;
    if (!isRequired && !table.has("who"))
        return whom;
    if (table.isTable("who")) {
        auto holder = table.table("who");
        whom.kind = Kind::Holder;
        whom.number = TransactionNumber(holder->integer("holds", 1, scenariolimits::count));
        whom.account = accountOrOnly(*holder);
        holder->finish();
        return whom;
    }
    const std::string name = table.text("who");
    if (name == "all")
        return whom;
    if (name == "random") {
        whom.kind = Kind::Random;
        return whom;
    }
    if (!isProcessName(name) && !m_aliases.contains(name))
        table.fail(
            "who",
            errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is nobody that this file knows"), name),
            errorText(QT_TRANSLATE_NOOP(
                "Errors",
                "Write \"all\", \"random\", { holds = NUMBER }, a name such as \"account-1\" or "
                "\"transaction\", or what an earlier step said with `as`.")));
    whom.kind = Kind::Named;
    whom.name = ClientId(name);
    return whom;
}

step::Lasting StepReader::readLasting(TomlTable& table) const
{
    step::Lasting lasting;
    lasting.ms = static_cast<std::int32_t>(table.integer("for_ms", 1, maxDelayMs, 0));
    lasting.ackWaits = table.real("for_ack_waits", 0, maxAckWaits, 0);
    if (lasting.ms > 0 && lasting.ackWaits > 0)
        table.fail("for_ms",
                   errorText(QT_TRANSLATE_NOOP("Errors",
                                               "only one of `for_ms` and `for_ack_waits` can be")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Take one away.")));
    return lasting;
}

std::string StepReader::readAlias(TomlTable& table)
{
    if (!table.has("as"))
        return {};
    const std::string name = table.text("as");
    if (name.empty() || name.size() > maxAlias || isProcessName(name) || name == "all"
        || name == "random")
        table.fail("as", errorText(QT_TRANSLATE_NOOP("Errors", "`%1` cannot be a name"), name),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Take another word.")));
    m_aliases.insert(name);
    return name;
}

AccountName StepReader::account(TomlTable& table) const
{
    const AccountName name(table.text("account"));
    const bool known =
        std::ranges::any_of(m_scenario.accounts, [&](const auto& one) { return one.name == name; });
    if (!known)
        table.fail(
            "account",
            errorText(QT_TRANSLATE_NOOP("Errors", "the account `%1` is not in this scenario"),
                      name.value()));
    return name;
}

/// Where there is one account only, nobody needs to say which.
AccountName StepReader::accountOrOnly(TomlTable& table) const
{
    return !table.has("account") && m_scenario.accounts.size() == 1
        ? m_scenario.accounts.front().name
        : account(table);
}

} // namespace stanscope
