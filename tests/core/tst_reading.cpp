#include "core/storage/schema.h"
#include "tests/support/processes.h"
#include "tests/support/reading.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

/// What the tests read with: what cannot be read fails the test that asks.
class TestReading : public QObject
{
    Q_OBJECT

private slots:
    void missingFile();
    void noJson();
    void missingDatabase();
    void silentEndpoint();
    void whatIsThere();
};

void TestReading::missingFile()
{
    QEXPECT_FAIL("", "there is no such file", Continue);
    QVERIFY(bytesOf(u"/no/such/file"_s).isEmpty());
}

void TestReading::noJson()
{
    QEXPECT_FAIL("", "not an object", Continue);
    QVERIFY(jsonOf("[1]").isEmpty());
    QEXPECT_FAIL("", "broken off", Continue);
    QVERIFY(jsonOf("{\"verdict\": ").isEmpty());
}

void TestReading::missingDatabase()
{
    QEXPECT_FAIL("", "there are no such databases", Continue);
    QVERIFY(databasesIn(u"/no/account"_s, u"/no/transaction"_s).accounts.empty());
}

void TestReading::silentEndpoint()
{
    QNetworkAccessManager network;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1/streaming/serverz"_s.arg(server.serverPort()));
    const std::unique_ptr<QNetworkReply> silent(network.get(QNetworkRequest(url)));
    QEXPECT_FAIL("", "nobody answers", Continue);
    QVERIFY(answerOf(*silent, 1).isEmpty());
    server.close();
    const std::unique_ptr<QNetworkReply> refused(network.get(QNetworkRequest(url)));
    QEXPECT_FAIL("", "nobody listens", Continue);
    QVERIFY(answerOf(*refused, 30'000).isEmpty());
}

void TestReading::whatIsThere()
{
    const QTemporaryDir folder;
    const QString accounts = folder.filePath(u"account.sqlite"_s);
    const QString transactions = folder.filePath(u"transaction.sqlite"_s);
    const std::vector<OpenedAccount> opened{{AccountName("ann"), Cents(7)}};
    QVERIFY(createAccountDatabase(accounts.toStdString(), opened).ok());
    QVERIFY(createTransactionDatabase(transactions.toStdString(), opened).ok());
    QCOMPARE(databasesIn(accounts, transactions).accounts.at(0).balance, Cents(7));
    QVERIFY(bytesOf(accounts).startsWith("SQLite format 3"));
    QCOMPARE(jsonOf("{\"a\": 1}")[u"a"_s].toInt(), 1);
    QVERIFY(childrenOf(QCoreApplication::applicationPid()).empty());
    QVERIFY(childrenOf(0).empty()); // there is no such process
}

QTEST_GUILESS_MAIN(TestReading)

#include "tst_reading.moc"
