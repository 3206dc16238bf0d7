#include "core/engine/engine.h"
#include "core/events/eventforms.h"
#include "core/export/jsonlines.h"
#include "core/export/statejson.h"
#include "core/words/words.h"
#include "tests/support/labscript.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QTest>

#include <limits>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::LabScript;

/// What somebody else's broker does that nobody here told it to: channels that are deleted,
/// messages that expire, followers, durables that were taken over before the watch began.
class TestStrangers : public QObject
{
    Q_OBJECT

private slots:
    void deletedChannelBeginsAnew();
    void withoutLimitsAnIdleChannelIsDoubted();
    void usedChannelIsTheSame();
    void unlistedChannelTakesItsDurables();
    void recreatedBetweenTwoRounds();
    void otherStoreAfterARestart();
    void expiredUnackedIsTold();
    void expiredAndAckedIsSilent();
    void whatTheBrokerLeavesOutIsGone();
    void dueAndNotSentIsAGuess();
    void followerIsNamedAndNeverCorrects();
    void anotherServerLeads();
    void nothingSettlesWhileNobodyLeads();
    void followersNumbersAreGuesses();
    void leaderIsCompared();
    void foreignClusterWithoutAnswer();
    void foreignClusterThatAnswers();
    void duplicateIdHasARemedy();
    void otherServerForgets();
    void resumedDurableIsUnknownUntilToldOtherwise();
    void whatEverythingWaitedForStays();
    void redeliveryMovesLastSent();
    void oneNameIsOneGroup();
    void lastOwnerIsKept();
    void attemptsGoOn();
    void publishesWithoutAnswerAreIndefinite();
    void indefiniteUntilDelivered();
    void whatWasDeliveredIsNotIndefinite();
    void groupsAndBacklog();
    void longestAckWaitIsReckonedWith();
    void firstSequenceOfAnEmptyChannel();
    void saysHowItSubscribed();
    void saysWhetherAnAckWasAwaited();
    void driftSaysThatItIsCorrected();
    void lateInboxesAreHeardWithoutAFrame();
    void stallsUnheard();
    void stalledAsTheBrokerSays_data();
    void stalledAsTheBrokerSays();
};

namespace {

constexpr std::int64_t strangerEpoch = 1'700'000'000'000'000'000;

laboratory::RunStarted attachedRun(bool monitored)
{
    laboratory::RunStarted run;
    run.attached = true;
    run.monitored = monitored;
    run.cluster = "here";
    run.unixNs = strangerEpoch;
    return run;
}

/// A LabScript whose lines of JSON are read, at times in ms.
class Watched
{
public:
    explicit Watched(bool monitored = true)
        : m_script(attachedRun(monitored))
        , m_lines([this](std::string_view text) { m_text += text; })
    {
        fold(Source::Laboratory, attachedRun(monitored));
    }

    Lab& lab() { return m_script.lab(); }
    LabScript& script() { return m_script; }
    Watched& at(double ms)
    {
        m_now = std::chrono::duration_cast<Nanos>(std::chrono::duration<double, std::milli>(ms));
        return *this;
    }
    template <typename Body>
    Watched& fold(Source source, Body body)
    {
        const Event event{m_now, source, EventBody(std::move(body))};
        m_script.lab().apply(event);
        m_lines.folded(event, m_script.lab());
        return *this;
    }
    template <typename Body>
    Watched& wire(Body body)
    {
        return fold(Source::Wire, std::move(body));
    }
    Watched& tick() { return fold(Source::Laboratory, laboratory::Tick{}); }
    Watched& connect(const char* client)
    {
        return wire(wire::ClientConnected{ClientId(client), Subject("_INBOX.hb")});
    }
    Watched& subscribe(std::uint32_t id, const char* client, int ackWait, const char* group = "",
                       const char* durable = "", int maxInflight = 16)
    {
        wire::Subscribed subscribed;
        subscribed.subscription = wire::SubscriptionId(id);
        subscribed.client = ClientId(client);
        subscribed.channel = ChannelName("t");
        subscribed.queueGroup = group;
        subscribed.durable = durable;
        subscribed.inbox = Subject("_INBOX." + std::to_string(id));
        subscribed.ackInbox = Subject("_INBOX.ack." + std::to_string(id));
        subscribed.maxInflight = maxInflight;
        subscribed.ackWaitSeconds = ackWait;
        subscribed.start = 4;
        return wire(subscribed);
    }
    Watched& publish(const std::string& guid, const std::string& payload = "x")
    {
        return wire(wire::PublishSent{ClientId("p"), ChannelName("t"), guid, payload});
    }
    Watched& puback(const std::string& guid)
    {
        return wire(wire::PubAcked{ChannelName("t"), guid, {}});
    }
    Watched& store(const std::string& guid) { return publish(guid).puback(guid); }
    /// Stored now, as the broker says.
    Watched& deliver(std::uint32_t id, std::uint64_t sequence, std::uint32_t count = 0,
                     const std::string& payload = "x", std::int64_t storedMs = 0)
    {
        const std::int64_t at = storedMs != 0 ? storedMs * 1'000'000 : m_now.count();
        return wire(wire::Delivered{wire::SubscriptionId(id), Sequence(sequence), count > 0, count,
                                    strangerEpoch + at, payload});
    }
    Watched& ack(std::uint32_t id, std::uint64_t sequence)
    {
        return wire(wire::AckSent{wire::SubscriptionId(id), Sequence(sequence)});
    }
    Watched& close(std::uint32_t id)
    {
        return wire(wire::Unsubscribed{wire::SubscriptionId(id), false});
    }
    Watched& answer(monitor::Answered answered)
    {
        return fold(Source::Monitor, std::move(answered));
    }

    /// Those of that type.
    QList<QJsonObject> lines(const QString& type)
    {
        m_lines.idle({});
        QList<QJsonObject> of;
        for (const QByteArray& line : QByteArray::fromStdString(m_text).split('\n'))
            if (const auto object = QJsonDocument::fromJson(line).object();
                object[u"type"].toString() == type)
                of << object;
        return of;
    }
    void end() { m_lines.ended(m_script.lab()); }
    MirrorState state() { return m_script.lab().mirrorState(); }
    QJsonObject stateFile()
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(state()))).object();
    }
    std::uint64_t last()
    {
        const MirrorState now = state();
        return now.channels.empty() ? 0 : now.channels.front().last.value();
    }

private:
    LabScript m_script;
    std::string m_text;
    JsonLines m_lines;
    Nanos m_now{};
};

MonitoredSubscription listed(std::uint32_t id, const char* client, std::uint64_t last,
                             std::uint64_t pending, const char* group = "",
                             const char* durable = "", int ackWait = 1)
{
    MonitoredSubscription row;
    row.subscription = id;
    row.client = ClientId(client);
    row.inbox = Subject("_INBOX." + std::to_string(id));
    row.ackInbox = Subject("_INBOX.ack." + std::to_string(id));
    row.queueGroup = group;
    row.durable = durable;
    row.maxInflight = 16;
    row.ackWaitSeconds = ackWait;
    row.lastSent = Sequence(last);
    row.pending = pending;
    return row;
}

MonitoredSubscription listedOffline(const char* client, std::uint64_t last, std::uint64_t pending,
                                    const char* group, const char* durable)
{
    MonitoredSubscription row = listed(0, client, last, pending, group, durable);
    row.offline = true;
    row.inbox = {};
    row.ackInbox = {};
    return row;
}

Nanos milliseconds(double ms)
{
    return std::chrono::duration_cast<Nanos>(std::chrono::duration<double, std::milli>(ms));
}

monitor::Answered answered(monitor::Purpose purpose, double askedMs, std::uint64_t first,
                           std::uint64_t last, std::vector<MonitoredSubscription> rows,
                           std::vector<const char*> clients = {})
{
    monitor::Answered answer;
    answer.purpose = purpose;
    answer.askedAt = milliseconds(askedMs);
    answer.serverId = "S1";
    for (const char* client : clients)
        answer.clients.push_back({ClientId(client), Subject("_INBOX.hb")});
    answer.channels = {{ChannelName("t"), Sequence(first), Sequence(last), std::move(rows)}};
    return answer;
}

monitor::Answered nothingThere(monitor::Purpose purpose, double askedMs)
{
    monitor::Answered answer = answered(purpose, askedMs, 0, 0, {});
    answer.channels.clear();
    return answer;
}

monitor::LimitsKnown inactivity(std::int64_t ms)
{
    ChannelLimits limits;
    limits.maxInactivityMs = ms;
    return {{limits}};
}

/// Joined an empty broker whose channels live for two seconds, where five messages were stored,
/// sent to a subscriber and acked; it has left at 100 ms.
void playFive(Watched& watch)
{
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(6).fold(Source::Monitor, inactivity(2000));
    watch.at(10).connect("p").connect("a");
    for (int i = 1; i <= 5; ++i)
        watch.at(10 + i).store("g" + std::to_string(i));
    watch.at(50).subscribe(1, "a", 5);
    for (std::uint64_t i = 1; i <= 5; ++i)
        watch.at(51).deliver(1, i, 0, "x", 10 + static_cast<std::int64_t>(i)).ack(1, i);
    watch.at(100).close(1);
}

} // namespace

void TestStrangers::deletedChannelBeginsAnew()
{
    Watched watch;
    playFive(watch);
    QCOMPARE(watch.last(), std::uint64_t(5));
    // Deleted at 2100; the next one is number 1, and nobody says so.
    watch.at(2140).store("g6").at(2141).store("g7");
    const auto stored = watch.lines(u"stored"_s);
    QCOMPARE(stored.size(), 7);
    QCOMPARE(stored[4][u"seq"].toInt(), 5);
    QVERIFY(!stored[4].contains(u"guess"));
    QCOMPARE(stored[5][u"seq"].toInt(), 1);
    QCOMPARE(stored[6][u"seq"].toInt(), 2);
    QVERIFY(stored[5][u"guess"].toBool() && stored[6][u"guess"].toBool());
    // A delivery proves it: number 1, stored after number 5.
    watch.at(2150).subscribe(2, "a", 5).at(2151).deliver(2, 1, 0, "x", 2140);
    const auto deleted = watch.lines(u"channel_deleted"_s);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted[0][u"channel"].toString(), u"t"_s);
    QCOMPARE(deleted[0][u"last_seq"].toInt(), 5);
    QCOMPARE(deleted[0][u"code"].toString(), u"channel_began_anew"_s);
    watch.at(2152).deliver(2, 2, 0, "x", 2141);
    QCOMPARE(watch.last(), std::uint64_t(2));
    const History& history = *watch.lab().history();
    QCOMPARE(history.messages.size(), std::size_t(7));
    for (std::size_t row = 0; row < 7; ++row)
        QCOMPARE(history.messages[row].gone.get(),
                 row < 5 ? MessageGone::Deleted : MessageGone::No);
    // What is published now is known exactly.
    watch.at(2200).store("g8");
    QCOMPARE(watch.lines(u"stored"_s)[7][u"seq"].toInt(), 3);
    QVERIFY(!watch.lines(u"stored"_s)[7].contains(u"guess"));
    for (const double ms : {3000.0, 3100.0, 3300.0})
        watch.at(ms + 5)
            .answer(answered(monitor::Purpose::Check, ms, 1, 3, {listed(2, "a", 2, 2, "", "", 5)},
                             {"p", "a"}))
            .at(ms + 90)
            .tick();
    QCOMPARE(watch.lab().broker().driftsFound(), std::uint64_t(0));
}

/// Without a monitoring endpoint nobody tells how long an idle channel is kept.
void TestStrangers::withoutLimitsAnIdleChannelIsDoubted()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 5).at(11).publish("g1").at(12).deliver(1, 1);
    watch.at(13).puback("g1").ack(1, 1).at(20).close(1);
    watch.at(500).store("g2");
    QCOMPARE(watch.lines(u"stored"_s)[1][u"seq"].toInt(), 2);
    QVERIFY(!watch.lines(u"stored"_s)[1].contains(u"guess"));
    watch.at(5000).store("g3");
    QCOMPARE(watch.lines(u"stored"_s)[2][u"seq"].toInt(), 3);
    QVERIFY(watch.lines(u"stored"_s)[2][u"guess"].toBool());
}

void TestStrangers::usedChannelIsTheSame()
{
    Watched watch;
    playFive(watch);
    watch.at(1500).store("g6");
    QVERIFY(!watch.lines(u"stored"_s)[5].contains(u"guess"));
    QCOMPARE(watch.lines(u"stored"_s)[5][u"seq"].toInt(), 6);
    // Somebody who subscribes keeps it alive, however long.
    watch.at(1600).subscribe(2, "a", 5).at(9000).store("g7");
    QVERIFY(!watch.lines(u"stored"_s)[6].contains(u"guess"));
    QCOMPARE(watch.lines(u"stored"_s)[6][u"seq"].toInt(), 7);
}

void TestStrangers::unlistedChannelTakesItsDurables()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").subscribe(1, "a", 1, "", "d").at(11).store("g1");
    watch.at(12).deliver(1, 1).at(13).store("g2").at(14).deliver(1, 2).at(20).close(1);
    watch.at(30).store("g3");
    watch.at(3000).answer(nothingThere(monitor::Purpose::Check, 2990));
    const auto deleted = watch.lines(u"channel_deleted"_s);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted[0][u"last_seq"].toInt(), 3);
    QCOMPARE(deleted[0][u"unacked"].toInt(), 2);
    QCOMPARE(deleted[0][u"unsent"].toInt(), 1);
    QCOMPARE(deleted[0][u"lost"].toArray(), QJsonArray({1, 2}));
    QVERIFY(watch.state().channels.empty());
    QCOMPARE(watch.lab().broker().mirror().outstanding(), std::uint32_t(0));
}

/// The broker deleted it and it was used again before the endpoint was asked: its last sequence
/// has run back.
void TestStrangers::recreatedBetweenTwoRounds()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p");
    for (int i = 1; i <= 5; ++i)
        watch.at(10 + i).store("g" + std::to_string(i));
    watch.at(500).store("g6");
    watch.at(1000).answer(answered(monitor::Purpose::Check, 990, 1, 1, {}, {"p"}));
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 1);
    QCOMPARE(watch.last(), std::uint64_t(1));
    watch.at(1100).store("g7");
    QCOMPARE(watch.lines(u"stored"_s)[6][u"seq"].toInt(), 2);
    for (const double ms : {1500.0, 1700.0, 2000.0})
        watch.at(ms + 5)
            .answer(answered(monitor::Purpose::Check, ms, 1, 2, {}, {"p"}))
            .at(ms + 90)
            .tick();
    QCOMPARE(watch.lab().broker().driftsFound(), std::uint64_t(0));
}

void TestStrangers::otherStoreAfterARestart()
{
    Watched watch;
    watch.at(5).answer(answered(monitor::Purpose::Bootstrap, 1, 1, 9, {}));
    watch.at(100).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(900).wire(wire::TapBack{});
    monitor::Answered other = answered(monitor::Purpose::Bootstrap, 910, 1, 2, {});
    other.serverId = "S2";
    watch.at(920).answer(other);
    const auto deleted = watch.lines(u"channel_deleted"_s);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted[0][u"code"].toString(), u"channel_of_other_store"_s);
    QCOMPARE(deleted[0][u"args"].toArray(), QJsonArray({u"t"_s, 9, 2}));
    QCOMPARE(watch.last(), std::uint64_t(2));
}

void TestStrangers::expiredUnackedIsTold()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").connect("b");
    watch.subscribe(1, "a", 60).subscribe(2, "b", 60, "g", "", 1);
    for (std::uint64_t i = 1; i <= 4; ++i) {
        const std::string guid = "g" + std::to_string(i);
        watch.at(20 + static_cast<double>(i)).publish(guid).deliver(1, i);
        if (i == 1)
            watch.deliver(2, 1);
        watch.puback(guid);
    }
    watch.at(30).ack(1, 1);
    watch.at(500).answer(answered(
        monitor::Purpose::Check, 490, 1, 4,
        {listed(1, "a", 4, 3, "", "", 60), listed(2, "b", 1, 1, "g", "", 60)}, {"p", "a", "b"}));
    QCOMPARE(watch.lines(u"expired"_s).size(), 0);
    // Messages 1 to 3 are too old: the broker still counts them as pending, until their timers.
    watch.at(1000).answer(answered(
        monitor::Purpose::Check, 990, 4, 4,
        {listed(1, "a", 4, 3, "", "", 60), listed(2, "b", 1, 1, "g", "", 60)}, {"p", "a", "b"}));
    const auto expired = watch.lines(u"expired"_s);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(expired[0][u"first"].toInt(), 1);
    QCOMPARE(expired[0][u"last"].toInt(), 3);
    QCOMPARE(expired[0][u"unacked"].toInt(), 3); // 2 and 3 of a, 1 of b
    QCOMPARE(expired[0][u"unsent"].toInt(), 2); // 2 and 3 to the group
    QCOMPARE(expired[0][u"lost"].toArray(), QJsonArray({1, 2, 3}));
    QVERIFY(!expired[0].contains(u"guess"));
    const History& history = *watch.lab().history();
    for (std::size_t row = 0; row < 4; ++row)
        QCOMPARE(history.messages[row].gone.get(), row < 3 ? MessageGone::Lost : MessageGone::No);
    QCOMPARE(watch.lab().snapshot()->tap.notices.size(), std::size_t(1));
    watch.at(1100).tick();
    QCOMPARE(watch.lab().broker().driftsFound(), std::uint64_t(0));
    // Told once.
    watch.at(2000).answer(answered(
        monitor::Purpose::Check, 1990, 4, 4,
        {listed(1, "a", 4, 3, "", "", 60), listed(2, "b", 1, 1, "g", "", 60)}, {"p", "a", "b"}));
    QCOMPARE(watch.lines(u"expired"_s).size(), 1);
}

void TestStrangers::expiredAndAckedIsSilent()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").subscribe(1, "a", 60);
    watch.at(20).publish("g1").deliver(1, 1).puback("g1").at(30).ack(1, 1);
    watch.at(500).answer(
        answered(monitor::Purpose::Check, 490, 1, 1, {listed(1, "a", 1, 0)}, {"p", "a"}));
    watch.at(1000).answer(
        answered(monitor::Purpose::Check, 990, 0, 1, {listed(1, "a", 1, 0)}, {"p", "a"}));
    QCOMPARE(watch.lines(u"expired"_s).size(), 0);
    QCOMPARE(watch.lab().history()->messages[0].gone.get(), MessageGone::Expired);
}

void TestStrangers::whatTheBrokerLeavesOutIsGone()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 60, "g", "", 1).at(11).deliver(1, 3);
    QCOMPARE(watch.lines(u"expired"_s).size(), 0); // where it starts is its own affair
    watch.at(20).ack(1, 3).at(21).deliver(1, 8);
    const auto expired = watch.lines(u"expired"_s);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(expired[0][u"first"].toInt(), 4);
    QCOMPARE(expired[0][u"last"].toInt(), 7);
    QCOMPARE(expired[0][u"unsent"].toInt(), 4);
    // After a gap nobody knows what was sent meanwhile.
    watch.at(30).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(40).wire(wire::TapBack{}).at(50).deliver(1, 12);
    QCOMPARE(watch.lines(u"expired"_s).size(), 1);
}

void TestStrangers::dueAndNotSentIsAGuess()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 1).at(11).deliver(1, 1);
    watch.at(1100).tick().at(1500).tick();
    const auto expired = watch.lines(u"expired"_s);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(expired[0][u"code"].toString(), u"expired_unheard"_s);
    QVERIFY(expired[0][u"guess"].toBool());
    QCOMPARE(expired[0][u"client"].toString(), u"a"_s);
}

void TestStrangers::followerIsNamedAndNeverCorrects()
{
    Watched watch;
    monitor::ServerChanged server;
    server.endpoint = "http://127.0.0.1:1";
    server.state = "CLUSTERED";
    server.role = "Follower";
    server.lags = true;
    watch.at(4).fold(Source::Monitor, server);
    monitor::Answered join = nothingThere(monitor::Purpose::Bootstrap, 1);
    join.lags = true;
    watch.at(5).answer(join);
    watch.at(10).connect("a").subscribe(1, "a", 60).at(11).deliver(1, 1).deliver(1, 2);
    for (const double ms : {500.0, 1000.0, 1500.0, 2000.0}) {
        // It has heard of neither message, and has forgotten the client.
        monitor::Answered behind = answered(monitor::Purpose::Check, ms, 0, 0, {});
        behind.lags = true;
        watch.at(ms + 5).answer(behind).at(ms + 100).tick();
    }
    QCOMPARE(watch.lab().broker().driftsFound(), std::uint64_t(0));
    QVERIFY(!watch.lab().correction());
    QCOMPARE(watch.script().pending(), QStringList({u"a last 2 pending 2: 1 2"_s}));
    QCOMPARE(watch.lines(u"server"_s).size(), 1);
    QCOMPARE(watch.lines(u"server"_s)[0][u"role"].toString(), u"Follower"_s);
    QCOMPARE(watch.lines(u"advice"_s).size(), 1);
    QCOMPARE(watch.lines(u"advice"_s)[0][u"code"].toString(), u"server_lags"_s);
    QVERIFY(watch.lines(u"monitor"_s).last()[u"lags"].toBool());
    QVERIFY(watch.lab().snapshot()->check.server->lags);
    QCOMPARE(watch.lab().snapshot()->problems.size(), std::size_t(1));
    // Nor does it take part after a gap.
    watch.at(3000).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(3100).wire(wire::TapBack{});
    join.askedAt = milliseconds(3110);
    watch.at(3120).answer(join);
    QCOMPARE(watch.script().pending(), QStringList({u"a last 2 pending 2: 1 2"_s}));
}

/// Nobody leads for a while: that is an outage, and no advice.
void TestStrangers::anotherServerLeads()
{
    Watched watch;
    monitor::ServerChanged server;
    server.endpoint = "http://127.0.0.1:1";
    server.state = "CLUSTERED";
    server.role = "Leader";
    watch.at(4).fold(Source::Monitor, server);
    QVERIFY(!watch.lab().broker().isLeaderless());
    server.endpoint = "http://127.0.0.1:2";
    server.role = "Follower";
    server.lags = true;
    watch.at(1000).fold(Source::Monitor, server);
    QVERIFY(watch.lab().broker().isLeaderless());
    QVERIFY(watch.lab().snapshot()->check.leaderless);
    server.role = "Candidate";
    watch.at(3000).fold(Source::Monitor, server);
    server.role = "Leader";
    server.lags = false;
    watch.at(7000).fold(Source::Monitor, server);
    QVERIFY(!watch.lab().snapshot()->check.leaderless);
    const auto& bands = watch.lab().history()->bands;
    QCOMPARE(bands.size(), std::size_t(1));
    QCOMPARE(bands[0].kind, BandKind::Outage);
    QCOMPARE(bands[0].from, milliseconds(1000));
    QCOMPARE(bands[0].until.get(), milliseconds(7000).count());
    const auto& notices = watch.lab().broker().tap().notices;
    QCOMPARE(notices.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(sourceText(notices[0].what)),
             u"http://127.0.0.1:2 leads now, in place of http://127.0.0.1:1"_s);
    QCOMPARE(watch.lines(u"server"_s).size(), 4);
    QCOMPARE(watch.lines(u"advice"_s).size(), 0);
    QCOMPARE(watch.lab().snapshot()->problems.size(), std::size_t(0));
}

/// What was due in the meantime waits, and the new leader sends it when it is ready to.
void TestStrangers::nothingSettlesWhileNobodyLeads()
{
    Watched watch;
    monitor::ServerChanged server;
    server.endpoint = "http://127.0.0.1:1";
    server.state = "FT_ACTIVE";
    watch.at(4).fold(Source::Monitor, server);
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 1).at(11).deliver(1, 1);
    // The tap is on the other server at once.
    watch.at(900).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(901).wire(wire::TapBack{});
    server.endpoint = "http://127.0.0.1:2";
    server.state = "FT_STANDBY";
    server.lags = true;
    watch.at(1000).fold(Source::Monitor, server);
    const QStringList pending{u"a last 1 pending 1: 1"_s};
    watch.at(2500).tick();
    QCOMPARE(watch.script().pending(), pending);
    // It sends before it says that it leads.
    watch.at(2900).deliver(1, 1, 1, "x", 11);
    server.state = "FT_ACTIVE";
    server.lags = false;
    watch.at(3000).fold(Source::Monitor, server);
    monitor::Answered taken =
        answered(monitor::Purpose::Bootstrap, 2995, 1, 1, {listed(1, "a", 1, 1)}, {"a"});
    taken.serverId = "S2";
    taken.state = "FT_ACTIVE";
    watch.at(3001).answer(taken);
    for (const double ms : {3100.0, 3300.0, 3600.0, 3890.0}) {
        watch.at(ms).tick();
        QCOMPARE(watch.script().pending(), pending);
    }
    watch.at(3900).deliver(1, 1, 2, "x", 11);
    QCOMPARE(watch.script().pending(), pending);
    QList<int> attempts;
    for (const QJsonObject& line : watch.lines(u"redeliver"_s))
        attempts << line[u"attempt"].toInt();
    QCOMPARE(attempts, (QList<int>{2, 3}));
    QCOMPARE(watch.lab().history()->deliveries.size(), std::size_t(3));
    // The first that it sent ended the outage.
    const auto& bands = watch.lab().history()->bands;
    QCOMPARE(bands.size(), std::size_t(2));
    QCOMPARE(bands[1].kind, BandKind::Outage);
    QCOMPARE(bands[1].until.get(), milliseconds(2900).count());
}

void TestStrangers::followersNumbersAreGuesses()
{
    Watched watch;
    monitor::Answered join =
        answered(monitor::Purpose::Bootstrap, 1, 1, 9, {listed(1, "a", 9, 0)}, {"a"});
    join.lags = true;
    watch.at(5).answer(join);
    const MirrorState state = watch.state();
    QVERIFY(state.channels.at(0).subscriptions.at(0).pendingIsGuess);
    QVERIFY(state.channels.at(0).subscriptions.at(0).lastSentIsGuess);
}

void TestStrangers::leaderIsCompared()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 60).at(11).deliver(1, 1);
    for (const double ms : {500.0, 1000.0, 1500.0})
        watch.at(ms + 5)
            .answer(answered(monitor::Purpose::Check, ms, 1, 1, {listed(1, "a", 1, 0)}, {"a"}))
            .at(ms + 100)
            .tick();
    QVERIFY(watch.lab().correction());
}

void TestStrangers::foreignClusterWithoutAnswer()
{
    Watched watch;
    watch.at(10).wire(wire::ForeignCluster{"oops", ClientId("x")});
    watch.at(1900).tick();
    QCOMPARE(watch.lines(u"foreign_cluster"_s).size(), 1);
    QCOMPARE(watch.lines(u"foreign_cluster"_s)[0][u"client"].toString(), u"x"_s);
    watch.at(2100).tick().at(9000).tick();
    const auto said = watch.lines(u"foreign_cluster"_s);
    QCOMPARE(said.size(), 2);
    QCOMPARE(said[1][u"answered"].toBool(true), false);
    QCOMPARE(said[1][u"cluster"].toString(), u"oops"_s);
    QCOMPARE(said[1][u"args"].toArray(), QJsonArray({u"x"_s, u"oops"_s, u"here"_s}));
    QVERIFY(!said[1][u"remedy"].toString().isEmpty());
    QCOMPARE(watch.lab().snapshot()->problems.size(), std::size_t(1));
}

void TestStrangers::foreignClusterThatAnswers()
{
    Watched watch;
    watch.at(10).wire(wire::ForeignCluster{"other", ClientId("x")});
    watch.at(12).wire(wire::ForeignAnswered{"other"});
    watch.at(20).wire(wire::ForeignCluster{"other", ClientId("y")});
    watch.at(9000).tick();
    QCOMPARE(watch.lines(u"foreign_cluster"_s).size(), 2);
    QVERIFY(watch.lab().snapshot()->tap.notices.empty());
}

void TestStrangers::duplicateIdHasARemedy()
{
    Watched watch;
    const wire::ClientRefused refused{ClientId("a"), "stan: clientID already registered"};
    watch.at(10).wire(refused).at(500).wire(refused);
    watch.at(600).wire(wire::ClientRefused{ClientId("b"), "stan: something else"});
    const auto advice = watch.lines(u"advice"_s);
    QCOMPARE(advice.size(), 1);
    QCOMPARE(advice[0][u"client"].toString(), u"a"_s);
    QCOMPARE(advice[0][u"code"].toString(), u"duplicate_client_id"_s);
    QCOMPARE(advice[0][u"remedy_code"].toObject()[u"code"].toString(), u"give_own_ids"_s);
}

void TestStrangers::otherServerForgets()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 60).at(11).deliver(1, 7);
    watch.at(20).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(30).wire(wire::TapMoved{"nats://a:1", "nats://b:2"}).wire(wire::TapBack{});
    const MirrorState state = watch.state();
    QVERIFY(state.clients.empty());
    QCOMPARE(state.gaps.size(), std::size_t(1));
    QCOMPARE(state.gaps[0].why.code, Code::TapMovedTo);
    QCOMPARE(watch.lines(u"tap_moved"_s).size(), 1);
    QCOMPARE(watch.lines(u"advice"_s).size(), 1);
}

/// A plain durable of AckWait 5 s whose owner was killed and replaced twice before the watch began,
/// and once since: each resume has put the deadline off by an AckWait.
void TestStrangers::resumedDurableIsUnknownUntilToldOtherwise()
{
    Watched watch;
    watch.at(5).answer(
        answered(monitor::Purpose::Bootstrap, 1, 1, 2, {listed(1, "a", 2, 1, "", "d", 5)}, {"a"}));
    watch.at(1000).connect("a").subscribe(2, "a", 5, "", "d").at(1001).deliver(2, 1, 2, "x", -50);
    const auto resumed = watch.lines(u"redeliver"_s);
    QCOMPARE(resumed.size(), 1);
    QVERIFY2(resumed[0][u"deadline"].isNull(), "a guess is told as known");
    // What was outstanding at 0 is due at 20 s, and not before.
    for (double ms = 1500; ms < 19'900; ms += 500)
        watch.at(ms).tick();
    QCOMPARE(watch.script().pending(), QStringList({u"a last 2 pending 1: 1"_s}));
    const auto outstanding = watch.state().channels.at(0).subscriptions.at(0).outstanding;
    QVERIFY(!outstanding.at(0).deadline);
    watch.at(20'000).deliver(2, 1, 3, "x", -50);
    QCOMPARE(watch.script().pending(), QStringList({u"a last 2 pending 1: 1"_s}));
    watch.at(20'100).ack(2, 1);
    QCOMPARE(watch.script().pending(), QStringList({u"a last 2 pending 0"_s}));
}

/// The same where all that the channel has waits, so that the sequences are known.
void TestStrangers::whatEverythingWaitedForStays()
{
    Watched watch;
    watch.at(5).answer(
        answered(monitor::Purpose::Bootstrap, 1, 1, 1, {listed(1, "a", 1, 1, "", "d", 2)}, {"a"}));
    for (double ms = 500; ms < 9000; ms += 500)
        watch.at(ms).tick();
    QCOMPARE(watch.script().pending(), QStringList({u"a last 1 pending 1: 1"_s}));
    QVERIFY(!watch.state().channels.at(0).subscriptions.at(0).outstanding.at(0).deadline);
    watch.at(9000).deliver(1, 1, 1, "x", -50);
    QCOMPARE(watch.script().pending(), QStringList({u"a last 1 pending 1: 1"_s}));
}

/// A redelivery to a member that never had it, though it had something that nobody knows.
void TestStrangers::redeliveryMovesLastSent()
{
    Watched watch;
    watch.at(5).answer(answered(monitor::Purpose::Bootstrap, 1, 1, 9,
                                {listed(1, "a", 4, 1, "g"), listed(2, "b", 9, 1, "g")},
                                {"a", "b"}));
    watch.at(900).deliver(1, 9, 1, "x", -50);
    const MirrorState state = watch.state();
    for (const MirrorState::Subscription& one : state.channels.at(0).subscriptions)
        QCOMPARE(one.lastSent, Sequence(9));
}

void TestStrangers::oneNameIsOneGroup()
{
    Watched watch;
    // Group "a:b" without a durable, and durable "a" with group "b": the broker's name is the same.
    watch.at(5).answer(answered(monitor::Purpose::Bootstrap, 1, 1, 3,
                                {listed(1, "x", 3, 1, "a:b"), listed(2, "y", 2, 0, "b", "a")},
                                {"x", "y"}));
    const MirrorState late = watch.state();
    QCOMPARE(late.channels.at(0).groups.size(), std::size_t(1));
    QCOMPARE(late.channels.at(0).groups[0].members, std::uint64_t(2));
    QCOMPARE(late.channels.at(0).groups[0].queueName, std::string("a:b"));
    // So it is for one who comes later: an ack of y settles what x has.
    watch.at(10).connect("z").subscribe(3, "z", 1, "a:b").at(20).deliver(3, 4).at(30).ack(2, 4);
    QCOMPARE(watch.state().channels.at(0).groups[0].members, std::uint64_t(3));
    QCOMPARE(watch.script().deliveries().last(),
             u"z seq 4 attempt 1: 20..30 settled-by-late-ack→y (deadline 1020)"_s);
}

void TestStrangers::lastOwnerIsKept()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 1, "g", "d").at(11).deliver(1, 1).at(20).close(1);
    watch.at(100).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(900).wire(wire::TapBack{});
    monitor::Answered restarted =
        answered(monitor::Purpose::Bootstrap, 910, 1, 1, {listedOffline("", 1, 1, "g", "d")});
    restarted.serverId = "S2";
    watch.at(920).answer(restarted);
    QCOMPARE(watch.state().channels.at(0).subscriptions.at(0).client, ClientId("a"));
}

void TestStrangers::attemptsGoOn()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 1).at(11).deliver(1, 1);
    watch.at(1011).deliver(1, 1, 1, "x", 11).at(2011).deliver(1, 1, 2, "x", 11);
    // Another leader counts anew.
    watch.at(8000).deliver(1, 1, 1, "x", 11);
    const auto again = watch.lines(u"redeliver"_s);
    QCOMPARE(again.size(), 3);
    QCOMPARE(again[1][u"attempt"].toInt(), 3);
    QCOMPARE(again[2][u"attempt"].toInt(), 4);
    QCOMPARE(watch.lab().history()->messages[0].deliveries.get(), std::uint32_t(4));
}

void TestStrangers::publishesWithoutAnswerAreIndefinite()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).publish("g1").at(20).publish("g2").at(21).puback("g2");
    QCOMPARE(watch.state().indefinite.size(), std::size_t(1));
    watch.at(30).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(40).wire(wire::TapBack{});
    const QJsonArray indefinite = watch.stateFile()[u"indefinite"].toArray();
    QCOMPARE(indefinite.size(), 1);
    QCOMPARE(indefinite[0].toObject()[u"guid"].toString(), u"g1"_s);
    QCOMPARE(indefinite[0].toObject()[u"client_id"].toString(), u"p"_s);
    QCOMPARE(indefinite[0].toObject()[u"channel"].toString(), u"t"_s);
    watch.at(50).puback("g1");
    QVERIFY(watch.state().indefinite.empty());
}

void TestStrangers::indefiniteUntilDelivered()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 9).at(11).publish("g1", "one");
    watch.at(30).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(40).wire(wire::TapBack{}).at(41).deliver(1, 1, 0, "another");
    QCOMPARE(watch.state().indefinite.size(), std::size_t(1));
    watch.at(42).deliver(1, 2, 0, "one");
    QVERIFY(watch.state().indefinite.empty());
    QVERIFY(watch.lab().history()->messages[1].publisher.get() != 0);
}

void TestStrangers::whatWasDeliveredIsNotIndefinite()
{
    Watched watch(false);
    watch.at(10).connect("a").subscribe(1, "a", 9).at(11).publish("g1", "one").publish("g2", "one");
    watch.at(12).deliver(1, 1, 0, "one");
    // One of the two is stored; no answer says which.
    QCOMPARE(watch.state().indefinite.size(), std::size_t(1));
    watch.at(13).deliver(1, 2, 0, "one");
    QVERIFY(watch.state().indefinite.empty());
    watch.at(30).wire(wire::TapGap{message(Code::TapDisconnected)});
    watch.at(40).wire(wire::TapBack{});
    QVERIFY(watch.state().indefinite.empty());
    QVERIFY(watch.lab().history()->messages[0].publisher.get() != 0);
    // What was delivered before it was published is another one.
    watch.at(50).publish("g3", "one");
    QCOMPARE(watch.state().indefinite.size(), std::size_t(1));
}

void TestStrangers::groupsAndBacklog()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").connect("b");
    watch.subscribe(1, "a", 60, "g", "d", 1).subscribe(2, "b", 60, "g", "d", 1);
    for (std::uint64_t i = 1; i <= 5; ++i) {
        const std::string guid = "g" + std::to_string(i);
        watch.at(20 + static_cast<double>(i)).publish(guid);
        if (i <= 2)
            watch.deliver(static_cast<std::uint32_t>(i), i);
        watch.puback(guid);
    }
    const QJsonObject channel = watch.stateFile()[u"channels"].toArray()[0].toObject();
    const QJsonObject group = channel[u"groups"].toArray()[0].toObject();
    QCOMPARE(group,
             QJsonObject({{u"queue_name"_s, u"d:g"_s},
                          {u"members"_s, 2},
                          {u"last_sent"_s, 2},
                          {u"pending_count"_s, 2},
                          {u"undelivered"_s, 3},
                          {u"stalled_members"_s, 2}}));
    QCOMPARE(channel[u"subscriptions"].toArray()[0].toObject()[u"undelivered"].toInt(), 3);
    QCOMPARE(watch.lab().snapshot()->subscriptions[0].undelivered, std::uint64_t(3));
}

void TestStrangers::longestAckWaitIsReckonedWith()
{
    constexpr int longest = std::numeric_limits<std::int32_t>::max();
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(6).connect("a").subscribe(1, "a", longest).at(10).deliver(1, 1);
    const auto deadline =
        watch.state().channels.at(0).subscriptions.at(0).outstanding.at(0).deadline;
    QVERIFY(deadline);
    QCOMPARE(*deadline, milliseconds(10) + std::chrono::seconds(longest));
}

void TestStrangers::firstSequenceOfAnEmptyChannel()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 60);
    watch.at(1000).answer(
        answered(monitor::Purpose::Check, 990, 0, 0, {listed(1, "a", 0, 0)}, {"a"}));
    QCOMPARE(watch.stateFile()[u"channels"].toArray()[0].toObject()[u"first_seq"], QJsonValue(0));
}

void TestStrangers::saysHowItSubscribed()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").subscribe(1, "a", 1, "g", "d").subscribe(2, "a", 1, "g", "d");
    watch.at(20).close(1).close(2).at(30).subscribe(3, "a", 1, "g", "d");
    QStringList how;
    for (const QJsonObject& line : watch.lines(u"subscribed"_s))
        how << line[u"how"].toString();
    QCOMPARE(how, QStringList({u"created"_s, u"joined"_s, u"resumed"_s}));
    // Nobody tells what was there before.
    Watched blind(false);
    blind.at(10).connect("a").subscribe(1, "a", 1, "", "d").subscribe(2, "a", 1);
    QVERIFY(blind.lines(u"subscribed"_s)[0][u"how"].isNull());
    QCOMPARE(blind.lines(u"subscribed"_s)[1][u"how"].toString(), u"created"_s);
}

void TestStrangers::saysWhetherAnAckWasAwaited()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("a").connect("b").subscribe(1, "a", 1, "g").subscribe(2, "b", 1, "g");
    watch.at(11).deliver(1, 1).deliver(2, 2).at(20).ack(2, 2);
    watch.at(1011).deliver(2, 1, 1, "x", 11).at(1200).ack(1, 1).at(1300).ack(2, 1);
    QStringList awaited;
    for (const QJsonObject& line : watch.lines(u"ack"_s))
        awaited << line[u"client"].toString() + (line[u"awaited"].toBool() ? u" yes"_s : u" no"_s)
                + (line.contains(u"late_by") ? u" late"_s : u""_s);
    QCOMPARE(awaited, QStringList({u"b yes"_s, u"a yes late"_s, u"b no"_s}));
}

void TestStrangers::driftSaysThatItIsCorrected()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(100).connect("a").subscribe(1, "a", 60).at(101).deliver(1, 1);
    for (const double ms : {500.0, 1000.0, 1500.0})
        watch.at(ms + 5)
            .answer(answered(monitor::Purpose::Check, ms, 1, 1, {listed(1, "a", 1, 0)}, {"a"}))
            .at(ms + 100)
            .tick();
    const auto correction = watch.lab().correction();
    QVERIFY(correction);
    watch.at(1601).fold(Source::Monitor, *correction);
    const auto drifts = watch.lines(u"drift"_s);
    QCOMPARE(drifts.size(), 1);
    QCOMPARE(drifts[0][u"corrected"].toBool(), true);
    // One that is withdrawn is told as well, and one that is open when the stream ends.
    for (const bool withdrawn : {true, false}) {
        Watched other;
        other.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
        other.at(100).connect("a").subscribe(1, "a", 60).at(101).deliver(1, 1);
        for (const double ms : {500.0, 1000.0, 1500.0})
            other.at(ms + 5)
                .answer(answered(monitor::Purpose::Check, ms, 1, 1, {listed(1, "a", 1, 0)}, {"a"}))
                .at(ms + 100)
                .tick();
        QCOMPARE(other.lines(u"drift"_s).size(), 0);
        if (withdrawn)
            other.at(1700).ack(1, 1);
        else
            other.end();
        QCOMPARE(other.lines(u"drift"_s).size(), 1);
        QCOMPARE(other.lines(u"drift"_s)[0][u"corrected"].toBool(true), false);
    }
}

/// A client that was there before may be silent for long; a low-impact tap must listen all the
/// same.
void TestStrangers::lateInboxesAreHeardWithoutAFrame()
{
    QMutex mutex;
    std::vector<std::string> followed;
    Engine engine;
    engine.beginRun(attachedRun(true));
    engine.setOnInboxes([&](const std::vector<std::string>& inboxes) {
        const QMutexLocker lock(&mutex);
        followed.insert(followed.end(), inboxes.begin(), inboxes.end());
    });
    engine.note(Source::Monitor,
                answered(monitor::Purpose::Bootstrap, 1, 1, 9, {listed(0, "a", 4, 1)}, {"a"}));
    const auto has = [&](const char* inbox) {
        const QMutexLocker lock(&mutex);
        return std::find(followed.begin(), followed.end(), inbox) != followed.end();
    };
    QTRY_VERIFY(has("_INBOX.0"));
    QVERIFY(has("_INBOX.ack.0"));
    engine.endRun();
}

/// A full durable is resumed, and what it is sent at once is not heard: it stalls all the same when
/// there is something new for it.
void TestStrangers::stallsUnheard()
{
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").subscribe(1, "a", 2, "", "d", 2);
    watch.at(11).store("g1").deliver(1, 1).at(12).store("g2").deliver(1, 2);
    watch.at(100).close(1).at(200).subscribe(2, "a", 2, "", "d", 2);
    QVERIFY(!watch.lab().snapshot()->subscriptions[0].stalled);
    watch.at(1900).tick().store("g3");
    QVERIFY(watch.lab().snapshot()->subscriptions[0].stalled);
}

void TestStrangers::stalledAsTheBrokerSays_data()
{
    QTest::addColumn<bool>("isFull"); // so that the mirror takes it for stalled
    QTest::addColumn<bool>("says");
    QTest::addColumn<bool>("isQuiet");
    QTest::addColumn<bool>("stalled");
    QTest::newRow("it is") << false << true << true << true;
    QTest::newRow("it is not") << true << false << true << false;
    QTest::newRow("it was") << false << true << false << false;
    QTest::newRow("it was not") << true << false << false << true;
}

void TestStrangers::stalledAsTheBrokerSays()
{
    QFETCH(const bool, isFull);
    QFETCH(const bool, says);
    QFETCH(const bool, isQuiet);
    QFETCH(const bool, stalled);
    Watched watch;
    watch.at(5).answer(nothingThere(monitor::Purpose::Bootstrap, 1));
    watch.at(10).connect("p").connect("a").subscribe(1, "a", 60, "", "", isFull ? 1 : 2);
    watch.at(11).store("g1").deliver(1, 1);
    QCOMPARE(watch.lab().snapshot()->subscriptions[0].stalled, isFull);
    MonitoredSubscription row = listed(1, "a", 1, 1, "", "", 60);
    row.stalled = says;
    watch.at(1005).answer(answered(monitor::Purpose::Check, 1000, 1, 1, {row}, {"p", "a"}));
    if (!isQuiet)
        watch.at(1010).publish("g2");
    watch.at(1100).tick();
    QCOMPARE(watch.lab().snapshot()->subscriptions[0].stalled, stalled);
    QCOMPARE(watch.lab().broker().driftsFound(), std::uint64_t(0));
}

QTEST_GUILESS_MAIN(TestStrangers)
#include "tst_strangers.moc"
