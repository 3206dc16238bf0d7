#include "tests/support/historybuilder.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/messagemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// The cells of one column, row by row.
QStringList columnOf(const QAbstractItemModel& model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells << model.index(row, column).data().toString();
    return cells;
}

RowCriteria withText(const QString& text)
{
    RowCriteria criteria;
    criteria.text = text;
    return criteria;
}

/// Messages of "ann" and "bob" in turns, none acked.
void addMessages(HistoryBuilder& b, int count)
{
    for (int i = 0; i < count; ++i) {
        const RowRef message = b.message(0.001 * i, 0);
        b.history().meanings.append([&](MessageMeaning& meaning) {
            meaning.account.set(b.intern(i % 2 == 0 ? "ann" : "bob"));
            meaning.number.set(message);
        });
    }
}

} // namespace

class TestRowFilter : public QObject
{
    Q_OBJECT

private slots:
    void messages_data();
    void messages();
    void deliveries_data();
    void deliveries();
    void ledger_data();
    void ledger();
    void facetsThatRowsHaveNotAreLeftOut();
    void rowsComeAndGoWithTheChangeLog();
    void manyRowsComeAndGoAtOnce();
    void newRowsAreLookedAt();
    void aLongScanGoesOnBetweenEvents();
    void anotherFilterCancelsAScan();
    void aMomentOfTheSameRunKeepsTheFilter();
    void aNameThatIsToComeHidesEverything();
    void aFarCursorLooksAnew();
    void payloadsOfAnyKindAreFound();
};

void TestRowFilter::messages_data()
{
    QTest::addColumn<RowCriteria>("criteria");
    QTest::addColumn<QStringList>("sequences");
    RowCriteria criteria;
    QTest::newRow("nothing") << criteria << QStringList{u"1"_s, u"2"_s, u"3"_s};
    criteria.redelivered = true;
    QTest::newRow("redelivered") << criteria << QStringList{u"1"_s};
    criteria = {};
    criteria.violations = true;
    QTest::newRow("violations") << criteria << QStringList{u"3"_s};
    criteria = {};
    criteria.unacked = true;
    QTest::newRow("unacked") << criteria << QStringList{u"1"_s, u"3"_s};
    criteria.violations = true;
    QTest::newRow("both") << criteria << QStringList{u"3"_s};
    criteria = {};
    criteria.account = u"ann"_s;
    QTest::newRow("account") << criteria << QStringList{u"1"_s, u"2"_s, u"3"_s};
    criteria.replica = u"account-1"_s;
    QTest::newRow("nobody's last") << criteria << QStringList{};
    QTest::newRow("type") << withText(u"WITHDRAW"_s) << QStringList{u"3"_s};
    QTest::newRow("money") << withText(u"60.00"_s) << QStringList{u"2"_s};
    QTest::newRow("outcome") << withText(u"late"_s) << QStringList{u"1"_s};
    QTest::newRow("every word") << withText(u" deposit  ann 50"_s) << QStringList{u"1"_s};
    QTest::newRow("one word is nowhere") << withText(u"deposit zoe"_s) << QStringList{};
    QTest::newRow("only spaces") << withText(u"  "_s) << QStringList{u"1"_s, u"2"_s, u"3"_s};
}

void TestRowFilter::messages()
{
    QFETCH(RowCriteria, criteria);
    HistoryBuilder b;
    buildCase1Naive(b);
    b.history().messages.edit(1).settled.set(true);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    model.setCriteria(criteria);
    QTEST(columnOf(model, MessageModel::SequenceColumn), "sequences");
    QCOMPARE(model.allRows(), std::size_t{3});
}

void TestRowFilter::deliveries_data()
{
    QTest::addColumn<RowCriteria>("criteria");
    QTest::addColumn<QStringList>("sequences");
    RowCriteria criteria;
    criteria.replica = u"account-1"_s;
    QTest::newRow("replica") << criteria << QStringList{u"1"_s, u"5"_s};
    criteria = {};
    criteria.redelivered = true;
    QTest::newRow("redelivered") << criteria << QStringList{u"1"_s};
    criteria = {};
    criteria.unacked = true;
    QTest::newRow("unacked") << criteria << QStringList{u"5"_s};
    criteria = {};
    criteria.violations = true;
    QTest::newRow("violations") << criteria << QStringList{u"3"_s};
    criteria = {};
    criteria.account = u"ann"_s;
    QTest::newRow("account") << criteria << QStringList{u"1"_s, u"2"_s, u"3"_s, u"1"_s};
    QTest::newRow("end") << withText(u"expired"_s) << QStringList{u"1"_s};
    QTest::newRow("why") << withText(u"Database"_s) << QStringList{u"1"_s};
    QTest::newRow("wrongly") << withText(u"wrongly"_s) << QStringList{u"3"_s};
    QTest::newRow("applied") << withText(u"applied"_s) << QStringList{u"2"_s, u"1"_s};
}

void TestRowFilter::deliveries()
{
    QFETCH(RowCriteria, criteria);
    HistoryBuilder b;
    buildCase1Naive(b);
    // One of nobody's account, still on its way.
    for (int i = 0; i < 2; ++i)
        b.message(3.5, 0);
    b.delivery(3.5, b.draft().replicas[0].lane, 5, 1, 6.5);
    DeliveryModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    model.setCriteria(criteria);
    QTEST(columnOf(model, DeliveryModel::SequenceColumn), "sequences");
}

void TestRowFilter::ledger_data()
{
    QTest::addColumn<RowCriteria>("criteria");
    QTest::addColumn<QStringList>("sequences");
    RowCriteria criteria;
    criteria.violations = true;
    QTest::newRow("violations") << criteria << QStringList{u"3"_s};
    criteria = {};
    criteria.replica = u"account-2"_s;
    QTest::newRow("replica") << criteria << QStringList{u"2"_s, u"3"_s, u"1"_s};
    criteria = {};
    criteria.redelivered = true;
    QTest::newRow("redelivered") << criteria << QStringList{};
    QTest::newRow("balance") << withText(u"110"_s) << QStringList{u"1"_s};
    QTest::newRow("decision") << withText(u"declined wrongly"_s) << QStringList{u"3"_s};
    QTest::newRow("type") << withText(u"deposit"_s) << QStringList{u"2"_s, u"1"_s};
}

void TestRowFilter::ledger()
{
    QFETCH(RowCriteria, criteria);
    HistoryBuilder b;
    buildCase1Naive(b);
    LedgerModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    model.setCriteria(criteria);
    QTEST(columnOf(model, LedgerModel::SequenceColumn), "sequences");
}

void TestRowFilter::facetsThatRowsHaveNotAreLeftOut()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    LedgerModel model;
    model.showSnapshot(b.snapshot(4));
    RowCriteria criteria;
    criteria.unacked = true;
    criteria.channel = u"bank"_s;
    model.setCriteria(criteria);
    QVERIFY(!model.isFiltered());
    QCOMPARE(model.rowCount(), 3);
}

void TestRowFilter::rowsComeAndGoWithTheChangeLog()
{
    HistoryBuilder b;
    addMessages(b, 6);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    RowCriteria criteria;
    criteria.violations = true;
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 0);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    b.outcome(5, MessageOutcome::DeclinedWrongly);
    b.outcome(2, MessageOutcome::AppliedTwice);
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(columnOf(model, MessageModel::SequenceColumn), (QStringList{u"2"_s, u"5"_s}));
    QCOMPARE(model.rowOf({5, 0}), std::optional(1));
    QVERIFY(!model.rowOf({1, 0}));
    b.outcome(2, MessageOutcome::Applied);
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(columnOf(model, MessageModel::SequenceColumn), QStringList{u"5"_s});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(inserts.count(), 2);
}

void TestRowFilter::manyRowsComeAndGoAtOnce()
{
    HistoryBuilder b;
    addMessages(b, 400);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    RowCriteria criteria;
    criteria.violations = true;
    for (RowRef message = 1; message <= 200; ++message)
        b.outcome(message, MessageOutcome::AppliedTwice);
    model.showSnapshot(b.snapshot(1));
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 200);
    for (RowRef message = 50; message <= 150; ++message)
        b.outcome(message, MessageOutcome::Applied);
    for (RowRef message = 120; message <= 300; message += 2)
        b.outcome(message, MessageOutcome::AppliedTwice);
    model.showSnapshot(b.snapshot(2));
    QStringList expected;
    for (RowRef message = 1; message <= 400; ++message)
        if (b.history().outcomeOf(message - 1) == MessageOutcome::AppliedTwice)
            expected << QString::number(message);
    QCOMPARE(columnOf(model, MessageModel::SequenceColumn), expected);
}

void TestRowFilter::newRowsAreLookedAt()
{
    HistoryBuilder b;
    addMessages(b, 3);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    RowCriteria criteria;
    criteria.account = u"bob"_s;
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 1);
    b.message(1, 0); // nobody's
    QSignalSpy counts(&model, &HistoryModel::filterChanged);
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(counts.count() > 0); // "1 of 4"
    QCOMPARE(model.allRows(), std::size_t{4});
}

void TestRowFilter::aLongScanGoesOnBetweenEvents()
{
    HistoryBuilder b;
    addMessages(b, 5'000);
    MessageModel model;
    model.setLooks({}, {});
    model.showSnapshot(b.snapshot(1));
    model.setCriteria(withText(u"bob 9"_s));
    // Not all at once, and yet something to show.
    QVERIFY(model.isScanning());
    QVERIFY(model.rowCount() > 0);
    const int first = model.rowCount();
    QTRY_VERIFY_WITH_TIMEOUT(!model.isScanning(), 60'000);
    QVERIFY(model.rowCount() > first);
    int expected = 0;
    for (int number = 2; number <= 5'000; number += 2)
        expected += QByteArray::number(number).contains('9') ? 1 : 0;
    QCOMPARE(model.rowCount(), expected);
    // What came meanwhile and what is new is looked at too.
    QCOMPARE(model.scannedRows(), model.allRows());
}

void TestRowFilter::anotherFilterCancelsAScan()
{
    HistoryBuilder b;
    addMessages(b, 5'000);
    MessageModel model;
    model.setLooks({}, {});
    model.showSnapshot(b.snapshot(1));
    model.setCriteria(withText(u"nowhere"_s));
    QVERIFY(model.isScanning());
    const std::size_t scanned = model.scannedRows();
    model.setCriteria({});
    QVERIFY(!model.isScanning());
    QCOMPARE(model.rowCount(), 5'000);
    QCoreApplication::processEvents();
    QCOMPARE(model.rowCount(), 5'000);
    QVERIFY(scanned < model.scannedRows());
}

void TestRowFilter::aMomentOfTheSameRunKeepsTheFilter()
{
    HistoryBuilder b;
    addMessages(b, 4);
    MessageModel model;
    model.showSnapshot(b.snapshot(1));
    RowCriteria criteria;
    criteria.account = u"bob"_s;
    model.setCriteria(criteria);
    HistoryBuilder moment; // before bob was heard of
    moment.message(0, 0);
    model.showSnapshot(moment.snapshot(0));
    QVERIFY(model.isFiltered());
    QCOMPARE(model.rowCount(), 0);
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(model.rowCount(), 2);
    HistoryBuilder other;
    other.history().start += std::chrono::minutes(1);
    other.message(0, 0);
    model.showSnapshot(other.snapshot(0));
    QVERIFY(!model.isFiltered());
    QCOMPARE(model.rowCount(), 1);
}

void TestRowFilter::aNameThatIsToComeHidesEverything()
{
    HistoryBuilder b;
    b.message(0, 0);
    MessageModel model;
    model.showSnapshot(b.snapshot(1));
    RowCriteria criteria;
    criteria.account = u"bob"_s;
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 0);
    b.history().meanings.append([](MessageMeaning&) {}); // of the first
    b.message(1, 0);
    b.history().meanings.append(
        [&](MessageMeaning& meaning) { meaning.account.set(b.intern("bob")); });
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(columnOf(model, MessageModel::SequenceColumn), QStringList{u"2"_s});
}

// After a long time behind other tabs it is cheaper to look at all rows than at all edits.
void TestRowFilter::aFarCursorLooksAnew()
{
    HistoryBuilder b;
    addMessages(b, 10);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    RowCriteria criteria;
    criteria.violations = true;
    model.setCriteria(criteria);
    b.outcome(4, MessageOutcome::AppliedTwice);
    for (int i = 0; i < 150'000; ++i) {
        b.history().changes.nextEvent();
        b.history().changes.touch(Table::Meanings, 0);
        b.history().changes.touch(Table::Meanings, 5);
    }
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(columnOf(model, MessageModel::SequenceColumn), QStringList{u"4"_s});
    model.setCriteria({});
    for (int i = 0; i < 300'000; ++i) {
        b.history().changes.nextEvent();
        b.history().changes.touch(Table::Meanings, 0);
    }
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().at(1).toModelIndex().row(), 9);
}

void TestRowFilter::payloadsOfAnyKindAreFound()
{
    HistoryBuilder b;
    b.draft().attached = true;
    b.foreignMessage(0, "orders", R"({"Kunde":"Ärztehaus"})");
    b.foreignMessage(0, "orders", std::string("\x01\xff\x00 abc", 7));
    b.foreignMessage(0, "mail", "plain");
    MessageModel model;
    model.showSnapshot(b.snapshot(1));
    const auto found = [&model](const QString& text) {
        model.setCriteria(withText(text));
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows << QString::number(
                model.index(row, 0).data(RowModel::SelectionRole).value<Selection>().message);
        return rows.join(u' ');
    };
    QCOMPARE(found(u"kunde"_s), u"1"_s);
    QCOMPARE(found(u"ärzte"_s), u"1"_s);
    QCOMPARE(found(u"ABC"_s), u"2"_s);
    QCOMPARE(found(u"orders"_s), u"1 2"_s);
    QCOMPARE(found(u"nothing"_s), QString());
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
