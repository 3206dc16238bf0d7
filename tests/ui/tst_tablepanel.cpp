#include "tests/support/historybuilder.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/messagemodel.h"
#include "ui/panels/columnfit.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/historytable.h"
#include "ui/panels/tablepanel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>
#include <numeric>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

class TestTablePanel : public QObject
{
    Q_OBJECT

private slots:
    void typingNarrowsAndEscapeTakesBack();
    void emptyStatesSayWhatIsHidden();
    void switchesAndChoicesNarrow();
    void theSwitchesAreInAMenuWhereThereIsNoRoom();
    void aHiddenTableRestsUntilItIsSeen();
    void aVisibleTableFollowsTenTimesASecond();
    void selectingFlushesWhatIsDue();
    void theSelectionOutlivesAFilter();
    void jsonIsLaidOutAndCopiedAsItWas();
    void lowPanelsKeepFiveRows();
    void quarantineSaysWhy();
    void widthsFillTheRoom();

private:
    template <typename W>
    static W* find(const TablePanel& panel, const QString& name)
    {
        W* found = panel.findChild<W*>(name);
        Q_ASSERT(found);
        return found;
    }
    static std::unique_ptr<TablePanel> history(bool withPayload = false)
    {
        auto panel = std::make_unique<TablePanel>(std::make_unique<MessageModel>(), u"table"_s,
                                                  u"Nothing yet. Press Run (F5)."_s, withPayload);
        panel->resize(900, 300);
        return panel;
    }
    static int rowsOf(const TablePanel& panel)
    {
        return find<HistoryTable>(panel, u"table"_s)->model()->rowCount();
    }
};

void TestTablePanel::typingNarrowsAndEscapeTakesBack()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto panel = history();
    panel->show();
    panel->activateWindow();
    panel->showSnapshot(b.snapshot(4));
    auto* text = find<QLineEdit>(*panel, u"find:table"_s);
    auto* clear = find<QPushButton>(*panel, u"clear:table"_s);
    QVERIFY(!clear->isVisible());
    panel->focusFilter();
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, u"withdraw"_s);
    QCOMPARE(rowsOf(*panel), 1);
    QVERIFY(clear->isVisible());
    QCOMPARE(clear->text(), u"1 of 3 ✕"_s);
    QTest::keyClick(text, Qt::Key_Escape);
    QCOMPARE(rowsOf(*panel), 3);
    QCOMPARE(text->text(), QString());
    QVERIFY(!clear->isVisible());
    // Once more, and the keyboard is the table's.
    QTest::keyClick(text, Qt::Key_Escape);
    QTRY_VERIFY(find<HistoryTable>(*panel, u"table"_s)->hasFocus());
}

void TestTablePanel::emptyStatesSayWhatIsHidden()
{
    HistoryBuilder b;
    const auto panel = history();
    panel->show();
    panel->showSnapshot(b.snapshot(0));
    auto* showAll = find<QPushButton>(*panel, u"showAll:table"_s);
    auto* table = find<HistoryTable>(*panel, u"table"_s);
    QCOMPARE(table->placeholder(), u"Nothing yet. Press Run (F5)."_s);
    QVERIFY(!showAll->isVisible());
    find<QLineEdit>(*panel, u"find:table"_s)->setText(u"nowhere"_s);
    QCOMPARE(table->placeholder(), u"Nothing yet. Press Run (F5)."_s); // and that is what is true
    HistoryBuilder full;
    buildCase1Naive(full);
    full.history().start += std::chrono::minutes(1);
    panel->showSnapshot(full.snapshot(4));
    QCOMPARE(table->placeholder(), u"No row matches. 3 rows are hidden."_s);
    QVERIFY(showAll->isVisible());
    QTest::mouseClick(showAll, Qt::LeftButton);
    QCOMPARE(rowsOf(*panel), 3);
    QVERIFY(!showAll->isVisible());
}

void TestTablePanel::switchesAndChoicesNarrow()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    TablePanel panel(std::make_unique<DeliveryModel>(), u"table"_s,
                     u"Nothing yet. Press Run (F5)."_s);
    panel.resize(900, 300);
    panel.show();
    b.draft().accounts.push_back(b.draft().accounts.front());
    b.draft().accounts.back().name = AccountName("bob");
    panel.showSnapshot(b.snapshot(4));
    QTest::mouseClick(find<QToolButton>(panel, u"redelivered:table"_s), Qt::LeftButton);
    QCOMPARE(rowsOf(panel), 1);
    QTest::mouseClick(find<QToolButton>(panel, u"redelivered:table"_s), Qt::LeftButton);
    QCOMPARE(rowsOf(panel), 4);
    auto* replicas = find<QComboBox>(panel, u"replica:table"_s);
    QVERIFY(replicas->isVisible());
    QCOMPARE(replicas->count(), 3);
    replicas->setFocus();
    QTest::keyClick(replicas, Qt::Key_Down);
    QCOMPARE(replicas->currentText(), u"account-1"_s);
    QCOMPARE(rowsOf(panel), 1);
    auto* accounts = find<QComboBox>(panel, u"account:table"_s);
    QVERIFY(accounts->isVisible());
    accounts->setCurrentText(u"bob"_s);
    QCOMPARE(rowsOf(panel), 0);
    QTest::keyClick(accounts, Qt::Key_Escape);
    QCOMPARE(rowsOf(panel), 4);
    QCOMPARE(replicas->currentIndex(), 0);
    QVERIFY(!find<QComboBox>(panel, u"filter:table"_s)->isVisible()); // one channel
}

void TestTablePanel::theSwitchesAreInAMenuWhereThereIsNoRoom()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto panel = history();
    panel->show();
    panel->showSnapshot(b.snapshot(4));
    auto* button = find<QToolButton>(*panel, u"violations:table"_s);
    auto* more = find<QToolButton>(*panel, u"only:table"_s);
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!more->isVisible());
    panel->resize(380, 300);
    QTRY_VERIFY(more->isVisible());
    QVERIFY(!button->isVisible());
    button->defaultAction()->trigger();
    QCOMPARE(rowsOf(*panel), 1);
    QVERIFY(panel->findChild<FilterBar*>()->minimumSizeHint().width() < 200);
}

void TestTablePanel::aHiddenTableRestsUntilItIsSeen()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto panel = history();
    QSignalSpy resets(find<HistoryTable>(*panel, u"table"_s)->model(),
                      &QAbstractItemModel::modelReset);
    panel->showSnapshot(b.snapshot(4));
    panel->setSelection({3, 3});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(rowsOf(*panel), 0);
    panel->show();
    QCOMPARE(resets.count(), 1);
    QCOMPARE(rowsOf(*panel), 3);
    QCOMPARE(find<HistoryTable>(*panel, u"table"_s)->currentIndex().row(), 2);
}

void TestTablePanel::aVisibleTableFollowsTenTimesASecond()
{
    HistoryBuilder b;
    const auto panel = history();
    panel->show();
    panel->showSnapshot(b.snapshot(0));
    QSignalSpy inserts(find<HistoryTable>(*panel, u"table"_s)->model(),
                       &QAbstractItemModel::rowsInserted);
    // All of this is one tenth of a second, however long it takes: no timer fires meanwhile.
    for (int i = 1; i <= 100; ++i) {
        b.message(0.01 * i, 0);
        panel->showSnapshot(b.snapshot(0.01 * i));
    }
    QVERIFY2(inserts.count() <= 1, qPrintable(QString::number(inserts.count())));
    QTRY_COMPARE(rowsOf(*panel), 100);
    QVERIFY2(inserts.count() <= 2, qPrintable(QString::number(inserts.count())));
}

void TestTablePanel::selectingFlushesWhatIsDue()
{
    HistoryBuilder b;
    const auto panel = history();
    panel->show();
    panel->showSnapshot(b.snapshot(0));
    b.message(0.1, 0);
    panel->showSnapshot(b.snapshot(1));
    panel->setSelection({1, 0});
    QCOMPARE(find<HistoryTable>(*panel, u"table"_s)->currentIndex().row(), 0);
}

void TestTablePanel::theSelectionOutlivesAFilter()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto panel = history();
    panel->show();
    panel->showSnapshot(b.snapshot(4));
    QSignalSpy selected(panel.get(), &TablePanel::selected);
    panel->setSelection({3, 3});
    auto* table = find<HistoryTable>(*panel, u"table"_s);
    auto* text = find<QLineEdit>(*panel, u"find:table"_s);
    text->setText(u"withdraw"_s);
    QVERIFY(table->selectionModel()->isRowSelected(0, {}));
    text->setText(u"deposit"_s);
    QVERIFY(!table->selectionModel()->hasSelection());
    text->clear();
    QVERIFY(table->selectionModel()->isRowSelected(2, {}));
    QCOMPARE(selected.count(), 0);
}

void TestTablePanel::jsonIsLaidOutAndCopiedAsItWas()
{
    HistoryBuilder b;
    const std::string payload = R"({"id":"t1","amount":50.00,"lines":[{"n":1},{"n":2}]})";
    b.foreignMessage(0, "orders", payload);
    b.foreignMessage(0, "orders", std::string("\x00\xff", 2));
    const auto panel = history(true);
    panel->show();
    panel->showSnapshot(b.snapshot(1));
    auto* shown = find<QPlainTextEdit>(*panel, u"payloadText"_s);
    auto* copy = find<QPushButton>(*panel, u"copyPayload"_s);
    QVERIFY(!copy->isVisible());
    panel->setSelection({1, 0});
    QCOMPARE(shown->toPlainText(),
             u"{ \"id\": \"t1\", \"amount\": 50.00, \"lines\": [ { \"n\": 1 }, { \"n\": 2 } ] }"_s);
    const int height = shown->height();
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(payload));
    panel->setSelection({2, 0});
    QCOMPARE(shown->height(), height); // rows stay under the mouse
    QTest::mouseClick(copy, Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"0000  00 ff"_s));
    QTest::mouseClick(find<QPushButton>(*panel, u"morePayload"_s), Qt::LeftButton);
    QVERIFY(shown->height() > 2 * height);
}

/// Five rows come before a second line of a payload.
void TestTablePanel::lowPanelsKeepFiveRows()
{
    HistoryBuilder b;
    b.foreignMessage(0, "orders", "{\"id\":\"" + std::string(300, 'x') + "\",\n\"amount\":50}");
    const auto panel = history(true);
    panel->resize(980, 300);
    panel->show();
    panel->showSnapshot(b.snapshot(1));
    panel->setSelection({1, 0});
    auto* shown = find<QPlainTextEdit>(*panel, u"payloadText"_s);
    auto* table = find<QTableView>(*panel, u"table"_s);
    const int usual = shown->height();
    panel->resize(980, 210);
    QTRY_VERIFY2(table->viewport()->height() >= 5 * 24,
                 qPrintable(QString::number(table->viewport()->height())));
    QVERIFY(shown->isVisible());
    QVERIFY(shown->height() < usual);
    QVERIFY2(shown->toPlainText().endsWith(u'…') && !shown->toPlainText().contains(u'\n'),
             qPrintable(shown->toPlainText()));
    panel->resize(980, 300);
    QTRY_COMPARE(shown->height(), usual);
}

void TestTablePanel::quarantineSaysWhy()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0.1, b.transaction(0.1, account, 1, 50));
    const auto panel = history(true);
    panel->show();
    auto* why = find<QLabel>(*panel, u"quarantineReason"_s);
    panel->showSnapshot(b.snapshot(1));
    panel->setSelection({message, 0});
    QVERIFY(!why->isVisible());
    b.handling(b.delivery(0.2, replica, message, 1, 3), Outcome::Quarantined, 0.3, 0.4,
               "amount is not positive");
    b.outcome(message, MessageOutcome::Quarantined);
    panel->showSnapshot(b.snapshot(2));
    QTRY_VERIFY(why->isVisible());
    QVERIFY2(why->text().contains(u"account-1"_s) && why->text().contains(u"not positive"_s),
             qPrintable(why->text()));
}

void TestTablePanel::widthsFillTheRoom()
{
    const std::vector<ColumnWish> wishes{{50, 40, 50}, {300, 60, 100}, {80, 60, 50}};
    const auto sum = [](const std::vector<int>& widths) {
        return std::accumulate(widths.begin(), widths.end(), 0);
    };
    const auto wide = fitWidths(wishes, 630);
    QCOMPARE(wide, (std::vector<int>{100, 400, 130}));
    // The widest gives first; titles are never cut.
    const auto narrow = fitWidths(wishes, 280);
    QCOMPARE(narrow, (std::vector<int>{50, 150, 80}));
    QVERIFY(sum(fitWidths(wishes, 190)) <= 190);
    QCOMPARE(fitWidths(wishes, 10), (std::vector<int>{40, 60, 60}));
    QVERIFY(fitWidths({}, 100).empty());
}

QTEST_MAIN(TestTablePanel)
#include "tst_tablepanel.moc"
