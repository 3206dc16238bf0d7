#include "tests/support/historybuilder.h"
#include "ui/models/checkwords.h"
#include "ui/models/clientmodel.h"
#include "ui/models/driftmodel.h"
#include "ui/models/noticemodel.h"
#include "ui/models/payloadwords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// The rows as lines, cells joined by " | ".
QStringList drawn(const QAbstractItemModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString();
        lines += cells.join(u" | "_s);
    }
    return lines;
}

SubscriptionView subscription(std::uint32_t id, const char* client, const char* channel)
{
    SubscriptionView view;
    view.id = id;
    view.client = ClientId(client);
    view.channel = ChannelName(channel);
    return view;
}

DriftRow drift(const HistoryBuilder& b, double s, const char* text)
{
    DriftRow row;
    row.time = b.time(s);
    row.channel = ChannelName("orders");
    row.client = ClientId("billing");
    row.difference = said(text);
    return row;
}

} // namespace

class TstMirrorModels : public QObject
{
    Q_OBJECT

private slots:
    void payloadsInALine_data();
    void payloadsInALine();
    void payloadsInFull();
    void checkSaysItsState_data();
    void checkSaysItsState();
    void aDeadBrokerMatchesNothing();
    void aMomentThatIsOverWaitsForNothing();
    void noticeSaysTheWorstFirst();
    void driftIsListed();
    void noticesAreListed();
    void followersAreNamed();
    void clientsAreCounted();
    void clientsAreSorted();
    void jsonIsLaidOut_data();
    void jsonIsLaidOut();
};

void TstMirrorModels::payloadsInALine_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("line");
    QTest::newRow("text") << QByteArray("hello") << u"hello"_s;
    QTest::newRow("json") << QByteArray(R"({"a":"b\n"})") << uR"({"a":"b\n"})"_s;
    QTest::newRow("breaks") << QByteArray("a\r\n\tb") << u"a\\r\\n\\tb"_s;
    QTest::newRow("escape") << QByteArray("a long enough text \x1b[31m")
                            << u"a long enough text \\x1b[31m"_s;
    // NOLINTNEXTLINE(misc-misleading-bidirectional): that it does not mislead is what is tested
    QTest::newRow("direction") << QByteArray("a\xe2\x80\xae") + "b" << u"a\\u202eb"_s;
    QTest::newRow("accents") << QByteArray("Grüße, Việt Nam") << u"Grüße, Việt Nam"_s;
    QTest::newRow("cut inside a character") << QByteArray("Gr\xc3") << u"Gr"_s;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << u"61 00 62"_s;
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x01") << u"ff fe 01"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void TstMirrorModels::payloadsInALine()
{
    QFETCH(QByteArray, stored);
    QFETCH(QString, line);
    const auto size = static_cast<std::uint32_t>(stored.size());
    QCOMPARE(payloadLine(stored.toStdString(), size), line);
}

void TstMirrorModels::payloadsInFull()
{
    QCOMPARE(payloadText("two\nlines\x07", 10), u"two\nlines\\x07"_s);
    QCOMPARE(payloadText(std::string_view("\0ABCDEFGHIJKLMNOP", 17), 17),
             u"0000  00 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  .ABCDEFGHIJKLMNO\n"
             "0010  50                                               P"_s);
    QCOMPARE(payloadText("begin", 1048576), u"begin\n… 5 of 1,048,576 bytes"_s);
    const std::string long_(1000, 'x');
    QCOMPARE(payloadLine(long_, 1000).size(), 257);
    QCOMPARE(payloadKind("x", 1), u"text"_s);
    QCOMPARE(payloadKind("\xff", 1), u"hex"_s);
    QCOMPARE(payloadKind("", 0), u"empty"_s);
}

void TstMirrorModels::checkSaysItsState_data()
{
    using State = MirrorCheckView::State;
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("unknown");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, State state, int unknown, const QString& text) {
        QTest::newRow(name) << static_cast<int>(state) << unknown << text;
    };
    row("unmonitored", State::Unmonitored, 0, u"mirror started empty"_s);
    row("bootstrapping", State::Bootstrapping, 0, u"mirror asks the broker…"_s);
    row("waiting", State::Waiting, 12, u"mirror not compared yet · 12 unknown"_s);
    row("matching", State::Matching, 0, u"mirror matches the broker (122/123)"_s);
    row("drifting", State::Drifting, 0, u"mirror drifts: 1"_s);
    row("failed", State::Failed, 0, u"monitoring does not answer"_s);
}

void TstMirrorModels::checkSaysItsState()
{
    QFETCH(int, state);
    QFETCH(int, unknown);
    QFETCH(QString, text);
    HistoryBuilder b;
    Snapshot& draft = b.draft();
    draft.attached = true;
    draft.check.state = static_cast<MirrorCheckView::State>(state);
    draft.check.unknown = static_cast<std::uint64_t>(unknown);
    draft.check.compared = 123;
    draft.check.matched = 122;
    draft.check.drift = {drift(b, 1, "a"), drift(b, 2, "b")};
    draft.check.drift.front().corrected = true;
    QCOMPARE(checkWords(draft).text, text);
}

/// What matched while it ran says nothing of a broker that is not there.
void TstMirrorModels::aDeadBrokerMatchesNothing()
{
    using State = MirrorCheckView::State;
    Snapshot snapshot;
    snapshot.check.compared = 123;
    snapshot.check.matched = 123;
    for (const State state : {State::Matching, State::Waiting}) {
        snapshot.check.state = state;
        snapshot.broker.state = broker::State::Running;
        QVERIFY(checkWords(snapshot).text != u"mirror not compared now"_s);
        for (const auto away : {broker::State::Dead, broker::State::Paused, broker::State::Off}) {
            snapshot.broker.state = away;
            QCOMPARE(checkWords(snapshot).text, u"mirror not compared now"_s);
            QCOMPARE(checkWords(snapshot).tone, Tone::Skipped);
            QVERIFY(checkWords(snapshot).detail.contains(u"123 of 123"_s));
        }
    }
    // What has been found wrong stays so.
    snapshot.check.state = State::Drifting;
    QCOMPARE(checkWords(snapshot).tone, Tone::Violated);
}

/// What was still to be compared at a moment that is looked back at is no news of that moment.
void TstMirrorModels::aMomentThatIsOverWaitsForNothing()
{
    using State = MirrorCheckView::State;
    Snapshot snapshot;
    snapshot.broker.state = broker::State::Running;
    for (const State state : {State::Unmonitored, State::Bootstrapping, State::Waiting}) {
        snapshot.check.state = state;
        QVERIFY(!checkWords(snapshot).text.isEmpty());
        QCOMPARE(checkWords(snapshot, true).text, QString());
    }
    // What had been found by then is told.
    snapshot.check.state = State::Matching;
    snapshot.check.compared = snapshot.check.matched = 2;
    QCOMPARE(checkWords(snapshot, true).text, u"mirror matches the broker (2/2)"_s);
    snapshot.check.state = State::Drifting;
    QCOMPARE(checkWords(snapshot, true).tone, Tone::Violated);
    // On somebody else's broker it says how much is known.
    snapshot.check = {};
    snapshot.attached = true;
    QVERIFY(!checkWords(snapshot, true).text.isEmpty());
}

void TstMirrorModels::noticeSaysTheWorstFirst()
{
    Snapshot snapshot;
    QVERIFY(attachNotice(snapshot).text.isEmpty());
    snapshot.attached = true;
    QVERIFY(attachNotice(snapshot).text.contains(u"started empty"_s));
    snapshot.tap.otherClusters = {"production"};
    QVERIFY(attachNotice(snapshot).text.contains(u"“production”"_s));
    snapshot.clients.resize(1); // ours is there as well
    QVERIFY(!attachNotice(snapshot).text.contains(u"“production”"_s));
    snapshot.clients.clear();
    snapshot.tap.otherClusters.clear();
    snapshot.check.state = MirrorCheckView::State::Matching;
    QCOMPARE(attachNotice(snapshot).tone, Tone::Acked);
    snapshot.lowImpact = true;
    QVERIFY(attachNotice(snapshot).text.startsWith(u"Low impact"_s));
    snapshot.check.unknown = 3;
    QVERIFY(attachNotice(snapshot).text.startsWith(u"3 deliveries"_s));
    snapshot.tap.away = true;
    QVERIFY(attachNotice(snapshot).text.startsWith(u"Disconnected"_s));
    snapshot.tap.denied = message(Code::TapNotAllowed, "Permissions Violation");
    QVERIFY(attachNotice(snapshot).text.contains(u"Permissions Violation"_s));
    QCOMPARE(attachNotice(snapshot).tone, Tone::Failed);
}

void TstMirrorModels::noticesAreListed()
{
    HistoryBuilder b;
    NoticeModel model;
    const QAbstractItemModelTester tester(&model);
    NoticeRow expired;
    expired.kind = NoticeRow::Kind::Expired;
    expired.time = b.time(1);
    expired.channel = ChannelName("orders");
    expired.what = message(Code::MessagesExpired, "orders", 1, 3, 2, 1);
    b.draft().tap.notices = {expired};
    model.showSnapshot(b.snapshot(1));
    NoticeRow advice;
    advice.time = b.time(2);
    advice.client = ClientId("a");
    advice.what = message(Code::DuplicateClientId, ClientId("a"));
    advice.remedy = message(Code::GiveOwnIds);
    b.draft().tap.notices.push_back(advice);
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(model.rowCount(), 2);
    const auto cell = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(cell(0, NoticeModel::ChannelColumn), u"orders"_s);
    QVERIFY(cell(0, NoticeModel::TextColumn).contains(u"messages 1 to 3: 2 unacked"_s));
    QCOMPARE(cell(1, NoticeModel::ClientColumn), u"a"_s);
    QVERIFY(cell(1, NoticeModel::TextColumn).contains(u"an id of its own"_s));
}

void TstMirrorModels::followersAreNamed()
{
    Snapshot snapshot;
    snapshot.attached = true;
    snapshot.check.state = MirrorCheckView::State::Waiting;
    monitor::ServerChanged server;
    server.endpoint = "http://127.0.0.1:8222";
    server.state = "CLUSTERED";
    server.role = "Follower";
    server.lags = true;
    snapshot.check.server = server;
    QCOMPARE(checkWords(snapshot).text, u"mirror not compared: CLUSTERED Follower"_s);
    QVERIFY(attachNotice(snapshot).text.contains(u"CLUSTERED Follower"_s));
    QVERIFY(attachNotice(snapshot).detail.contains(u"all servers"_s));
    // The one that led is gone.
    snapshot.check.leader = "http://127.0.0.1:1";
    snapshot.check.leaderless = true;
    QCOMPARE(checkWords(snapshot).text, u"no server leads"_s);
    QCOMPARE(checkWords(snapshot).tone, Tone::Failed);
    QCOMPARE(attachNotice(snapshot).text, u"No server leads: http://127.0.0.1:1 did."_s);
    snapshot.check.leaderless = false;
    snapshot.check.server->lags = false;
    QCOMPARE(checkWords(snapshot).text, u"mirror not compared yet"_s);
}

void TstMirrorModels::driftIsListed()
{
    HistoryBuilder b;
    DriftModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    b.draft().check.drift = {drift(b, 1, "pending_count: mirror 3, broker 2")};
    model.showSnapshot(b.snapshot(1));
    b.draft().check.drift.front().corrected = true;
    b.draft().check.drift.push_back(drift(b, 2.5, "last_sent: mirror 7, broker 8"));
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(
        drawn(model),
        (QStringList{u"1.00 | orders | billing | pending_count: mirror 3, broker 2 | corrected"_s,
                     u"2.50 | orders | billing | last_sent: mirror 7, broker 8 | open"_s}));
    // The oldest goes when the list is full.
    b.draft().check.drift.erase(b.draft().check.drift.begin());
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(resets.count(), 0);
}

void TstMirrorModels::clientsAreCounted()
{
    HistoryBuilder b;
    const NameId billing = b.replica("billing");
    const NameId mailer = b.replica("mailer");
    for (ReplicaView& view : b.draft().replicas)
        view.process = false;
    b.draft().attached = true;
    b.draft().replicas[0].outstanding = 5;
    b.draft().clients = {{ClientId("billing"), ClientHealth::DeadButRegistered, 2},
                         {ClientId("orders-web"), ClientHealth::Healthy, 0}};
    b.draft().subscriptions = {subscription(1, "billing", "orders"),
                               subscription(2, "billing", "refunds")};
    b.draft().subscriptions[0].unknown = 4;
    const RowRef message = b.message(0.1, 0);
    const RowRef first = b.delivery(0.1, billing, message, 1, 3.1);

    ClientModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(drawn(model),
             (QStringList{
                 u"billing | dead but registered | 2 | 2 | 5 | 4 | 1 | 0 | 0 | orders, refunds"_s,
                 u"mailer | closed | 0 | 0 | 0 | 0 | 0 | 0 | 0 | "_s,
                 u"orders-web | healthy | 0 | 0 | 0 | 0 | 0 | 0 | 0 | "_s}));
    b.end(first, 3.1, DeliveryEnd::Expired, "mailer");
    const RowRef again = b.delivery(3.1, mailer, message, 2, 6.1);
    b.end(again, 3.2, DeliveryEnd::Acked);
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(drawn(model).at(1), u"mailer | closed | 0 | 0 | 0 | 0 | 1 | 1 | 1 | "_s);
    QCOMPARE(model.index(0, ClientModel::HealthColumn).data(RowModel::ToneRole).value<Tone>(),
             Tone::Failed);
    b.draft().tap.away = true; // nobody can know whether it is healthy
    model.showSnapshot(b.snapshot(5));
    QVERIFY(drawn(model).at(2).startsWith(u"orders-web | not heard now"_s));
    QVERIFY(drawn(model).at(1).startsWith(u"mailer | closed"_s));
}

void TstMirrorModels::clientsAreSorted()
{
    HistoryBuilder b;
    const auto client = [](const char* name, std::uint32_t missed) {
        ClientView view;
        view.client = ClientId(name);
        view.heartbeatsMissed = missed;
        return view;
    };
    ClientModel model;
    const QAbstractItemModelTester tester(&model);
    const auto names = [&model] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, ClientModel::ClientColumn).data().toString();
        return all;
    };
    b.draft().clients = {client("worker-10", 1), client("worker-2", 3), client("worker-3", 2)};
    model.showSnapshot(b.snapshot(1));
    model.sort(ClientModel::ClientColumn, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{u"worker-2"_s, u"worker-3"_s, u"worker-10"_s}));
    model.sort(ClientModel::MissedColumn, Qt::DescendingOrder);
    QCOMPARE(names(), (QStringList{u"worker-2"_s, u"worker-3"_s, u"worker-10"_s}));
    // Rows that change, come and go find their places, and who holds on to one keeps it.
    const QPersistentModelIndex ten = model.index(2, 0);
    b.draft().clients = {client("worker-10", 9), client("worker-2", 3), client("worker-4", 5)};
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(names(), (QStringList{u"worker-10"_s, u"worker-4"_s, u"worker-2"_s}));
    QCOMPARE(ten.row(), 0);
    b.draft().clients = {client("worker-4", 5)};
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(names(), QStringList{u"worker-4"_s});
    b.draft().clients = {client("worker-1", 0), client("worker-4", 5), client("worker-7", 7)};
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(names(), (QStringList{u"worker-7"_s, u"worker-4"_s, u"worker-1"_s}));
    model.sort(-1, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{u"worker-1"_s, u"worker-4"_s, u"worker-7"_s}));
}

void TstMirrorModels::jsonIsLaidOut_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("shown");
    const QByteArray order = R"({"z":1.50,"a":[1,2,{}],"text":"a, \"b\": }"})";
    QTest::newRow("fits") << order << 80
                          << uR"({ "z": 1.50, "a": [ 1, 2, {} ], "text": "a, \"b\": }" })"_s;
    QTest::newRow("does not fit") << order << 30
                                  << QString(u"{\n  \"z\": 1.50,\n  \"a\": [ 1, 2, {} ],\n  "
                                             "\"text\": \"a, \\\"b\\\": }\"\n}"_s);
    QTest::newRow("empty") << QByteArray("[ ]") << 80 << u"[]"_s;
    QTest::newRow("a number is none") << QByteArray("12") << 80 << u"12"_s;
    QTest::newRow("cut") << QByteArray(R"({"a":)") << 80 << uR"({"a":)"_s;
    QTest::newRow("hidden signs") << QByteArray("{\"a\":\"\xe2\x80\xae\"}") << 80
                                  << u"{ \"a\": \"\\u202e\" }"_s;
}

void TstMirrorModels::jsonIsLaidOut()
{
    QFETCH(QByteArray, stored);
    QFETCH(int, columns);
    QTEST(payloadLaidOut({stored.constData(), static_cast<std::size_t>(stored.size())},
                         static_cast<std::uint32_t>(stored.size()), columns),
          "shown");
}

QTEST_MAIN(TstMirrorModels)
#include "tst_mirrormodels.moc"
