#include "core/stan/stanclient.h"
#include "core/storage/schema.h"
#include "tests/support/reading.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/testbroker.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>
#include <optional>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The two services against a real broker: every step and every fault, over real pipes.
class TestServices : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void reportsEveryStepInOrder();
    void naiveAppliesWhateverArrives();
    void orderedAppliesInOrder();
    void databaseFaultIsRolledBackAndRedelivered();
    void lateAckIsSkippedByOrdered();
    void lateAckIsAppliedTwiceByNaive();
    void crashBeforeAckLeavesTheCommit();
    void crashBeforeCommitLeavesNothing();
    void clearFaultsEndsADelay();
    void autoAckIsLostWithTheProcess();
    void poisonIsQuarantined();
    void unknownAccountIsQuarantined();
    void plainSubscriptionWorks();
    void ackWaitsForTheConnection();
    void outboxSurvivesABrokerPause();
    void outboxSurvivesItsProcess();
    void actionsAreCheckedAndCounted();
    void thousandsOfActionsKeepTheirOrder();
    void missingSchemaIsFatal();
    void missingDatabaseIsFatal();
    void unreachableBrokerIsFatal();
    void duplicateClientIdIsFatal();
    void lostSessionIsFatal();
    void terminateClosesTheSubscription();
    void terminateEndsADelay();
    void goingWithoutClosingLeavesTheSubscription();
    void badCommandsAreReported();
    void wrongArgumentsAreUsageErrors();
    void foreignParentEndsTheService();

private:
    ReplicaOptions options(Handler handler) const;
    void startReplica(ServiceProcess& replica, const QString& name, const ReplicaOptions& options);
    void startBank(ServiceProcess& replica, const ReplicaOptions& options);
    DatabaseSnapshot databases(const test::Caller& caller = test::Caller::current()) const
    {
        return test::databasesIn(m_accountDatabase, m_transactionDatabase, caller);
    }
    /// Never a balance when the database cannot be read.
    std::optional<Cents> balance(const test::Caller& caller = test::Caller::current()) const
    {
        const DatabaseSnapshot read = databases(caller);
        return read.accounts.empty() ? std::nullopt : std::optional(read.accounts[0].balance);
    }
    void publishRaw(const std::string& payload);

    std::unique_ptr<TestBroker> m_broker;
    std::unique_ptr<ServiceProcess> m_transactions;
    QString m_accountDatabase;
    QString m_transactionDatabase;
};

namespace {

ServiceProcess::Matches acked(std::int64_t number)
{
    return [number](const Report& report) {
        return report.kind == ReportKind::Acked && report.number == TransactionNumber(number);
    };
}

/// Of the first delivery of transaction 1, once.
FaultSpec fault(FaultPlace place, FaultEffect effect, int delayMs = 0, std::int64_t id = 1)
{
    return {.id = FaultId(id),
            .place = place,
            .effect = effect,
            .match = {.account = {},
                      .number = TransactionNumber(1),
                      .delivery = FaultDelivery::FirstDelivery},
            .delayMs = delayMs};
}

} // namespace

void TestServices::init()
{
    STANSCOPE_NEED_BROKER();
    m_broker = std::make_unique<TestBroker>();
    QVERIFY2(m_broker->start(), m_broker->log().constData());
    m_accountDatabase = m_broker->filePath(u"account.sqlite"_s);
    m_transactionDatabase = m_broker->filePath(u"transaction.sqlite"_s);
    const std::vector<OpenedAccount> accounts{{AccountName("alice"), Cents(0)},
                                              {AccountName("bob"), Cents(500)}};
    QVERIFY(createAccountDatabase(m_accountDatabase.toStdString(), accounts).ok());
    QVERIFY(createTransactionDatabase(m_transactionDatabase.toStdString(), accounts).ok());
    m_transactions = std::make_unique<ServiceProcess>();
}

void TestServices::cleanup()
{
    m_transactions.reset();
    m_broker.reset();
}

ReplicaOptions TestServices::options(Handler handler) const
{
    ReplicaOptions options;
    options.handler = handler;
    options.ackWaitSeconds = 1;
    return options;
}

void TestServices::startReplica(ServiceProcess& replica, const QString& name,
                                const ReplicaOptions& options)
{
    replica.startAccount(*m_broker, name, m_accountDatabase, options);
    QVERIFY2(replica.waitFor(ReportKind::Ready), replica.errorOutput().constData());
}

void TestServices::startBank(ServiceProcess& replica, const ReplicaOptions& options)
{
    m_transactions->startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    QVERIFY2(m_transactions->waitFor(ReportKind::Ready), m_transactions->errorOutput().constData());
    startReplica(replica, u"account-1"_s, options);
}

void TestServices::publishRaw(const std::string& payload)
{
    StanConnectOptions connecting;
    connecting.connection.url = m_broker->url().toStdString();
    connecting.connection.token = m_broker->token().toStdString();
    connecting.clusterId = m_broker->clusterId().toStdString();
    connecting.client = ClientId("raw-publisher");
    StanClient client(connecting);
    QSignalSpy connected(&client, &StanClient::connected);
    QSignalSpy published(&client, &StanClient::publishDone);
    client.connectToBroker();
    QTRY_COMPARE(connected.count(), 1);
    client.publish(ChannelName("bank"), payload, 1);
    QTRY_COMPARE(published.count(), 1);
}

void TestServices::reportsEveryStepInOrder()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(acked(1)));
    QCOMPARE(replica.story(1), u"received begin decided:applied committed acked"_s);
    QCOMPARE(replica.reports().at(0).kind, ReportKind::Hello);
    QCOMPARE(replica.reports().at(1).kind, ReportKind::Ready);
    const Report last = replica.last(ReportKind::Acked);
    QCOMPARE(last.sequence.value(), 1U);
    QCOMPARE(last.account.value(), std::string("alice"));
    QCOMPARE(last.balance.value(), 50);
    QCOMPARE(last.last.value(), 1);
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
    QVERIFY(replica.badLines().isEmpty());
    for (std::size_t i = 1; i < replica.reports().size(); ++i)
        QVERIFY(replica.reports().at(i - 1).time <= replica.reports().at(i).time);
}

void TestServices::naiveAppliesWhateverArrives()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    publishRaw(R"({"id":"b","account":"alice","number":2,"type":"deposit","amount":60})");
    publishRaw(R"({"id":"c","account":"alice","number":3,"type":"withdraw","amount":100})");
    publishRaw(R"({"id":"a","account":"alice","number":1,"type":"deposit","amount":50})");
    QVERIFY(replica.waitFor(acked(1)));
    QCOMPARE(replica.story(2), u"received begin decided:declined committed acked"_s);
    QCOMPARE(balance(), Cents(110));
    QCOMPARE(databases().accounts.at(0).last, TransactionNumber(1));
}

void TestServices::orderedAppliesInOrder()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Ordered));
    publishRaw(R"({"id":"b","account":"alice","number":2,"type":"deposit","amount":60})");
    publishRaw(R"({"id":"a","account":"alice","number":1,"type":"deposit","amount":50})");
    QVERIFY(replica.waitFor(acked(2)));
    QCOMPARE(replica.story(1), u"received begin rejected"_s);
    QCOMPARE(QString::fromStdString(replica.last(ReportKind::Rejected).text),
             u"number 1 missing"_s);
    QCOMPARE(balance(), Cents(110));
    publishRaw(R"({"id":"x","account":"alice","number":2,"type":"deposit","amount":60})");
    QVERIFY(replica.waitFor([](const Report& report) {
        return report.kind == ReportKind::Acked && report.outcome == Outcome::Quarantined;
    }));
    QCOMPARE(balance(), Cents(110));
    QCOMPARE(databases().quarantine.size(), 1U);
}

void TestServices::databaseFaultIsRolledBackAndRedelivered()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    replica.arm(fault(FaultPlace::InTransaction, FaultEffect::Fail));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(ReportKind::Failed));
    QCOMPARE(balance(), Cents(0));
    QVERIFY(replica.waitFor(acked(1)));
    QCOMPARE(replica.story(1), u"received begin fault_fired failed"_s);
    QCOMPARE(replica.story(2), u"received begin decided:applied committed acked"_s);
    QVERIFY(replica.last(ReportKind::Acked).redelivered);
    QCOMPARE(replica.last(ReportKind::FaultFired).fault.fired, 1);
    QVERIFY(replica.last(ReportKind::FaultsChanged).faults.empty());
    QVERIFY(QString::fromStdString(replica.last(ReportKind::Failed).text)
                .contains(u"injected_fault"_s));
    QCOMPARE(balance(), Cents(50));
}

void TestServices::lateAckIsSkippedByOrdered()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Ordered));
    replica.arm(fault(FaultPlace::BeforeAck, FaultEffect::Delay, 1500));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(acked(1), 2));
    QCOMPARE(replica.story(1),
             u"received begin decided:applied committed fault_fired fault_over acked"_s);
    QCOMPARE(replica.story(2), u"received begin decided:skipped acked"_s);
    QCOMPARE(balance(), Cents(50));
    QCOMPARE(databases().ledger.size(), 1U);
}

void TestServices::lateAckIsAppliedTwiceByNaive()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    replica.arm(fault(FaultPlace::BeforeAck, FaultEffect::Delay, 1500));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(acked(1), 2));
    QCOMPARE(balance(), Cents(100));
    const DatabaseSnapshot snapshot = databases();
    QCOMPARE(snapshot.ledger.size(), 2U);
    QVERIFY(!snapshot.ledger.at(0).redelivered);
    QVERIFY(snapshot.ledger.at(1).redelivered);
    QCOMPARE(snapshot.ledger.at(1).sequence.value(), 1U);
    QCOMPARE(snapshot.ledger.at(1).replica.value(), std::string("account-1"));
}

void TestServices::crashBeforeAckLeavesTheCommit()
{
    ServiceProcess first;
    startBank(first, options(Handler::Ordered));
    first.arm(fault(FaultPlace::BeforeAck, FaultEffect::Crash));
    QVERIFY(first.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.process().exitStatus(), QProcess::CrashExit);
    QCOMPARE(first.story(1), u"received begin decided:applied committed fault_fired"_s);
    QCOMPARE(balance(), Cents(50));
    ServiceProcess second;
    startReplica(second, u"account-2"_s, options(Handler::Ordered));
    QVERIFY(second.waitFor(acked(1)));
    QCOMPARE(second.last(ReportKind::Decided).outcome, Outcome::Skipped);
    QCOMPARE(balance(), Cents(50));
}

void TestServices::crashBeforeCommitLeavesNothing()
{
    ServiceProcess first;
    startBank(first, options(Handler::Naive));
    first.arm(fault(FaultPlace::BeforeCommit, FaultEffect::Crash));
    QVERIFY(first.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.story(1), u"received begin decided:applied fault_fired"_s);
    QCOMPARE(balance(), Cents(0));
    ServiceProcess second;
    startReplica(second, u"account-2"_s, options(Handler::Naive));
    QVERIFY(second.waitFor(acked(1)));
    QCOMPARE(balance(), Cents(50));
}

void TestServices::clearFaultsEndsADelay()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    replica.arm(fault(FaultPlace::BeforeBegin, FaultEffect::Delay, 3600 * 1000));
    replica.arm(fault(FaultPlace::BeforeCommit, FaultEffect::Delay, 3600 * 1000, 2));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged, 2));
    QCOMPARE(replica.last(ReportKind::FaultsChanged).faults.size(), 2U);
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(ReportKind::FaultFired));
    replica.send({ServiceCommandKind::ClearFaults, {}, {}, {}, {}});
    QVERIFY(replica.waitFor(acked(1)));
    QCOMPARE(replica.count(ReportKind::FaultFired), 1);
}

void TestServices::autoAckIsLostWithTheProcess()
{
    ReplicaOptions automatic = options(Handler::Ordered);
    automatic.ackMode = AckMode::Auto;
    ServiceProcess first;
    startBank(first, automatic);
    first.arm(fault(FaultPlace::BeforeBegin, FaultEffect::Crash));
    QVERIFY(first.waitFor(ReportKind::FaultsChanged));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(first.waitForEnd());
    ServiceProcess second;
    startReplica(second, u"account-2"_s, automatic);
    m_transactions->act("bob", TransactionType::Deposit, 1);
    QVERIFY(second.waitFor(ReportKind::Acked));
    QCOMPARE(second.last(ReportKind::Acked).account.value(), std::string("bob"));
    QCOMPARE(QString::fromStdString(second.last(ReportKind::Acked).text), u"auto"_s);
    QCOMPARE(balance(), Cents(0));
}

void TestServices::poisonIsQuarantined()
{
    ServiceProcess replica;
    startReplica(replica, u"account-1"_s, options(Handler::Ordered));
    const std::string poison = "not JSON \xff at all";
    publishRaw(poison);
    QVERIFY(replica.waitFor(ReportKind::Acked));
    QCOMPARE(replica.story(1), u"received begin decided:quarantined committed acked"_s);
    const DatabaseSnapshot snapshot = databases();
    QCOMPARE(snapshot.quarantine.size(), 1U);
    QCOMPARE(snapshot.quarantine.at(0).payload, poison);
    QCOMPARE(snapshot.quarantine.at(0).sequence.value(), 1U);
}

void TestServices::unknownAccountIsQuarantined()
{
    ServiceProcess replica;
    startReplica(replica, u"account-1"_s, options(Handler::Naive));
    publishRaw(R"({"id":"a","account":"nobody","number":1,"type":"deposit","amount":50})");
    QVERIFY(replica.waitFor(acked(1)));
    QCOMPARE(replica.last(ReportKind::Decided).outcome, Outcome::Quarantined);
    QCOMPARE(databases().quarantine.at(0).reason, std::string("unknown account \"nobody\""));
}

void TestServices::plainSubscriptionWorks()
{
    ReplicaOptions plain = options(Handler::Ordered);
    plain.queueGroup.clear();
    plain.durable.clear();
    ServiceProcess first;
    ServiceProcess second;
    startBank(first, plain);
    startReplica(second, u"account-2"_s, plain);
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(first.waitFor(acked(1)));
    QVERIFY(second.waitFor(acked(1)));
    QCOMPARE(balance(), Cents(50));
}

void TestServices::ackWaitsForTheConnection()
{
    ServiceProcess replica;
    ReplicaOptions patient = options(Handler::Naive);
    patient.ackWaitSeconds = 60;
    startBank(replica, patient);
    replica.arm(fault(FaultPlace::BeforeAck, FaultEffect::Delay, 3600 * 1000));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(ReportKind::FaultFired));
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
    m_broker->stop();
    QVERIFY(replica.waitFor(ReportKind::Warning));
    replica.send({ServiceCommandKind::ClearFaults, {}, {}, {}, {}});
    QVERIFY(replica.waitFor(ReportKind::Warning, 2));
    QCOMPARE(replica.count(ReportKind::Acked), 0);
    QVERIFY(m_broker->restart());
    QVERIFY(replica.waitFor(acked(1)));
}

void TestServices::outboxSurvivesABrokerPause()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Ordered));
    m_broker->pause();
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(m_transactions->waitFor(ReportKind::PublishFailed));
    m_broker->resume();
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
    QVERIFY(m_transactions->last(ReportKind::Published).count >= 2);
    QVERIFY(replica.waitFor(acked(1)));
    const TransactionRecord row = databases().transactions.at(0);
    QVERIFY(row.stored);
    QVERIFY(row.publishes >= 2);
    QCOMPARE(balance(), Cents(50));
}

void TestServices::outboxSurvivesItsProcess()
{
    m_transactions->startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    QVERIFY(m_transactions->waitFor(ReportKind::Ready));
    m_broker->pause();
    m_transactions->act("alice", TransactionType::Deposit, 50);
    m_transactions->act("alice", TransactionType::Deposit, 60);
    QVERIFY(m_transactions->waitFor(ReportKind::Accepted, 2));
    m_transactions->signal(SIGKILL);
    QVERIFY(m_transactions->waitForEnd());
    m_broker->resume();
    ServiceProcess successor;
    successor.startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    QVERIFY(successor.waitFor(ReportKind::Published, 2));
    QCOMPARE(successor.last(ReportKind::Published).number, TransactionNumber(2));
    QVERIFY(databases().transactions.at(1).stored);
}

void TestServices::actionsAreCheckedAndCounted()
{
    m_transactions->startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    m_transactions->act("nobody", TransactionType::Deposit, 50);
    m_transactions->act("alice", TransactionType::Withdraw, 0);
    m_transactions->act("bob", TransactionType::Withdraw, 7);
    QVERIFY(m_transactions->waitFor(ReportKind::Refused, 2));
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
    const Report accepted = m_transactions->last(ReportKind::Accepted);
    QCOMPARE(accepted.account.value(), std::string("bob"));
    QCOMPARE(accepted.number, TransactionNumber(1));
    QCOMPARE(accepted.type, TransactionType::Withdraw);
    QVERIFY(!accepted.transaction.isNull());
    QCOMPARE(m_transactions->count(ReportKind::Accepted), 1);
}

void TestServices::thousandsOfActionsKeepTheirOrder()
{
    ReplicaOptions wide = options(Handler::Ordered);
    wide.maxInflight = 256;
    wide.ackWaitSeconds = 30;
    ServiceProcess replica;
    startBank(replica, wide);
    constexpr int each = 500;
    for (int i = 0; i < each; ++i) {
        m_transactions->act("alice", TransactionType::Deposit, 2);
        m_transactions->act("bob", TransactionType::Deposit, 1);
    }
    QVERIFY(m_transactions->waitFor(ReportKind::Published, 2 * each, 60000));
    QVERIFY(replica.waitFor(ReportKind::Acked, 2 * each, 60000));
    QCOMPARE(replica.count(ReportKind::Rejected), 0);
    const DatabaseSnapshot snapshot = databases();
    QCOMPARE(snapshot.accounts.at(0).balance, Cents(2 * each));
    QCOMPARE(snapshot.accounts.at(1).balance, Cents(500 + each));
    QCOMPARE(snapshot.accounts.at(1).last, TransactionNumber(each));
}

void TestServices::missingSchemaIsFatal()
{
    QFile::remove(m_accountDatabase);
    QFile empty(m_accountDatabase);
    QVERIFY(empty.open(QIODevice::WriteOnly));
    ServiceProcess replica;
    replica.startAccount(*m_broker, u"account-1"_s, m_accountDatabase, options(Handler::Naive));
    QVERIFY(replica.waitForEnd());
    QCOMPARE(replica.process().exitCode(), 74);
    QVERIFY(!replica.last(ReportKind::Fatal).remedy.empty());
    QVERIFY(replica.errorOutput().contains("schema"));
}

void TestServices::missingDatabaseIsFatal()
{
    m_transactions->startTransaction(*m_broker, u"transaction"_s, m_broker->filePath(u"none"_s));
    QVERIFY(m_transactions->waitForEnd());
    QCOMPARE(m_transactions->process().exitCode(), 74);
    QVERIFY(m_transactions->errorOutput().contains("missing"));
}

void TestServices::unreachableBrokerIsFatal()
{
    m_broker->stop();
    ServiceProcess replica;
    replica.startAccount(*m_broker, u"account-1"_s, m_accountDatabase, options(Handler::Naive));
    QVERIFY(replica.waitForEnd());
    QCOMPARE(replica.process().exitCode(), 69);
    QCOMPARE(replica.count(ReportKind::Fatal), 1);
}

void TestServices::duplicateClientIdIsFatal()
{
    ServiceProcess first;
    startReplica(first, u"account-1"_s, options(Handler::Naive));
    ServiceProcess second;
    second.startAccount(*m_broker, u"account-1"_s, m_accountDatabase, options(Handler::Naive));
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.process().exitCode(), 69);
    QVERIFY(QString::fromStdString(second.last(ReportKind::Fatal).text).contains(u"clientID"_s));
}

void TestServices::lostSessionIsFatal()
{
    m_broker = std::make_unique<TestBroker>();
    QVERIFY(m_broker->start(TestBroker::Store::Memory));
    m_accountDatabase = m_broker->filePath(u"account.sqlite"_s);
    QVERIFY(createAccountDatabase(m_accountDatabase.toStdString(), {}).ok());
    ServiceProcess replica;
    startReplica(replica, u"account-1"_s, options(Handler::Naive));
    m_broker->kill();
    QVERIFY(m_broker->restart());
    QVERIFY(replica.waitForEnd());
    QCOMPARE(replica.process().exitCode(), 69);
    QCOMPARE(replica.count(ReportKind::ConnectionLost), 1);
}

void TestServices::terminateClosesTheSubscription()
{
    ReplicaOptions patient = options(Handler::Ordered);
    patient.ackWaitSeconds = 60;
    ServiceProcess first;
    startBank(first, patient);
    // A rejected delivery stays outstanding for AckWait, unless its member leaves the group.
    publishRaw(R"({"id":"b","account":"alice","number":2,"type":"deposit","amount":60})");
    QVERIFY(first.waitFor(ReportKind::Rejected));
    ServiceProcess second;
    startReplica(second, u"account-2"_s, patient);
    first.signal(SIGTERM);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(first.process().exitCode(), 0);
    QCOMPARE(first.reports().back().kind, ReportKind::Stopped);
    QVERIFY(second.waitFor(ReportKind::Rejected));
}

void TestServices::terminateEndsADelay()
{
    ServiceProcess replica;
    startBank(replica, options(Handler::Naive));
    replica.arm(fault(FaultPlace::BeforeCommit, FaultEffect::Delay, 3600 * 1000));
    m_transactions->act("alice", TransactionType::Deposit, 50);
    QVERIFY(replica.waitFor(ReportKind::FaultFired));
    replica.signal(SIGTERM);
    QVERIFY(replica.waitForEnd());
    QCOMPARE(replica.process().exitCode(), 0);
    QCOMPARE(replica.count(ReportKind::Acked), 1);
    QCOMPARE(balance(), Cents(50));
}

void TestServices::goingWithoutClosingLeavesTheSubscription()
{
    ReplicaOptions careless = options(Handler::Naive);
    careless.closeOnStop = false;
    ServiceProcess first;
    startBank(first, careless);
    first.send({ServiceCommandKind::Stop, {}, {}, {}, {}});
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.process().exitCode(), 0);
    ServiceProcess second;
    startReplica(second, u"account-2"_s, careless);
    m_transactions->act("alice", TransactionType::Deposit, 50);
    m_transactions->act("alice", TransactionType::Deposit, 60);
    QVERIFY(second.waitFor(acked(1)));
    QVERIFY(second.waitFor(acked(2)));
    // One of the two went to the dead member first.
    QVERIFY(second.waitFor([](const Report& report) {
        return report.kind == ReportKind::Received && report.redelivered;
    }));
}

void TestServices::badCommandsAreReported()
{
    ServiceProcess replica;
    startReplica(replica, u"account-1"_s, options(Handler::Naive));
    replica.sendRaw("nonsense");
    replica.sendRaw(QByteArray(200 * 1024, 'x'));
    replica.sendRaw(R"({"v":1,"command":"arm","fault":{"place":"earthquake","effect":"fail"}})");
    QVERIFY(replica.waitFor(ReportKind::Warning, 3));
    replica.arm(fault(FaultPlace::BeforeAck, FaultEffect::Crash));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged));
}

void TestServices::wrongArgumentsAreUsageErrors()
{
    QProcess process;
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope-account"),
                  {u"--handler"_s, u"no"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 64);
    QVERIFY(process.readAllStandardError().contains("missing"));
}

void TestServices::foreignParentEndsTheService()
{
    QProcess process;
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope-transaction"),
                  {u"--name"_s, u"t"_s, u"--url"_s, m_broker->url(), u"--cluster"_s, u"c"_s,
                   u"--channel"_s, u"bank"_s, u"--database"_s, m_transactionDatabase,
                   u"--parent-pid"_s, u"1"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 70);
    QVERIFY(process.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
