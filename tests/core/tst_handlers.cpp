#include "core/bank/accounthandler.h"
#include "core/events/servicemessages.h"
#include "tests/support/memorybank.h"

#include <QTest>

#include <cstdint>
#include <limits>

using namespace stanscope;
using namespace Qt::StringLiterals;
using tests::MemoryBank;

/// The table "What the handlers do" of docs/cases.md, cell by cell.
class TestHandlers : public QObject
{
    Q_OBJECT

private slots:
    void everyHandlerIsMade();
    void decides_data();
    void decides();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void overflowUsesUpTheNumber();
    void duplicateNeedsTheSameContent_data();
    void duplicateNeedsTheSameContent();
    void farAheadIsNoOverflow();
    void anUnknownAccountIsQuarantined();
    void theGapDrainsWhatWaits();
    void drainsWhatAnotherHandlerLeft();
    void aParkedDuplicateIsSkipped();
    void otherContentUnderAParkedNumber();
};

namespace {

const AccountName alice("alice");

Transaction transaction(std::int64_t number, std::int64_t amount)
{
    const auto type = amount < 0 ? TransactionType::Withdraw : TransactionType::Deposit;
    return {TransactionId("t" + std::to_string(number)), alice, TransactionNumber(number), type,
            Cents(std::abs(amount))};
}

Arrival arrival(const Transaction& transaction)
{
    return {transaction,
            toPayload(transaction),
            {ClientId("account-1"),
             Sequence(static_cast<std::uint64_t>(transaction.number.value() % 1000))}};
}

QString word(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::vector<Decision> handle(Handler handler, MemoryBank& bank, const Transaction& transaction)
{
    auto decisions = makeHandler(handler)->handle(bank, arrival(transaction));
    return decisions ? *decisions : std::vector<Decision>();
}

/// A bank with alice: balance 100, last number 3; the ledger knows a deposit of 100 as number 3.
MemoryBank bankOfAlice()
{
    MemoryBank bank;
    bank.open(alice, {Cents(100), TransactionNumber(3)});
    bank.tables.ledger.push_back({transaction(3, 100), Outcome::Applied, Cents(100), {}});
    return bank;
}

/// "applied, applied, balance 150, last 4", the second being the new row of the ledger.
QString outcome(Handler handler, MemoryBank bank, const Transaction& arriving)
{
    const std::size_t rows = bank.tables.ledger.size();
    const auto decisions = handle(handler, bank, arriving);
    if (decisions.size() != 1)
        return u"%1 decisions"_s.arg(decisions.size());
    const QString row = bank.tables.ledger.size() == rows
        ? u"no row"_s
        : word(toText(bank.tables.ledger.back().outcome));
    const AccountState state = bank.tables.accounts.at(alice).state;
    return u"%1, %2, balance %3, last %4"_s.arg(word(toText(decisions.front().outcome)), row,
                                                QString::number(state.balance.value()),
                                                QString::number(state.last.value()));
}

/// A line for each decision: "2 applied 110 #2".
QString toLines(const std::vector<Decision>& decisions)
{
    QStringList lines;
    for (const Decision& one : decisions)
        lines += u"%1 %2 %3 #%4"_s.arg(QString::number(one.transaction.number.value()),
                                       word(toText(one.outcome)),
                                       QString::number(one.after.balance.value()),
                                       QString::number(one.provenance.sequence.value()));
    return lines.join(u'\n');
}

} // namespace

void TestHandlers::everyHandlerIsMade()
{
    for (std::size_t i = 0; i < wordsOf<Handler>.size(); ++i)
        QVERIFY(makeHandler(static_cast<Handler>(i)));
}

void TestHandlers::decides_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("naive");
    QTest::addColumn<QString>("ordered");
    QTest::addColumn<QString>("inbox");
    const auto row = [](const char* name, qint64 number, qint64 amount, const QString& naive,
                        const QString& ordered, const QString& inbox = {}) {
        QTest::newRow(name) << number << amount << naive << ordered
                            << (inbox.isEmpty() ? ordered : inbox);
    };
    row("next", 4, 50, u"applied, applied, balance 150, last 4"_s,
        u"applied, applied, balance 150, last 4"_s);
    row("next, all the money", 4, -100, u"applied, applied, balance 0, last 4"_s,
        u"applied, applied, balance 0, last 4"_s);
    row("next, not enough money", 4, -101, u"declined, declined, balance 100, last 4"_s,
        u"declined, declined, balance 100, last 4"_s);
    row("duplicate", 3, 100, u"applied, applied, balance 200, last 3"_s,
        u"skipped, no row, balance 100, last 3"_s);
    row("other content under a used number", 3, 70, u"applied, applied, balance 170, last 3"_s,
        u"quarantined, no row, balance 100, last 3"_s);
    row("a used number that the ledger does not know", 1, 70,
        u"applied, applied, balance 170, last 1"_s, u"quarantined, no row, balance 100, last 3"_s);
    row("too early", 5, 70, u"applied, applied, balance 170, last 5"_s,
        u"rejected, no row, balance 100, last 3"_s, u"parked, no row, balance 100, last 3"_s);
}

void TestHandlers::decides()
{
    QFETCH(const qint64, number);
    QFETCH(const qint64, amount);
    QFETCH(const QString, naive);
    QFETCH(const QString, ordered);
    QFETCH(const QString, inbox);
    const Transaction arriving = transaction(number, amount);
    QCOMPARE(outcome(Handler::Naive, bankOfAlice(), arriving), naive);
    QCOMPARE(outcome(Handler::Ordered, bankOfAlice(), arriving), ordered);
    QCOMPARE(outcome(Handler::Inbox, bankOfAlice(), arriving), inbox);
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
    for (const Handler handler : {Handler::Ordered, Handler::Inbox}) {
        MemoryBank bank;
        bank.open(alice);
        const auto decisions = handle(handler, bank, transaction(number, 1));
        QCOMPARE(decisions.size(), 1U);
        QCOMPARE(QString::fromStdString(decisions.front().reason), reason);
    }
}

void TestHandlers::overflowUsesUpTheNumber()
{
    for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox}) {
        MemoryBank bank;
        const Cents most(std::numeric_limits<std::int64_t>::max());
        bank.open(alice, {most, TransactionNumber(3)});
        QCOMPARE(outcome(handler, bank, transaction(4, 1)),
                 u"quarantined, declined, balance 9223372036854775807, last 4"_s);
        handle(handler, bank, transaction(4, 1));
        QCOMPARE(bank.tables.quarantine.size(), 1U);
    }
}

void TestHandlers::duplicateNeedsTheSameContent_data()
{
    QTest::addColumn<Transaction>("known");
    QTest::addColumn<QString>("outcome");
    const Transaction same = transaction(1, 50);
    Transaction otherId = same;
    otherId.id = TransactionId("other");
    Transaction otherAmount = same;
    otherAmount.amount = Cents(51);
    Transaction otherType = same;
    otherType.type = TransactionType::Withdraw;
    QTest::newRow("same") << same << u"skipped"_s;
    QTest::newRow("other id") << otherId << u"quarantined"_s;
    QTest::newRow("other amount") << otherAmount << u"quarantined"_s;
    QTest::newRow("other type") << otherType << u"quarantined"_s;
}

void TestHandlers::duplicateNeedsTheSameContent()
{
    QFETCH(const Transaction, known);
    QFETCH(const QString, outcome);
    for (const Handler handler : {Handler::Ordered, Handler::Inbox}) {
        MemoryBank bank;
        bank.open(alice, {Cents(50), TransactionNumber(1)});
        bank.tables.ledger.push_back({known, Outcome::Applied, Cents(50), {}});
        const auto decisions = handle(handler, bank, transaction(1, 50));
        QCOMPARE(word(toText(decisions.at(0).outcome)), outcome);
        QCOMPARE(bank.tables.quarantine.size(), outcome == u"skipped"_s ? 0U : 1U);
    }
}

void TestHandlers::farAheadIsNoOverflow()
{
    const auto last = std::numeric_limits<std::int64_t>::max();
    MemoryBank bank;
    bank.open(alice);
    QCOMPARE(handle(Handler::Ordered, bank, transaction(last, 1)).at(0).outcome, Outcome::Rejected);
    QCOMPARE(handle(Handler::Inbox, bank, transaction(last, 1)).at(0).outcome, Outcome::Parked);
    bank.open(alice, {Cents(0), TransactionNumber(last)});
    QCOMPARE(handle(Handler::Ordered, bank, transaction(last, 1)).at(0).outcome,
             Outcome::Quarantined);
    // The very last number is decided, and nothing behind it is looked for.
    bank.open(alice, {Cents(0), TransactionNumber(last - 1)});
    QCOMPARE(handle(Handler::Inbox, bank, transaction(last, 1)).at(0).outcome, Outcome::Applied);
}

void TestHandlers::anUnknownAccountIsQuarantined()
{
    for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox}) {
        MemoryBank bank;
        QCOMPARE(handle(handler, bank, transaction(1, 5)).at(0).outcome, Outcome::Quarantined);
        QCOMPARE(bank.tables.quarantine.at(0).second, "unknown account \"alice\"");
    }
}

void TestHandlers::theGapDrainsWhatWaits()
{
    MemoryBank bank;
    bank.open(alice);
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(3, -100))), u"3 parked 0 #3"_s);
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(2, 60))), u"2 parked 0 #2"_s);
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(5, 7))), u"5 parked 0 #5"_s);
    QCOMPARE(bank.tables.parked.size(), 3U);
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(1, 50))),
             u"1 applied 50 #1\n2 applied 110 #2\n3 applied 10 #3"_s);
    QCOMPARE(bank.tables.parked.size(), 1U);
    QCOMPARE(bank.tables.ledger.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(bank.tables.ledger[i].provenance.sequence, Sequence(i + 1));
        QCOMPARE(bank.tables.ledger[i].provenance.commit, CommitNumber(std::int64_t(i) + 1));
    }
}

void TestHandlers::drainsWhatAnotherHandlerLeft()
{
    MemoryBank bank;
    bank.open(alice);
    handle(Handler::Inbox, bank, transaction(2, 60));
    handle(Handler::Ordered, bank, transaction(1, 50)); // it knows of no inbox
    // What comes next finds it, wherever it stands itself.
    MemoryBank early = bank;
    QCOMPARE(toLines(handle(Handler::Inbox, early, transaction(4, 1))),
             u"4 parked 110 #4\n2 applied 110 #2"_s);
    MemoryBank next = bank;
    QCOMPARE(toLines(handle(Handler::Inbox, next, transaction(3, 1))),
             u"3 applied 111 #3\n2 applied 110 #2"_s);
    QVERIFY(next.tables.parked.empty());
}

void TestHandlers::aParkedDuplicateIsSkipped()
{
    MemoryBank bank;
    bank.open(alice);
    handle(Handler::Inbox, bank, transaction(2, 60));
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(2, 60))), u"2 skipped 0 #2"_s);
    handle(Handler::Inbox, bank, transaction(1, 50));
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(2, 60))), u"2 skipped 110 #2"_s);
    QCOMPARE(bank.tables.ledger.size(), 2U);
}

void TestHandlers::otherContentUnderAParkedNumber()
{
    MemoryBank bank;
    bank.open(alice);
    handle(Handler::Inbox, bank, transaction(2, 60));
    Transaction other = transaction(2, 61);
    QCOMPARE(toLines(handle(Handler::Inbox, bank, other)), u"2 quarantined 0 #2"_s);
    QCOMPARE(bank.tables.quarantine.at(0).second, "number 2 is kept for another transaction");
    QCOMPARE(toLines(handle(Handler::Inbox, bank, transaction(1, 50))),
             u"1 applied 50 #1\n2 applied 110 #2"_s);
}

QTEST_APPLESS_MAIN(TestHandlers)
#include "tst_handlers.moc"
