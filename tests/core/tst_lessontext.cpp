#include "core/scenario/scenario.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <string>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

const std::string head = R"(id = "x"
title = "X"
[[accounts]]
name = "ann"
[[steps]]
do = "spawn"
)";
const std::string more = R"(
[[steps]]
await = "drained"
say = "Done."
)";

QString errorOf(const std::string& text)
{
    const auto scenario = scenarioFromToml(text);
    return scenario ? u"no error"_s : QString::fromStdString(scenario.error().text);
}

ScenarioStep firstStepOf(const std::string& keys)
{
    const auto scenario = scenarioFromToml(head + keys + more);
    if (!scenario)
        qWarning("%s", scenario.error().text.c_str());
    return scenario ? scenario->steps.front() : ScenarioStep();
}

qsizetype wordsIn(const std::string& text)
{
    return QString::fromStdString(text).split(u' ', Qt::SkipEmptyParts).size();
}

} // namespace

class TestLessonText : public QObject
{
    Q_OBJECT

private slots:
    void aPlainTextIsForAll();
    void languagesAndHandlers();
    void everyHandlerCanHaveItsOwn();
    void highlights();
    void questions();
    void theLessonsPlace();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
    void bundledSentencesAreShort();
    void bundledTextsAreInBothLanguages();
    void bundledTitlesAreNumberedAlike();
    void bundledLessonsAreWhole();
    void groupsComeFirst();
    void ownLessons();
};

void TestLessonText::aPlainTextIsForAll()
{
    const LessonText say = firstStepOf("say = \"Look.\"").say;
    QCOMPARE(say.textFor("vi_VN"), std::string("Look."));
    QCOMPARE(say.english(Handler::Ordered), std::string("Look."));
    QVERIFY(firstStepOf({}).say.isEmpty());
}

void TestLessonText::languagesAndHandlers()
{
    const LessonText say = firstStepOf(R"(say.en = "Applied."
say.vi = "Đã xử lý."
say.ordered.en = "Rejected."
say.ordered.vi = "Trả lại.")")
                               .say;
    QCOMPARE(say.textFor("vi"), std::string("Đã xử lý."));
    QCOMPARE(say.textFor("vi_VN", Handler::Naive), std::string("Đã xử lý."));
    QCOMPARE(say.textFor("de", Handler::Inbox), std::string("Applied."));
    QCOMPARE(say.textFor("vi", Handler::Ordered), std::string("Trả lại."));
    QCOMPARE(say.textFor("C", Handler::Ordered), std::string("Rejected."));
    // The same as inline tables.
    QVERIFY(say
            == firstStepOf("say = { en = \"Applied.\", vi = \"Đã xử lý.\", ordered = { en = "
                           "\"Rejected.\", vi = \"Trả lại.\" } }")
                   .say);
}

void TestLessonText::everyHandlerCanHaveItsOwn()
{
    const LessonText say =
        firstStepOf("say.naive = \"a\"\nsay.ordered = \"b\"\nsay.inbox = \"c\"").say;
    QCOMPARE(say.textFor("en", Handler::Inbox), std::string("c"));
    QCOMPARE(say.textFor("vi", Handler::Ordered), std::string("b"));
}

void TestLessonText::highlights()
{
    const auto one = firstStepOf("say = \"x\"\nhighlight = \"balance\"").highlights;
    QVERIFY((one == std::vector{Highlight{}}));
    const auto many =
        firstStepOf("say = \"x\"\nhighlight = [\"should_be\", \"timers\", \"verdict\", "
                    "\"replica:account-2\", \"holder:3\", \"row:ann/4\"]")
            .highlights;
    using What = Highlight::What;
    // A message's sequence is nobody's number.
    QVERIFY((firstStepOf("say = \"x\"\nhighlight = \"seq:2\"").highlights
             == std::vector<Highlight>{{What::Message, {}, 2}}));
    QVERIFY((many
             == std::vector<Highlight>{{What::ShouldBe},
                                       {What::Timers},
                                       {What::Verdict},
                                       {What::Replica, "account-2"},
                                       {What::Holder, {}, 3},
                                       {What::Row, {}, 4, AccountName("ann")}}));
}

void TestLessonText::questions()
{
    const auto choice = firstStepOf(R"(say = "x"
[steps.ask]
text.en = "What?"
text.vi = "Sao?"
choices = [{ en = "a", vi = "á" }, { en = "b", vi = "bê" }]
answer = { naive = 1, ordered = 2, inbox = 2 })")
                            .ask;
    QVERIFY(choice);
    QCOMPARE(choice->text.textFor("vi"), std::string("Sao?"));
    QCOMPARE(choice->choices.at(1).textFor("vi"), std::string("bê"));
    QCOMPARE(choice->answerFor(Handler::Naive), std::size_t(1));
    QCOMPARE(choice->answerFor(Handler::Inbox), std::size_t(2));
    const auto plain =
        firstStepOf("say = \"x\"\nask = { text = \"?\", choices = [\"a\", \"b\"], answer = 2 }")
            .ask;
    QVERIFY(plain);
    QCOMPARE(plain->answerFor(Handler::Naive), std::size_t(2));
    const auto balance =
        firstStepOf("say = \"x\"\nask = { text = \"?\", answer_balance_of = \"ann\", choices = "
                    "[1000, -5] }")
            .ask;
    QVERIFY(balance);
    QCOMPARE(balance->balanceOf, AccountName("ann"));
    QVERIFY((balance->amounts == std::vector{Cents(1000), Cents(-5)}));
    QVERIFY(firstStepOf("say = \"x\"\nask = { text = \"?\", answer_balance_of = \"ann\" }")
                .ask->amounts.empty());
}

void TestLessonText::theLessonsPlace()
{
    const auto scenario = scenarioFromToml(
        "group = \"life\"\norder = 7\nnext = \"y\"\nremember = [{ en = \"a\", vi = \"á\" }, { en = "
        "\"b\", vi = \"bê\" }]\n"
        + head + more);
    QVERIFY2(scenario.ok(), scenario ? "" : scenario.error().text.c_str());
    QVERIFY(scenario->group == LessonGroup::Life);
    QCOMPARE(scenario->order, 7);
    QCOMPARE(scenario->next, std::string("y"));
    QCOMPARE(scenario->remember.at(1).textFor("vi"), std::string("bê"));
}

void TestLessonText::errorsNameTheLine_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const QString& keys, const QString& error) {
        QTest::newRow(name) << keys << error;
    };
    row("unknown language", u"say.de = \"x\""_s, u"Line 7, column 10: `de` is neither"_s);
    row("no English", u"say.vi = \"x\""_s, u"Line 7, column 10: a text needs English too"_s);
    row("empty", u"say.en = \"\""_s, u"Line 7, column 10: `en` is empty"_s);
    row("one language less", u"say.en = \"a\"\nsay.vi = \"b\"\nsay.ordered.en = \"c\""_s,
        u"Line 9, column 5: `ordered` has other languages"_s);
    row("a handler without a text", u"say.ordered = \"c\""_s,
        u"Line 7, column 1: the other handlers have no text"_s);
    row("explain alone", u"explain = \"x\""_s, u"Line 7, column 11: `explain` needs a `say`"_s);
    const auto said = [&](const char* name, const QString& keys, const QString& error) {
        row(name, u"say = \"x\"\n"_s + keys, error);
    };
    said("unknown highlight", u"highlight = \"everything\""_s,
         u"Line 8, column 13: `everything` cannot be highlighted"_s);
    said("no sequence", u"highlight = \"seq:ann/1\""_s,
         u"Line 8, column 13: `ann/1` is not a number"_s);
    said("no number", u"highlight = \"row:x\""_s, u"Line 8, column 13: `x` is not a number"_s);
    said("a number too many", u"highlight = \"balance:1\""_s, u"Line 8, column 13: `balance:1`"_s);
    said("foreign account", u"highlight = \"row:eve/1\""_s,
         u"Line 8, column 13: the account `eve`"_s);
    said("no answer", u"ask = { text = \"?\", choices = [\"a\", \"b\"] }"_s,
         u"Line 8, column 7: a question needs one of"_s);
    said("answer beyond", u"ask = { text = \"?\", choices = [\"a\", \"b\"], answer = 3 }"_s,
         u"Line 8, column 52: `answer` must be a whole number from 1 to 2"_s);
    said("one choice", u"ask = { text = \"?\", choices = [\"a\"], answer = 1 }"_s,
         u"Line 8, column 31: a question has two to four choices"_s);
    said("an answer for one handler",
         u"ask = { text = \"?\", choices = [\"a\", \"b\"], answer = { naive = 1 } }"_s,
         u"Line 8, column 52: `answer` does not say"_s);
    said("unknown key of a question",
         u"ask = { text = \"?\", answer_balance_of = \"ann\", exec = 1 }"_s,
         u"Line 8, column 55: `exec`"_s);
}

void TestLessonText::errorsNameTheLine()
{
    QFETCH(QString, keys);
    QFETCH(QString, error);
    const QString found = errorOf(head + keys.toStdString() + more);
    QVERIFY2(found.startsWith(error), qPrintable(found));
}

/// A sentence is read from three metres while something happens.
void TestLessonText::bundledSentencesAreShort()
{
    constexpr qsizetype mostWords = 20;
    constexpr qsizetype mostSyllables = 30;
    const auto check = [&](const Scenario& scenario, const LessonText::Languages& texts) {
        for (const auto& [language, text] : texts)
            QVERIFY2(language.empty()
                         || wordsIn(text) <= (language == "vi" ? mostSyllables : mostWords),
                     (scenario.id + ": " + text).c_str());
    };
    for (const Scenario& scenario : bundledScenarios())
        for (const ScenarioStep& step : scenario.steps) {
            check(scenario, step.say.general());
            for (const auto& [handler, texts] : step.say.own())
                check(scenario, texts);
        }
}

/// A lesson of a group is told in both languages, from its title to what is to be remembered.
void TestLessonText::bundledTextsAreInBothLanguages()
{
    const auto check = [](const Scenario& scenario, const LessonText& text) {
        const LessonText::Languages& one =
            text.general().empty() ? text.own().begin()->second : text.general();
        QVERIFY2(one.contains("en") && one.contains("vi"),
                 (scenario.id + ": " + text.english()).c_str());
    };
    int lessons = 0;
    for (const Scenario& scenario : bundledScenarios()) {
        if (!scenario.group)
            continue;
        ++lessons;
        check(scenario, scenario.title);
        check(scenario, scenario.summary);
        QVERIFY2(scenario.remember.size() == 2, scenario.id.c_str());
        for (const LessonText& text : scenario.remember)
            check(scenario, text);
        for (const ScenarioStep& step : scenario.steps) {
            for (const LessonText* text : {&step.say, &step.explain})
                if (!text->isEmpty())
                    check(scenario, *text);
            if (step.ask) {
                check(scenario, step.ask->text);
                for (const LessonText& choice : step.ask->choices)
                    check(scenario, choice);
            }
        }
    }
    QVERIFY(lessons >= 26);
}

/// A lesson is short and asks something, its title fits into the list, and it says what it comes to
/// with each handler.
/// In each language a lesson is called by its group and its place there, and nothing else.
void TestLessonText::bundledTitlesAreNumberedAlike()
{
    const std::map<std::string, std::map<LessonGroup, std::string>> groups{
        {"en",
         {{LessonGroup::Stan, "STAN"}, {LessonGroup::Bank, "Bank"}, {LessonGroup::Life, "Life"}}},
        {"vi",
         {{LessonGroup::Stan, "STAN"},
          {LessonGroup::Bank, "Ngân hàng"},
          {LessonGroup::Life, "Đời thật"}}}};
    int told = 0;
    for (const Scenario& lesson : bundledScenarios()) {
        if (!lesson.group)
            continue;
        for (const auto& [language, names] : groups) {
            const std::string title = lesson.title.textFor(language);
            const std::string begins =
                names.at(*lesson.group) + ' ' + std::to_string(lesson.order) + " · ";
            QVERIFY2(title.starts_with(begins), title.c_str());
            ++told;
        }
    }
    QCOMPARE(told, 52);
}

void TestLessonText::bundledLessonsAreWhole()
{
    constexpr qsizetype longestTitle = 28;
    std::map<LessonGroup, int> last;
    for (const Scenario& scenario : bundledScenarios()) {
        if (!scenario.group)
            continue;
        const char* id = scenario.id.c_str();
        QCOMPARE(scenario.order, ++last[*scenario.group]); // 1, 2, 3 …
        for (const char* language : {"en", "vi"})
            QVERIFY2(QString::fromStdString(scenario.title.textFor(language)).size()
                         <= longestTitle,
                     id);
        const auto told = std::ranges::count_if(
            scenario.steps, [](const ScenarioStep& step) { return !step.say.isEmpty(); });
        QVERIFY2(told >= 6 && told <= 9, id);
        QVERIFY2(std::ranges::any_of(scenario.steps,
                                     [](const ScenarioStep& step) { return step.ask.has_value(); }),
                 id);
        QCOMPARE(scenario.expect.size(), enumCount<Handler>());
    }
    QVERIFY(last[LessonGroup::Stan] >= 10 && last[LessonGroup::Bank] >= 10
            && last[LessonGroup::Life] >= 6);
}

void TestLessonText::groupsComeFirst()
{
    int place = 0;
    std::string before;
    for (const Scenario& scenario : bundledScenarios()) {
        const int own = scenario.group   ? static_cast<int>(*scenario.group)
            : scenario.id == "free-play" ? 3
                                         : 4;
        QVERIFY2(own >= place, scenario.id.c_str());
        if (own == place && own == 4)
            QVERIFY2(before < scenario.id, scenario.id.c_str());
        place = own;
        before = scenario.id;
    }
    QCOMPARE(place, 4);
}

void TestLessonText::ownLessons()
{
    const QTemporaryDir directory;
    QVERIFY(directory.isValid());
    const auto write = [&](const QString& name, const std::string& text) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    };
    write(u"b.toml"_s, head + more);
    write(u"a.toml"_s, "id = 5\n");
    write(u"c.txt"_s, "nothing");
    const OfferedScenarios found = userScenarios(directory.path().toStdString());
    QCOMPARE(found.scenarios.size(), std::size_t(1));
    QCOMPARE(found.scenarios.front().id, std::string("x"));
    QCOMPARE(found.broken.size(), std::size_t(1));
    QVERIFY(QString::fromStdString(found.broken.front().text).contains(u"a.toml, line 1"_s));
    QVERIFY(userScenarios(directory.path().toStdString() + "/none").broken.empty());
    // Beside the bundled ones, under an id of its own.
    write(u"d.toml"_s, "id = \"case-1\"\n" + head.substr(head.find('\n') + 1) + more);
    const OfferedScenarios offered = offeredScenarios(directory.path().toStdString());
    QCOMPARE(offered.scenarios.size(), bundledScenarios().size() + 1);
    QCOMPARE(offered.scenarios.back().id, std::string("x"));
    QCOMPARE(offered.broken.size(), std::size_t(2));
    QVERIFY(offered.broken.back().text.find("case-1") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestLessonText)

#include "tst_lessontext.moc"
