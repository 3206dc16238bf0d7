#include "core/bank/accounthandler.h"
#include "core/bank/handlersteps.h"
#include "core/events/servicemessages.h"
#include "core/stan/stanclient.h"
#include "core/storage/accountstore.h"
#include "core/storage/schema.h"
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
// commit the same rows to the same schema with the same statements. SQLite with synchronous=FULL in
// both. Rates are from the first commit to the last; the two take turns, because a disk's mood
// changes more than what is measured here. Prints figures; asserts nothing.

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 300'000; // ms; reached only when something is wrong
constexpr int workers = 4;
constexpr int accounts = 64;
constexpr int perAccount = 100;
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

/// The i-th message of the backlog: the accounts take turns, each has its numbers in order.
Transaction message(int i)
{
    return {TransactionId("00000000-0000-4000-8000-" + std::to_string(100'000'000'000 + i)),
            accountName(i % accounts), TransactionNumber(i / accounts + 1),
            TransactionType::Deposit, Cents(100 + i % 7)};
}

void createBank(const QString& path)
{
    std::vector<OpenedAccount> opened;
    for (int i = 0; i < accounts; ++i)
        opened.push_back({accountName(i), Cents(0)});
    if (const auto created = createAccountDatabase(path.toStdString(), opened); !created)
        giveUp(QString::fromStdString(created.error().text));
}

/// When commits returned, in any order.
struct Commits
{
    std::vector<Nanos> times;
    std::array<int, workers> byWorker{};
    int redelivered = 0; ///< among them

    double rate() const
    {
        const auto [first, last] = std::minmax_element(times.begin(), times.end());
        return static_cast<double>(times.size() - 1)
            / std::chrono::duration<double>(*last - *first).count();
    }
    void print(const char* name) const
    {
        const auto [least, most] = std::minmax_element(byWorker.begin(), byWorker.end());
        std::printf("%-16s %6zu commits (redelivered %d)  %6.0f commits/s  a process %d to %d\n",
                    name, times.size(), redelivered, rate(), *least, *most);
    }
};

double median(std::array<double, rounds> values)
{
    std::sort(values.begin(), values.end());
    return values[rounds / 2];
}

void compare(const char* name, double bare, double replicas)
{
    std::printf("%-6s  bare %.0f commits/s  replicas %.0f commits/s  ratio %.2f\n", name, bare,
                replicas, replicas / bare);
}

// The bare process: what a replica does to its database for one message, and nothing else.

Result<> commitOne(AccountStore& store, const Transaction& transaction,
                   const Provenance& provenance)
{
    if (auto begun = store.begin(); !begun)
        return begun;
    const auto account = store.find(transaction.account);
    if (!account || !*account)
        return account ? Error{"unknown account", {}} : account.error();
    const auto known = store.ledgerRows(transaction.account, transaction.number);
    if (!known)
        return known.error();
    const Decision decision = settled((*account)->state, {transaction, {}, provenance});
    if (auto done = store.overwrite((*account)->id, decision.after); !done)
        return done.error();
    if (auto done =
            store.appendLedger(transaction, decision.outcome, decision.after.balance, provenance);
        !done)
        return done;
    return store.commit();
}

/// Waits for a line on stdin, so that all begin together; prints the time of each commit at the
/// end.
int commitBare(const std::string& path, int worker)
{
    auto store = AccountStore::open(path);
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
    for (const Transaction& transaction : share) {
        const Sequence sequence(commits.size() + 1);
        while (!commitOne(**store, transaction, {name, sequence, false}))
            (*store)->rollback(); // busy beyond the budget: a replica would get it again
        commits.push_back(monotonicNow());
    }
    for (const Nanos time : commits)
        std::printf("%lld\n", static_cast<long long>(time.count()));
    return 0;
}

Commits measureBare()
{
    const QTemporaryDir folder;
    const QString database = folder.filePath(u"bare.sqlite"_s);
    createBank(database);
    std::array<QProcess, workers> processes;
    for (int i = 0; i < workers; ++i) {
        QProcess& process = processes[static_cast<std::size_t>(i)];
        process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--commit"_s, database, QString::number(i)});
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

Commits measureReplicas()
{
    TestBroker broker;
    if (!broker.start())
        giveUp(u"the broker does not come up: "_s + QString::fromUtf8(broker.log()));
    const QString database = broker.filePath(u"account.sqlite"_s);
    createBank(database);
    publishBacklog(broker);
    ReplicaOptions options;
    options.handler = Handler::Naive; // ordered would wait for its AckWaits
    options.ackWaitSeconds = 60;
    options.maxInflight = 64;
    std::vector<std::unique_ptr<Replica>> replicas;
    for (int i = 1; i <= workers; ++i)
        replicas.push_back(std::make_unique<Replica>(broker, i, database, options));
    waitUntil(u"the replicas"_s, [&] {
        int acked = 0;
        for (const auto& replica : replicas)
            acked += replica->acked();
        return acked >= messages;
    });
    Commits commits;
    for (std::size_t i = 0; i < workers; ++i)
        replicas[i]->addTo(commits, i);
    return commits;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--commit"_s)
        return commitBare(arguments.at(2).toStdString(), arguments.at(3).toInt());
    if (TestBroker::executable().isEmpty())
        giveUp(u"nats-streaming-server is missing: run scripts/test"_s);
    std::printf("%d messages over %d accounts, %d processes, SQLite FULL\n", messages, accounts,
                workers);
    std::array<double, rounds> bareRates{};
    std::array<double, rounds> replicaRates{};
    for (std::size_t round = 0; round < rounds; ++round) {
        const Commits bare = measureBare();
        bare.print("bare processes");
        const Commits replicas = measureReplicas();
        replicas.print("replicas, naive");
        bareRates[round] = bare.rate();
        replicaRates[round] = replicas.rate();
    }
    compare("median", median(bareRates), median(replicaRates));
    compare("best", *std::max_element(bareRates.begin(), bareRates.end()),
            *std::max_element(replicaRates.begin(), replicaRates.end()));
    return 0;
}
