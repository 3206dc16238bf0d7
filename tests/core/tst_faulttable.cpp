#include "core/events/faulttable.h"
#include "core/events/servicemessages.h"
#include "core/scenario/scenario.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// One table of faults, and those who read it: service lines and scenario files.
class TestFaultTable : public QObject
{
    Q_OBJECT

private slots:
    void wordsThereAndBack();
    void everyPairIsJudged_data();
    void everyPairIsJudged();
    void oldOnesStillWork_data();
    void oldOnesStillWork();
    void oldWordsSayTheNewOnes();
    void lastingNeedsADuration();
    void acksMustBeManual();
    void placesBelongToAService();
    void matchesThatMakeNoSense_data();
    void matchesThatMakeNoSense();
    void theTransactionServiceGetsNoDeliveries();
};

namespace {

QString text(std::string_view word)
{
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

FaultSpec pairOf(FaultPlace place, FaultEffect effect)
{
    FaultSpec fault;
    fault.place = place;
    fault.effect = effect;
    fault.delayMs = rowOf(effect).lasts ? 100 : 0;
    return fault;
}

Result<Scenario> scenarioWith(const FaultSpec& fault)
{
    std::string arm = R"(arm = { place = ")" + std::string(toText(fault.place)) + R"(", effect = ")"
        + std::string(toText(fault.effect)) + '"';
    if (fault.delayMs > 0)
        arm += ", delay_ms = " + std::to_string(fault.delayMs);
    return scenarioFromToml("id = \"x\"\ntitle = \"X\"\n[[accounts]]\nname = \"ann\"\n[[steps]]\n"
                                + arm + " }\n",
                            "x.toml");
}

} // namespace

void TestFaultTable::wordsThereAndBack()
{
    for (const FaultPlaceRow& row : faultPlaces)
        QVERIFY(fromText<FaultPlace>(row.word) == row.place);
    for (const FaultEffectRow& row : faultEffects)
        QVERIFY(fromText<FaultEffect>(row.word) == row.effect);
    for (const FaultDeliveryRow& row : faultDeliveries)
        QVERIFY(fromText<FaultDelivery>(row.word) == row.delivery);
    QVERIFY(!fromText<FaultPlace>("everywhere"));
}

void TestFaultTable::everyPairIsJudged_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("effect");
    for (const FaultPlaceRow& place : faultPlaces)
        for (const FaultEffectRow& effect : faultEffects)
            QTest::addRow("%s × %s", qPrintable(text(place.word)), qPrintable(text(effect.word)))
                << static_cast<int>(place.place) << static_cast<int>(effect.effect);
}

void TestFaultTable::everyPairIsJudged()
{
    QFETCH(int, place);
    QFETCH(int, effect);
    const FaultSpec fault =
        pairOf(static_cast<FaultPlace>(place), static_cast<FaultEffect>(effect));
    const FaultReason reason = reasonAgainst(fault, FaultService::Account, AckMode::Manual);
    const auto scenario = scenarioWith(fault);
    QCOMPARE(scenario.ok(), reason == FaultReason::None);
    if (scenario) {
        const FaultSpec& read = std::get<step::Arm>(scenario->steps.at(0).what).fault;
        QVERIFY(read == fault);
        ServiceCommand command;
        command.kind = ServiceCommandKind::Arm;
        command.fault = fault;
        QVERIFY(*commandFromLine(toLine(command)) == command);
        return;
    }
    const Error why = faultError(fault, reason);
    QVERIFY(!why.remedy.empty());
    QVERIFY(text(why.text).size() > 30);
    const QString told = text(scenario.error().text);
    QVERIFY2(told.startsWith(u"x.toml, line 6, column "_s), qPrintable(told));
    QVERIFY2(told.contains(text(why.text)), qPrintable(told));
    QCOMPARE(scenario.error().remedy, why.remedy);
}

void TestFaultTable::oldOnesStillWork_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("effect");
    const auto row = [](const char* point, FaultPlace place, FaultEffect effect) {
        QTest::newRow(point) << static_cast<int>(place) << static_cast<int>(effect);
    };
    row("database_fails", FaultPlace::InTransaction, FaultEffect::Fail);
    row("delay_before_begin", FaultPlace::BeforeBegin, FaultEffect::Delay);
    row("delay_before_commit", FaultPlace::BeforeCommit, FaultEffect::Delay);
    row("delay_before_ack", FaultPlace::BeforeAck, FaultEffect::Delay);
    row("crash_before_begin", FaultPlace::BeforeBegin, FaultEffect::Crash);
    row("crash_before_commit", FaultPlace::BeforeCommit, FaultEffect::Crash);
    row("crash_before_ack", FaultPlace::BeforeAck, FaultEffect::Crash);
}

void TestFaultTable::oldOnesStillWork()
{
    QFETCH(int, place);
    QFETCH(int, effect);
    const FaultSpec fault =
        pairOf(static_cast<FaultPlace>(place), static_cast<FaultEffect>(effect));
    QCOMPARE(reasonAgainst(fault, FaultService::Account, AckMode::Manual), FaultReason::None);
    const std::string point = QTest::currentDataTag();
    const auto old = faultOfOldPoint(point);
    QVERIFY(old);
    QVERIFY(old->place == fault.place && old->effect == fault.effect);
    // A scenario file and a command that still say the old word are told the new ones.
    const auto scenario =
        scenarioFromToml("id = \"x\"\ntitle = \"X\"\n[[accounts]]\nname = \"ann\"\n[[steps]]\n"
                         "do = \"arm\"\npoint = \""
                         + point + "\"\nwhen = \"any\"\n");
    QVERIFY(!scenario.ok());
    QVERIFY(text(scenario.error().text).startsWith(u"Line 7, column 9: "_s));
    const QString now = u"place = \"%1\", effect = \"%2\""_s.arg(text(toText(fault.place)),
                                                                 text(toText(fault.effect)));
    QVERIFY2(text(scenario.error().remedy).contains(now), scenario.error().remedy.c_str());
    const auto command =
        commandFromLine(R"({"v":1,"command":"arm","fault":{"point":")" + point + "\"}}");
    QVERIFY(!command.ok());
    QVERIFY2(text(command.error().text)
                 .contains(u"\"place\":\"%1\",\"effect\":\"%2\""_s.arg(text(toText(fault.place)),
                                                                       text(toText(fault.effect)))),
             command.error().text.c_str());
}

void TestFaultTable::oldWordsSayTheNewOnes()
{
    for (const char* never : {"", "_", "crash", "crash_", "hang_before_ack", "delay_after_ack",
                              "fail_in_transaction", "database_fails_"})
        QVERIFY2(!faultOfOldPoint(never), never);
}

void TestFaultTable::lastingNeedsADuration()
{
    FaultSpec fault = pairOf(FaultPlace::BeforeAck, FaultEffect::Delay);
    fault.delayMs = 0;
    QCOMPARE(reasonAgainst(fault, FaultService::Account, AckMode::Manual),
             FaultReason::NeedsDuration);
    fault.effect = FaultEffect::Hang;
    fault.delayMs = 5;
    QCOMPARE(reasonAgainst(fault, FaultService::Account, AckMode::Manual),
             FaultReason::HasNoDuration);
}

void TestFaultTable::acksMustBeManual()
{
    for (const FaultEffect effect : {FaultEffect::NoAck, FaultEffect::AckEarly}) {
        const FaultPlace place =
            effect == FaultEffect::NoAck ? FaultPlace::BeforeAck : FaultPlace::BeforeBegin;
        QCOMPARE(reasonAgainst(pairOf(place, effect), FaultService::Account, AckMode::Manual),
                 FaultReason::None);
        QCOMPARE(reasonAgainst(pairOf(place, effect), FaultService::Account, AckMode::Auto),
                 FaultReason::AcksByItself);
    }
}

void TestFaultTable::placesBelongToAService()
{
    QCOMPARE(reasonAgainst(pairOf(FaultPlace::BeforeAck, FaultEffect::Crash),
                           FaultService::Transaction, AckMode::Manual),
             FaultReason::OtherService);
    for (const FaultPlace place : {FaultPlace::AfterInsert, FaultPlace::AfterPublish}) {
        const FaultSpec fault = pairOf(place, FaultEffect::Crash);
        QCOMPARE(reasonAgainst(fault, FaultService::Transaction, AckMode::Manual),
                 FaultReason::None);
        QCOMPARE(reasonAgainst(fault, FaultService::Account, AckMode::Manual),
                 FaultReason::OtherService);
    }
    QCOMPARE(reasonAgainst(pairOf(FaultPlace::AfterInsert, FaultEffect::Fail),
                           FaultService::Transaction, AckMode::Manual),
             FaultReason::InsertIsDone);
}

void TestFaultTable::matchesThatMakeNoSense_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<FaultReason>("reason");
    QTest::newRow("one of every") << u", nth = 2, every = 3"_s
                                  << QByteArray(R"(,"nth":2,"every":3)") << FaultReason::NthIsOne;
    QTest::newRow("the n-th, always")
        << u", nth = 2, times = 0"_s << QByteArray(R"(,"nth":2,"remaining":0)")
        << FaultReason::NthComesOnce;
    QTest::newRow("too probable") << QString() << QByteArray(R"(,"per_mille":1001)")
                                  << FaultReason::NoChance;
    QTest::newRow("a seed of nothing")
        << u", seed = 4"_s << QByteArray(R"(,"seed":4)") << FaultReason::SeedOfNothing;
    QTest::newRow("every third, perhaps")
        << u", every = 3, probability = 0.25, seed = 4"_s
        << QByteArray(R"(,"every":3,"per_mille":250,"seed":4)") << FaultReason::None;
    QTest::newRow("the fourth") << u", nth = 4"_s << QByteArray(R"(,"nth":4)") << FaultReason::None;
}

/// A scenario file and a command come to the same.
void TestFaultTable::matchesThatMakeNoSense()
{
    QFETCH(QString, keys);
    QFETCH(QByteArray, match);
    QFETCH(FaultReason, reason);
    const auto command = commandFromLine(
        R"({"v":1,"command":"arm","fault":{"id":1,"place":"before_ack","effect":"crash")"
        + match.toStdString() + "}}");
    QVERIFY2(command.ok(), command ? "" : command.error().text.c_str());
    QCOMPARE(reasonAgainst(command->fault, FaultService::Account, AckMode::Manual), reason);
    QVERIFY(*commandFromLine(toLine(*command)) == *command);
    if (keys.isEmpty())
        return;
    const auto scenario =
        scenarioFromToml("id = \"x\"\ntitle = \"X\"\n[[accounts]]\nname = \"ann\"\n[[steps]]\n"
                         "arm = { place = \"before_ack\", effect = \"crash\""
                         + keys.toStdString() + " }\n");
    QCOMPARE(scenario.ok(), reason == FaultReason::None);
    if (scenario)
        QVERIFY(std::get<step::Arm>(scenario->steps.at(0).what).fault.match
                == command->fault.match);
    else
        QVERIFY2(text(scenario.error().text).contains(text(rowOf(reason).text)),
                 scenario.error().text.c_str());
}

void TestFaultTable::theTransactionServiceGetsNoDeliveries()
{
    FaultSpec fault = pairOf(FaultPlace::AfterPublish, FaultEffect::Hang);
    fault.match.delivery = FaultDelivery::Redelivery;
    QCOMPARE(reasonAgainst(fault, FaultService::Transaction, AckMode::Manual),
             FaultReason::NoDeliveries);
}

QTEST_GUILESS_MAIN(TestFaultTable)
#include "tst_faulttable.moc"
