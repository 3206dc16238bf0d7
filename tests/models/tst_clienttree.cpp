#include "tests/support/historybuilder.h"
#include "ui/models/clienttreemodel.h"
#include "ui/models/rowmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// The rows as lines, those below others indented, cells joined by " | ".
QStringList drawn(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data().toString();
        lines += QString(parent.isValid() ? u"  "_s : QString()) + cells.join(u" | "_s);
        lines += drawn(model, model.index(row, 0, parent));
    }
    return lines;
}

SubscriptionView subscription(std::uint32_t id, const std::string& client,
                              const std::string& channel, const std::string& group = {},
                              const std::string& durable = {})
{
    SubscriptionView view;
    view.id = id;
    view.client = ClientId(client);
    view.channel = ChannelName(channel);
    view.queueGroup = group;
    view.durable = durable;
    view.ackWaitSeconds = 30;
    view.maxInflight = 16;
    return view;
}

ClientView client(const std::string& name, ClientHealth health = ClientHealth::Healthy)
{
    ClientView view;
    view.client = ClientId(name);
    view.health = health;
    return view;
}

/// Three clients, one of them only publishes, and a durable that nobody holds.
void build(HistoryBuilder& b)
{
    Snapshot& draft = b.draft();
    draft.attached = true;
    draft.clients = {client("app-10"), client("app-2", ClientHealth::DeadButRegistered),
                     client("web")};
    draft.subscriptions = {subscription(1, "app-10", "orders", "workers", "keeper"),
                           subscription(2, "app-10", "refunds"),
                           subscription(3, "app-2", "orders", "workers", "keeper")};
    draft.subscriptions[0].pending = 16;
    draft.subscriptions[0].stalled = true;
    draft.subscriptions[2].pending = 3;
    draft.subscriptions[2].unknown = 2;
    SubscriptionView left = subscription(4, "", "refunds", "", "left");
    left.offline = true;
    draft.subscriptions.push_back(left);
}

} // namespace

class TstClientTree : public QObject
{
    Q_OBJECT

private slots:
    void clientsWithTheirSubscriptions();
    void channelsWithTheirs();
    void toolTipsSayTheRest();
    void everyWordHasToBeThere_data();
    void everyWordHasToBeThere();
    void rowsStayWhatTheyAre();
    void onlyWhatChangedIsSaid();
    void lanesAreThoseOfClients();
    void anythingMayFollowAnything();
};

void TstClientTree::clientsWithTheirSubscriptions()
{
    HistoryBuilder b;
    build(b);
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(drawn(model),
             (QStringList{u"app-2 | 3 | dead"_s,
                          u"  orders · group “workers” · durable “keeper” | 3 of 16 | "_s,
                          u"app-10 | 16 | 1 stalled"_s,
                          u"  orders · group “workers” · durable “keeper” | 16 of 16 | stalled"_s,
                          u"  refunds | 0 of 16 | "_s, u"web |  | "_s}));
    QCOMPARE(model.index(0, ClientTreeModel::StateColumn).data(RowModel::ToneRole).value<Tone>(),
             Tone::Failed);
    // Nobody can know it now.
    b.draft().tap.away = true;
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(model.index(2, ClientTreeModel::StateColumn).data().toString(), u"not heard now"_s);
}

void TstClientTree::channelsWithTheirs()
{
    HistoryBuilder b;
    build(b);
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    model.setGrouping(TreeGrouping::ByChannel);
    QCOMPARE(drawn(model),
             (QStringList{u"orders | 19 | 1 stalled"_s,
                          u"  app-10 · group “workers” · durable “keeper” | 16 of 16 | stalled"_s,
                          u"  app-2 · group “workers” · durable “keeper” | 3 of 16 | "_s,
                          u"refunds | 0 | "_s, u"  app-10 | 0 of 16 | "_s,
                          u"  durable “left” | 0 of 16 | offline"_s}));
}

void TstClientTree::toolTipsSayTheRest()
{
    HistoryBuilder b;
    build(b);
    const NameId lane = b.replica("app-2");
    b.draft().replicas.back().process = false;
    b.end(b.delivery(0.1, lane, b.foreignMessage(0.1, "orders", "x"), 1, 30), 0.2,
          DeliveryEnd::Acked);
    b.draft().clients[1].heartbeatsMissed = 3;
    ClientTreeModel model;
    model.showSnapshot(b.snapshot(1));
    const QModelIndex dead = model.index(0, 0);
    QCOMPARE(dead.data(Qt::ToolTipRole).toString(),
             u"app-2\ndead but registered\nheartbeats missed: 3\n1 subscriptions\n"
             "3 outstanding, 2 unknown\ngot 1, redelivered 0, acked 1"_s);
    QCOMPARE(model.index(0, 0, dead).data(Qt::ToolTipRole).toString(),
             u"app-2\norders · group “workers” · durable “keeper” · AckWait 30 s · MaxInflight 16\n"
             "waiting: 3 (2 unknown)\nlast sent: 0"_s);
}

void TstClientTree::everyWordHasToBeThere_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("found");
    QTest::newRow("client") << u"APP-2"_s << u"app-2:1"_s;
    QTest::newRow("channel") << u"refunds"_s << u"app-10:1"_s;
    QTest::newRow("group") << u"worker"_s << u"app-2:1 app-10:1"_s;
    QTest::newRow("durable and client") << u" keeper  app-10 "_s << u"app-10:1"_s;
    QTest::newRow("without subscription") << u"web"_s << u"web:0"_s;
    QTest::newRow("nothing") << u"web orders"_s << QString();
    QTest::newRow("all") << u"  "_s << u"app-2:1 app-10:2 web:0"_s;
}

void TstClientTree::everyWordHasToBeThere()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, found);
    HistoryBuilder b;
    build(b);
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    const QStringList all = drawn(model);
    model.setFilter(filter);
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows += u"%1:%2"_s.arg(model.index(row, 0).data().toString())
                    .arg(model.rowCount(model.index(row, 0)));
    QCOMPARE(rows.join(u' '), found);
    model.setFilter({});
    QCOMPARE(drawn(model), all);
}

void TstClientTree::rowsStayWhatTheyAre()
{
    HistoryBuilder b;
    build(b);
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    const QPersistentModelIndex kept(model.index(1, 0));
    const QPersistentModelIndex below(model.index(1, 0, model.index(1, 0)));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    b.draft().clients = {client("app-1"), client("app-10"), client("app-3")};
    b.draft().subscriptions = {subscription(2, "app-10", "refunds"),
                               subscription(9, "app-3", "orders")};
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(drawn(model),
             (QStringList{u"app-1 |  | "_s, u"app-3 | 0 | "_s, u"  orders | 0 of 16 | "_s,
                          u"app-10 | 0 | "_s, u"  refunds | 0 of 16 | "_s}));
    QCOMPARE(kept.row(), 2);
    QCOMPARE(below.data().toString(), u"refunds"_s);
    QCOMPARE(below.parent(), QModelIndex(kept));
    QCOMPARE(resets.count(), 0);
}

void TstClientTree::onlyWhatChangedIsSaid()
{
    HistoryBuilder b;
    build(b);
    ClientTreeModel model;
    model.showSnapshot(b.snapshot(1));
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(changes.count(), 0);
    b.draft().subscriptions[1].pending = 1;
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(changes.count(), 2);
    QCOMPARE(changes[0][0].toModelIndex(), model.index(1, 0, model.index(1, 0)));
    QCOMPARE(changes[1][0].toModelIndex(), model.index(1, 0));
    QCOMPARE(model.index(1, 1).data().toString(), u"17"_s);
}

void TstClientTree::lanesAreThoseOfClients()
{
    HistoryBuilder b;
    build(b);
    const NameId lane = b.replica("app-10");
    b.draft().replicas.back().process = false;
    ClientTreeModel model;
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(model.laneOf(model.index(1, 0)), lane);
    QCOMPARE(model.laneOf(model.index(0, 0, model.index(1, 0))), lane);
    QCOMPARE(model.laneOf(model.index(2, 0)), NameId{0});
    model.setGrouping(TreeGrouping::ByChannel);
    QCOMPARE(model.laneOf(model.index(0, 0)), NameId{0});
    QCOMPARE(model.laneOf(model.index(0, 0, model.index(0, 0))), lane);
    QCOMPARE(model.laneOf({}), NameId{0});
}

/// Whatever was there before: the rows are those of a model that sees the last snapshot alone.
void TstClientTree::anythingMayFollowAnything()
{
    std::mt19937 random(7);
    HistoryBuilder b;
    b.draft().attached = true;
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    QString filter;
    for (int round = 0; round < 200; ++round) {
        Snapshot& draft = b.draft();
        draft.clients.clear();
        draft.subscriptions.clear();
        for (int i = 0; i < 20; ++i)
            if (random() % 2 == 0)
                draft.clients.push_back(client("app-" + std::to_string(i)));
        for (std::uint32_t id = 1; id < 40; ++id)
            if (random() % 3 != 0) {
                draft.subscriptions.push_back(subscription(id, "app-" + std::to_string(id % 20),
                                                           "channel-" + std::to_string(id % 7)));
                draft.subscriptions.back().pending = static_cast<std::uint32_t>(random() % 3);
            }
        if (random() % 5 == 0)
            filter = random() % 2 == 0 ? QString() : u"channel-%1"_s.arg(random() % 7);
        model.setFilter(filter);
        if (random() % 9 == 0)
            model.setGrouping(random() % 2 == 0 ? TreeGrouping::ByClient : TreeGrouping::ByChannel);
        model.showSnapshot(b.snapshot(round));
        ClientTreeModel other;
        other.setGrouping(model.grouping());
        other.setFilter(filter);
        other.showSnapshot(b.snapshot(round));
        QCOMPARE(drawn(model), drawn(other));
    }
}

QTEST_MAIN(TstClientTree)
#include "tst_clienttree.moc"
