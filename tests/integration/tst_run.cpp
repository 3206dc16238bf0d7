#include "tests/support/reading.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

constexpr int runLimit = 90'000;

struct Ran
{
    int exitCode = -1;
    QString out;
    QString err;
};

Ran run(const QStringList& arguments, const QStringList& environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.remove(u"DISPLAY"_s);
    variables.remove(u"WAYLAND_DISPLAY"_s);
    variables.remove(u"QT_QPA_PLATFORM"_s);
    for (const QString& setting : environment)
        variables.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), arguments);
    if (!process.waitForFinished(runLimit)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString script(const QTemporaryDir& directory, const QString& name, const QByteArray& body)
{
    QFile file(directory.filePath(name));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("#!/bin/sh\n" + body);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return file.fileName();
}

/// "#1 failed applied" for each transaction.
QStringList decisionsOf(const QJsonObject& report)
{
    QStringList lines;
    for (const QJsonValue& transaction : report[u"transactions"_s].toArray()) {
        QString line = u"#%1"_s.arg(transaction[u"number"_s].toInt());
        for (const QJsonValue& outcome : transaction[u"outcomes"_s].toArray())
            line += u' ' + outcome.toString();
        lines.append(line);
    }
    return lines;
}

} // namespace

/// The executable as scripts use it: real broker, real processes, no display.
class TestRun : public QObject
{
    Q_OBJECT

private slots:
    void lessons_data();
    void lessons();
    void worksWithoutDisplay_data();
    void worksWithoutDisplay();
    void twinPlaysBoth();
    void twinUsage_data();
    void twinUsage();
    void allComparesWithTheFile_data();
    void allComparesWithTheFile();
    void brokerUnavailable_data();
    void brokerUnavailable();
    void serviceFailed_data();
    void serviceFailed();
};

void TestRun::lessons_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("handler");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("balance");
    QTest::addColumn<QStringList>("decisions");

    const QStringList overtaken{u"#1 failed applied"_s, u"#2 applied"_s, u"#3 declined"_s};
    const QStringList late{u"#1 applied"_s, u"#2 applied"_s, u"#3 applied declined"_s};
    const QStringList lateOrdered{u"#1 applied"_s, u"#2 applied"_s, u"#3 applied skipped"_s};
    QTest::newRow("case 1, naive, 1") << u"case-1"_s << u"naive"_s << 1 << 1 << 11000 << overtaken;
    QTest::newRow("case 1, naive, 2") << u"case-1"_s << u"naive"_s << 2 << 1 << 11000 << overtaken;
    // How often the ordered handler rejects depends on who gets what: see below.
    QTest::newRow("case 1, ordered, 2")
        << u"case-1"_s << u"ordered"_s << 2 << 0 << 1000 << QStringList{};
    QTest::newRow("case 1, ordered, 5")
        << u"case-1"_s << u"ordered"_s << 5 << 0 << 1000 << QStringList{};
    QTest::newRow("case 2, naive, 1") << u"case-2"_s << u"naive"_s << 1 << 1 << 1000 << late;
    QTest::newRow("case 2, naive, 3") << u"case-2"_s << u"naive"_s << 3 << 1 << 1000 << late;
    QTest::newRow("case 2, ordered, 1")
        << u"case-2"_s << u"ordered"_s << 1 << 0 << 1000 << lateOrdered;
    QTest::newRow("case 2, ordered, 2")
        << u"case-2"_s << u"ordered"_s << 2 << 0 << 1000 << lateOrdered;
}

void TestRun::lessons()
{
    QFETCH(QString, scenario);
    QFETCH(QString, handler);
    QFETCH(int, replicas);
    QFETCH(int, exitCode);
    QFETCH(int, balance);
    QFETCH(QStringList, decisions);
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"run.json"_s);
    const Ran ran = run({u"run"_s, scenario, u"--handler"_s, handler, u"--replicas"_s,
                         QString::number(replicas), u"--ack-wait"_s, u"2"_s, u"--json"_s, file});
    QVERIFY2(ran.exitCode == exitCode, qPrintable(ran.out + ran.err));

    QFile json(file);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject report = stanscope::test::jsonOf(json.readAll());
    QCOMPARE(report[u"scenario"_s].toString(), scenario);
    QCOMPARE(report[u"handler"_s].toString(), handler);
    QCOMPARE(report[u"verdict"_s].toString(), exitCode == 0 ? u"valid"_s : u"violated"_s);
    QCOMPARE(report[u"violations"_s].toArray().isEmpty(), exitCode == 0);
    const QJsonObject account = report[u"accounts"_s][u"ann"_s].toObject();
    QCOMPARE(account[u"balance"_s].toInt(), balance);
    QCOMPARE(account[u"expected"_s].toInt(), 1000);
    QVERIFY(report[u"redeliveries"_s].toInt() >= 1);
    QCOMPARE(report[u"deliveries"_s].toInt() - report[u"redeliveries"_s].toInt(), 3);
    QVERIFY(report[u"duration_ms"_s].toInt() >= 2000); // one AckWait at least
    if (!decisions.isEmpty()) {
        QCOMPARE(decisionsOf(report), decisions);
    } else {
        const QStringList found = decisionsOf(report);
        QCOMPARE(found.size(), 3);
        for (const QString& line : found)
            QVERIFY2(line.endsWith(u" applied") && line.count(u"applied"_s) == 1, qPrintable(line));
    }
    if (exitCode != 0) {
        const QJsonValue violation = report[u"violations"_s][0];
        QVERIFY(violation[u"invariant"_s].toInt() > 0);
        QVERIFY(!violation[u"text"_s].toString().isEmpty());
    }
    QVERIFY(ran.out.contains(exitCode == 0 ? u"Verdict: valid"_s : u"Verdict: violated"_s));
}

void TestRun::worksWithoutDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QStringList& arguments, int code,
                        const QString& says) { QTest::newRow(name) << arguments << code << says; };
    row("help", {u"--help"_s}, 0, u"Usage:"_s);
    row("help of run", {u"run"_s, u"--help"_s}, 0, u"Usage:"_s);
    row("version", {u"--version"_s}, 0, u"stanscope " STANSCOPE_VERSION ""_s);
    row("diagnose", {u"--diagnose"_s}, 0, u"broker's version:"_s);
    row("scenarios", {u"scenarios"_s}, 0, u"case-2"_s);
    row("subcommand", {u"walk"_s}, 64, u"walk"_s);
    row("option", {u"run"_s, u"case-1"_s, u"--fast"_s}, 64, u"--fast"_s);
    row("scenario", {u"run"_s, u"case-9"_s}, 64, u"case-9"_s);
    row("no scenario", {u"run"_s}, 64, u"case-1"_s);
    row("no end", {u"run"_s, u"free-play"_s}, 64, u"free-play"_s);
    row("zero AckWait", {u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"0"_s}, 64, u"--ack-wait"_s);
    row("half AckWait", {u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"1.5"_s}, 64, u"--ack-wait"_s);
    row("no value", {u"run"_s, u"case-1"_s, u"--ack-wait"_s}, 64, u"--ack-wait"_s);
    row("replicas", {u"run"_s, u"case-1"_s, u"--replicas=-1"_s}, 64, u"--replicas"_s);
    row("handler", {u"run"_s, u"case-1"_s, u"--handler"_s, u"sorted"_s}, 64, u"sorted"_s);
    row("shot without file", {u"shot"_s, u"case-1"_s}, 64, u"-o"_s);
    row("shot size", {u"shot"_s, u"-o"_s, u"x.png"_s, u"--size"_s, u"big"_s}, 64, u"--size"_s);
    row("report into no folder", {u"run"_s, u"case-1"_s, u"--json"_s, u"/nowhere/run.json"_s}, 64,
        u"/nowhere/run.json"_s);
    row("report over a folder", {u"run"_s, u"case-1"_s, u"--json"_s, u"/"_s}, 64,
        u"cannot write"_s);
    row("file that is not there", {u"run"_s, u"/nowhere/my.toml"_s}, 64, u"/nowhere/my.toml"_s);
    row("all and a report", {u"run"_s, u"--all"_s, u"--json"_s, u"x.json"_s}, 64, u"--junit"_s);
    row("JUnit of one", {u"run"_s, u"case-1"_s, u"--junit"_s, u"x.xml"_s}, 64, u"--all"_s);
    row("another database", {u"run"_s, u"c06-writer-paused"_s}, 64, u"plays on PostgreSQL only"_s);
    row("seed", {u"run"_s, u"case-1"_s, u"--seed"_s, u"luck"_s}, 64, u"--seed"_s);
    row("all of one that expects nothing", {u"run"_s, u"--all"_s, u"free-play"_s}, 64,
        u"free-play"_s);
    row("window", {}, 75, u"stanscope run"_s);
}

void TestRun::worksWithoutDisplay()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const Ran ran = run(arguments);
    QCOMPARE(ran.exitCode, exitCode);
    const QString text = exitCode == 0 ? ran.out : ran.err;
    QVERIFY2(text.contains(says), qPrintable(text));
}

/// A file of one's own, by its path: compared with what it says itself.
/// Both come out as they do alone; the exit code is the worse one's.
void TestRun::twinPlaysBoth()
{
    const QTemporaryDir directory;
    const QString json = directory.filePath(u"twin.json"_s);
    const Ran ran = run({u"run"_s, u"case-1"_s, u"--twin"_s, u"naive,ordered"_s, u"--ack-wait"_s,
                         u"1"_s, u"--json"_s, json});
    QVERIFY2(ran.exitCode == 1, qPrintable(ran.out + ran.err));
    QVERIFY(ran.out.contains(u"\nnaive\n"_s) && ran.out.contains(u"\nordered\n"_s));
    QVERIFY(ran.out.contains(u"  naive    "_s) && ran.out.contains(u"  ordered  "_s));
    QFile file(json);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray twin = QJsonDocument::fromJson(file.readAll())[u"twin"_s].toArray();
    QCOMPARE(twin.size(), 2);
    QCOMPARE(twin[0][u"verdict"_s].toString(), u"violated"_s);
    QCOMPARE(twin[1][u"verdict"_s].toString(), u"valid"_s);
    QCOMPARE(decisionsOf(twin[0].toObject()),
             (QStringList{u"#1 failed applied"_s, u"#2 applied"_s, u"#3 declined"_s}));
}

void TestRun::twinUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("one handler") << QStringList{u"--twin"_s, u"naive"_s};
    QTest::newRow("the same twice") << QStringList{u"--twin"_s, u"naive,naive"_s};
    QTest::newRow("unknown") << QStringList{u"--twin"_s, u"naive,wild"_s};
    QTest::newRow("three") << QStringList{u"--twin"_s, u"naive,ordered,inbox"_s};
    QTest::newRow("with a handler")
        << QStringList{u"--twin"_s, u"naive,ordered"_s, u"--handler"_s, u"naive"_s};
    QTest::newRow("with a recording")
        << QStringList{u"--twin"_s, u"naive,ordered"_s, u"--capture"_s, u"x.stanscope"_s};
}

void TestRun::twinUsage()
{
    QFETCH(const QStringList, arguments);
    const Ran ran = run(QStringList{u"run"_s, u"case-1"_s} + arguments);
    QCOMPARE(ran.exitCode, 64);
    QVERIFY(ran.err.contains(u"--twin"_s));
}

void TestRun::allComparesWithTheFile_data()
{
    QTest::addColumn<QByteArray>("balance");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("as expected") << QByteArray("5000") << 0;
    QTest::newRow("otherwise") << QByteArray("5001") << 1;
}

void TestRun::allComparesWithTheFile()
{
    QFETCH(const QByteArray, balance);
    QFETCH(const int, exitCode);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"my.toml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id = \"mine\"\ntitle = \"Mine\"\n[[accounts]]\nname = \"ann\"\n[[steps]]\n"
               "do = \"spawn\"\n[[steps]]\ndo = \"act\"\naccount = \"ann\"\n"
               "type = \"deposit\"\namount = 5000\n[expect.ordered]\nverdict = \"valid\"\n"
               "balances = { ann = "
               + balance + " }\n");
    file.close();
    const QString junit = directory.filePath(u"junit.xml"_s);
    const Ran ran = run({u"run"_s, u"--all"_s, path, u"--junit"_s, junit});
    QVERIFY2(ran.exitCode == exitCode, qPrintable(ran.out + ran.err));
    QVERIFY(ran.out.contains(u"mine"_s));
    QCOMPARE(ran.out.contains(u"expected 5001, got 5000"_s), exitCode == 1);
    QFile report(junit);
    QVERIFY(report.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&report);
    QStringList elements;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        elements.append(xml.name().toString());
        if (xml.name() == u"testsuite") {
            QCOMPARE(xml.attributes().value(u"tests"_s), u"1");
            QCOMPARE(xml.attributes().value(u"failures"_s), exitCode == 1 ? u"1" : u"0");
        } else if (xml.name() == u"testcase") {
            QCOMPARE(xml.attributes().value(u"classname"_s), u"stanscope.mine");
            QCOMPARE(xml.attributes().value(u"name"_s), u"ordered");
        }
    }
    QVERIFY(!xml.hasError());
    QCOMPARE(elements.contains(u"failure"_s), exitCode == 1);
}

void TestRun::brokerUnavailable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << QByteArray() << u"scripts/run"_s;
    QTest::newRow("ends") << QByteArray("echo 'no room for a store'; exit 1\n")
                          << u"no room for a store"_s;
    QTest::newRow("never ready") << QByteArray("echo 'thinking'; exec sleep 1000\n")
                                 << u"thinking"_s;
}

void TestRun::brokerUnavailable()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const QTemporaryDir directory;
    const QString broker =
        body.isEmpty() ? directory.filePath(u"nothing"_s) : script(directory, u"broker"_s, body);
    const Ran ran = run({u"run"_s, u"case-1"_s}, {u"STANSCOPE_BROKER="_s + broker});
    QCOMPARE(ran.exitCode, 69);
    QVERIFY2(ran.err.contains(says), qPrintable(ran.err));
}

void TestRun::serviceFailed_data()
{
    QTest::addColumn<bool>("transactionWorks");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << false << QByteArray() << u"stanscope-transaction"_s;
    QTest::newRow("transaction service")
        << false << QByteArray("echo 'out of luck' >&2; exit 3\n") << u"out of luck"_s;
    QTest::newRow("account service")
        << true << QByteArray("echo 'out of luck' >&2; exit 3\n") << u"out of luck"_s;
}

void TestRun::serviceFailed()
{
    QFETCH(bool, transactionWorks);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const QTemporaryDir directory;
    const QString transaction = u"stanscope-transaction"_s;
    if (!body.isEmpty())
        script(directory, u"stanscope-account"_s, body);
    if (transactionWorks)
        QVERIFY(QFile::link(QStringLiteral(STANSCOPE_BIN_DIR "/") + transaction,
                            directory.filePath(transaction)));
    else if (!body.isEmpty())
        script(directory, transaction, body);
    const Ran ran = run({u"run"_s, u"case-1"_s}, {u"STANSCOPE_SERVICES="_s + directory.path()});
    QCOMPARE(ran.exitCode, 70);
    QVERIFY2(ran.err.contains(says), qPrintable(ran.err));
}

QTEST_GUILESS_MAIN(TestRun)

#include "tst_run.moc"
