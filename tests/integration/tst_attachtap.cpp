#include "core/tap/monitoringclient.h"
#include "core/tap/tap.h"
#include "core/util/handoff.h"
#include "tests/support/certificates.h"
#include "tests/support/testbroker.h"

#include <QProcess>
#include <QTest>

#include <atomic>
#include <mutex>
#include <set>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // ms; reached only when something is wrong

const QString users = u"authorization { users = [\n"
                      "  {user: broker, password: \"b:@/\"}\n"
                      "  {user: listener, password: l, permissions: {publish: {deny: \">\"}}}\n"
                      "  {user: deaf, password: d, permissions: {subscribe: {deny: \">\"}}}\n"
                      "  {nkey: UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4}\n"
                      "] }"_s;
const QString asBroker = u"  username: broker\n  password: \"b:@/\""_s;

/// A tap and what it has said.
struct Listener
{
    std::mutex mutex;
    std::set<std::string> subjects;
    std::size_t frames = 0;
    std::vector<Message> gaps;
    std::vector<std::string> ends;
    std::vector<std::string> denials;
    int returns = 0;
    Tap tap{{[this](const Frame& frame) {
                 const std::lock_guard lock(mutex);
                 ++frames;
                 subjects.emplace(frame.subject);
             },
             [this](const Message& why) {
                 const std::lock_guard lock(mutex);
                 gaps.push_back(why);
             },
             [this] {
                 const std::lock_guard lock(mutex);
                 ++returns;
             },
             [this](const std::string& why) {
                 const std::lock_guard lock(mutex);
                 ends.push_back(why);
             },
             [this](const std::string& why) {
                 const std::lock_guard lock(mutex);
                 denials.push_back(why);
             }}};

    template <typename Read>
    auto locked(Read read)
    {
        const std::lock_guard lock(mutex);
        return read();
    }
};

QString textOf(const Result<>& result)
{
    return result ? u"ok"_s
                  : QString::fromStdString(result.error().text + " | " + result.error().remedy);
}

} // namespace

/// The tap against brokers with every kind of lock on the door.
class AttachTapTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { STANSCOPE_NEED_BROKER(); }
    void token();
    void usersAndNkeys();
    void noServer();
    void denied();
    void tls();
    void hearsAgainAfterARestart();
    void refusedAfterARestart();
    void lowImpact();
    void realAnswers();

private:
    static bool publish(const TestBroker& broker, const QString& channel)
    {
        QProcess client;
        client.start(QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/stan-pub"),
                     {u"-s"_s,
                      QString(broker.url()).replace(u"//"_s, u"//"_s + broker.token() + u'@'),
                      u"-c"_s, broker.clusterId(), u"-id"_s, u"publisher"_s, channel, u"hello"_s});
        return client.waitForFinished(patience) && client.exitCode() == 0;
    }
};

void AttachTapTest::token()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const std::string url = broker.url().toStdString();
    Listener listener;
    QVERIFY(listener.tap.connect({.url = url, .token = broker.token().toStdString()}).ok());
    QVERIFY(publish(broker, u"news"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        listener.locked([&] { return listener.subjects.contains("_STAN.pub.test-cluster.news"); }),
        patience);
    const std::string secret = broker.token().toStdString();
    const std::string inUrl = "nats://" + secret + "@127.0.0.1:" + std::to_string(broker.port());
    QVERIFY(listener.tap.connect({.url = "nats://127.0.0.1:1," + inUrl}).ok());

    const QString wrong = textOf(listener.tap.connect({.url = url, .token = "hunter2"}));
    QVERIFY2(wrong.contains(u"authorization violation"_s), qPrintable(wrong));
    QVERIFY2(wrong.contains(u"Check the token."_s), qPrintable(wrong));
    QVERIFY2(!wrong.contains(u"hunter2"_s), qPrintable(wrong));
    const QString none = textOf(listener.tap.connect({.url = url}));
    QVERIFY2(none.contains(u"It wants credentials"_s), qPrintable(none));
    QVERIFY(listener.gaps.empty());
}

void AttachTapTest::usersAndNkeys()
{
    TestBroker broker;
    broker.configure(users, asBroker);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const std::string url = broker.url().toStdString();
    Listener listener;
    QVERIFY(listener.tap.connect({.url = url, .user = "listener", .password = "l"}).ok());
    const QString wrong =
        textOf(listener.tap.connect({.url = url, .user = "listener", .password = "hunter2"}));
    QVERIFY2(wrong.contains(u"Check user and password."_s), qPrintable(wrong));
    QVERIFY2(!wrong.contains(u"hunter2"_s), qPrintable(wrong));

    const QString seed = broker.filePath(u"seed"_s);
    QFile file(seed);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY\n");
    file.close();
    QCOMPARE(textOf(listener.tap.connect({.url = url, .nkeyFile = seed.toStdString()})), u"ok"_s);
    QVERIFY(listener.denials.empty());
}

void AttachTapTest::noServer()
{
    Listener listener;
    const QString nobody = textOf(listener.tap.connect({.url = "nats://me:secret@127.0.0.1:1"}));
    QCOMPARE(nobody,
             u"No server answers at nats://127.0.0.1:1. | Check host and port, and that the broker "
             "runs."_s);
    const QString empty = textOf(listener.tap.connect({.url = ""}));
    QVERIFY2(empty.contains(u"URL"_s), qPrintable(empty));
    QVERIFY(listener.gaps.empty());
}

void AttachTapTest::denied()
{
    TestBroker broker;
    broker.configure(users, asBroker);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    for (const Tap::Mode mode : {Tap::Mode::Everything, Tap::Mode::LowImpact}) {
        Listener listener;
        QVERIFY(
            listener.tap
                .connect({.url = broker.url().toStdString(), .user = "deaf", .password = "d"}, mode)
                .ok());
        QTRY_COMPARE_WITH_TIMEOUT(listener.locked([&] { return listener.denials.size(); }),
                                  std::size_t(1), patience);
        const QString why = QString::fromStdString(listener.denials.front());
        QVERIFY2(why.startsWith(u"Permissions Violation for Subscription to"_s), qPrintable(why));
        QVERIFY(listener.gaps.empty());
    }
}

void AttachTapTest::tls()
{
    TestBroker broker;
    const QString folder = QFileInfo(broker.filePath(u"x"_s)).path();
    if (!test::makeCertificates(folder))
        QSKIP("openssl is missing");
    const auto path = [&broker](const char* name) {
        return broker.filePath(QString::fromLatin1(name)).toStdString();
    };
    broker.configure(u"tls { cert_file: \"%1/node.pem\", key_file: \"%1/node.key\", "
                     "ca_file: \"%1/ca.pem\", verify: true }"_s.arg(folder),
                     u"secure: true\n  tls { client_cert: \"%1/node.pem\", "
                     "client_key: \"%1/node.key\", client_ca: \"%1/ca.pem\" }"_s.arg(folder));
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const std::string url = broker.url().replace(u"nats:"_s, u"tls:"_s).toStdString();
    Listener listener;
    QCOMPARE(textOf(listener.tap.connect({.url = url,
                                          .tlsCa = path("ca.pem"),
                                          .tlsCert = path("node.pem"),
                                          .tlsKey = path("node.key")})),
             u"ok"_s);
    const QString unknown = textOf(listener.tap.connect({.url = url}));
    QVERIFY2(unknown.contains(u"unable to get local issuer certificate"_s), qPrintable(unknown));
    QVERIFY2(unknown.contains(u"Check the CA's file"_s), qPrintable(unknown));
    const QString anonymous = textOf(listener.tap.connect({.url = url, .tlsCa = path("ca.pem")}));
    QVERIFY2(anonymous.contains(u"client certificate"_s), qPrintable(anonymous));
    const QString half = textOf(listener.tap.connect({.url = url, .tlsCert = path("node.pem")}));
    QVERIFY2(half.contains(u"needs its key"_s), qPrintable(half));
    const QString noPem = textOf(listener.tap.connect({.url = url, .tlsCa = path("broker.conf")}));
    QVERIFY2(noPem.contains(u"broker.conf"_s), qPrintable(noPem));

    TestBroker plain;
    QVERIFY(plain.start(TestBroker::Store::Memory));
    const QString open = textOf(
        listener.tap.connect({.url = plain.url().replace(u"nats:"_s, u"tls:"_s).toStdString()}));
    QVERIFY2(open.contains(u"does not speak TLS"_s), qPrintable(open));
}

void AttachTapTest::hearsAgainAfterARestart()
{
    TestBroker broker;
    QVERIFY(broker.start());
    for (const Tap::Mode mode : {Tap::Mode::Everything, Tap::Mode::LowImpact}) {
        Listener listener;
        QVERIFY(
            listener.tap
                .connect({.url = broker.url().toStdString(), .token = broker.token().toStdString()},
                         mode)
                .ok());
        broker.kill();
        QTRY_COMPARE_WITH_TIMEOUT(listener.locked([&] { return listener.gaps.size(); }),
                                  std::size_t(1), patience);
        QVERIFY(broker.restart());
        QTRY_COMPARE_WITH_TIMEOUT(listener.locked([&] { return listener.returns; }), 1, patience);
        QVERIFY(publish(broker, u"news"_s));
        QTRY_VERIFY_WITH_TIMEOUT(listener.locked([&] {
            return listener.subjects.contains("_STAN.pub.test-cluster.news");
        }),
                                 patience);
        QCOMPARE(listener.locked([&] { return listener.gaps.size(); }), std::size_t(1));
    }
}

void AttachTapTest::refusedAfterARestart()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Listener listener;
    QVERIFY(listener.tap
                .connect({.url = broker.url().toStdString(), .token = broker.token().toStdString()})
                .ok());
    broker.kill();
    broker.configure(users, asBroker);
    QVERIFY(broker.restart());
    // The library does not try again; that is said, after the gap.
    QTRY_COMPARE_WITH_TIMEOUT(listener.locked([&] { return listener.ends.size(); }), std::size_t(1),
                              patience);
    const QString why = QString::fromStdString(listener.ends.front());
    QVERIFY2(why.contains(u"Authorization Violation"_s, Qt::CaseInsensitive), qPrintable(why));
    QVERIFY(!listener.gaps.empty());
    QCOMPARE(listener.locked([&] { return listener.returns; }), 0);
}

void AttachTapTest::lowImpact()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const ConnectionOptions options{.url = broker.url().toStdString(),
                                    .token = broker.token().toStdString()};
    Listener listener;
    QVERIFY(listener.tap.connect(options, Tap::Mode::LowImpact).ok());
    listener.tap.follow({"_INBOX.followed", "_INBOX.followed", "_INBOX.three.tokens", "_STAN.x"});
    Listener everything;
    QVERIFY(everything.tap.connect(options).ok());
    QVERIFY(publish(broker, u"news"_s));

    // What the broker says about interest is what the mode is for.
    std::vector<EventBody> posted;
    MonitoringClient client([&posted](EventBody body) { posted.push_back(std::move(body)); });
    client.setEndpoint(QUrl(u"http://127.0.0.1:%1"_s.arg(broker.monitorPort())));
    client.probe(ClientId("unknown"), Subject("_INBOX.unknown"));
    client.probe(ClientId("followed"), Subject("_INBOX.followed"));
    QTRY_COMPARE_WITH_TIMEOUT(posted.size(), std::size_t(2), patience);
    for (const EventBody& body : posted) {
        const auto presence = std::get<monitor::Presence>(body);
        QCOMPARE(presence.listening, presence.client == ClientId("followed"));
    }
    // Requests and answers are heard once each, inboxes of two tokens are not.
    QTRY_VERIFY_WITH_TIMEOUT(listener.locked([&] {
        return listener.subjects.contains("_STAN.close.test-cluster")
            && listener.subjects.contains("_STAN.pub.test-cluster.news");
    }),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        everything.locked([&] { return everything.subjects.contains("_STAN.close.test-cluster"); }),
        patience);
    for (const std::string& subject : listener.subjects)
        QVERIFY(everything.subjects.contains(subject));
    QVERIFY(listener.frames <= everything.frames);
}

/// A real broker, gone and come back.
void AttachTapTest::realAnswers()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    QVERIFY(publish(broker, u"news"_s));
    QVERIFY(publish(broker, u"news"_s));
    std::vector<EventBody> posted;
    MonitoringClient client([&posted](EventBody body) {
        // Who the server is comes by itself, before its answers.
        if (std::holds_alternative<monitor::Answered>(body)
            || std::holds_alternative<monitor::Failed>(body))
            posted.push_back(std::move(body));
    });
    QString cluster;
    connect(&client, &MonitoringClient::serverKnown, this,
            [&cluster](const QString& id) { cluster = id; });
    client.setEndpoint(QUrl(u"http://127.0.0.1:%1"_s.arg(broker.monitorPort())));
    client.bootstrap();
    QTRY_COMPARE_WITH_TIMEOUT(posted.size(), std::size_t(1), patience);
    const auto answer = std::get<monitor::Answered>(posted.front());
    QCOMPARE(cluster, broker.clusterId());
    QCOMPARE(answer.channels.size(), std::size_t(1));
    QCOMPARE(answer.channels.front().name, ChannelName("news"));
    QCOMPARE(answer.channels.front().last, Sequence(2));
    QVERIFY(answer.clients.empty());
    // A broker that is gone, and another one in its place.
    const std::string before = answer.serverId;
    client.startChecks(std::chrono::milliseconds(20));
    broker.kill();
    QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<monitor::Failed>(posted.back()), patience);
    QVERIFY(broker.restart());
    QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<monitor::Answered>(posted.back()), patience);
    const auto after = std::get<monitor::Answered>(posted.back());
    QVERIFY(after.serverId != before);
    QVERIFY(after.channels.empty());
}

QTEST_GUILESS_MAIN(AttachTapTest)
#include "tst_attachtap.moc"
