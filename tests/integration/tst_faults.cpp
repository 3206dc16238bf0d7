#include "core/conductor/conductor.h"
#include "core/events/faulttable.h"
#include "core/storage/auditreader.h"
#include "core/storage/schema.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/testbroker.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <mutex>
#include <vector>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// What the faults do to a real replica. The older ones are in tst_services.
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aHangIsReleased_data();
    void aHangIsReleased();
    void disarmEndsOnlyItsOwnHang();
    void terminateEndsAHang();
    void anAckThatIsLeftOutComesAgain();
    void anEarlyAckLosesWhatFailsLater();
    void anEarlyAckAfterwardsIsNotSentTwice();
    void theCommitCanFail();
    void crashInsideTheTransactionLeavesNothing();
    void crashAfterTheAckLosesNothing();
    void disarmTakesOneAway();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void idsAreNeededAndUnique();
    void automaticAcksAreNotTouched();
    void theTransactionServiceTakesItsOwn();
    void crashBetweenInsertAndPublish();
    void hangBeforeTheRowIsMarked();
    void theNthAndEveryNth();
    void theConductorGivesIdsAndRefuses();
    void anotherWriterKeepsItWaiting();
    void aFullDiskHasRoomAgain_data();
    void aFullDiskHasRoomAgain();
    void aCommitThatIsNotAnswered_data();
    void aCommitThatIsNotAnswered();
    void theInsertThatIsNotAnswered();
    void theOutboxWaitsForRoom();

private:
    void startBank(const ReplicaOptions& options = {});
    void arm(FaultPlace place, FaultEffect effect, std::int64_t id = 1, int delayMs = 0);
    void deposit() { m_transactions->act("alice", TransactionType::Deposit, 50); }
    std::size_t ledgerRows() const
    {
        const auto snapshot =
            readDatabases(m_accountDatabase.toStdString(), m_transactionDatabase.toStdString());
        return snapshot ? snapshot->ledger.size() : 999;
    }

    std::unique_ptr<TestBroker> m_broker;
    std::unique_ptr<ServiceProcess> m_transactions;
    std::unique_ptr<ServiceProcess> m_replica;
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

ReplicaOptions ordered(std::int32_t ackWait = 1)
{
    ReplicaOptions options;
    options.handler = Handler::Ordered;
    options.ackWaitSeconds = ackWait;
    return options;
}

} // namespace

void TestFaults::init()
{
    STANSCOPE_NEED_BROKER();
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("STANSCOPE_BROKER", TestBroker::executable().toLocal8Bit());
    m_broker = std::make_unique<TestBroker>();
    QVERIFY2(m_broker->start(), m_broker->log().constData());
    m_accountDatabase = m_broker->filePath(u"account.sqlite"_s);
    m_transactionDatabase = m_broker->filePath(u"transaction.sqlite"_s);
    const std::vector<OpenedAccount> accounts{{AccountName("alice"), Cents(0)}};
    QVERIFY(createAccountDatabase(m_accountDatabase.toStdString(), accounts).ok());
    QVERIFY(createTransactionDatabase(m_transactionDatabase.toStdString(), accounts).ok());
    m_transactions = std::make_unique<ServiceProcess>();
    m_replica = std::make_unique<ServiceProcess>();
}

void TestFaults::cleanup()
{
    m_replica.reset();
    m_transactions.reset();
    m_broker.reset();
}

void TestFaults::startBank(const ReplicaOptions& options)
{
    m_transactions->startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    QVERIFY2(m_transactions->waitFor(ReportKind::Ready), m_transactions->errorOutput().constData());
    m_replica->startAccount(*m_broker, u"account-1"_s, m_accountDatabase, options);
    QVERIFY2(m_replica->waitFor(ReportKind::Ready), m_replica->errorOutput().constData());
}

/// For the first delivery of transaction 1, once.
void TestFaults::arm(FaultPlace place, FaultEffect effect, std::int64_t id, int delayMs)
{
    m_replica->arm({.id = FaultId(id),
                    .place = place,
                    .effect = effect,
                    .match = {.account = {},
                              .number = TransactionNumber(1),
                              .delivery = FaultDelivery::FirstDelivery},
                    .delayMs = delayMs});
    QVERIFY(m_replica->waitFor([id](const Report& report) {
        return report.kind == ReportKind::FaultsChanged
            && std::ranges::find(report.faults, FaultId(id), &FaultSpec::id) != report.faults.end();
    }));
}

void TestFaults::aHangIsReleased_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](FaultPlace place, const QString& before, const QString& after) {
        QTest::newRow(toText(place).data()) << static_cast<int>(place) << before << after;
    };
    row(FaultPlace::BeforeBegin, u"received fault_fired"_s,
        u" fault_over begin decided:applied committed acked"_s);
    row(FaultPlace::InTransaction, u"received begin fault_fired"_s,
        u" fault_over decided:applied committed acked"_s);
    row(FaultPlace::BeforeCommit, u"received begin decided:applied fault_fired"_s,
        u" fault_over committed acked"_s);
    row(FaultPlace::BeforeAck, u"received begin decided:applied committed fault_fired"_s,
        u" fault_over acked"_s);
    row(FaultPlace::AfterAck, u"received begin decided:applied committed acked fault_fired"_s,
        u" fault_over"_s);
}

void TestFaults::aHangIsReleased()
{
    QFETCH(int, place);
    QFETCH(QString, before);
    QFETCH(QString, after);
    startBank(ordered(60));
    arm(static_cast<FaultPlace>(place), FaultEffect::Hang);
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::FaultFired));
    QCOMPARE(m_replica->last(ReportKind::FaultFired).fault.id, FaultId(1));
    QCOMPARE(m_replica->story(1), before);
    m_replica->send({ServiceCommandKind::Release, {}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(ReportKind::FaultOver));
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), before + after);
    QCOMPARE(m_replica->last(ReportKind::FaultOver).fault.id, FaultId(1));
    QCOMPARE(ledgerRows(), std::size_t(1));
    m_replica->send({ServiceCommandKind::Release, {}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(ReportKind::Warning));
}

void TestFaults::disarmEndsOnlyItsOwnHang()
{
    startBank(ordered(60));
    arm(FaultPlace::BeforeBegin, FaultEffect::Hang, 1);
    arm(FaultPlace::AfterAck, FaultEffect::Crash, 2);
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::FaultFired));
    m_replica->send({ServiceCommandKind::Disarm, {.id = FaultId(2)}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(ReportKind::FaultsChanged, 4)); // armed twice, spent, disarmed
    QVERIFY(m_replica->last(ReportKind::FaultsChanged).faults.empty());
    QCOMPARE(m_replica->count(ReportKind::FaultOver), 0);
    m_replica->send({ServiceCommandKind::Disarm, {.id = FaultId(1)}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->count(ReportKind::FaultFired), 1);
}

void TestFaults::terminateEndsAHang()
{
    startBank(ordered(60));
    arm(FaultPlace::BeforeCommit, FaultEffect::Hang);
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::FaultFired));
    m_replica->signal(SIGTERM);
    QVERIFY(m_replica->waitForEnd());
    QCOMPARE(m_replica->process().exitCode(), 0);
    QCOMPARE(m_replica->count(ReportKind::Acked), 1);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::anAckThatIsLeftOutComesAgain()
{
    startBank(ordered());
    arm(FaultPlace::BeforeAck, FaultEffect::NoAck);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), u"received begin decided:applied committed fault_fired"_s);
    QCOMPARE(m_replica->story(2), u"received begin decided:skipped acked"_s);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::anEarlyAckLosesWhatFailsLater()
{
    startBank(ordered());
    arm(FaultPlace::BeforeBegin, FaultEffect::AckEarly, 1);
    arm(FaultPlace::InTransaction, FaultEffect::Fail, 2);
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::Failed));
    QCOMPARE(m_replica->story(1), u"received fault_fired begin fault_fired failed"_s);
    // The next one is too early for ever: number 1 was acked and never stored.
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::Rejected, 2));
    QCOMPARE(m_replica->count([](const Report& report) {
        return report.kind == ReportKind::Received && report.number == TransactionNumber(1);
    }),
             1);
    QCOMPARE(ledgerRows(), std::size_t(0));
}

void TestFaults::anEarlyAckAfterwardsIsNotSentTwice()
{
    startBank(ordered());
    arm(FaultPlace::BeforeCommit, FaultEffect::AckEarly);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), u"received begin decided:applied fault_fired committed acked"_s);
    QCOMPARE(QString::fromStdString(m_replica->last(ReportKind::Acked).text), u"early"_s);
}

void TestFaults::theCommitCanFail()
{
    startBank(ordered());
    arm(FaultPlace::BeforeCommit, FaultEffect::Fail);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), u"received begin decided:applied fault_fired failed"_s);
    QCOMPARE(m_replica->story(2), u"received begin decided:applied committed acked"_s);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::crashInsideTheTransactionLeavesNothing()
{
    startBank(ordered());
    arm(FaultPlace::InTransaction, FaultEffect::Crash);
    deposit();
    QVERIFY(m_replica->waitForEnd());
    QCOMPARE(m_replica->process().exitStatus(), QProcess::CrashExit);
    QCOMPARE(m_replica->story(1), u"received begin fault_fired"_s);
    QCOMPARE(ledgerRows(), std::size_t(0));
}

void TestFaults::crashAfterTheAckLosesNothing()
{
    startBank(ordered());
    arm(FaultPlace::AfterAck, FaultEffect::Crash);
    deposit();
    QVERIFY(m_replica->waitForEnd());
    QCOMPARE(m_replica->story(1), u"received begin decided:applied committed acked fault_fired"_s);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::disarmTakesOneAway()
{
    startBank(ordered());
    arm(FaultPlace::BeforeBegin, FaultEffect::Crash, 7);
    arm(FaultPlace::BeforeCommit, FaultEffect::Delay, 9, 1);
    m_replica->send({ServiceCommandKind::Disarm, {.id = FaultId(7)}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(ReportKind::FaultsChanged, 3));
    const auto left = m_replica->last(ReportKind::FaultsChanged).faults;
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left[0].id, FaultId(9));
    m_replica->send({ServiceCommandKind::Disarm, {.id = FaultId(7)}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(ReportKind::Warning));
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->last(ReportKind::FaultFired).fault.id, FaultId(9));
}

void TestFaults::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing to fail yet")
        << QByteArray(R"("place":"before_begin","effect":"fail")") << u"before_begin × fail: "_s;
    QTest::newRow("nothing to fail any more")
        << QByteArray(R"("place":"after_ack","effect":"fail")") << u"after_ack × fail: "_s;
    QTest::newRow("no ack to leave out")
        << QByteArray(R"("place":"before_begin","effect":"no_ack")")
        << u"before_begin × no_ack: "_s;
    QTest::newRow("foreign") << QByteArray(R"("place":"after_insert","effect":"crash")")
                             << u"after_insert × crash: "_s;
    QTest::newRow("no duration") << QByteArray(R"("place":"before_ack","effect":"delay")")
                                 << u"before_ack × delay: "_s;
    QTest::newRow("its own lock") << QByteArray(
        R"("place":"in_transaction","effect":"busy","delay_ms":5)")
                                  << u"in_transaction × busy: "_s;
    QTest::newRow("nothing to fill yet")
        << QByteArray(R"("place":"before_begin","effect":"disk_full")")
        << u"before_begin × disk_full: "_s;
    QTest::newRow("no commit") << QByteArray(R"("place":"before_ack","effect":"answer_lost")")
                               << u"before_ack × answer_lost: "_s;
    QTest::newRow("a duration") << QByteArray(
        R"("place":"before_ack","effect":"hang","delay_ms":5)")
                                << u"before_ack × hang: "_s;
}

void TestFaults::nonsenseIsRefused()
{
    QFETCH(QByteArray, fault);
    QFETCH(QString, why);
    startBank(ordered());
    m_replica->sendRaw(R"({"v":1,"command":"arm","fault":{"id":1,)" + fault + "}}");
    QVERIFY(m_replica->waitFor(ReportKind::Refused));
    const Report refused = m_replica->last(ReportKind::Refused);
    QVERIFY2(QString::fromStdString(refused.text).startsWith(why), refused.text.c_str());
    QVERIFY(!refused.remedy.empty());
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->count(ReportKind::FaultsChanged), 0);
}

void TestFaults::idsAreNeededAndUnique()
{
    startBank(ordered());
    m_replica->sendRaw(
        R"({"v":1,"command":"arm","fault":{"place":"before_ack","effect":"crash"}})");
    QVERIFY(m_replica->waitFor(ReportKind::Refused));
    arm(FaultPlace::BeforeAck, FaultEffect::Hang, 1);
    m_replica->sendRaw(
        R"({"v":1,"command":"arm","fault":{"id":1,"place":"before_ack","effect":"crash"}})");
    QVERIFY(m_replica->waitFor(ReportKind::Refused, 2));
}

void TestFaults::automaticAcksAreNotTouched()
{
    ReplicaOptions automatic = ordered();
    automatic.ackMode = AckMode::Auto;
    startBank(automatic);
    m_replica->sendRaw(
        R"({"v":1,"command":"arm","fault":{"id":1,"place":"before_ack","effect":"no_ack"}})");
    QVERIFY(m_replica->waitFor(ReportKind::Refused));
}

/// Longer than the busy budget: not acked, redelivered, until the other writer is sent away.
void TestFaults::anotherWriterKeepsItWaiting()
{
    startBank(ordered());
    arm(FaultPlace::BeforeBegin, FaultEffect::Busy, 1, 3600 * 1000);
    deposit();
    QVERIFY(m_replica->waitFor(ReportKind::Failed));
    QCOMPARE(m_replica->story(1), u"received fault_fired begin failed"_s);
    const std::string why = m_replica->last(ReportKind::Failed).text;
    QVERIFY2(why.starts_with("database busy for 2"), why.c_str());
    QCOMPARE(m_replica->count(ReportKind::FaultOver), 0);
    m_replica->send({ServiceCommandKind::Release, {}, {}, {}, {}});
    QVERIFY(m_replica->waitFor(acked(1)));
    QVERIFY(m_replica->waitFor(ReportKind::FaultOver));
    QCOMPARE(m_replica->last(ReportKind::FaultOver).fault.id, FaultId(1));
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::aFullDiskHasRoomAgain_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("story");
    QTest::newRow("inside") << static_cast<int>(FaultPlace::InTransaction)
                            << u"received begin fault_fired failed"_s;
    QTest::newRow("before the commit") << static_cast<int>(FaultPlace::BeforeCommit)
                                       << u"received begin decided:applied fault_fired failed"_s;
}

void TestFaults::aFullDiskHasRoomAgain()
{
    QFETCH(int, place);
    QFETCH(QString, story);
    startBank(ordered());
    arm(static_cast<FaultPlace>(place), FaultEffect::DiskFull);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), story);
    const std::string why = m_replica->last(ReportKind::Failed).text;
    QVERIFY2(why.find("full") != std::string::npos, why.c_str());
    QCOMPARE(m_replica->story(2), u"received begin decided:applied committed acked"_s);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::aCommitThatIsNotAnswered_data()
{
    QTest::addColumn<Handler>("handler");
    QTest::addColumn<QString>("second");
    QTest::addColumn<int>("rows");
    QTest::newRow("ordered") << Handler::Ordered << u"received begin decided:skipped acked"_s << 1;
    QTest::newRow("naive") << Handler::Naive << u"received begin decided:applied committed acked"_s
                           << 2;
}

/// It stands, and is taken for a failure: the message comes again.
void TestFaults::aCommitThatIsNotAnswered()
{
    QFETCH(Handler, handler);
    QFETCH(QString, second);
    QFETCH(int, rows);
    ReplicaOptions options = ordered();
    options.handler = handler;
    startBank(options);
    arm(FaultPlace::BeforeCommit, FaultEffect::AnswerLost);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_replica->story(1), u"received begin decided:applied fault_fired failed"_s);
    QCOMPARE(m_replica->last(ReportKind::Failed).text,
             std::string("database error: COMMIT was not answered"));
    QCOMPARE(m_replica->story(2), second);
    QCOMPARE(ledgerRows(), static_cast<std::size_t>(rows));
}

/// The transaction service looks it up before it refuses what stands.
void TestFaults::theInsertThatIsNotAnswered()
{
    startBank(ordered());
    m_transactions->arm(
        {.id = FaultId(1), .place = FaultPlace::InInsert, .effect = FaultEffect::AnswerLost});
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_transactions->count(ReportKind::FaultFired), 1);
    QCOMPARE(m_transactions->count(ReportKind::Accepted), 1);
    QCOMPARE(m_transactions->count(ReportKind::Refused), 0);
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::theOutboxWaitsForRoom()
{
    startBank(ordered());
    m_transactions->arm(
        {.id = FaultId(1), .place = FaultPlace::InInsert, .effect = FaultEffect::DiskFull});
    deposit();
    QVERIFY(m_transactions->waitFor(ReportKind::Refused));
    const std::string why = m_transactions->last(ReportKind::Refused).text;
    QVERIFY2(why.find("full") != std::string::npos, why.c_str());
    m_transactions->arm(
        {.id = FaultId(2), .place = FaultPlace::AfterPublish, .effect = FaultEffect::DiskFull});
    deposit();
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
    QCOMPARE(m_transactions->count(ReportKind::FaultFired), 2);
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::theTransactionServiceTakesItsOwn()
{
    startBank(ordered());
    m_transactions->sendRaw(
        R"({"v":1,"command":"arm","fault":{"id":1,"place":"after_insert","effect":"fail"}})");
    m_transactions->sendRaw(
        R"({"v":1,"command":"arm","fault":{"id":1,"place":"before_ack","effect":"crash"}})");
    QVERIFY(m_transactions->waitFor(ReportKind::Refused, 2));
    m_transactions->arm(
        {.id = FaultId(1), .place = FaultPlace::InInsert, .effect = FaultEffect::Fail});
    deposit();
    QVERIFY(m_transactions->waitFor(ReportKind::Refused, 3));
    QCOMPARE(m_transactions->count(ReportKind::Accepted), 0);
    deposit();
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(ledgerRows(), std::size_t(1));
}

void TestFaults::crashBetweenInsertAndPublish()
{
    startBank(ordered());
    m_transactions->arm(
        {.id = FaultId(1), .place = FaultPlace::AfterInsert, .effect = FaultEffect::Crash});
    deposit();
    QVERIFY(m_transactions->waitForEnd());
    QCOMPARE(m_transactions->process().exitStatus(), QProcess::CrashExit);
    QCOMPARE(m_transactions->count(ReportKind::Accepted), 1);
    QCOMPARE(m_transactions->count(ReportKind::Publishing), 0);
    ServiceProcess again;
    again.startTransaction(*m_broker, u"transaction"_s, m_transactionDatabase);
    QVERIFY(again.waitFor(ReportKind::Published));
    QVERIFY(m_replica->waitFor(acked(1)));
}

/// It has been stored, and killed there it would be published once more.
void TestFaults::hangBeforeTheRowIsMarked()
{
    startBank(ordered());
    m_transactions->arm(
        {.id = FaultId(1), .place = FaultPlace::AfterPublish, .effect = FaultEffect::Hang});
    deposit();
    QVERIFY(m_transactions->waitFor(ReportKind::FaultFired));
    QVERIFY(m_replica->waitFor(acked(1)));
    QCOMPARE(m_transactions->count(ReportKind::Published), 0);
    m_transactions->send({ServiceCommandKind::Release, {}, {}, {}, {}});
    QVERIFY(m_transactions->waitFor(ReportKind::FaultOver));
    QVERIFY(m_transactions->waitFor(ReportKind::Published));
}

void TestFaults::theNthAndEveryNth()
{
    startBank(ordered());
    const auto armMatch = [&](std::int64_t id, FaultMatch match, std::int32_t times) {
        m_replica->arm({.id = FaultId(id),
                        .place = FaultPlace::AfterAck,
                        .effect = FaultEffect::Delay,
                        .match = match,
                        .delayMs = 1,
                        .remaining = times});
        QVERIFY(m_replica->waitFor([id](const Report& report) {
            return report.kind == ReportKind::FaultsChanged
                && std::ranges::find(report.faults, FaultId(id), &FaultSpec::id)
                != report.faults.end();
        }));
    };
    FaultMatch match;
    match.nth = 3;
    armMatch(1, match, 1);
    for (int i = 0; i < 4; ++i)
        deposit();
    QVERIFY(m_replica->waitFor(acked(4)));
    QVERIFY(m_replica->waitFor(ReportKind::FaultOver));
    QCOMPARE(m_replica->count(ReportKind::FaultFired), 1);
    QCOMPARE(m_replica->last(ReportKind::FaultFired).number, TransactionNumber(3));
    match.nth = 0;
    match.every = 3;
    armMatch(2, match, 0);
    for (int i = 0; i < 6; ++i)
        deposit();
    QVERIFY(m_replica->waitFor(acked(10)));
    QCOMPARE(m_replica->count(ReportKind::FaultFired), 3);
    QCOMPARE(m_replica->last(ReportKind::FaultFired).number, TransactionNumber(9));
}

void TestFaults::theConductorGivesIdsAndRefuses()
{
    std::mutex mutex;
    std::vector<Report> reports;
    Conductor conductor({[](const Event&) {},
                         [&](const ClientId&, const std::string& line) {
                             const std::lock_guard lock(mutex);
                             if (const auto report = reportFromLine(line))
                                 reports.push_back(*report);
                         }});
    const auto armed = [&] {
        const std::lock_guard lock(mutex);
        const auto found = std::find_if(reports.rbegin(), reports.rend(), [](const Report& one) {
            return one.kind == ReportKind::FaultsChanged;
        });
        return found == reports.rend() ? std::vector<FaultSpec>{} : found->faults;
    };
    const auto isReady = [&] {
        const std::lock_guard lock(mutex);
        return std::ranges::find(reports, ReportKind::Ready, &Report::kind) != reports.end();
    };
    QSignalSpy refused(&conductor, &Conductor::refused);
    QVERIFY(conductor
                .begin({.clusterId = "faults",
                        .channel = ChannelName("bank"),
                        .accounts = {{AccountName("ann"), Cents(0)}},
                        .broker = {}})
                .ok());
    QTRY_VERIFY_WITH_TIMEOUT(conductor.broker()->status().state == broker::State::Running, 30000);
    conductor.execute(command::SpawnReplicas{1, {}});
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 30000);
    const ClientId name("account-1");
    FaultSpec fault;
    conductor.execute(command::ArmFault{name, fault});
    const FaultId reserved = conductor.newFaultId();
    conductor.execute(command::ArmFault{name, fault});
    QTRY_COMPARE(armed().size(), std::size_t(2));
    QCOMPARE(armed()[0].id, FaultId(1));
    QCOMPARE(reserved, FaultId(2));
    QCOMPARE(armed()[1].id, FaultId(3));
    conductor.execute(command::DisarmFault{name, FaultId(1)});
    QTRY_COMPARE(armed().size(), std::size_t(1));
    QCOMPARE(armed()[0].id, FaultId(3));
    QCOMPARE(refused.count(), 0);
    fault.place = FaultPlace::AfterAck;
    conductor.execute(command::ArmFault{name, fault});
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.at(0).at(0).toString().startsWith(u"after_ack × fail: "_s));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
