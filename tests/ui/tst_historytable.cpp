#include "tests/support/historybuilder.h"
#include "ui/models/messagemodel.h"
#include "ui/panels/historytable.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

void addMessages(HistoryBuilder& b, NameId account, int count)
{
    for (int i = 0; i < count; ++i) {
        const int number = static_cast<int>(b.history().messages.size()) + 1;
        const double s = number * 0.001;
        b.message(s, b.transaction(s, account, number, 1));
    }
}

bool isRowVisible(const HistoryTable& table, int row)
{
    return table.viewport()->rect().contains(
        table.visualRect(table.model()->index(row, 0)).center());
}

} // namespace

class TstHistoryTable : public QObject
{
    Q_OBJECT

private slots:
    void followsTheEndOnlyWhileAtTheEnd();
    void aClickAndAKeySelect();
    void selectionFromOutsideIsQuiet();
    void rowsHaveOneHeight();
    void columnsFitUntilSizedByHand();
    void tagsAndPlaceholderPaint();
};

void TstHistoryTable::followsTheEndOnlyWhileAtTheEnd()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 240);
    table.show();
    addMessages(b, account, 100);
    model.showSnapshot(b.snapshot(1));
    QTRY_VERIFY(isRowVisible(table, 99));
    addMessages(b, account, 100);
    model.showSnapshot(b.snapshot(2));
    QTRY_VERIFY(isRowVisible(table, 199));

    table.verticalScrollBar()->setValue(50);
    addMessages(b, account, 100);
    model.showSnapshot(b.snapshot(3));
    QTRY_COMPARE(model.rowCount(), 300);
    QTRY_VERIFY(table.verticalScrollBar()->maximum() > 250);
    QCOMPARE(table.verticalScrollBar()->value(), 50);
}

void TstHistoryTable::aClickAndAKeySelect()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 240);
    table.show();
    model.showSnapshot(b.snapshot(4));
    QSignalSpy selected(&table, &HistoryTable::selected);
    const QRect cell = table.visualRect(model.index(2, MessageModel::TimeColumn));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.last().first().value<Selection>(), (Selection{3, 3}));
    QTest::keyClick(&table, Qt::Key_Up);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(selected.last().first().value<Selection>(), (Selection{2, 2}));
}

void TstHistoryTable::selectionFromOutsideIsQuiet()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    addMessages(b, account, 500);
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 240);
    table.show();
    model.showSnapshot(b.snapshot(1));
    QSignalSpy selected(&table, &HistoryTable::selected);
    table.setSelection({10, 0});
    QVERIFY(table.selectionModel()->isRowSelected(9));
    QTRY_VERIFY(isRowVisible(table, 9));
    table.setSelection({});
    QVERIFY(!table.selectionModel()->hasSelection());
    QCOMPARE(selected.count(), 0);
}

void TstHistoryTable::rowsHaveOneHeight()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    MessageModel model;
    HistoryTable table(&model);
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(table.rowHeight(0), 24);
    table.setScale(1.5);
    QCOMPARE(table.rowHeight(2), 36);
}

void TstHistoryTable::columnsFitUntilSizedByHand()
{
    MessageModel model;
    HistoryTable table(&model);
    table.show();
    table.resize(660, 240); // the middle of a window of 1280 px
    QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
    table.setColumnWidth(2, 300);
    table.resize(700, 240);
    QCOMPARE(table.columnWidth(2), 300);
}

void TstHistoryTable::tagsAndPlaceholderPaint()
{
    HistoryBuilder b;
    MessageModel model;
    HistoryTable table(&model);
    table.setPlaceholder(u"No message yet. Make a deposit."_s);
    table.resize(800, 240);
    table.show();
    QVERIFY(!table.grab().isNull());
    buildCase1Naive(b);
    model.showSnapshot(b.snapshot(4));
    table.setTheme(darkTheme());
    const QImage image = table.viewport()->grab().toImage();
    const QRect tag = table.visualRect(model.index(2, MessageModel::OutcomeColumn));
    QCOMPARE(image.pixelColor(tag.left() + 14, tag.top() + 5), darkTheme()[Tone::Violated].soft);
}

QTEST_MAIN(TstHistoryTable)
#include "tst_historytable.moc"
