#include "tests/support/historybuilder.h"
#include "ui/models/violationmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

QStringList lines(const QAbstractItemModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        all << cells.join(u" | "_s);
    }
    return all;
}

QStringList numbers(const QAbstractItemModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, ViolationModel::NumberColumn).data().toString();
    return all;
}

/// A decision like the first one, wrong.
void addWrong(HistoryBuilder& b, double s, std::int64_t number, Breach breach = Breach::Early)
{
    b.history().ledger.append([&](LedgerRow& row) {
        row = b.history().ledger[0];
        row.committedAt = b.time(s);
        row.number = number;
        row.breaks = {};
        row.breaks.add(breach);
    });
}

} // namespace

class TestViolationModel : public QObject
{
    Q_OBJECT

private slots:
    void decisionsAndWhatOnlyTheAuditKnows();
    void liveOnesAreAppended();
    void aClickSelectsTheDecision();
    void filters();
    void sorts();
    void newRowsGoWhereTheyBelong();
};

void TestViolationModel::decisionsAndWhatOnlyTheAuditKnows()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    ViolationModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(
        lines(model),
        QStringList{u"0.66 | declined wrongly | ann | 3 | 3 | account-2 | withdraw 3 of 100.00: "
                    "declined at balance 60.00; in order it is approved | 8"_s});
    QCOMPARE(model.index(0, ViolationModel::CodeColumn).data(RowModel::ToneRole).value<Tone>(),
             Tone::Violated);
    b.draft().verdict.audits = 1;
    b.draft().verdict.violations = {
        {8, said("it was refused"), AccountName("ann"), TransactionNumber(3), Sequence(3),
         ClientId("account-2")},
        {6, said("nobody decided it"), AccountName("ann"), TransactionNumber(2), Sequence(2), {}}};
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.showSnapshot(b.snapshot(5));
    QCOMPARE(
        lines(model),
        (QStringList{u"0.66 | declined wrongly | ann | 3 | 3 | account-2 | it was refused | 8"_s,
                     u"0.33 | lost | ann | 2 | 2 |  | nobody decided it | 6"_s}));
    QCOMPARE(changes.count(), 1);
}

void TestViolationModel::liveOnesAreAppended()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    ViolationModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    addWrong(b, 4, 7);
    addWrong(b, 5, 8);
    model.showSnapshot(b.snapshot(5));
    QCOMPARE(numbers(model), (QStringList{u"3"_s, u"7"_s, u"8"_s}));
    QCOMPARE(resets.count(), 0);
}

void TestViolationModel::aClickSelectsTheDecision()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    b.draft().verdict.audits = 1;
    b.draft().verdict.violations = {
        {6, said("nobody decided it"), AccountName("ann"), TransactionNumber(2), Sequence(2), {}},
        {8, said("110 is not 10"), AccountName("ann"), {}, {}, {}}};
    ViolationModel model;
    model.showSnapshot(b.snapshot(4));
    const auto selectionAt = [&model](int row) {
        return model.index(row, 0).data(RowModel::SelectionRole).value<Selection>();
    };
    QCOMPARE(selectionAt(0), (Selection{3, 3}));
    QCOMPARE(selectionAt(1), (Selection{2, 2}));
    QCOMPARE(selectionAt(2), Selection{});
    QCOMPARE(model.rowOf({3, 3}), std::optional(0));
    QCOMPARE(model.rowOf({2, 0}), std::optional(1));
    QVERIFY(!model.rowOf({1, 4}));
    QVERIFY(!model.rowOf({}));
}

void TestViolationModel::filters()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    addWrong(b, 4, 7);
    ViolationModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    RowCriteria criteria;
    criteria.text = u"too early"_s;
    model.setCriteria(criteria);
    QCOMPARE(numbers(model), QStringList{u"7"_s});
    criteria = {};
    criteria.replica = u"account-1"_s;
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 0);
    criteria = {};
    criteria.account = u"ann"_s;
    model.setCriteria(criteria);
    QCOMPARE(model.rowCount(), 2);
}

void TestViolationModel::sorts()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    addWrong(b, 4, 10);
    addWrong(b, 5, 2);
    ViolationModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(6));
    model.sort(ViolationModel::NumberColumn, Qt::AscendingOrder);
    QCOMPARE(numbers(model), (QStringList{u"2"_s, u"3"_s, u"10"_s}));
    QCOMPARE(model.rowOf({3, 3}), std::optional(1));
    model.sort(ViolationModel::NumberColumn, Qt::DescendingOrder);
    QCOMPARE(numbers(model), (QStringList{u"10"_s, u"3"_s, u"2"_s}));
    model.sort(-1, Qt::AscendingOrder);
    QCOMPARE(numbers(model), (QStringList{u"3"_s, u"10"_s, u"2"_s}));
}

void TestViolationModel::newRowsGoWhereTheyBelong()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    addWrong(b, 4, 10);
    ViolationModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(6));
    model.sort(ViolationModel::NumberColumn, Qt::AscendingOrder);
    const QPersistentModelIndex ten = model.index(1, 0);
    addWrong(b, 5, 4);
    addWrong(b, 5, 1);
    model.showSnapshot(b.snapshot(7));
    QCOMPARE(numbers(model), (QStringList{u"1"_s, u"3"_s, u"4"_s, u"10"_s}));
    QCOMPARE(ten.row(), 3);
}

QTEST_GUILESS_MAIN(TestViolationModel)
#include "tst_violationmodel.moc"
