#include "tests/support/historybuilder.h"
#include "tests/ui/samplesnapshots.h"
#include "ui/panels/lifepanel.h"
#include "ui/panels/whypanel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;
using tests::HistoryBuilder;

namespace {

template <typename Widget>
Widget* find(const QWidget& parent, const QString& name)
{
    return parent.findChild<Widget*>(name);
}

std::shared_ptr<const Snapshot> caseOne()
{
    HistoryBuilder builder;
    tests::buildCase1Naive(builder);
    return builder.snapshot(4);
}

QStringList factsOf(const WhyPanel& panel)
{
    QStringList all;
    for (const QLabel* label : find<QWidget>(panel, u"whyFacts"_s)->findChildren<QLabel*>())
        all << label->text();
    return all;
}

} // namespace

class TestWhyPanel : public QObject
{
    Q_OBJECT

private slots:
    void emptyItAsksForAClick()
    {
        WhyPanel panel;
        panel.show();
        panel.showSnapshot(caseOne());
        QVERIFY(!find<QLabel>(panel, u"whyReason"_s)->isVisible());
        QVERIFY(!find<QPushButton>(panel, u"followMessage"_s)->isVisible());
        panel.setSelection({3, 3});
        QVERIFY(find<QLabel>(panel, u"whyReason"_s)->isVisible());
        panel.setSelection({});
        QVERIFY(!find<QLabel>(panel, u"whyReason"_s)->isVisible());
    }

    void theSelectedOneIsExplained()
    {
        WhyPanel panel;
        QSignalSpy detail(&panel, &Panel::detailChanged);
        panel.show();
        panel.showSnapshot(caseOne());
        panel.setSelection({3, 3});
        QCOMPARE(find<QLabel>(panel, u"whyReason"_s)->text(),
                 u"account-2 declined withdrawal 3 of 100.00 at a balance of 60.00: number 1 had "
                 "not been decided yet. In order it is approved."_s);
        QVERIFY(factsOf(panel).contains(u"approved, leaves 10.00"_s));
        QCOMPARE(detail.last().first().toString(), u"seq 3, attempt 1"_s);
    }

    void aLinkAsksOn()
    {
        WhyPanel panel;
        QSignalSpy selected(&panel, &WhyPanel::selected);
        panel.resize(300, 500);
        panel.show();
        panel.showSnapshot(caseOne());
        panel.setSelection({3, 3});
        const auto labels = find<QWidget>(panel, u"whyChain"_s)->findChildren<QLabel*>();
        QLabel* link = nullptr;
        for (QLabel* label : labels)
            if (label->text().contains(u"The database failed on account-1"_s))
                link = label;
        QVERIFY(link);
        emit link->linkActivated(link->text().section(u'"', 1, 1));
        QTRY_COMPARE(selected.size(), 1);
        QCOMPARE(selected.first().first().value<Selection>(), (Selection{1, 1}));
        QVERIFY(find<QLabel>(panel, u"whyReason"_s)->text().startsWith(u"The database failed"_s));
    }

    void theAccountAndAReplicaHaveReasons()
    {
        WhyPanel panel;
        panel.show();
        const auto snapshot = caseOne();
        panel.showSnapshot(snapshot);
        panel.ask({Topic::Kind::Account, snapshot->accounts.front().id});
        QVERIFY(find<QLabel>(panel, u"whyReason"_s)->text().startsWith(u"ann has "_s));
        QVERIFY(!find<QPushButton>(panel, u"followMessage"_s)->isVisible());
    }

    void aMessageIsFollowed()
    {
        WhyPanel panel;
        QSignalSpy followed(&panel, &WhyPanel::followAsked);
        panel.show();
        panel.showSnapshot(caseOne());
        panel.setSelection({1, 4});
        find<QPushButton>(panel, u"followMessage"_s)->click();
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed.first().first().toUInt(), 1U);
    }

    void aLifeIsATableAndAText()
    {
        LifePanel panel;
        QSignalSpy selected(&panel, &LifePanel::selected);
        panel.resize(700, 300);
        panel.show();
        panel.showSnapshot(caseOne());
        auto* table = find<QTableWidget>(panel, u"lifeTable"_s);
        QVERIFY(!table->isVisible());
        panel.setSelection({1, 0});
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(find<QLabel>(panel, u"lifeTitle"_s)->text(),
                 u"Message 1 · number 1 of ann · +50"_s);
        QVERIFY(table->rowCount() > 8);
        find<QPushButton>(panel, u"copyLife"_s)->click();
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.count(u'\n'), table->rowCount() + 1);
        QVERIFY(text.contains(u"3.04 s  AckWait ran out for account-1\n"_s));
        emit table->cellClicked(table->rowCount() - 1, 2);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.first().first().value<Selection>(), (Selection{1, 4}));
    }
};

QTEST_MAIN(TestWhyPanel)
#include "tst_whypanel.moc"
