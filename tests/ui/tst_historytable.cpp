#include "tests/support/historybuilder.h"
#include "ui/models/clientmodel.h"
#include "ui/models/messagemodel.h"
#include "ui/panels/historytable.h"

#include <QClipboard>
#include <QDateTime>
#include <QFontMetrics>
#include <QGuiApplication>
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
    void copiesTheSelectedRows();
    void columnsFitWhatIsInView();
    void widthsAreRemembered();
    void titlesSortWhereThatMakesSense();
    void timeIsRelativeOrByTheClock();
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

void TstHistoryTable::copiesTheSelectedRows()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 240);
    table.show();
    model.showSnapshot(b.snapshot(4));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                      table.visualRect(model.index(0, 0)).center());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      table.visualRect(model.index(2, 0)).center());
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"1\t0.04\tann\t1\tdeposit\t50.00\t2\taccount-2\tapplied late\n"
             "3\t0.62\tann\t3\twithdraw\t100.00\t1\taccount-2\tdeclined wrongly\n"_s);
}

void TstHistoryTable::columnsFitWhatIsInView()
{
    HistoryBuilder b;
    const NameId account = b.account("an account with a rather long name");
    addMessages(b, account, 3);
    MessageModel model;
    HistoryTable table(&model);
    table.resize(1000, 240);
    table.show();
    model.showSnapshot(b.snapshot(4));
    const int needed =
        QFontMetrics(textFont()).horizontalAdvance(u"an account with a rather long name"_s) + 16;
    QTRY_VERIFY(table.columnWidth(MessageModel::AccountColumn) >= needed);
    QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
}

void TstHistoryTable::widthsAreRemembered()
{
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 240);
    table.show();
    QVERIFY(table.columnWidths().isEmpty());
    QSignalSpy sized(&table, &HistoryTable::columnsSized);
    table.setColumnWidth(MessageModel::AccountColumn, 222);
    QVERIFY(sized.count() > 0);
    MessageModel other;
    HistoryTable again(&other);
    again.setColumnWidths(table.columnWidths());
    QCOMPARE(again.columnWidth(MessageModel::AccountColumn), 222);
    again.setScale(1.5);
    QCOMPARE(again.columnWidth(MessageModel::AccountColumn), 333);
    // What somebody has written into the file is no reason to be unreadable.
    again.setColumnWidths({u"x"_s, u"7"_s});
    QCOMPARE(again.columnWidth(MessageModel::AccountColumn), 333);
}

void TstHistoryTable::titlesSortWhereThatMakesSense()
{
    HistoryBuilder b;
    for (const char* name : {"b", "c", "a"}) {
        ClientView view;
        view.client = ClientId(name);
        b.draft().clients.push_back(view);
    }
    ClientModel clients;
    HistoryTable table(&clients);
    table.resize(800, 240);
    table.show();
    clients.showSnapshot(b.snapshot(1));
    const auto click = [&table] {
        QTest::mouseClick(table.horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(30, 10));
    };
    const auto first = [&clients] { return clients.index(0, 0).data().toString(); };
    click();
    QCOMPARE(first(), u"a"_s);
    QVERIFY(table.horizontalHeader()->isSortIndicatorShown());
    click();
    QCOMPARE(first(), u"c"_s);
    click();
    QCOMPARE(first(), u"a"_s);
    QVERIFY(!table.horizontalHeader()->isSortIndicatorShown());
    MessageModel messages;
    const HistoryTable ordered(&messages);
    QVERIFY(!ordered.horizontalHeader()->sectionsClickable());
}

void TstHistoryTable::timeIsRelativeOrByTheClock()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    b.draft().startedAtUnixNs = 1'700'000'000'000'000'000;
    MessageModel model;
    model.showSnapshot(b.snapshot(4));
    const auto title = [&model] {
        return model.headerData(MessageModel::TimeColumn, Qt::Horizontal).toString();
    };
    const auto cell = [&model] {
        return model.index(1, MessageModel::TimeColumn).data().toString();
    };
    QCOMPARE(title(), u"time, s"_s);
    QCOMPARE(cell(), u"0.33"_s);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setWallClock(true);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(title(), u"time"_s);
    QCOMPARE(cell(), QDateTime::fromMSecsSinceEpoch(1'700'000'000'330).toString(u"HH:mm:ss.zzz"));
}

QTEST_MAIN(TstHistoryTable)
#include "tst_historytable.moc"
