#include "core/scenario/laboratory.h"
#include "core/scenario/runreport.h"
#include "core/words/words.h"
#include "tests/support/benchtraffic.h"
#include "tests/support/postgresserver.h"
#include "tests/support/processcost.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <utility>

// Does the auditor cry wolf? Fifty actions a second on 200 accounts without any fault: naive with
// one replica, which is never out of order, ordered and inbox with four, MaxInflight 64, AckWait
// 1 s. Every verdict on the way must be pending or valid, the last one valid. Says what was found
// wrong, and is 1 then.
//   bench_soak naive|ordered|inbox sqlite|postgresql [SECONDS]

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int accounts = 200;
constexpr int aSecond = 50;

RunOptions optionsFor(Handler handler)
{
    RunOptions options;
    for (const Scenario& scenario : bundledScenarios())
        if (scenario.id == "free-play")
            options.scenario = scenario;
    options.scenario.accounts.clear();
    for (int n = 0; n < accounts; ++n)
        options.scenario.accounts.push_back(
            {AccountName("account-" + std::to_string(n)), Cents(100'00)});
    options.scenario.replica.maxInflight = 64;
    options.handler = handler;
    options.replicas = handler == Handler::Naive ? 1 : 4;
    options.ackWaitSeconds = 1;
    return options;
}

/// Follows what is said of the run.
class Watch
{
public:
    explicit Watch(Laboratory& laboratory)
    {
        QObject::connect(
            &laboratory, &Session::snapshotChanged, &laboratory,
            [this](const std::shared_ptr<const Snapshot>& snapshot) { look(*snapshot); });
    }
    bool isWrong() const { return m_isWrong; }

private:
    void look(const Snapshot& snapshot)
    {
        const audit::Verdict verdict = snapshot.verdict.verdict;
        const bool isRight = verdict == audit::Verdict::Pending || verdict == audit::Verdict::Valid;
        if (isRight || std::exchange(m_isWrong, true))
            return;
        std::printf("  after %zu messages: %s\n", snapshot.extent.messages,
                    std::string(toText(verdict)).c_str());
        for (const audit::Violation& violation : snapshot.verdict.violations)
            std::printf("  invariant %d: %s\n", violation.invariant,
                        sourceText(violation.message).c_str());
    }

    bool m_isWrong = false;
};

int soak(Handler handler, const std::string& database, std::chrono::seconds duration)
{
    Laboratory laboratory;
    const Watch watch(laboratory);
    QObject::connect(&laboratory, &Laboratory::ended, &laboratory,
                     [](RunEnd, const QString& why) { giveUp(why); });
    RunOptions options = optionsFor(handler);
    if (!database.empty()) {
        options.database = database;
        options.databasePassword = PostgresServer::password;
    }
    laboratory.start(options);
    const auto replicas = static_cast<std::size_t>(*options.replicas);
    BenchTraffic::waitUntil(u"the replicas"_s, [&] {
        const auto snapshot = laboratory.snapshot();
        return laboratory.isRunning() && !laboratory.isPlaying()
            && snapshot->replicas.size() == replicas
            && std::ranges::all_of(snapshot->replicas, &ReplicaView::everReady);
    });
    QTimer acting;
    int acted = 0;
    QObject::connect(&acting, &QTimer::timeout, &laboratory, [&] {
        command::Act act;
        act.account = AccountName("account-" + std::to_string(acted * 7919 % accounts));
        act.type = acted % 5 < 2 ? TransactionType::Deposit : TransactionType::Withdraw;
        act.amount = Cents(100 + acted * 31 % 9000);
        ++acted;
        laboratory.execute(act);
    });
    acting.setTimerType(Qt::PreciseTimer);
    acting.start(1000 / aSecond);
    passTime(duration);
    acting.stop();
    BenchTraffic::waitUntil(u"the last verdict"_s, [&] {
        const auto snapshot = laboratory.snapshot();
        return watch.isWrong()
            || (snapshot->extent.transactions == static_cast<std::size_t>(acted)
                && snapshot->verdict.verdict == audit::Verdict::Valid);
    });
    const auto snapshot = laboratory.snapshot();
    std::printf("  %d actions, %zu deliveries, %zu decisions, %llu audits: %s\n", acted,
                snapshot->extent.deliveries, snapshot->extent.ledger,
                static_cast<unsigned long long>(snapshot->verdict.audits),
                watch.isWrong() ? "wrong" : "valid");
    laboratory.disconnect();
    laboratory.shutDown();
    return watch.isWrong() ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    const QStringList asked = QCoreApplication::arguments().mid(1);
    const auto handler =
        asked.isEmpty() ? std::optional<Handler>() : fromText<Handler>(asked.front().toStdString());
    if (asked.size() < 2 || !handler)
        giveUp(u"which handler, on which database?"_s);
    const std::chrono::seconds duration(asked.size() > 2 ? asked.at(2).toInt() : 600);
    std::printf("%s on %s, %lld s\n", qPrintable(asked.at(0)), qPrintable(asked.at(1)),
                static_cast<long long>(duration.count()));
    if (asked.at(1) != u"postgresql"_s)
        return soak(*handler, {}, duration);
    PostgresServer server;
    if (!server.start())
        giveUp(u"PostgreSQL does not start: "_s + QString::fromUtf8(server.log()));
    return soak(*handler, server.url(), duration);
}
