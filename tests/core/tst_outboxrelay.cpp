#include "core/service/faultbook.h"
#include "core/service/hastyrelay.h"
#include "core/service/outboxrelay.h"
#include "core/storage/schema.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace stanscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The relay with a written-down broker and a clock of plain numbers.
class TestOutboxRelay : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void publishesInOrderOneInFlightPerAccount();
    void waitsForTheConnection();
    void resendsWithGrowingPauses();
    void continuesAfterARestart();
    void refusesWhatIsNotPossible();
    void keepsPubacksWhileTheDatabaseIsAway();
    void publishesBeforeItInserts();
    void aChanceIsRepeatedByItsSeed();

private:
    void act(const char* account, std::int64_t amount);
    QString sent();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TransactionStore> m_store;
    std::unique_ptr<ReportWriter> m_reports;
    std::unique_ptr<OutboxRelay> m_relay;
    QStringList m_sent;
    int m_pipe = -1;
};

void TestOutboxRelay::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const std::string path = m_folder->filePath(u"transaction"_s).toStdString();
    QVERIFY(createTransactionDatabase(path, {{AccountName("a"), {}}, {AccountName("b"), {}}}).ok());
    m_store = std::move(*TransactionStore::open(path));
    m_pipe = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    m_reports = std::make_unique<ReportWriter>(m_pipe);
    m_sent.clear();
    m_relay = std::make_unique<OutboxRelay>(
        *m_store, *m_reports, [this](std::int64_t row, const std::string& payload) {
            const auto message = fromPayload(payload);
            m_sent += QStringLiteral("%1:%2%3").arg(row).arg(
                QString::fromStdString(message->account.value()),
                QString::number(message->number.value()));
        });
    m_relay->setOnline(true);
}

void TestOutboxRelay::cleanup()
{
    m_relay.reset();
    m_store.reset();
    ::close(m_pipe);
}

void TestOutboxRelay::act(const char* account, std::int64_t amount)
{
    m_relay->add({ServiceCommandKind::Act,
                  {},
                  AccountName(account),
                  TransactionType::Deposit,
                  Cents(amount)});
}

QString TestOutboxRelay::sent()
{
    return std::exchange(m_sent, {}).join(u' ');
}

void TestOutboxRelay::publishesInOrderOneInFlightPerAccount()
{
    act("a", 1);
    act("a", 2);
    act("b", 3);
    m_relay->round(0s);
    QCOMPARE(sent(), u"1:a1 3:b1"_s);
    m_relay->round(0s);
    QCOMPARE(sent(), QString());
    m_relay->add({1, {}}, 0s);
    m_relay->round(0s);
    QCOMPARE(sent(), u"2:a2"_s);
    m_relay->add({3, {}}, 0s);
    m_relay->add({2, {}}, 0s);
    m_relay->round(0s);
    QCOMPARE(sent(), QString());
    QVERIFY(m_store->waiting()->empty());
    QVERIFY(!m_relay->due());
}

void TestOutboxRelay::waitsForTheConnection()
{
    m_relay->setOnline(false);
    act("a", 1);
    m_relay->round(0s);
    QCOMPARE(sent(), QString());
    QCOMPARE(m_store->waiting()->size(), 1U);
    QVERIFY(!m_relay->due());
    m_relay->setOnline(true);
    m_relay->round(0s);
    QCOMPARE(sent(), u"1:a1"_s);
}

void TestOutboxRelay::resendsWithGrowingPauses()
{
    act("a", 1);
    m_relay->round(0s);
    Nanos now = 10s;
    for (const Nanos pause : {100ms, 200ms, 400ms, 800ms, 1600ms, 1600ms}) {
        QCOMPARE(sent(), u"1:a1"_s);
        m_relay->add({1, Error{"no puback", {}}}, now);
        m_relay->round(now);
        QCOMPARE(sent(), QString());
        QCOMPARE(m_relay->due(), std::optional<Nanos>(now + pause));
        now += pause;
        m_relay->round(now);
    }
    QCOMPARE(m_store->waiting()->at(0).publishes, 7);
}

void TestOutboxRelay::continuesAfterARestart()
{
    act("a", 1);
    act("a", 2);
    m_relay->round(0s);
    QCOMPARE(sent(), u"1:a1"_s);
    OutboxRelay successor(*m_store, *m_reports, [this](std::int64_t row, const std::string&) {
        m_sent += QString::number(row);
    });
    QVERIFY(successor.load().ok());
    successor.setOnline(true);
    successor.round(0s);
    successor.add({1, {}}, 0s);
    successor.round(0s);
    QCOMPARE(sent(), u"1 2"_s);
}

void TestOutboxRelay::refusesWhatIsNotPossible()
{
    act("a", 0);
    act("nobody", 5);
    act("a", 5);
    m_relay->round(0s);
    QCOMPARE(sent(), u"1:a1"_s);
    QCOMPARE(m_store->waiting()->size(), 1U);
}

void TestOutboxRelay::keepsPubacksWhileTheDatabaseIsAway()
{
    act("a", 1);
    m_relay->round(0s);
    const std::string path = m_folder->filePath(u"transaction"_s).toStdString();
    {
        const auto other = std::move(*TransactionStore::open(path));
        QVERIFY(other->begin().ok());
        m_relay->add({1, {}}, 1s);
        m_relay->round(1s);
        QCOMPARE(m_store->waiting()->size(), 1U);
        QCOMPARE(m_relay->due(), std::optional<Nanos>(1s + 100ms));
    }
    m_relay->round(2s);
    QVERIFY(m_store->waiting()->empty());
}

/// Number 1 is out, its insert fails: the next one is number 1 again.
void TestOutboxRelay::publishesBeforeItInserts()
{
    HastyRelay relay(*m_store, *m_reports, [this](std::int64_t row, const std::string& payload) {
        m_sent += QStringLiteral("%1:%2").arg(row).arg(fromPayload(payload)->number.value());
    });
    bool fails = true;
    relay.setStrike([&](FaultPlace place, const Report&) {
        Striker::Struck struck;
        if (place == FaultPlace::InInsert && std::exchange(fails, false))
            struck.failure = FaultEffect::Fail;
        return struck;
    });
    relay.setOnline(true);
    const ServiceCommand deposit{
        ServiceCommandKind::Act, {}, AccountName("a"), TransactionType::Deposit, Cents(1)};
    for (int i = 0; i < 3; ++i)
        relay.add(deposit);
    relay.round(0s);
    QCOMPARE(sent(), u"1:1"_s);
    relay.add({1, {}}, 0s);
    relay.round(0s);
    QCOMPARE(sent(), u"2:1"_s);
    relay.add({2, {}}, 0s);
    relay.round(0s);
    QCOMPARE(sent(), u"3:2"_s);
    QCOMPARE(m_store->nextNumber(AccountName("a"))->value().value(), 2);
    relay.add({3, Error{"no puback", {}}}, 0s); // refused, and not sent again
    relay.round(0s);
    QCOMPARE(sent(), QString());
    QCOMPARE(m_store->nextNumber(AccountName("a"))->value().value(), 2);
    QVERIFY(m_store->waiting()->empty());
}

void TestOutboxRelay::aChanceIsRepeatedByItsSeed()
{
    const auto struck = [this](std::int64_t seed) {
        FaultBook book(FaultService::Account, AckMode::Manual, *m_reports);
        FaultSpec fault;
        fault.id = FaultId(1);
        fault.match.perMille = 300;
        fault.match.seed = seed;
        fault.remaining = 0;
        book.arm(fault);
        std::vector<std::uint64_t> list;
        Report handling;
        for (handling.handling = 1; handling.handling <= 1000; ++handling.handling)
            if (book.strike(fault.place, fault.effect, handling))
                list.push_back(handling.handling);
        return list;
    };
    const auto first = struck(7);
    QVERIFY(first.size() > 200 && first.size() < 400);
    QCOMPARE(struck(7), first);
    QVERIFY(struck(8) != first);
}

QTEST_GUILESS_MAIN(TestOutboxRelay)
#include "tst_outboxrelay.moc"
