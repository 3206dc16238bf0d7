#include "core/tap/serverinfo.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// Whether two servers belong together, as they say.
class TestServerInfo : public QObject
{
    Q_OBJECT

private slots:
    void hosts_data();
    void hosts();
    void apart_data();
    void apart();
    void refuses_data();
    void refuses();
    void nobodyAnswers();
};

void TestServerInfo::hosts_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::newRow("plain") << u"nats://h:4222"_s << u"h:4222"_s;
    QTest::newRow("user") << u"tls://u:p@h:4222/"_s << u"h:4222"_s;
    QTest::newRow("bare") << u"h:4222"_s << u"h:4222"_s;
    QTest::newRow("IPv6") << u"nats://[::1]:4222"_s << u"[::1]:4222"_s;
}

void TestServerInfo::hosts()
{
    QFETCH(const QString, url);
    QTEST(QString::fromStdString(hostOf(url.toStdString())), "host");
}

void TestServerInfo::apart_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("isApart");
    QTest::newRow("two that stand alone") << "INFO {}"_ba
                                          << "INFO {}"_ba << true;
    QTest::newRow("one cluster") << R"(INFO {"cluster":"x"})"_ba
                                 << R"(INFO {"cluster":"x"})"_ba << false;
    QTest::newRow("two clusters") << R"(INFO {"cluster":"x"})"_ba
                                  << R"(INFO {"cluster":"y"})"_ba << true;
    QTest::newRow("one is none") << R"(INFO {"cluster":"x"})"_ba
                                 << "INFO {}"_ba << true;
    QTest::newRow("old servers") << R"(INFO {"connect_urls":["a:1","b:1"]})"_ba
                                 << "INFO {}"_ba << false;
    QTest::newRow("old servers, later") << "INFO {}"_ba
                                        << R"(INFO {"connect_urls":["a:1","b:1"]})"_ba << false;
    QTest::newRow("its name was another one, at first")
        << R"(INFO {"cluster":"y"})"_ba
        << R"(INFO {"cluster":"x","connect_urls":["a:1"]})"_ba << false;
}

void TestServerInfo::apart()
{
    QFETCH(const QByteArray, one);
    QFETCH(const QByteArray, other);
    const auto first = parseServerInfo("a:1", one + " \r\n");
    const auto second = parseServerInfo("b:1", other + " \r\n");
    QVERIFY(first && second);
    QTEST(areApart(*first, *second), "isApart");
    QTEST(areApart(*second, *first), "isApart");
}

void TestServerInfo::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"", "INFO", "INFO ", "INFO []\r\n", "INFO {", "HTTP/1.1 400\r\n"})
        QTest::newRow(*line ? line : "nothing") << QByteArray(line);
}

void TestServerInfo::refuses()
{
    QFETCH(const QByteArray, line);
    QVERIFY(!parseServerInfo("a:1", line));
}

void TestServerInfo::nobodyAnswers()
{
    QVERIFY(!askServerInfo("nats://127.0.0.1:1"));
}

QTEST_GUILESS_MAIN(TestServerInfo)
#include "tst_serverinfo.moc"
