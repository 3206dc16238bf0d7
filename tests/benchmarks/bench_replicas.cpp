#include "core/bank/accounthandler.h"
#include "core/events/servicemessages.h"
#include "core/stan/stanclient.h"
#include "core/storage/accountstore.h"
#include "core/storage/schema.h"
#include "tests/support/postgresserver.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/testbroker.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

// What STAN and reporting cost the account service: a backlog over many accounts, published
// beforehand, worked off by four real replicas in one queue group, against four bare processes that
// let the same handler commit the same rows to the same schema. Each handler, on SQLite with
// synchronous=FULL and on PostgreSQL, which waits for its disk as well. Rates are from the first
// commit to the last; the two take turns, because a disk's mood changes more than what is measured
// here. Prints figures; asserts nothing.
//   bench_replicas [naive|ordered|inbox]... [sqlite|postgresql]...

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 300'000; // ms; reached only when something is wrong
constexpr int workers = 4;
/// So many that the next message of an account is far behind what is outstanding: ordered would
/// reject what overtakes, and wait for its AckWait.
constexpr int accounts = 640;
constexpr int perAccount = 10;
constexpr int inflight = 32;
static_assert(accounts % workers == 0); // a bare process has an account for itself, in order
constexpr int messages = accounts * perAccount;
constexpr std::size_t rounds = 5;

[[noreturn]] void giveUp(const QString& why)
{
    std::fprintf(stderr, "bench_replicas: %s\n", qPrintable(why));
    std::exit(1);
}

template <typename Condition>
void waitUntil(const QString& what, Condition condition)
{
    if (!QTest::qWaitFor(condition, patience))
        giveUp(u"waited in vain for "_s + what);
}

AccountName accountName(int index)
{
    return AccountName("account-" + std::to_string(index));
}

QString word(Handler handler)
{
    const std::string_view text = toText(handler);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The i-th message of the backlog: the accounts take turns, each has its numbers in order.
Transaction message(int i)
{
    return {TransactionId("00000000-0000-4000-8000-" + std::to_string(100'000'000'000 + i)),
            accountName(i % accounts), TransactionNumber(i / accounts + 1),
            TransactionType::Deposit, Cents(100 + i % 7)};
}

/// One combination that is measured.
struct Subject
{
    Handler handler = Handler::Naive;
    PostgresServer* server = nullptr; ///< null: SQLite
};

/// The tables of one measurement; dropped with it.
class Bank
{
public:
    Bank(const Subject& subject, const QString& file)
        : m_target(subject.server ? QString::fromStdString(subject.server->url())
                           + u"?schema=stanscope_bench_%1"_s.arg(++made)
                                  : file)
    {
        create();
    }
    ~Bank()
    {
        if (const auto dropped = dropDatabase(m_target.toStdString()); !dropped)
            giveUp(QString::fromStdString(dropped.error().text));
    }
    Bank(const Bank&) = delete;
    Bank& operator=(const Bank&) = delete;

    const QString& target() const { return m_target; }

private:
    void create() const;

    static inline int made = 0;
    QString m_target;
};

void Bank::create() const
{
    std::vector<OpenedAccount> opened;
    for (int i = 0; i < accounts; ++i)
        opened.push_back({accountName(i), Cents(0)});
    if (const auto created = createAccountDatabase(m_target.toStdString(), opened); !created)
        giveUp(QString::fromStdString(created.error().text));
}

/// When commits returned, in any order.
struct Commits
{
    std::vector<Nanos> times;
    std::array<int, workers> byWorker{};
    int redelivered = 0; ///< among them
    int rejected = 0;

    double rate() const
    {
        const auto [first, last] = std::minmax_element(times.begin(), times.end());
        return static_cast<double>(times.size() - 1)
            / std::chrono::duration<double>(*last - *first).count();
    }
    void print(const char* name) const
    {
        const auto [least, most] = std::minmax_element(byWorker.begin(), byWorker.end());
        std::printf("  %-8s %6zu commits (redelivered %d, rejected %d)  %6.0f commits/s  "
                    "a process %d to %d\n",
                    name, times.size(), redelivered, rejected, rate(), *least, *most);
    }
};

double median(std::array<double, rounds> values)
{
    std::sort(values.begin(), values.end());
    return values[rounds / 2];
}

void compare(const char* name, double bare, double replicas)
{
    std::printf("%-28s  bare %.0f commits/s  replicas %.0f commits/s  ratio %.2f\n", name, bare,
                replicas, replicas / bare);
}

// The bare process: what a replica does to its database for one message, and nothing else.

Result<> commitOne(AccountHandler& handler, AccountStore& store, const Arrival& arrival)
{
    if (auto begun = store.begin(); !begun)
        return begun;
    if (const auto decided = handler.handle(store, arrival); !decided)
        return decided.error();
    return store.commit();
}

/// Waits for a line on stdin, so that all begin together; prints the time of each commit at the
/// end.
int commitBare(const std::string& target, int worker, Handler with)
{
    auto store = AccountStore::open(target);
    if (!store)
        giveUp(QString::fromStdString(store.error().text));
    std::vector<Transaction> share;
    for (int i = worker; i < messages; i += workers) {
        const Transaction one = message(i);
        share.push_back({one.id, one.account, one.number, one.type, one.amount});
    }
    std::vector<Nanos> commits;
    commits.reserve(share.size());
    std::puts("ready");
    std::fflush(stdout);
    if (std::getchar() == EOF)
        return 1;
    const ClientId name("bare-" + std::to_string(worker));
    const auto handler = makeHandler(with);
    for (const Transaction& transaction : share) {
        const Sequence sequence(commits.size() + 1);
        while (!commitOne(*handler, **store, {transaction, {}, {name, sequence, false}}))
            (*store)->rollback(); // busy beyond the budget: a replica would get it again
        commits.push_back(monotonicNow());
    }
    for (const Nanos time : commits)
        std::printf("%lld\n", static_cast<long long>(time.count()));
    return 0;
}

Commits measureBare(const Subject& subject)
{
    const QTemporaryDir folder;
    const Bank bank(subject, folder.filePath(u"bare.sqlite"_s));
    std::array<QProcess, workers> processes;
    for (int i = 0; i < workers; ++i) {
        QProcess& process = processes[static_cast<std::size_t>(i)];
        process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--commit"_s, bank.target(), QString::number(i), word(subject.handler)});
    }
    for (QProcess& process : processes) {
        waitUntil(u"a bare process"_s, [&process] { return process.canReadLine(); });
        process.readLine();
    }
    for (QProcess& process : processes)
        process.write("go\n");
    Commits commits;
    for (std::size_t i = 0; i < workers; ++i) {
        QProcess& process = processes[i];
        waitUntil(u"the bare commits"_s, [&] { return process.state() == QProcess::NotRunning; });
        while (process.canReadLine()) {
            commits.times.emplace_back(process.readLine().trimmed().toLongLong());
            ++commits.byWorker[i];
        }
    }
    return commits;
}

/// Returns when the broker has stored every message.
void publishBacklog(const TestBroker& broker)
{
    StanConnectOptions options;
    options.connection.url = broker.url().toStdString();
    options.connection.token = broker.token().toStdString();
    options.clusterId = broker.clusterId().toStdString();
    options.client = ClientId("backlog");
    options.pubAckWait = std::chrono::seconds(60);
    StanClient client(options);
    bool connected = false;
    int published = 0;
    QObject::connect(&client, &StanClient::connected, &client, [&] { connected = true; });
    QObject::connect(&client, &StanClient::publishDone, &client,
                     [&](quint64, const Result<>& done) {
                         if (!done)
                             giveUp(QString::fromStdString(done.error().text));
                         ++published;
                     });
    client.connectToBroker();
    waitUntil(u"the publisher's connection"_s, [&] { return connected; });
    for (int i = 0; i < messages; ++i)
        client.publish(ChannelName("bank"), toPayload(message(i)), static_cast<quint64>(i));
    waitUntil(u"the backlog"_s, [&] { return published == messages; });
}

/// A replica whose reports are read as they come, as the laboratory does, and parsed afterwards.
class Replica
{
public:
    Replica(const TestBroker& broker, int number, const QString& database,
            const ReplicaOptions& options)
    {
        m_service.process().setReadChannel(QProcess::StandardOutput);
        QObject::connect(&m_service.process(), &QProcess::readyReadStandardOutput,
                         &m_service.process(), [this] { take(); });
        m_service.startAccount(broker, u"account-%1"_s.arg(number), database, options);
    }

    int acked() const { return m_acked; }
    void addTo(Commits& commits, std::size_t worker) const
    {
        for (const QByteArray& line : m_lines) {
            const auto report =
                reportFromLine({line.constData(), static_cast<std::size_t>(line.size())});
            if (report && report->kind == ReportKind::Rejected)
                ++commits.rejected;
            if (!report || report->kind != ReportKind::Committed)
                continue;
            commits.times.push_back(report->time);
            commits.redelivered += report->redelivered ? 1 : 0;
            ++commits.byWorker[worker];
        }
    }

private:
    void take()
    {
        while (m_service.process().canReadLine()) {
            m_lines.push_back(m_service.process().readLine().trimmed());
            m_acked += m_lines.back().contains("\"acked\"") ? 1 : 0;
        }
    }

    ServiceProcess m_service;
    std::vector<QByteArray> m_lines;
    int m_acked = 0;
};

Commits measureReplicas(const Subject& subject)
{
    TestBroker broker;
    if (!broker.start())
        giveUp(u"the broker does not come up: "_s + QString::fromUtf8(broker.log()));
    const Bank bank(subject, broker.filePath(u"account.sqlite"_s));
    publishBacklog(broker);
    ReplicaOptions options;
    options.handler = subject.handler;
    options.ackWaitSeconds = 60;
    options.maxInflight = inflight;
    std::vector<std::unique_ptr<Replica>> replicas;
    for (int i = 1; i <= workers; ++i)
        replicas.push_back(std::make_unique<Replica>(broker, i, bank.target(), options));
    waitUntil(u"the replicas"_s, [&] {
        int acked = 0;
        for (const auto& replica : replicas)
            acked += replica->acked();
        return acked >= messages;
    });
    Commits commits;
    for (std::size_t i = 0; i < workers; ++i)
        replicas[i]->addTo(commits, i);
    replicas.clear(); // before their tables
    return commits;
}

void measure(const Subject& subject)
{
    const QString name =
        u"%1 on %2"_s.arg(word(subject.handler), subject.server ? u"PostgreSQL"_s : u"SQLite"_s);
    std::printf("%s\n", qPrintable(name));
    std::array<double, rounds> bareRates{};
    std::array<double, rounds> replicaRates{};
    for (std::size_t round = 0; round < rounds; ++round) {
        const Commits bare = measureBare(subject);
        bare.print("bare");
        const Commits replicas = measureReplicas(subject);
        replicas.print("replicas");
        bareRates[round] = bare.rate();
        replicaRates[round] = replicas.rate();
    }
    compare(qPrintable(name + u", median"_s), median(bareRates), median(replicaRates));
    compare(qPrintable(name + u", best"_s), *std::max_element(bareRates.begin(), bareRates.end()),
            *std::max_element(replicaRates.begin(), replicaRates.end()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--commit"_s)
        return commitBare(
            arguments.at(2).toStdString(), arguments.at(3).toInt(),
            fromText<Handler>(arguments.at(4).toStdString()).value_or(Handler::Naive));
    if (TestBroker::executable().isEmpty())
        giveUp(u"nats-streaming-server is missing: run scripts/test"_s);
    const auto isAsked = [&](const QString& one, const QStringList& of) {
        const bool someIs = std::any_of(
            of.begin(), of.end(), [&](const QString& word) { return arguments.contains(word); });
        return !someIs || arguments.contains(one);
    };
    const QStringList databases{u"sqlite"_s, u"postgresql"_s};
    QStringList handlers;
    for (std::size_t i = 0; i < wordsOf<Handler>.size(); ++i)
        handlers += word(static_cast<Handler>(i));
    std::printf("%d messages over %d accounts, %d processes\n", messages, accounts, workers);
    PostgresServer server;
    for (const QString& database : databases) {
        if (!isAsked(database, databases))
            continue;
        const bool onServer = database == u"postgresql"_s;
        if (onServer && !PostgresServer::isInstalled()) {
            std::printf("PostgreSQL is not installed\n");
            continue;
        }
        if (onServer && !server.start())
            giveUp(QString::fromUtf8(server.log()));
        if (onServer)
            qputenv("PGPASSWORD", PostgresServer::password);
        for (qsizetype i = 0; i < handlers.size(); ++i)
            if (isAsked(handlers.at(i), handlers))
                measure({static_cast<Handler>(i), onServer ? &server : nullptr});
    }
    return 0;
}
