#include "core/scenario/laboratory.h"
#include "core/scenario/runreport.h"
#include "tests/support/reading.h"
#include "tests/support/tables.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/messagemodel.h"
#include "ui/models/transactionmodel.h"

#include <QAbstractItemModel>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <string>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int lessonLimit = 60'000;

QString cell(const QTableView* table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

QString money(const QJsonValue& cents)
{
    const int value = cents.toInt();
    return u"%1.%2"_s.arg(value / 100).arg(value % 100, 2, 10, QLatin1Char('0'));
}

} // namespace

/// What the picture's window says is what the run's report says.
class TestShot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cellsEqualTheReport_data();
    void cellsEqualTheReport();
    void writesPictureAndReport();

private:
    QTemporaryDir m_settings;
};

void TestShot::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestShot::cellsEqualTheReport_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("ordered");
    QTest::newRow("case 1, naive") << u"case-1"_s << false;
    QTest::newRow("case 1, ordered") << u"case-1"_s << true;
    QTest::newRow("case 2, naive") << u"case-2"_s << false;
}

void TestShot::cellsEqualTheReport()
{
    QFETCH(QString, scenario);
    QFETCH(bool, ordered);
    const auto scenarios = bundledScenarios();
    RunOptions options;
    options.scenario = *std::ranges::find(scenarios, scenario.toStdString(), &Scenario::id);
    options.handler = ordered ? Handler::Ordered : Handler::Naive;
    options.ackWaitSeconds = 1;

    MainWindow window(scenarios);
    Laboratory laboratory;
    window.setSession(laboratory);
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    window.show();
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    laboratory.disconnect(&window);
    window.prepareForPicture();
    const RunReport made(options.scenario.id, *options.handler, *laboratory.snapshot(), {});
    const QJsonObject report =
        QJsonDocument::fromJson(QByteArray::fromStdString(made.toJson())).object();

    const auto* transactions = test::upToDate(window.findChild<QTableView*>(u"transactionTable"_s));
    const auto* messages = test::upToDate(window.findChild<QTableView*>(u"historyTable"_s));
    const auto* deliveries = test::upToDate(window.findChild<QTableView*>(u"deliveryTable"_s));
    QVERIFY(transactions && messages && deliveries);
    const QJsonArray expected = report[u"transactions"_s].toArray();
    QCOMPARE(transactions->model()->rowCount(), int(expected.size()));
    QCOMPARE(messages->model()->rowCount(), int(expected.size()));
    QCOMPARE(deliveries->model()->rowCount(), report[u"deliveries"_s].toInt());
    for (int row = 0; row < expected.size(); ++row) {
        const QJsonObject one = expected[row].toObject();
        using Column = TransactionModel::ColumnIndex;
        QCOMPARE(cell(transactions, row, Column::AccountColumn), one[u"account"_s].toString());
        QCOMPARE(cell(transactions, row, Column::NumberColumn).toInt(), one[u"number"_s].toInt());
        QCOMPARE(cell(transactions, row, Column::AmountColumn), money(one[u"amount"_s]));
        QCOMPARE(cell(messages, row, MessageModel::DeliveriesColumn).toInt(),
                 int(one[u"outcomes"_s].toArray().size())); // nothing was lost on the way
    }
    const QJsonValue account = report[u"accounts"_s][u"ann"_s];
    QCOMPARE(window.findChild<QLabel*>(u"balanceLabel"_s)->text(), money(account[u"balance"_s]));
    QCOMPARE(window.findChild<QLabel*>(u"expectedLabel"_s)->text(), money(account[u"expected"_s]));
    const QString pill = window.findChild<QWidget*>(u"verdictPill"_s)->accessibleName();
    QVERIFY2(pill.contains(report[u"verdict"_s].toString(), Qt::CaseInsensitive), qPrintable(pill));
}

void TestShot::writesPictureAndReport()
{
    const QTemporaryDir directory;
    const QString picture = directory.filePath(u"window.png"_s);
    const QString json = directory.filePath(u"run.json"_s);
    QProcess process;
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                  {u"shot"_s, u"case-2"_s, u"--handler"_s, u"naive"_s, u"--ack-wait"_s, u"1"_s,
                   u"-o"_s, picture, u"--json"_s, json, u"--size"_s, u"1440x900"_s, u"--theme"_s,
                   u"dark"_s});
    QVERIFY(process.waitForFinished(lessonLimit));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QImage image(picture);
    QCOMPARE(image.size(), QSize(1440, 900));
    QVERIFY(image.pixelColor(4, 120).lightness() < 128); // the dark theme's background
    const QJsonObject report = test::jsonIn(json);
    QCOMPARE(report[u"verdict"_s].toString(), u"violated"_s);
}

QTEST_MAIN(TestShot)

#include "tst_shot.moc"
