#include "core/tap/connectionwatch.h"
#include "core/tap/monitoringclient.h"
#include "core/words/words.h"

#include <QMap>
#include <QNetworkAccessManager>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <vector>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace monitoringclienttest {

constexpr int patience = 15'000; // ms; reached only when something is wrong

/// An endpoint that answers as its test says; what a real broker does is in tests/integration.
class Endpoint : public QTcpServer
{
public:
    std::function<QByteArray(const QString& page, qint64 offset)> answer;
    QStringList asked;

    Endpoint()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/base/"_s.arg(serverPort())); }

private:
    void serve(QTcpSocket& socket)
    {
        while (socket.canReadLine()) {
            const QByteArray line = socket.readLine();
            if (!line.startsWith("GET "))
                continue;
            const QUrl url(QString::fromLatin1(line.split(' ').at(1)));
            asked += url.toString();
            const QByteArray body =
                answer(url.fileName(), QUrlQuery(url).queryItemValue(u"offset"_s).toLongLong());
            const bool isThere = !body.startsWith("Not found");
            socket.write((isThere ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found")
                         + "\r\nContent-Length: "_ba + QByteArray::number(body.size()) + "\r\n\r\n"
                         + body);
        }
    }
};

QByteArray serverz(const QByteArray& id)
{
    return R"({"cluster_id":"test","server_id":")"_ba + id + R"(","state":"STANDALONE"})";
}

/// `total` clients or channels, at most `most` of them from `offset`.
QByteArray list(const QByteArray& id, const QByteArray& what, qint64 offset, qint64 total,
                qint64 most)
{
    const QByteArray entry = what == "clients" ? R"({"id":"c%1","hb_inbox":"_INBOX.%1"})"_ba
                                               : R"({"name":"n%1","last_seq":%1})"_ba;
    QByteArrayList entries;
    for (qint64 i = offset; i < std::min(total, offset + most); ++i)
        entries += QByteArray(entry).replace("%1", QByteArray::number(i));
    return R"({"server_id":")"_ba + id + R"(","offset":)" + QByteArray::number(offset)
        + R"(,"count":)" + QByteArray::number(entries.size()) + R"(,"total":)"
        + QByteArray::number(total) + ",\"" + what + "\":[" + entries.join(',') + "]}";
}

QByteArray quiet(const QString& page, qint64 offset)
{
    if (page == u"serverz")
        return serverz("one");
    return list("one", page == u"clientsz" ? "clients" : "channels", offset, 0, 10);
}

} // namespace monitoringclienttest

using namespace monitoringclienttest;

class MonitoringClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void oneRoundOfPages();
    void pagesOfTwoServersAreReadAgain();
    void changedTotalsAreReadAgain();
    void bootstrapGoesOnUntilItIsComplete();
    void failureIsSaidOnce();
    void checksGoOn();
    void unchangedTotalsAskForNoLists();
    void looksAgainSooner();
    void probes_data();
    void probes();
    void probesNobodyOnExternalServers();
    void endsInTheMiddle();
    void followerIsSaidAndGivesNoLists();
    void leaderAmongSeveralIsAsked();
    void newLeaderIsJoined();
    void standbyHasNothing();
    void standbyIsOfNoOtherCluster();
    void tellsLimits();
    void whoseConnectionEndedIsProbed();
    void whoseConnectionEndedOnAnotherServer_data();
    void whoseConnectionEndedOnAnotherServer();
    void whoComesFromAnotherServerIsLearned();
    void whoMovesToAnotherServerIsSoughtThere_data();
    void whoMovesToAnotherServerIsSoughtThere();
    void findsAChannel_data();
    void findsAChannel();

private:
    template <typename Body>
    std::vector<Body> all() const
    {
        std::vector<Body> found;
        for (const EventBody& body : m_posted)
            if (const auto* one = std::get_if<Body>(&body))
                found.push_back(*one);
        return found;
    }

    std::unique_ptr<Endpoint> m_endpoint;
    std::unique_ptr<MonitoringClient> m_client;
    std::vector<EventBody> m_posted;
};

void MonitoringClientTest::init()
{
    m_posted.clear();
    m_endpoint = std::make_unique<Endpoint>();
    QVERIFY(m_endpoint->isListening());
    m_endpoint->answer = quiet;
    m_client = std::make_unique<MonitoringClient>(
        [this](const EventBody& body) { m_posted.push_back(body); });
    m_client->setEndpoint(m_endpoint->url());
}

void MonitoringClientTest::cleanup()
{
    m_client.reset();
    m_endpoint.reset();
}

void MonitoringClientTest::oneRoundOfPages()
{
    m_endpoint->answer = [](const QString& page, qint64 offset) {
        if (page == u"serverz")
            return serverz("one");
        return page == u"clientsz" ? list("one", "clients", offset, 7, 3)
                                   : list("one", "channels", offset, 5, 2);
    };
    QString cluster;
    connect(m_client.get(), &MonitoringClient::serverKnown, this,
            [&cluster](const QString& id) { cluster = id; });
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    const auto answer = std::get<monitor::Answered>(m_posted.front());
    QCOMPARE(answer.purpose, monitor::Purpose::Bootstrap);
    QCOMPARE(answer.serverId, std::string("one"));
    QVERIFY(answer.askedAt.count() > 0);
    QCOMPARE(answer.clients.size(), std::size_t(7));
    QCOMPARE(answer.clients.back().client, ClientId("c6"));
    QCOMPARE(answer.channels.size(), std::size_t(5));
    QCOMPARE(answer.channels.back().last, Sequence(4));
    QCOMPARE(cluster, u"test"_s);
    m_endpoint->asked.removeAll(u"/base/streaming/storez"_s); // behind it, once
    m_endpoint->asked.sort();
    QCOMPARE(m_endpoint->asked.join(u'\n'),
             u"/base/streaming/channelsz?subs=1&offset=0&limit=128\n"
             "/base/streaming/channelsz?subs=1&offset=2&limit=128\n"
             "/base/streaming/channelsz?subs=1&offset=4&limit=128\n"
             "/base/streaming/clientsz?offset=0&limit=1024\n"
             "/base/streaming/clientsz?offset=3&limit=1024\n"
             "/base/streaming/clientsz?offset=6&limit=1024\n"
             "/base/streaming/serverz"_s);
}

void MonitoringClientTest::pagesOfTwoServersAreReadAgain()
{
    int rounds = 0;
    m_endpoint->answer = [&rounds](const QString& page, qint64 offset) {
        if (page == u"serverz")
            return serverz(++rounds < 3 ? "one" : "two");
        return list("two", page == u"clientsz" ? "clients" : "channels", offset, 1, 3);
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    QCOMPARE(std::get<monitor::Answered>(m_posted.front()).serverId, std::string("two"));
    QCOMPARE(rounds, 3);
}

void MonitoringClientTest::changedTotalsAreReadAgain()
{
    bool changed = false;
    m_endpoint->answer = [&changed](const QString& page, qint64 offset) {
        if (page == u"serverz")
            return serverz("one");
        if (page == u"clientsz")
            return list("one", "clients", offset, 0, 3);
        changed = changed || offset > 0;
        return list("one", "channels", offset, changed ? 6 : 5, 4);
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    QCOMPARE(std::get<monitor::Answered>(m_posted.front()).channels.size(), std::size_t(6));
}

void MonitoringClientTest::bootstrapGoesOnUntilItIsComplete()
{
    int rounds = 0;
    m_endpoint->answer = [&rounds](const QString& page, qint64 offset) {
        if (page == u"serverz" && ++rounds < 3)
            return "<html>"_ba;
        return quiet(page, offset);
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Answered>().size(), std::size_t(1), patience);
    QCOMPARE(all<monitor::Answered>().front().purpose, monitor::Purpose::Bootstrap);
    QCOMPARE(all<monitor::Failed>().size(), std::size_t(1));
}

void MonitoringClientTest::failureIsSaidOnce()
{
    QUrl url = m_endpoint->url();
    url.setUserName(u"eve"_s);
    url.setPassword(u"hunter2"_s);
    m_client->setEndpoint(url);
    m_endpoint->close();
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    const Message& failure = std::get<monitor::Failed>(m_posted.front()).why;
    QCOMPARE(failure.code, Code::NoMonitoringAnswer);
    const std::string why = sourceText(failure);
    QVERIFY2(why.find("Connection refused") != std::string::npos, why.c_str());
    QVERIFY2(why.find("hunter2") == std::string::npos, why.c_str());
    // Another failure is said again, and each of them once.
    m_endpoint->answer = [](const QString&, qint64) { return "{}"_ba; };
    QVERIFY(m_endpoint->listen(QHostAddress::LocalHost, quint16(url.port())));
    QTRY_VERIFY_WITH_TIMEOUT(m_endpoint->asked.size() >= 12, patience);
    QCOMPARE(m_posted.size(), std::size_t(2));
    m_endpoint->answer = quiet;
    QTRY_VERIFY_WITH_TIMEOUT(!all<monitor::Answered>().empty(), patience);
    // Between two answers of one round, perhaps: then both fail, each in its own words.
    m_endpoint->answer = [](const QString&, qint64) { return "{}"_ba; };
    QTRY_VERIFY_WITH_TIMEOUT(all<monitor::Failed>().size() >= 3, patience);
    const auto asked = m_endpoint->asked.size();
    QTRY_VERIFY_WITH_TIMEOUT(m_endpoint->asked.size() >= asked + 12, patience);
    const auto failures = all<monitor::Failed>();
    QVERIFY(failures.size() <= 4);
    for (std::size_t i = 1; i < failures.size(); ++i)
        QVERIFY(sourceText(failures[i].why) != sourceText(failures[i - 1].why) || i == 2);
}

void MonitoringClientTest::checksGoOn()
{
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(m_posted.size() >= 3, patience);
    for (const auto& answer : all<monitor::Answered>())
        QCOMPARE(answer.purpose, monitor::Purpose::Check);
    m_client->bootstrap();
    const auto bootstraps = [this] {
        const auto answers = all<monitor::Answered>();
        return std::count_if(answers.begin(), answers.end(), [](const auto& answer) {
            return answer.purpose == monitor::Purpose::Bootstrap;
        });
    };
    QTRY_COMPARE_WITH_TIMEOUT(bootstraps(), 1, patience);
    const std::size_t before = m_posted.size();
    QTRY_VERIFY_WITH_TIMEOUT(m_posted.size() >= before + 2, patience);
    QCOMPARE(bootstraps(), 1);
}

void MonitoringClientTest::unchangedTotalsAskForNoLists()
{
    int lists = 0;
    int messages = 5;
    m_endpoint->answer = [&](const QString& page, qint64 offset) {
        if (page == u"serverz")
            return serverz("one").replace(
                "{", QByteArray(R"({"total_msgs":)" + QByteArray::number(messages) + ','));
        ++lists;
        return quiet(page, offset);
    };
    const auto count = [this](monitor::Purpose purpose) {
        const auto answers = all<monitor::Answered>();
        return std::count_if(answers.begin(), answers.end(),
                             [&](const auto& answer) { return answer.purpose == purpose; });
    };
    m_client->setWanted(false);
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(count(monitor::Purpose::Unchanged) >= 5, patience);
    QCOMPARE(count(monitor::Purpose::Check), 1);
    QCOMPARE(lists, 2);
    ++messages;
    QTRY_COMPARE_WITH_TIMEOUT(count(monitor::Purpose::Check), 2, patience);
    QCOMPARE(lists, 4);
    // What the totals do not tell was heard by the tap.
    m_client->setWanted(true);
    QTRY_VERIFY_WITH_TIMEOUT(count(monitor::Purpose::Check) >= 4, patience);
}

void MonitoringClientTest::looksAgainSooner()
{
    m_client->startChecks(std::chrono::hours(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    m_client->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(2), patience);
}

void MonitoringClientTest::probes_data()
{
    QTest::addColumn<QByteArray>("subsz");
    QTest::addColumn<bool>("listening");
    QTest::newRow("client")
        << R"({"num_subscriptions":9,"subscriptions_list":[{"subject":"_INBOX.1"}]})"_ba << true;
    QTest::newRow("killed")
        << R"({"num_subscriptions":9,"subscriptions_list":[{"subject":">"}]})"_ba << false;
}

void MonitoringClientTest::probes()
{
    QFETCH(QByteArray, subsz);
    m_endpoint->answer = [subsz](const QString& page, qint64) {
        return page == u"subsz" ? subsz : R"({"routes":0})"_ba;
    };
    m_client->probe(ClientId("a"), Subject("_INBOX.1"));
    m_client->probe(ClientId("a"), Subject("_INBOX.1")); // under way: not asked twice
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(1), patience);
    const auto presence = std::get<monitor::Presence>(m_posted.front());
    QCOMPARE(presence.client, ClientId("a"));
    QTEST(presence.listening, "listening");
    QCOMPARE(m_endpoint->asked.count(u"/base/subsz?subs=1&test=_INBOX.1"_s), 1);
    m_client->probe(ClientId("a"), Subject("_INBOX.1"));
    QTRY_COMPARE_WITH_TIMEOUT(m_posted.size(), std::size_t(2), patience);
}

void MonitoringClientTest::probesNobodyOnExternalServers()
{
    m_endpoint->answer = [](const QString& page, qint64 offset) {
        if (page == u"subsz")
            return R"({"num_subscriptions":0})"_ba;
        return quiet(page, offset);
    };
    m_client->probe(ClientId("a"), Subject("_INBOX.1"));
    QTRY_COMPARE_WITH_TIMEOUT(m_endpoint->asked.size(), 1, patience);
    // Asked after it, answered after it.
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Answered>().size(), std::size_t(1), patience);
    QVERIFY(all<monitor::Presence>().empty());
}

void MonitoringClientTest::endsInTheMiddle()
{
    m_endpoint->answer = [this](const QString& page, qint64 offset) {
        m_client.reset();
        return quiet(page, offset);
    };
    m_client->bootstrap();
    m_client->probe(ClientId("a"), Subject("_INBOX.1"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_client, patience);
    QCoreApplication::processEvents();
    QVERIFY(m_posted.empty());
}

namespace monitoringclienttest {

QByteArray clustered(const QByteArray& id, const QByteArray& role)
{
    return R"({"cluster_id":"test","node_id":"n)"_ba + id + R"(","server_id":")" + id
        + R"(","state":"CLUSTERED","role":")" + role + "\"}";
}

} // namespace monitoringclienttest

void MonitoringClientTest::followerIsSaidAndGivesNoLists()
{
    m_endpoint->answer = [](const QString& page, qint64 offset) {
        return page == u"serverz" ? clustered("one", "Follower") : quiet(page, offset);
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Answered>().size(), std::size_t(1), patience);
    QVERIFY(all<monitor::Answered>().front().lags);
    QCOMPARE(all<monitor::ServerChanged>().size(), std::size_t(1));
    QCOMPARE(all<monitor::ServerChanged>().front().role, std::string("Follower"));
    QCOMPARE(all<monitor::ServerChanged>().front().node, std::string("none"));
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(all<monitor::Answered>().size() >= 4, patience);
    for (std::size_t i = 1; i < 4; ++i)
        QCOMPARE(all<monitor::Answered>()[i].purpose, monitor::Purpose::Unchanged);
    QCOMPARE(all<monitor::ServerChanged>().size(), std::size_t(1));
}

void MonitoringClientTest::leaderAmongSeveralIsAsked()
{
    Endpoint other;
    m_endpoint->answer = [](const QString& page, qint64 offset) {
        return page == u"serverz" ? clustered("one", "Follower") : quiet(page, offset);
    };
    other.answer = [](const QString& page, qint64) {
        return page == u"serverz"
            ? clustered("two", "Leader")
            : list("two", page == u"clientsz" ? "clients" : "channels", 0, 1, 3);
    };
    m_client->setEndpoints({QUrl(u"http://127.0.0.1:1"_s), m_endpoint->url(), other.url()});
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Answered>().size(), std::size_t(1), patience);
    QCOMPARE(all<monitor::Answered>().front().serverId, std::string("two"));
    QVERIFY(!all<monitor::Answered>().front().lags);
    QVERIFY(all<monitor::Failed>().empty());
}

void MonitoringClientTest::newLeaderIsJoined()
{
    Endpoint other;
    QByteArray leader = "one";
    const auto answers = [&leader](const QByteArray& id) {
        return [&leader, id](const QString& page, qint64) {
            return page == u"serverz"
                ? clustered(id, leader == id ? "Leader" : "Follower")
                : list(id, page == u"clientsz" ? "clients" : "channels", 0, 1, 3);
        };
    };
    m_endpoint->answer = answers("one");
    other.answer = answers("two");
    m_client->setEndpoints({m_endpoint->url(), other.url()});
    m_client->bootstrap();
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(all<monitor::Answered>().size() >= 3, patience);
    leader = "two";
    const auto joined = [this] {
        const auto got = all<monitor::Answered>();
        return std::any_of(got.begin(), got.end(), [](const monitor::Answered& answer) {
            return answer.purpose == monitor::Purpose::Bootstrap && answer.serverId == "two";
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(joined(), patience);
    // No list of the new one was compared with what the old one had.
    for (const auto& answer : all<monitor::Answered>()) {
        if (answer.purpose == monitor::Purpose::Bootstrap && answer.serverId == "two")
            break;
        QVERIFY(answer.serverId == "one");
    }
    QCOMPARE(all<monitor::ServerChanged>().back().role, std::string("Leader"));
    QCOMPARE(all<monitor::ServerChanged>().back().serverId, std::string("two"));
}

void MonitoringClientTest::standbyHasNothing()
{
    m_endpoint->answer = [](const QString&, qint64) {
        return R"({"cluster_id":"","server_id":"","state":"FT_STANDBY"})"_ba;
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Failed>().size(), std::size_t(1), patience);
    QCOMPARE(all<monitor::Failed>().front().why.code, Code::NoServerLeads);
    QCOMPARE(all<monitor::ServerChanged>().front().state, std::string("FT_STANDBY"));
    QVERIFY(all<monitor::Answered>().empty());
}

/// Until it takes over it says of no cluster at all.
void MonitoringClientTest::standbyIsOfNoOtherCluster()
{
    Endpoint active, standby;
    bool tookOver = false;
    const auto answer = [](const QString& page, const QByteArray& id, bool leads) -> QByteArray {
        if (page != u"serverz")
            return list(id, page == u"clientsz" ? "clients" : "channels", 0, 1, 3);
        const QByteArray says = leads ? R"("cluster_id":"test","state":"FT_ACTIVE")"
                                      : R"("cluster_id":"","state":"FT_STANDBY")";
        return R"({"server_id":")"_ba + id + "\"," + says + '}';
    };
    bool isDead = false;
    active.answer = [&](const QString& page, qint64) {
        return isDead ? "Not found"_ba : answer(page, "one", true);
    };
    standby.answer = [&](const QString& page, qint64) { return answer(page, "two", tookOver); };
    QStringList known;
    connect(m_client.get(), &MonitoringClient::serverKnown, this,
            [&known](const QString& cluster) { known << cluster; });
    m_client->setEndpoints({active.url(), standby.url()});
    m_client->bootstrap();
    m_client->startChecks(std::chrono::milliseconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(!all<monitor::Answered>().empty(), patience);
    isDead = true;
    const auto isSaid = [this](const std::string& state) {
        const auto said = all<monitor::ServerChanged>();
        return !said.empty() && said.back().state == state;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid("FT_STANDBY"), patience);
    tookOver = true;
    QTRY_VERIFY_WITH_TIMEOUT(isSaid("FT_ACTIVE"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(all<monitor::Answered>().back().serverId == "two", patience);
    known.removeDuplicates();
    QCOMPARE(known, QStringList(u"test"_s));
}

void MonitoringClientTest::tellsLimits()
{
    m_endpoint->answer = [](const QString& page, qint64 offset) {
        return page == u"storez" ? R"({"limits":{"max_inactivity":2000000000}})"_ba
                                 : quiet(page, offset);
    };
    m_client->bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::LimitsKnown>().size(), std::size_t(1), patience);
    QCOMPARE(all<monitor::LimitsKnown>().front().limits.front().maxInactivityMs,
             std::int64_t(2000));
}

/// A client is killed: its connection is in the list of those that ended, and nobody listens on its
/// heartbeat inbox. The list of all connections is read once.
void MonitoringClientTest::whoseConnectionEndedIsProbed()
{
    bool killed = false;
    m_endpoint->answer = [&killed, this](const QString& page, qint64 offset) {
        if (page == u"clientsz")
            return list("one", "clients", offset, 2, 10);
        const bool isClosedList = m_endpoint->asked.last().contains(u"state=closed"_s);
        if (page == u"connz" && isClosedList)
            return killed ? R"({"total":1,"connections":[{"cid":4}]})"_ba
                          : R"({"total":0,"connections":[]})"_ba;
        if (page == u"connz")
            return R"({"total":2,"connections":[
                {"cid":4,"subscriptions_list":["_INBOX.0"]},
                {"cid":5,"subscriptions_list":["_INBOX.1","x"]}]})"_ba;
        if (page == u"subsz")
            return R"({"num_subscriptions":9,"subscriptions_list":[{"subject":">"}]})"_ba;
        if (page == u"varz")
            return R"({"routes":0})"_ba;
        return quiet(page, offset);
    };
    m_client->watchConnections();
    m_client->bootstrap();
    const auto closedLists = [this] { return m_endpoint->asked.filter(u"state=closed"_s).size(); };
    QTRY_VERIFY_WITH_TIMEOUT(closedLists() >= 2, patience);
    QCOMPARE(m_endpoint->asked.filter(u"connz?subs=1"_s).size(), 1);
    QVERIFY(all<monitor::Presence>().empty());
    killed = true;
    QTRY_COMPARE_WITH_TIMEOUT(all<monitor::Presence>().size(), std::size_t(1), patience);
    QCOMPARE(all<monitor::Presence>().front().client, ClientId("c0"));
    QVERIFY(!all<monitor::Presence>().front().listening);
}

void MonitoringClientTest::whoseConnectionEndedOnAnotherServer_data()
{
    QTest::addColumn<QByteArray>("otherId");
    QTest::addColumn<int>("routes");
    QTest::addColumn<int>("presences");
    QTest::newRow("all are asked") << "NB"_ba << 1 << 1;
    QTest::newRow("one is not asked") << "NB"_ba << 2 << 0;
    QTest::newRow("one is asked twice") << "NA"_ba << 1 << 0;
}

/// A client may sit on another server than the one that leads.
void MonitoringClientTest::whoseConnectionEndedOnAnotherServer()
{
    QFETCH(const int, routes);
    QFETCH(const int, presences);
    QFETCH(const QByteArray, otherId);
    const auto nobody = [](const QByteArray& id) -> QByteArray {
        return R"({"server_id":")"_ba + id
            + R"(","num_subscriptions":9,"subscriptions_list":[{"subject":">"}]})"_ba;
    };
    int neighboursAsked = 0;
    const auto varz = [&]() -> QByteArray {
        ++neighboursAsked;
        return R"({"routes":)"_ba + QByteArray::number(routes) + '}';
    };
    m_endpoint->answer = [&](const QString& page, qint64 offset) -> QByteArray {
        if (page == u"serverz")
            return clustered("one", "Leader");
        if (page == u"clientsz")
            return list("one", "clients", offset, 2, 10);
        if (page == u"connz")
            return R"({"total":0,"connections":[]})"_ba;
        if (page == u"varz")
            return varz();
        return page == u"subsz" ? nobody("NA") : quiet(page, offset);
    };
    Endpoint other;
    bool killed = false;
    other.answer = [&](const QString& page, qint64 offset) -> QByteArray {
        if (page == u"serverz")
            return clustered("two", "Follower");
        if (page == u"varz")
            return varz();
        const bool isClosedList = other.asked.last().contains(u"state=closed"_s);
        if (page == u"connz" && isClosedList)
            return killed ? R"({"total":1,"connections":[{"cid":4}]})"_ba
                          : R"({"total":0,"connections":[]})"_ba;
        if (page == u"connz")
            return R"({"total":1,"connections":[{"cid":4,"subscriptions_list":["_INBOX.0"]}]})"_ba;
        return page == u"subsz" ? nobody(otherId) : quiet(page, offset);
    };
    m_client->setEndpoints({m_endpoint->url(), other.url()});
    m_client->watchConnections();
    m_client->bootstrap();
    QTRY_VERIFY_WITH_TIMEOUT(!other.asked.filter(u"state=closed"_s).isEmpty(), patience);
    QVERIFY(all<monitor::Presence>().empty());
    killed = true;
    QTRY_VERIFY_WITH_TIMEOUT(neighboursAsked > 0, patience);
    const qsizetype lists = other.asked.filter(u"state=closed"_s).size();
    QTRY_VERIFY_WITH_TIMEOUT(other.asked.filter(u"state=closed"_s).size() > lists
                                 || !all<monitor::Presence>().empty(),
                             patience);
    QCOMPARE(all<monitor::Presence>().size(), std::size_t(presences));
    if (presences > 0)
        QCOMPARE(all<monitor::Presence>().front().client, ClientId("c0"));
}

/// It was on another server before.
void MonitoringClientTest::whoComesFromAnotherServerIsLearned()
{
    bool isHere = false;
    bool killed = false;
    m_endpoint->answer = [&](const QString&, qint64) {
        const bool isClosedList = m_endpoint->asked.last().contains(u"state=closed"_s);
        if (isClosedList)
            return killed ? R"({"total":1,"connections":[{"cid":4}]})"_ba
                          : R"({"total":0,"connections":[]})"_ba;
        return isHere
            ? R"({"total":1,"connections":[{"cid":4,"subscriptions_list":["_INBOX.0"]}]})"_ba
            : R"({"total":0,"connections":[]})"_ba;
    };
    QStringList left;
    QNetworkAccessManager network;
    ConnectionWatch watch(
        network,
        [&](const ClientId& client, const Subject&) {
            left << QString::fromStdString(client.value());
        },
        [](const std::set<ClientId>&) {}, nullptr, std::chrono::milliseconds(1));
    watch.setEndpoint(m_endpoint->url());
    watch.setClients({{ClientId("c0"), Subject("_INBOX.0")}});
    QTRY_VERIFY_WITH_TIMEOUT(m_endpoint->asked.size() >= 3, patience); // in vain
    isHere = true;
    QTRY_VERIFY_WITH_TIMEOUT(!m_endpoint->asked.filter(u"state=closed"_s).isEmpty(), patience);
    killed = true;
    QTRY_COMPARE_WITH_TIMEOUT(left, QStringList(u"c0"_s), patience);
}

void MonitoringClientTest::whoMovesToAnotherServerIsSoughtThere_data()
{
    QTest::addColumn<bool>("serverDies");
    QTest::newRow("its connection ends") << false;
    QTest::newRow("its server is gone") << true;
}

/// Long before the next search for those that are not there.
void MonitoringClientTest::whoMovesToAnotherServerIsSoughtThere()
{
    QFETCH(const bool, serverDies);
    const QByteArray none = R"({"total":0,"connections":[]})";
    const QByteArray ended = R"({"total":1,"connections":[{"cid":4}]})";
    const QByteArray client =
        R"({"total":1,"connections":[{"cid":4,"subscriptions_list":["_INBOX.0"]}]})";
    bool isMoved = false;
    Endpoint other;
    const auto connz = [&](const Endpoint& of, bool isThere, bool hasLeft) {
        const bool isClosedList = of.asked.last().contains(u"state=closed"_s);
        return isClosedList ? (hasLeft ? ended : none) : (isThere ? client : none);
    };
    // This one leads, so that the other one may be gone.
    m_endpoint->answer = [&](const QString& page, qint64 offset) {
        if (page == u"connz")
            return connz(*m_endpoint, isMoved, false);
        return page == u"serverz" ? clustered("one", "Leader")
                                  : list("one", page == u"clientsz" ? "clients" : "channels",
                                         offset, page == u"clientsz" ? 1 : 0, 3);
    };
    other.answer = [&](const QString& page, qint64 offset) {
        if (page == u"connz")
            return connz(other, !isMoved, isMoved);
        return page == u"serverz" ? clustered("two", "Follower") : quiet(page, offset);
    };
    m_client->setEndpoints({m_endpoint->url(), other.url()});
    m_client->watchConnections();
    m_client->bootstrap();
    const auto closedLists = [](const Endpoint& of) {
        return of.asked.filter(u"state=closed"_s).size();
    };
    const auto searches = [this] { return m_endpoint->asked.filter(u"connz?subs=1"_s).size(); };
    QTRY_VERIFY_WITH_TIMEOUT(searches() >= 3 && closedLists(other) > 0, patience);
    QCOMPARE(closedLists(*m_endpoint), 0); // nobody whose end it could tell
    isMoved = true;
    if (serverDies)
        other.close();
    for (QTcpSocket* socket : serverDies ? other.findChildren<QTcpSocket*>() : QList<QTcpSocket*>())
        socket->abort();
    QTRY_VERIFY_WITH_TIMEOUT(closedLists(*m_endpoint) > 0, patience);
}

void MonitoringClientTest::findsAChannel_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("found");
    QTest::newRow("there") << R"({"name":"a b?c=%","last_seq":3})"_ba << u"there"_s;
    QTest::newRow("not there") << "Not found: a b"_ba << u"not there"_s;
    QTest::newRow("another") << R"({"name":"a"})"_ba << u"not there"_s;
    QTest::newRow("no answer to that") << "<html>"_ba << u"unknown"_s;
    QTest::newRow("a list") << R"({"count":1,"names":["a"]})"_ba << u"unknown"_s;
}

void MonitoringClientTest::findsAChannel()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, found);
    m_endpoint->answer = [&body](const QString&, qint64) { return body; };
    QString answer;
    m_client->findChannel(ChannelName("a b?c=%"), [&answer](bool isThere, const Message& why) {
        answer = !why.empty() ? u"unknown"_s : isThere ? u"there"_s : u"not there"_s;
    });
    QTRY_COMPARE_WITH_TIMEOUT(answer, found, patience);
    QCOMPARE(
        QUrlQuery(QUrl(m_endpoint->asked.last())).queryItemValue(u"channel"_s, QUrl::FullyDecoded),
        u"a b?c=%"_s);
}

QTEST_GUILESS_MAIN(MonitoringClientTest)
#include "tst_monitoringclient.moc"
