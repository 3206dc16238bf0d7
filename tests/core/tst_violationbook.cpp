#include "core/lab/violationbook.h"
#include "tests/support/historybuilder.h"

#include <QStringList>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// "8 declined_wrongly ann #3 seq 3 account-2 at 0.66".
QStringList told(const ViolationBook& book, const HistoryBuilder& b)
{
    QStringList lines;
    for (std::size_t row = 0; row < book.size(); ++row) {
        const ListedViolation violation = book.at(row);
        QString line = u"%1 %2 %3 #%4 seq %5 %6"_s.arg(violation.invariant)
                           .arg(QString::fromUtf8(violation.code.data(),
                                                  static_cast<qsizetype>(violation.code.size())))
                           .arg(QString::fromStdString(violation.account))
                           .arg(violation.number.value())
                           .arg(violation.sequence.value())
                           .arg(QString::fromStdString(violation.replica));
        if (violation.time != 0)
            line += u" at %1"_s.arg(static_cast<double>(violation.time - b.at(0)) / 1e9, 0, 'f', 2);
        if (violation.sentence)
            line += u": "_s + QString::fromStdString(violation.sentence->args.at(0).text);
        lines << line;
    }
    return lines;
}

audit::Violation violation(int invariant, const char* text, int number, int sequence,
                           const char* replica)
{
    return {invariant,
            said(text),
            AccountName("ann"),
            TransactionNumber(number),
            Sequence(static_cast<std::uint64_t>(sequence)),
            ClientId(replica)};
}

} // namespace

class TestViolationBook : public QObject
{
    Q_OBJECT

private slots:
    void decisionsAndAuditAreOneList();
    void aNumberBreaksAtMostOnceOneTime();
    void theAuditMayThinkOtherwise();
    void anotherHistoryStartsOver();
};

void TestViolationBook::decisionsAndAuditAreOneList()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    ViolationBook book;
    QVERIFY(!book.readOn(*b.snapshot(4)));
    QCOMPARE(told(book, b), (QStringList{u"8 declined_wrongly ann #3 seq 3 account-2 at 0.66"_s}));

    // The audit has a sentence for the same one, and knows of a loss and of the account.
    b.draft().verdict.audits = 1;
    b.draft().verdict.violations = {violation(8, "refused at 60", 3, 3, "account-2"),
                                    violation(6, "never decided", 2, 2, ""),
                                    violation(8, "110 is not 10", 0, 0, "")};
    QVERIFY(book.readOn(*b.snapshot(4)));
    QCOMPARE(told(book, b),
             (QStringList{u"8 declined_wrongly ann #3 seq 3 account-2 at 0.66: refused at 60"_s,
                          u"6 said ann #2 seq 2  at 0.33: never decided"_s,
                          u"8 said ann #0 seq 0 : 110 is not 10"_s}));
    QVERIFY(book.readOn(*b.snapshot(4)));
    QCOMPARE(book.size(), std::size_t{3});
    QCOMPARE(book.at(1).message, RowRef{2});
    QCOMPARE(book.at(0).ledger, RowRef{2});
}

void TestViolationBook::aNumberBreaksAtMostOnceOneTime()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto again = [&](double s) {
        b.history().ledger.append([&](LedgerRow& row) {
            row = b.history().ledger[0];
            row.committedAt = b.time(s);
            row.breaks.add(Breach::AppliedTwice);
            row.breaks.add(Breach::Balance);
        });
    };
    again(4);
    again(5);
    ViolationBook book;
    book.readOn(*b.snapshot(6));
    // Each wrong balance counts; "at most once" is broken once.
    QCOMPARE(told(book, b),
             (QStringList{u"8 declined_wrongly ann #3 seq 3 account-2 at 0.66"_s,
                          u"1 balance ann #2 seq 2 account-2 at 4.00"_s,
                          u"2 applied_twice ann #2 seq 2 account-2 at 4.00"_s,
                          u"1 balance ann #2 seq 2 account-2 at 5.00"_s}));
}

void TestViolationBook::theAuditMayThinkOtherwise()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    ViolationBook book;
    b.draft().verdict.audits = 1;
    b.draft().verdict.violations = {violation(6, "never decided", 2, 2, "")};
    book.readOn(*b.snapshot(4));
    QCOMPARE(book.size(), std::size_t{2});
    b.draft().verdict.audits = 2;
    b.draft().verdict.violations = {violation(6, "acked and lost", 2, 2, "")};
    QVERIFY(!book.readOn(*b.snapshot(4)));
    QCOMPARE(told(book, b).at(1), u"6 said ann #2 seq 2  at 0.33: acked and lost"_s);
    b.draft().verdict.audits = 3;
    b.draft().verdict.violations = {};
    QVERIFY(!book.readOn(*b.snapshot(4)));
    QCOMPARE(book.size(), std::size_t{1});
}

void TestViolationBook::anotherHistoryStartsOver()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    ViolationBook book;
    book.readOn(*b.snapshot(4));
    HistoryBuilder ordered;
    buildCase1Ordered(ordered);
    QVERIFY(!book.readOn(*ordered.snapshot(4)));
    QCOMPARE(book.size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestViolationBook)
#include "tst_violationbook.moc"
