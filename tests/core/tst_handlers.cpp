#include "core/bank/handlers.h"

#include <QTest>

#include <cstdint>
#include <limits>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The table "What the handlers do" of docs/cases.md, cell by cell.
class TestHandlers : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void overflowUsesUpTheNumber();
    void duplicateNeedsTheSameContent_data();
    void duplicateNeedsTheSameContent();
    void farAheadIsNoOverflow();
};

namespace {

Transaction transaction(std::int64_t number, std::int64_t amount)
{
    const auto type = amount < 0 ? TransactionType::Withdraw : TransactionType::Deposit;
    return {TransactionId("t" + std::to_string(number)), AccountName("alice"),
            TransactionNumber(number), type, Cents(std::abs(amount))};
}

QString toLine(const Decision& decision)
{
    const std::string_view outcome = toText(decision.outcome);
    const std::string_view ledger = decision.ledger ? toText(*decision.ledger) : "no row";
    return u"%1, %2, balance %3, last %4"_s.arg(
        QString::fromUtf8(outcome.data(), qsizetype(outcome.size())),
        QString::fromUtf8(ledger.data(), qsizetype(ledger.size())),
        QString::number(decision.after.balance.value()),
        QString::number(decision.after.last.value()));
}

} // namespace

void TestHandlers::decides_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("naive");
    QTest::addColumn<QString>("ordered");
    // The account: balance 100, last number 3; the ledger knows a deposit of 100 as number 3.
    QTest::newRow("next") << qint64(4) << qint64(50) << u"applied, applied, balance 150, last 4"_s
                          << u"applied, applied, balance 150, last 4"_s;
    QTest::newRow("next, all the money")
        << qint64(4) << qint64(-100) << u"applied, applied, balance 0, last 4"_s
        << u"applied, applied, balance 0, last 4"_s;
    QTest::newRow("next, not enough money")
        << qint64(4) << qint64(-101) << u"declined, declined, balance 100, last 4"_s
        << u"declined, declined, balance 100, last 4"_s;
    QTest::newRow("duplicate") << qint64(3) << qint64(100)
                               << u"applied, applied, balance 200, last 3"_s
                               << u"skipped, no row, balance 100, last 3"_s;
    QTest::newRow("other content under a used number")
        << qint64(3) << qint64(70) << u"applied, applied, balance 170, last 3"_s
        << u"quarantined, no row, balance 100, last 3"_s;
    QTest::newRow("a used number that the ledger does not know")
        << qint64(1) << qint64(70) << u"applied, applied, balance 170, last 1"_s
        << u"quarantined, no row, balance 100, last 3"_s;
    QTest::newRow("too early") << qint64(5) << qint64(70)
                               << u"applied, applied, balance 170, last 5"_s
                               << u"rejected, no row, balance 100, last 3"_s;
}

void TestHandlers::decides()
{
    QFETCH(const qint64, number);
    QFETCH(const qint64, amount);
    QFETCH(const QString, naive);
    QFETCH(const QString, ordered);
    const AccountState account{Cents(100), TransactionNumber(3)};
    std::vector<Transaction> known;
    if (number == 3)
        known.push_back(transaction(3, 100));
    const Transaction arriving = transaction(number, amount);
    QCOMPARE(toLine(decide(Handler::Naive, account, arriving, known)), naive);
    QCOMPARE(toLine(decide(Handler::Ordered, account, arriving, known)), ordered);
}

void TestHandlers::namesWhatIsMissing_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("reason");
    QTest::newRow("one") << qint64(2) << u"number 1 missing"_s;
    QTest::newRow("two") << qint64(3) << u"numbers 1, 2 missing"_s;
    QTest::newRow("four") << qint64(5) << u"numbers 1, 2, 3, 4 missing"_s;
    QTest::newRow("many") << qint64(900) << u"numbers 1 to 899 missing"_s;
}

void TestHandlers::namesWhatIsMissing()
{
    QFETCH(const qint64, number);
    QFETCH(const QString, reason);
    const Decision decision = decideOrdered({}, transaction(number, 1), {});
    QCOMPARE(decision.outcome, Outcome::Rejected);
    QCOMPARE(QString::fromStdString(decision.reason), reason);
}

void TestHandlers::overflowUsesUpTheNumber()
{
    const AccountState rich{Cents(std::numeric_limits<std::int64_t>::max()), TransactionNumber(3)};
    for (const Handler handler : {Handler::Naive, Handler::Ordered}) {
        const Decision decision = decide(handler, rich, transaction(4, 1), {});
        QCOMPARE(decision.outcome, Outcome::Quarantined);
        QCOMPARE(decision.ledger, std::optional(Outcome::Declined));
        QCOMPARE(decision.after.balance, rich.balance);
        QCOMPARE(decision.after.last, TransactionNumber(4));
    }
}

void TestHandlers::duplicateNeedsTheSameContent_data()
{
    QTest::addColumn<Transaction>("known");
    QTest::addColumn<Outcome>("outcome");
    const Transaction same = transaction(1, 50);
    Transaction otherId = same;
    otherId.id = TransactionId("other");
    Transaction otherAmount = same;
    otherAmount.amount = Cents(51);
    Transaction otherType = same;
    otherType.type = TransactionType::Withdraw;
    QTest::newRow("same") << same << Outcome::Skipped;
    QTest::newRow("other id") << otherId << Outcome::Quarantined;
    QTest::newRow("other amount") << otherAmount << Outcome::Quarantined;
    QTest::newRow("other type") << otherType << Outcome::Quarantined;
}

void TestHandlers::duplicateNeedsTheSameContent()
{
    QFETCH(const Transaction, known);
    QFETCH(const Outcome, outcome);
    const AccountState account{Cents(50), TransactionNumber(1)};
    QCOMPARE(decideOrdered(account, transaction(1, 50), {known}).outcome, outcome);
}

void TestHandlers::farAheadIsNoOverflow()
{
    const auto last = std::numeric_limits<std::int64_t>::max();
    const AccountState account{Cents(0), TransactionNumber(last)};
    QCOMPARE(decideOrdered({}, transaction(last, 1), {}).outcome, Outcome::Rejected);
    QCOMPARE(decideOrdered(account, transaction(last, 1), {}).outcome, Outcome::Quarantined);
}

QTEST_APPLESS_MAIN(TestHandlers)
#include "tst_handlers.moc"
