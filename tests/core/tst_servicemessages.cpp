#include "core/events/servicemessages.h"

#include <QTest>

#include <cstdint>
#include <limits>
#include <random>

using namespace stanscope;
using namespace Qt::StringLiterals;

class TestServiceMessages : public QObject
{
    Q_OBJECT

private slots:
    void writesThePayloadInTheDocumentedOrder();
    void payloadKeepsAllBits();
    void refusesPayload_data();
    void refusesPayload();
    void writesOnlyWhatIsSet();
    void reportSurvivesTheRoundTrip();
    void everyReportKindSurvives();
    void refusesReport_data();
    void refusesReport();
    void commandsSurviveTheRoundTrip();
    void refusesCommand_data();
    void refusesCommand();
    void linesThatAreTooLongAreErrors();
    void badUtf8IsReplaced();
    void unknownFieldsAreSkipped();
    void brokenLinesNeverCrash();
};

namespace {

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

Report fullReport()
{
    Report report;
    report.time = Nanos(std::numeric_limits<std::int64_t>::max());
    report.kind = ReportKind::Decided;
    report.handling = 7;
    report.sequence = Sequence((1ULL << 53U) + 1);
    report.redelivered = true;
    report.transaction = TransactionId("a-b");
    report.account = AccountName("Zoë \"the\" \\ bank\n\t\x01");
    report.number = TransactionNumber(9007199254740993);
    report.type = TransactionType::Withdraw;
    report.amount = Cents(std::numeric_limits<std::int64_t>::max());
    report.outcome = Outcome::Quarantined;
    report.balance = Cents(std::numeric_limits<std::int64_t>::min());
    report.last = TransactionNumber(3);
    report.count = 2;
    report.fault = {FaultId(12),
                    FaultPlace::BeforeAck,
                    FaultEffect::Delay,
                    {AccountName("bob"), TransactionNumber(4), FaultDelivery::Redelivery},
                    1500,
                    0,
                    9};
    report.faults = {report.fault, FaultSpec{}};
    report.text = "why";
    report.remedy = "do";
    return report;
}

void addLines(const std::vector<std::pair<const char*, const char*>>& lines)
{
    QTest::addColumn<QByteArray>("line");
    for (const auto& [name, line] : lines)
        QTest::newRow(name) << QByteArray(line);
}

} // namespace

void TestServiceMessages::writesThePayloadInTheDocumentedOrder()
{
    const Transaction message{TransactionId("x"), AccountName("alice"), TransactionNumber(1),
                              TransactionType::Withdraw, Cents(50)};
    QCOMPARE(text(toPayload(message)),
             uR"({"id":"x","account":"alice","number":1,"type":"withdraw","amount":50})"_s);
}

void TestServiceMessages::payloadKeepsAllBits()
{
    const Transaction message{TransactionId("ü"), AccountName("\"\\"),
                              TransactionNumber(9007199254740993), TransactionType::Deposit,
                              Cents(std::numeric_limits<std::int64_t>::max())};
    const auto read = fromPayload(toPayload(message));
    QVERIFY(read.ok());
    QVERIFY(*read == message);
}

void TestServiceMessages::refusesPayload_data()
{
    addLines({
        {"empty", ""},
        {"no JSON", "hello"},
        {"a list", "[]"},
        {"cut", R"({"id":"x","account":"a","number":1,"type":"deposit")"},
        {"id missing", R"({"account":"a","number":1,"type":"deposit","amount":1})"},
        {"id empty", R"({"id":"","account":"a","number":1,"type":"deposit","amount":1})"},
        {"id a number", R"({"id":1,"account":"a","number":1,"type":"deposit","amount":1})"},
        {"account missing", R"({"id":"x","number":1,"type":"deposit","amount":1})"},
        {"number 0", R"({"id":"x","account":"a","number":0,"type":"deposit","amount":1})"},
        {"number a text", R"({"id":"x","account":"a","number":"1","type":"deposit","amount":1})"},
        {"type unknown", R"({"id":"x","account":"a","number":1,"type":"gift","amount":1})"},
        {"amount 0", R"({"id":"x","account":"a","number":1,"type":"deposit","amount":0})"},
        {"amount negative", R"({"id":"x","account":"a","number":1,"type":"deposit","amount":-1})"},
        {"amount broken", R"({"id":"x","account":"a","number":1,"type":"deposit","amount":1.5})"},
        {"amount too big",
         R"({"id":"x","account":"a","number":1,"type":"deposit","amount":9223372036854775808})"},
        {"amount null", R"({"id":"x","account":"a","number":1,"type":"deposit","amount":null})"},
    });
}

void TestServiceMessages::refusesPayload()
{
    QFETCH(const QByteArray, line);
    const auto read = fromPayload(line.toStdString());
    QVERIFY(!read.ok());
    QVERIFY(!read.error().text.empty());
}

void TestServiceMessages::writesOnlyWhatIsSet()
{
    Report report;
    report.time = Nanos(5);
    report.kind = ReportKind::Ready;
    QCOMPARE(text(toLine(report)), uR"({"v":1,"t":5,"kind":"ready"})"_s);
    QCOMPARE(text(toLine(ServiceCommand{})), uR"({"v":1,"command":"stop"})"_s);
}

void TestServiceMessages::reportSurvivesTheRoundTrip()
{
    const Report report = fullReport();
    const std::string line = toLine(report);
    QVERIFY(line.find('\n') == std::string::npos);
    const auto read = reportFromLine(line);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
    QVERIFY(*read == report);
}

void TestServiceMessages::everyReportKindSurvives()
{
    for (int i = 0; i <= static_cast<int>(ReportKind::FaultOver); ++i) {
        Report report;
        report.kind = static_cast<ReportKind>(i);
        const auto read = reportFromLine(toLine(report));
        QVERIFY(read.ok());
        QVERIFY(*read == report);
    }
}

void TestServiceMessages::refusesReport_data()
{
    addLines({
        {"empty", ""},
        {"no JSON", "Segmentation fault"},
        {"no version", R"({"t":1,"kind":"ready"})"},
        {"other version", R"({"v":2,"t":1,"kind":"ready"})"},
        {"no time", R"({"v":1,"kind":"ready"})"},
        {"time negative", R"({"v":1,"t":-1,"kind":"ready"})"},
        {"unknown kind", R"({"v":1,"t":1,"kind":"gone"})"},
        {"handling negative", R"({"v":1,"t":1,"kind":"begin","handling":-1})"},
        {"sequence a text", R"({"v":1,"t":1,"kind":"begin","sequence":"1"})"},
        {"redelivered a number", R"({"v":1,"t":1,"kind":"begin","redelivered":1})"},
        {"outcome unknown", R"({"v":1,"t":1,"kind":"decided","outcome":"eaten"})"},
        {"fault a text", R"({"v":1,"t":1,"kind":"fault_fired","fault":"x"})"},
        {"fault without place", R"({"v":1,"t":1,"kind":"fault_fired","fault":{"effect":"fail"}})"},
        {"fault without effect",
         R"({"v":1,"t":1,"kind":"fault_fired","fault":{"place":"in_transaction"}})"},
        {"fault with a point",
         R"({"v":1,"t":1,"kind":"fault_fired","fault":{"point":"crash_before_ack"}})"},
        {"faults no list", R"({"v":1,"t":1,"kind":"faults_changed","faults":{}})"},
        {"a bad fault in the list", R"({"v":1,"t":1,"kind":"faults_changed","faults":[1]})"},
    });
}

void TestServiceMessages::refusesReport()
{
    QFETCH(const QByteArray, line);
    QVERIFY(!reportFromLine(line.toStdString()).ok());
}

void TestServiceMessages::commandsSurviveTheRoundTrip()
{
    const std::vector<ServiceCommand> commands{
        {ServiceCommandKind::Arm, fullReport().fault, {}, {}, {}},
        {ServiceCommandKind::Arm, {}, {}, {}, {}},
        {ServiceCommandKind::Disarm, {.id = FaultId(7)}, {}, {}, {}},
        {ServiceCommandKind::Release, {}, {}, {}, {}},
        {ServiceCommandKind::ClearFaults, {}, {}, {}, {}},
        {ServiceCommandKind::Act, {}, AccountName("a"), TransactionType::Withdraw, Cents(9)},
        {ServiceCommandKind::Stop, {}, {}, {}, {}},
    };
    for (const ServiceCommand& command : commands) {
        const auto read = commandFromLine(toLine(command));
        QVERIFY(read.ok());
        QVERIFY(*read == command);
    }
}

void TestServiceMessages::refusesCommand_data()
{
    addLines({
        {"empty", ""},
        {"unknown", R"({"v":1,"command":"dance"})"},
        {"no version", R"({"command":"stop"})"},
        {"arm without fault", R"({"v":1,"command":"arm"})"},
        {"disarm without id", R"({"v":1,"command":"disarm"})"},
        {"disarm 0", R"({"v":1,"command":"disarm","id":0})"},
        {"delay negative",
         R"({"v":1,"command":"arm","fault":{"place":"before_ack","effect":"crash","delay_ms":-1}})"},
        {"delay too long",
         R"({"v":1,"command":"arm","fault":{"place":"before_ack","effect":"crash","delay_ms":4294967296}})"},
        {"remaining negative",
         R"({"v":1,"command":"arm","fault":{"place":"before_ack","effect":"crash","remaining":-1}})"},
    });
}

void TestServiceMessages::refusesCommand()
{
    QFETCH(const QByteArray, line);
    QVERIFY(!commandFromLine(line.toStdString()).ok());
}

void TestServiceMessages::linesThatAreTooLongAreErrors()
{
    const std::string padded =
        R"({"v":1,"command":"stop","x":")" + std::string(maxServiceLine, 'x') + "\"}";
    QVERIFY(!commandFromLine(padded).ok());
    QVERIFY(!reportFromLine(padded).ok());
    Report report;
    report.text = std::string(10 * maxServiceLine, '\x01');
    report.remedy = std::string(10 * maxServiceLine, 'r');
    QVERIFY(toLine(report).size() <= maxServiceLine);
    const std::string name(300, 'n');
    QVERIFY(!fromPayload(R"({"id":")" + name
                         + R"(","account":"a","number":1,"type":"deposit","amount":1})")
                 .ok());
}

void TestServiceMessages::badUtf8IsReplaced()
{
    Report report;
    report.text = "a\xff\xfe z";
    const auto read = reportFromLine(toLine(report));
    QVERIFY(read.ok());
    QCOMPARE(text(read->text), u"a\uFFFD\uFFFD z"_s);
}

void TestServiceMessages::unknownFieldsAreSkipped()
{
    QVERIFY(reportFromLine(R"({"v":1,"t":1,"kind":"ready","news":{"deep":[1]}})").ok());
    QVERIFY(fromPayload(R"({"id":"x","account":"a","number":1,"type":"deposit","amount":1,"x":2})")
                .ok());
}

void TestServiceMessages::brokenLinesNeverCrash()
{
    const std::string line = toLine(fullReport());
    for (std::size_t cut = 0; cut < line.size(); ++cut)
        QVERIFY(!reportFromLine(std::string_view(line).substr(0, cut)).ok());
    std::mt19937 random(1);
    for (int i = 0; i < 20000; ++i) {
        std::string broken = line;
        broken[random() % broken.size()] = static_cast<char>(random() % 256);
        static_cast<void>(reportFromLine(broken));
        static_cast<void>(commandFromLine(broken));
        static_cast<void>(fromPayload(broken));
    }
}

QTEST_APPLESS_MAIN(TestServiceMessages)
#include "tst_servicemessages.moc"
