#include "core/events/servicemessages.h"
#include "core/stan/stanclient.h"
#include "core/storage/schema.h"
#include "tests/support/reading.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/testbroker.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The inbox handler in a real process, on a real database and broker.
class TestInbox : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void parksAndDrains();
    void aDuplicateOfWhatIsParkedIsSkipped();
    void otherContentUnderAParkedNumberIsQuarantined();
    void aCrashInTheDrainTakesAllOfItBack();
    void aFaultInTheDrainTakesAllOfItBack();

private:
    void start(ServiceProcess& replica, const QString& name);
    void publish(const std::string& id, int number, int amount);
    DatabaseSnapshot databases(const test::Caller& caller = test::Caller::current()) const
    {
        return test::databasesIn(m_accountDatabase, m_transactionDatabase, caller);
    }

    std::unique_ptr<TestBroker> m_broker;
    std::unique_ptr<StanClient> m_publisher;
    QString m_accountDatabase;
    QString m_transactionDatabase;
};

namespace {

ServiceProcess::Matches ended(ReportKind kind, std::int64_t number, Outcome outcome)
{
    return [=](const Report& report) {
        return report.kind == kind && report.number == TransactionNumber(number)
            && report.outcome == outcome;
    };
}

/// Of the row of number 2, once.
FaultSpec insideTwo(FaultEffect effect)
{
    return {
        .id = FaultId(1),
        .place = FaultPlace::InTransaction,
        .effect = effect,
        .match = {.account = {}, .number = TransactionNumber(2), .delivery = FaultDelivery::Any}};
}

} // namespace

void TestInbox::init()
{
    STANSCOPE_NEED_BROKER();
    m_broker = std::make_unique<TestBroker>();
    QVERIFY2(m_broker->start(), m_broker->log().constData());
    m_accountDatabase = m_broker->filePath(u"account.sqlite"_s);
    m_transactionDatabase = m_broker->filePath(u"transaction.sqlite"_s);
    const std::vector<OpenedAccount> accounts{{AccountName("alice"), Cents(0)}};
    QVERIFY(createAccountDatabase(m_accountDatabase.toStdString(), accounts).ok());
    QVERIFY(createTransactionDatabase(m_transactionDatabase.toStdString(), accounts).ok());
    StanConnectOptions connecting;
    connecting.connection.url = m_broker->url().toStdString();
    connecting.connection.token = m_broker->token().toStdString();
    connecting.clusterId = m_broker->clusterId().toStdString();
    connecting.client = ClientId("publisher");
    m_publisher = std::make_unique<StanClient>(connecting);
    QSignalSpy connected(m_publisher.get(), &StanClient::connected);
    m_publisher->connectToBroker();
    QTRY_COMPARE(connected.count(), 1);
}

void TestInbox::cleanup()
{
    m_publisher.reset();
    m_broker.reset();
}

void TestInbox::start(ServiceProcess& replica, const QString& name)
{
    ReplicaOptions options;
    options.handler = Handler::Inbox;
    options.ackWaitSeconds = 1;
    replica.startAccount(*m_broker, name, m_accountDatabase, options);
    QVERIFY2(replica.waitFor(ReportKind::Ready), replica.errorOutput().constData());
}

void TestInbox::publish(const std::string& id, int number, int amount)
{
    QSignalSpy published(m_publisher.get(), &StanClient::publishDone);
    m_publisher->publish(
        ChannelName("bank"),
        toPayload({TransactionId(id), AccountName("alice"), TransactionNumber(number),
                   TransactionType::Deposit, Cents(amount)}),
        1);
    QTRY_COMPARE(published.count(), 1);
}

void TestInbox::parksAndDrains()
{
    ServiceProcess replica;
    start(replica, u"account-1"_s);
    publish("c", 3, 7);
    publish("b", 2, 60);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 2, Outcome::Parked)));
    QCOMPARE(replica.story(1), u"received begin decided:parked committed acked"_s);
    QCOMPARE(databases().parked.size(), 2U);
    publish("a", 1, 50);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 1, Outcome::Applied)));
    QCOMPARE(replica.story(3),
             u"received begin decided:applied decided:applied decided:applied "
             "committed committed committed acked"_s);
    const DatabaseSnapshot after = databases();
    QVERIFY(after.parked.empty());
    QCOMPARE(after.accounts.at(0).balance, Cents(117));
    QCOMPARE(after.ledger.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(after.ledger[i].number, TransactionNumber(std::int64_t(i) + 1));
    QCOMPARE(after.ledger[2].sequence, Sequence(1)); // the message that brought it
}

void TestInbox::aDuplicateOfWhatIsParkedIsSkipped()
{
    ServiceProcess replica;
    start(replica, u"account-1"_s);
    publish("b", 2, 60);
    publish("b", 2, 60);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 2, Outcome::Skipped)));
    QCOMPARE(replica.story(2), u"received begin decided:skipped acked"_s);
    QCOMPARE(databases().parked.size(), 1U);
    publish("a", 1, 50);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 1, Outcome::Applied)));
    QCOMPARE(databases().ledger.size(), 2U);
}

void TestInbox::otherContentUnderAParkedNumberIsQuarantined()
{
    ServiceProcess replica;
    start(replica, u"account-1"_s);
    publish("b", 2, 60);
    publish("x", 2, 61);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 2, Outcome::Quarantined)));
    QCOMPARE(databases().quarantine.size(), 1U);
    QCOMPARE(databases().quarantine.at(0).reason,
             std::string("number 2 is kept for another transaction"));
    publish("a", 1, 50);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 1, Outcome::Applied)));
    QCOMPARE(databases().accounts.at(0).balance, Cents(110));
}

void TestInbox::aCrashInTheDrainTakesAllOfItBack()
{
    ServiceProcess first;
    start(first, u"account-1"_s);
    publish("b", 2, 60);
    QVERIFY(first.waitFor(ended(ReportKind::Acked, 2, Outcome::Parked)));
    first.arm(insideTwo(FaultEffect::Crash));
    QVERIFY(first.waitFor(ReportKind::FaultsChanged));
    publish("a", 1, 50);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.process().exitStatus(), QProcess::CrashExit);
    QCOMPARE(first.last(ReportKind::FaultFired).number, TransactionNumber(2));
    const DatabaseSnapshot between = databases();
    QCOMPARE(between.parked.size(), 1U);
    QVERIFY(between.ledger.empty());
    QCOMPARE(between.accounts.at(0).balance, Cents(0));
    ServiceProcess second;
    start(second, u"account-2"_s);
    QVERIFY(second.waitFor(ended(ReportKind::Acked, 1, Outcome::Applied)));
    const DatabaseSnapshot after = databases();
    QVERIFY(after.parked.empty());
    QCOMPARE(after.ledger.size(), 2U);
    QCOMPARE(after.ledger[1].replica, ClientId("account-2"));
    QCOMPARE(after.accounts.at(0).balance, Cents(110));
}

void TestInbox::aFaultInTheDrainTakesAllOfItBack()
{
    ServiceProcess replica;
    start(replica, u"account-1"_s);
    publish("b", 2, 60);
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 2, Outcome::Parked)));
    replica.arm(insideTwo(FaultEffect::Fail));
    QVERIFY(replica.waitFor(ReportKind::FaultsChanged));
    publish("a", 1, 50);
    QVERIFY(replica.waitFor(ReportKind::Failed));
    QCOMPARE(databases().parked.size(), 1U);
    QVERIFY(databases().ledger.empty());
    QVERIFY(replica.waitFor(ended(ReportKind::Acked, 1, Outcome::Applied)));
    QCOMPARE(databases().accounts.at(0).balance, Cents(110));
}

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
