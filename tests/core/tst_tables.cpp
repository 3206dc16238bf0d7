#include "core/export/tables.h"
#include "tests/support/historybuilder.h"
#include "tests/support/reading.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace stanscope;
using namespace stanscope::tests;

namespace {

/// One deposit that a replica failed and another applied, and a message of a foreign client.
std::shared_ptr<const Snapshot> twoMessages(const std::string& payload)
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const NameId two = b.replica("account-2");
    const RowRef first = b.message(0.5, b.transaction(0.4, ann, 1, 50));
    const RowRef lost = b.delivery(0.501, one, first, 1, 3.501);
    b.handling(lost, Outcome::Failed, 0.51, 0.52, "disk I/O error");
    const RowRef again = b.delivery(3.501, two, first, 2, 6.501);
    b.handling(again, Outcome::Applied, 3.51, 3.53);
    const RowRef second = b.message(4, 0);
    auto& history = b.history();
    b.end(lost, 3.501, DeliveryEnd::Expired, "account-2");
    b.outcome(first, MessageOutcome::Applied);
    history.messages.edit(second - 1).payload.set(history.payloads.append(payload) + 1);
    b.draft().startedAtUnixNs = 1'700'000'000'000'000'000;
    return b.snapshot(5);
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void historyAsCsv();
    void deliveriesAsCsv();
    void sameNamesInJson();
    void violationsAsCsv();
    void relativeTimeSaysSo();
    void formulasAreText_data();
    void formulasAreText();
    void quotesWhatCsvNeeds_data();
    void quotesWhatCsvNeeds();
    void bytesThatAreNoText();
    void emptyHistoryIsAnEmptyTable();
    void fileThatCannotBeWrittenSaysWhy();
    void failureLeavesTheOldFile();

private:
    QString path(const char* name) const { return m_directory.filePath(QString::fromUtf8(name)); }
    /// The cell in column `payload` of the second message, as it stands in the file.
    QByteArray payloadCell(const std::string& payload);

    QTemporaryDir m_directory;
};

void TestTables::historyAsCsv()
{
    const auto snapshot = twoMessages("hello");
    QVERIFY(exportHistory(*snapshot, path("history.csv"), TableFormat::Csv));
    QCOMPARE(
        test::bytesOf(path("history.csv")),
        QByteArray("t,channel,seq,publisher,account,number,type,size,amount_cents,deliveries,"
                   "last_replica,outcome,seen,broker_stored_at,payload\r\n"
                   "1700000000500.000,bank,1,transaction,ann,1,deposit,0,5000,2,account-2,"
                   "applied,publish,,\r\n"
                   "1700000004000.000,bank,2,transaction,,,,0,,0,,waiting,publish,,hello\r\n"));
}

void TestTables::deliveriesAsCsv()
{
    const auto snapshot = twoMessages("hello");
    QVERIFY(exportDeliveries(*snapshot, path("deliveries.csv"), TableFormat::Csv));
    const QList<QByteArray> lines = test::bytesOf(path("deliveries.csv")).split('\n');
    QCOMPARE(
        lines[0],
        QByteArray("t,client,channel,queue,subscription,seq,attempt,deadline,guess,seen,ended,end,"
                   "other,did,begun,decided,committed,acked,replica_ended,balance_cents,why\r"));
    QVERIFY2(lines[1].startsWith("1700000000501.000,account-1,bank,account,0,1,1,"
                                 "1700000003501.000,,,1700000003501.000,expired,account-2,failed,"
                                 "1700000000510.000,"),
             lines[1].constData());
    QVERIFY2(lines[1].endsWith(",disk I/O error\r"), lines[1].constData());
    QVERIFY2(lines[2].contains(",account-2,bank,account,0,1,2,"), lines[2].constData());
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[3], QByteArray());
}

void TestTables::sameNamesInJson()
{
    const auto snapshot = twoMessages("tab\there \"and\" \\ \x01");
    QVERIFY(exportHistory(*snapshot, path("history.json"), TableFormat::Json));
    QVERIFY(exportDeliveries(*snapshot, path("deliveries.json"), TableFormat::Json));
    QJsonParseError error{};
    const auto history =
        QJsonDocument::fromJson(test::bytesOf(path("history.json")), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(history.size(), 2);
    QCOMPARE(history[0][u"t"].toDouble(), 1'700'000'000'500.0);
    QCOMPARE(history[0][u"amount_cents"].toInt(), 5000);
    QVERIFY(history[1][u"account"].isNull());
    QCOMPARE(history[1][u"payload"].toString(), QStringLiteral("tab\there \"and\" \\ \x01"));
    const auto deliveries =
        QJsonDocument::fromJson(test::bytesOf(path("deliveries.json")), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(deliveries.size(), 2);
    QCOMPARE(deliveries[0][u"why"].toString(), QStringLiteral("disk I/O error"));
    QVERIFY(deliveries[1][u"ended"].isNull());

    QVERIFY(exportDeliveries(*snapshot, path("deliveries.csv"), TableFormat::Csv));
    QStringList names = deliveries[0].toObject().keys();
    QStringList header = QString::fromUtf8(test::bytesOf(path("deliveries.csv")).split('\r')[0])
                             .split(QLatin1Char(','));
    names.sort();
    header.sort();
    QCOMPARE(names, header);
}

void TestTables::violationsAsCsv()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    b.draft().startedAtUnixNs = 1'700'000'000'000'000'000;
    b.draft().verdict.audits = 1;
    b.draft().verdict.violations = {
        {8, said("it was refused"), AccountName("ann"), TransactionNumber(3), Sequence(3),
         ClientId("account-2")},
        {6, said("nobody decided it, ever"), AccountName("ann"), TransactionNumber(2), {}, {}}};
    QVERIFY(exportViolations(*b.snapshot(4), path("violations.csv"), TableFormat::Csv));
    QCOMPARE(test::bytesOf(path("violations.csv")),
             QByteArray("t,invariant,code,account,number,seq,replica,balance_cents,what\r\n"
                        "1700000000660.000,8,declined_wrongly,ann,3,3,account-2,6000,"
                        "it was refused\r\n"
                        ",6,said,ann,2,,,,\"nobody decided it, ever\"\r\n"));
}

void TestTables::relativeTimeSaysSo()
{
    const auto snapshot = twoMessages("hello");
    QVERIFY(
        exportDeliveries(*snapshot, path("relative.csv"), TableFormat::Csv, TableTime::SinceStart));
    const QByteArray all = test::bytesOf(path("relative.csv"));
    QVERIFY2(all.startsWith("t_s,client,channel,queue,subscription,seq,attempt,deadline_s,guess,"
                            "seen,ended_s,end,other,did,begun_s,decided_s,committed_s,acked_s,"
                            "replica_ended_s,balance_cents,why\r\n0.501000,account-1,"),
             all.constData());
}

QByteArray TestTables::payloadCell(const std::string& payload)
{
    if (!exportHistory(*twoMessages(payload), path("cell.csv"), TableFormat::Csv))
        return "not written";
    const QByteArray all = test::bytesOf(path("cell.csv"));
    const QByteArray before = ",waiting,publish,,";
    const qsizetype start = all.indexOf(before) + before.size();
    return all.mid(start, all.size() - start - 2);
}

void TestTables::formulasAreText_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("=") << QByteArray("=1+1") << QByteArray("'=1+1");
    QTest::newRow("+") << QByteArray("+1") << QByteArray("'+1");
    QTest::newRow("-") << QByteArray("-1") << QByteArray("'-1");
    QTest::newRow("@") << QByteArray("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("'\t=1");
    QTest::newRow("return") << QByteArray("\r=1") << QByteArray("\"'\r=1\"");
    QTest::newRow("quoted as well") << QByteArray("=A1,B1") << QByteArray("\"'=A1,B1\"");
    QTest::newRow("inside") << QByteArray("a=1") << QByteArray("a=1");
}

void TestTables::formulasAreText()
{
    QFETCH(QByteArray, payload);
    QTEST(payloadCell(payload.toStdString()), "cell");
}

void TestTables::quotesWhatCsvNeeds_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
    QTest::newRow("json") << QByteArray(R"({"id":"1"})") << QByteArray(R"("{""id"":""1""}")");
    QTest::newRow("utf-8") << QByteArray("số dư") << QByteArray("số dư");
}

void TestTables::quotesWhatCsvNeeds()
{
    QFETCH(QByteArray, payload);
    QTEST(payloadCell(payload.toStdString()), "cell");
}

void TestTables::bytesThatAreNoText()
{
    QCOMPARE(payloadCell("\xff\x01"), QByteArray("0xff01"));
    // A payload is kept up to 4 KiB: a character that was cut there does not make it binary.
    const std::string cut = std::string(4095, 'a') + "\xe1";
    QCOMPARE(payloadCell(cut), QByteArray(4095, 'a'));
}

void TestTables::emptyHistoryIsAnEmptyTable()
{
    const auto snapshot = HistoryBuilder().snapshot(0);
    QVERIFY(exportHistory(*snapshot, path("empty.json"), TableFormat::Json));
    QCOMPARE(test::bytesOf(path("empty.json")), QByteArray("[\n]\n"));
    QVERIFY(exportHistory(*snapshot, path("empty.csv"), TableFormat::Csv));
    QCOMPARE(test::bytesOf(path("empty.csv")).count('\n'), 1);
}

void TestTables::fileThatCannotBeWrittenSaysWhy()
{
    const auto written =
        exportHistory(*twoMessages("x"), path("no/such/folder.csv"), TableFormat::Csv);
    QVERIFY(!written);
    QVERIFY(written.error().text.find("folder.csv") != std::string::npos);
    QVERIFY(!written.error().remedy.empty());
}

// A limit on the size of a file stands for the full disk.
void TestTables::failureLeavesTheOldFile()
{
    const QString kept = path("kept.csv");
    QVERIFY(exportHistory(*twoMessages("old"), kept, TableFormat::Csv));
    const QByteArray before = test::bytesOf(kept);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit whole{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &whole), 0);
    const rlimit small{64, whole.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = exportHistory(*twoMessages("new"), kept, TableFormat::Csv);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &whole), 0);
    QVERIFY(!written);
    QCOMPARE(test::bytesOf(kept), before);
    QCOMPARE(QDir(m_directory.path()).entryList({QStringLiteral("kept*")}).size(), 1);
}

QTEST_GUILESS_MAIN(TestTables)

#include "tst_tables.moc"
