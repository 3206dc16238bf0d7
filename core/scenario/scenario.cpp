#include "core/scenario/scenario.h"

#include "core/events/enumwords.h"
#include "core/scenario/lessonreader.h"
#include "core/scenario/scenariolimits.h"
#include "core/scenario/stepreader.h"
#include "core/scenario/textreader.h"
#include "core/scenario/tomlwords.h"
#include "core/util/errortext.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

// Q_INIT_RESOURCE must be called outside any namespace; a static library's resource needs it.
static void initialiseScenarioResource()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace stanscope {

namespace {

constexpr std::int64_t maxHeartbeat = 3600;
constexpr std::int64_t maxHeartbeatFailures = 100;
constexpr std::int64_t maxSeconds = 86'400; ///< of a channel's limits
constexpr std::int64_t maxOrder = 1000;
constexpr std::size_t maxRemembered = 2;
constexpr qsizetype maxUserFiles = 200;
constexpr std::string_view freePlay = "free-play";
constexpr qint64 maxFile = 1'000'000;

constexpr auto groups = std::to_array<WordOf<LessonGroup>>({
    {"stan", LessonGroup::Stan},
    {"bank", LessonGroup::Bank},
    {"life", LessonGroup::Life},
});

/// Where it is offered, and what is to stay of it.
void readPlace(TomlTable& table, Scenario& scenario)
{
    if (table.has("group"))
        scenario.group = chosen(table, "group", groups);
    if (table.has("order") && !scenario.group)
        table.fail("order", errorText(QT_TRANSLATE_NOOP("Errors", "`order` needs a `group`")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Add `group = \"bank\"`.")));
    scenario.order = static_cast<int>(table.integer("order", 1, maxOrder, 0));
    scenario.remember = readLessonTexts(table, "remember", maxRemembered);
    scenario.next = table.text("next", {});
}

BrokerOptions readBrokerOptions(TomlTable& table)
{
    BrokerOptions options;
    const std::string store = table.text("store", std::string(wordOf(options.store)));
    options.store = table.word("store", store, fromText<StoreKind>);
    const auto whole = [&](const std::string& key, std::int64_t most, std::int32_t fallback) {
        return static_cast<std::int32_t>(table.integer(key, 1, most, fallback));
    };
    options.heartbeatIntervalSeconds =
        whole("heartbeat_interval", maxHeartbeat, options.heartbeatIntervalSeconds);
    options.heartbeatTimeoutSeconds =
        whole("heartbeat_timeout", maxHeartbeat, options.heartbeatTimeoutSeconds);
    options.heartbeatFailures =
        whole("heartbeat_failures", maxHeartbeatFailures, options.heartbeatFailures);
    options.maxMessages = whole("max_msgs", scenariolimits::count, options.maxMessages);
    options.maxAgeSeconds = whole("max_age", maxSeconds, options.maxAgeSeconds);
    options.maxInactivitySeconds =
        whole("max_inactivity", maxSeconds, options.maxInactivitySeconds);
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
            table.fail(
                "name",
                errorText(QT_TRANSLATE_NOOP("Errors", "an account needs a name of its own")));
        accounts.push_back(
            {AccountName(name), Cents(table.integer("opening", 0, scenariolimits::cents, 0))});
        table.finish();
    }
    return accounts;
}

/// `ann.1 = "applied"`, or a list of all that took effect.
void readOutcomes(TomlTable& numbers, const AccountName& account, Expectation& expectation)
{
    for (const std::string& key : numbers.keys()) {
        Expectation::Outcomes one;
        one.account = account;
        if (key.empty() || key.size() > 9
            || key.find_first_not_of("0123456789") != std::string::npos)
            numbers.fail(
                key,
                errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not the number of a transaction"),
                          key));
        one.number = TransactionNumber(std::stoll(key));
        const bool isWord = numbers.isText(key);
        auto words = isWord ? std::vector{numbers.text(key)} : numbers.texts(key);
        one.onlyLast = isWord && words.front() != toText(Outcome::None);
        if (isWord && !one.onlyLast)
            words.clear(); // "none": nothing took effect
        for (const std::string& word : words) {
            const auto outcome = numbers.word(key, word, fromText<Outcome>);
            if (outcome != Outcome::Applied && outcome != Outcome::Declined
                && outcome != Outcome::Quarantined)
                numbers.fail(
                    key,
                    errorText(QT_TRANSLATE_NOOP("Errors", "`%1` has no effect that lasts"), word),
                    errorText(QT_TRANSLATE_NOOP(
                        "Errors", "Expect what was applied, declined or quarantined.")));
            one.outcomes.push_back(outcome);
        }
        expectation.outcomes.push_back(std::move(one));
    }
}

Expectation readExpectation(TomlTable& table, const std::vector<laboratory::Account>& accounts)
{
    Expectation expectation;
    expectation.verdict = table.word("verdict", table.text("verdict"), fromText<audit::Verdict>);
    if (expectation.verdict == audit::Verdict::Pending)
        table.fail("verdict", errorText(QT_TRANSLATE_NOOP("Errors", "no run ends with `pending`")));
    if (table.has("cause"))
        expectation.cause = table.word("cause", table.text("cause"), fromText<audit::Cause>);
    const auto check = [&](TomlTable& of, const std::string& key) {
        const bool known =
            std::ranges::any_of(accounts, [&](const auto& one) { return one.name.value() == key; });
        if (!known)
            of.fail(
                key,
                errorText(QT_TRANSLATE_NOOP("Errors", "the account `%1` is not in this scenario"),
                          key));
    };
    if (auto balances = table.table("balances"))
        for (const std::string& key : balances->keys()) {
            check(*balances, key);
            expectation.balances[AccountName(key)] =
                Cents(balances->integer(key, -scenariolimits::cents, scenariolimits::cents));
        }
    if (auto outcomes = table.table("outcomes"))
        for (const std::string& key : outcomes->keys()) {
            check(*outcomes, key);
            auto numbers = outcomes->table(key);
            readOutcomes(*numbers, AccountName(key), expectation);
        }
    table.finish();
    return expectation;
}

Handler handlerOf(TomlTable& table, const std::string& key)
{
    const auto handler = fromText<Handler>(key);
    if (!handler) {
        std::string all;
        for (const std::string_view word : wordsOf<Handler>)
            all += (all.empty() ? "`" : ", `") + std::string(word) + '`';
        table.fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a handler"), key),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Write one of %1."), all));
    }
    return *handler;
}

Scenario readScenario(TomlTable table)
{
    Scenario scenario;
    scenario.id = table.text("id");
    scenario.title = requireLessonText(table, "title");
    scenario.summary = readLessonText(table, "summary");
    readPlace(table, scenario);
    scenario.replicas = static_cast<int>(table.integer("replicas", 1, scenariolimits::replicas, 2));
    if (table.has("database"))
        scenario.database = table.word("database", table.text("database"), fromText<BankDatabase>);
    if (auto broker = table.table("broker"))
        scenario.broker = readBrokerOptions(*broker);
    if (auto replica = table.table("replica")) {
        scenario.replica = readReplicaOptions(*replica, {});
        replica->finish();
    }
    if (auto transaction = table.table("transaction")) {
        const std::string word =
            transaction->text("publishes", std::string(wordOf(scenario.publishing)));
        scenario.publishing = transaction->word("publishes", word, fromText<Publishing>);
        transaction->finish();
    }
    if (table.has("accounts"))
        scenario.accounts = readAccounts(table.tables("accounts"));
    StepReader reader(scenario);
    for (TomlTable& step : table.tables("steps"))
        scenario.steps.push_back(reader.read(step));
    checkLesson(table, scenario);
    if (scenario.accounts.empty()
        && std::ranges::none_of(scenario.steps, [](const ScenarioStep& step) {
               return std::holds_alternative<step::Spawn>(step.what);
           }))
        table.fail("accounts",
                   errorText(QT_TRANSLATE_NOOP("Errors", "a scenario needs an account")),
                   errorText(QT_TRANSLATE_NOOP(
                       "Errors", "Write `[[accounts]]`, or a step with `do = \"listen\"`.")));
    if (auto expect = table.table("expect"))
        for (const std::string& key : expect->keys()) {
            const Handler handler = handlerOf(*expect, key);
            auto one = expect->table(key);
            scenario.expect[handler] = readExpectation(*one, scenario.accounts);
        }
    table.finish();
    return scenario;
}

} // namespace

bool Scenario::isLesson() const
{
    return std::ranges::any_of(steps, [](const ScenarioStep& step) {
        return std::holds_alternative<step::Act>(step.what)
            || std::holds_alternative<step::Publish>(step.what);
    });
}

std::optional<Error> Scenario::refuses(BankDatabase used) const
{
    if (!database || *database == used)
        return {};
    if (used == BankDatabase::Sqlite)
        return Error{id + " plays on PostgreSQL only",
                     "Say --db postgresql://USER@HOST:PORT/DATABASE."};
    return Error{id + " plays on SQLite only", "Leave --db out."};
}

bool Scenario::isCase() const
{
    constexpr std::size_t prefix = 4; // "c05-"
    const auto isDigit = [](char one) { return one >= '0' && one <= '9'; };
    return id.size() > prefix && id[0] == 'c' && isDigit(id[1]) && isDigit(id[2]) && id[3] == '-';
}

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

Result<Scenario> scenarioFromFile(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "%1 cannot be read: %2."), path,
                               file.errorString()),
                     errorText(QT_TRANSLATE_NOOP("Errors", "Give the path of a scenario file."))};
    const QByteArray text = file.read(maxFile + 1);
    if (text.size() > maxFile)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "%1 is too large for a scenario file."), path),
            errorText(QT_TRANSLATE_NOOP("Errors", "Give the path of a scenario file."))};
    return scenarioFromToml(text.toStdString(), path);
}

std::vector<Scenario> bundledScenarios()
{
    initialiseScenarioResource();
    const QDir all(QStringLiteral(":/scenarios"));
    std::vector<Scenario> scenarios;
    for (const QString& name : all.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        auto scenario = [&]() -> Result<Scenario> {
            QFile file(all.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("the scenario %s is not in the resources", qPrintable(name));
            return scenarioFromToml(file.readAll().toStdString(), name.toStdString());
        }();
        if (!scenario)
            qFatal("%s", scenario.error().text.c_str());
        scenarios.push_back(std::move(*scenario));
    }
    const auto place = [](const Scenario& one) {
        const int list = one.group ? static_cast<int>(*one.group)
            : one.id == freePlay   ? static_cast<int>(enumCount<LessonGroup>())
                                   : static_cast<int>(enumCount<LessonGroup>()) + 1;
        return std::tuple(list, one.order, std::string_view(one.id));
    };
    std::ranges::sort(scenarios, [&](const Scenario& left, const Scenario& right) {
        return place(left) < place(right);
    });
    return scenarios;
}

std::string userScenarioDirectory()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return data.toStdString() + "/stanscope/lessons";
}

OfferedScenarios offeredScenarios(const std::string& directory)
{
    OfferedScenarios own = userScenarios(directory);
    OfferedScenarios offered{bundledScenarios(), std::move(own.broken)};
    for (Scenario& one : own.scenarios)
        if (std::ranges::find(offered.scenarios, one.id, &Scenario::id) == offered.scenarios.end())
            offered.scenarios.push_back(std::move(one));
        else
            offered.broken.push_back(
                {"A lesson in " + directory + " has the id `" + one.id + "` of another one.",
                 "Give it an id of its own."});
    return offered;
}

OfferedScenarios userScenarios(const std::string& directory)
{
    OfferedScenarios found;
    const QDir all(QString::fromStdString(directory));
    const QStringList names = all.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name);
    for (const QString& name : names.mid(0, maxUserFiles))
        if (auto scenario = scenarioFromFile(all.filePath(name).toStdString()))
            found.scenarios.push_back(std::move(*scenario));
        else
            found.broken.push_back(scenario.error());
    if (names.size() > maxUserFiles)
        found.broken.push_back({directory + " has more than " + std::to_string(maxUserFiles)
                                    + " lessons; the others are not offered.",
                                "Move some elsewhere."});
    return found;
}

} // namespace stanscope
