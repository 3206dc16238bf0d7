#include "core/scenario/lessonreader.h"

#include "core/events/enumwords.h"
#include "core/scenario/scenariolimits.h"
#include "core/scenario/textreader.h"
#include "core/scenario/tomlwords.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

// What makes a lesson of a scenario file: where to look, and what to predict.
namespace stanscope {

namespace {

constexpr std::size_t maxHighlights = 6;
constexpr std::size_t maxChoices = 4;

constexpr auto highlightWords = std::to_array<WordOf<Highlight::What>>({
    {"balance", Highlight::What::Balance},
    {"should_be", Highlight::What::ShouldBe},
    {"timers", Highlight::What::Timers},
    {"verdict", Highlight::What::Verdict},
    {"replica", Highlight::What::Replica},
    {"holder", Highlight::What::Holder},
    {"row", Highlight::What::Row},
    {"bar", Highlight::What::Bar},
    {"seq", Highlight::What::Message},
});

bool isPlain(Highlight::What what)
{
    return what == Highlight::What::Balance || what == Highlight::What::ShouldBe
        || what == Highlight::What::Timers || what == Highlight::What::Verdict;
}

AccountName accountOf(TomlTable& table, const std::string& key, const std::string& name,
                      const Scenario& scenario)
{
    const bool known = std::ranges::any_of(
        scenario.accounts, [&](const auto& one) { return one.name.value() == name; });
    if (!known)
        table.fail(
            key,
            errorText(QT_TRANSLATE_NOOP("Errors", "the account `%1` is not in this scenario"),
                      name));
    return AccountName(name);
}

void readCount(TomlTable& step, std::string_view text, std::string remedy, Highlight& one)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), one.number);
    if (error != std::errc() || end != text.data() + text.size() || one.number < 1
        || one.number > scenariolimits::count)
        step.fail("highlight",
                  errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a number"), std::string(text)),
                  std::move(remedy));
}

/// "3", or "ann/3" where there are several accounts.
void readNumber(TomlTable& step, std::string_view text, const Scenario& scenario, Highlight& one)
{
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        one.account = accountOf(step, "highlight", std::string(text.substr(0, slash)), scenario);
        text.remove_prefix(slash + 1);
    } else if (scenario.accounts.size() > 1) {
        step.fail("highlight",
                  errorText(QT_TRANSLATE_NOOP("Errors", "whose transaction is meant is not said")),
                  errorText(QT_TRANSLATE_NOOP("Errors", "Write `row:ann/3`.")));
    }
    readCount(
        step, text,
        errorText(QT_TRANSLATE_NOOP("Errors", "Write a transaction's number, as in `row:3`.")),
        one);
}

Highlight highlightOf(TomlTable& step, const std::string& text, const Scenario& scenario)
{
    const auto colon = text.find(':');
    const auto what = valueOf(highlightWords, std::string_view(text).substr(0, colon));
    if (!what || isPlain(*what) != (colon == std::string::npos))
        step.fail(
            "highlight", errorText(QT_TRANSLATE_NOOP("Errors", "`%1` cannot be highlighted"), text),
            errorText(QT_TRANSLATE_NOOP("Errors",
                                        "Write balance, should_be, timers, verdict, replica:NAME, "
                                        "holder:NUMBER, row:NUMBER, bar:NUMBER or "
                                        "seq:SEQUENCE.")));
    Highlight one;
    one.what = *what;
    if (isPlain(*what))
        return one;
    const std::string_view rest = std::string_view(text).substr(colon + 1);
    if (*what == Highlight::What::Message)
        readCount(
            step, rest,
            errorText(QT_TRANSLATE_NOOP("Errors", "Write a message's sequence, as in `seq:3`.")),
            one);
    else if (*what != Highlight::What::Replica)
        readNumber(step, rest, scenario, one);
    else if (rest.empty())
        step.fail("highlight", errorText(QT_TRANSLATE_NOOP("Errors", "`replica:` needs a name")),
                  errorText(QT_TRANSLATE_NOOP("Errors", "Write `replica:account-1`.")));
    else
        one.name = rest;
    return one;
}

void readAmounts(TomlTable& ask, Question& question)
{
    if (!ask.has("choices"))
        return;
    const auto amounts = ask.integers("choices", -scenariolimits::cents, scenariolimits::cents);
    if (amounts.size() < 2 || amounts.size() > maxChoices)
        ask.fail("choices",
                 errorText(QT_TRANSLATE_NOOP("Errors", "a question has two to four choices")));
    for (const std::int64_t amount : amounts)
        question.amounts.emplace_back(amount);
}

void readAnswer(TomlTable& ask, Question& question)
{
    const auto most = static_cast<std::int64_t>(question.choices.size());
    const auto nth = [&](TomlTable& table, const std::string& key) {
        return static_cast<std::size_t>(table.integer(key, 1, most));
    };
    if (!ask.isTable("answer")) {
        question.answer = nth(ask, "answer");
        return;
    }
    auto answers = ask.table("answer");
    for (const std::string& key : answers->keys()) {
        const auto handler = fromText<Handler>(key);
        if (!handler)
            answers->fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a handler"), key),
                          errorText(QT_TRANSLATE_NOOP("Errors", "Write a handler's name.")));
        question.answers[*handler] = nth(*answers, key);
    }
    if (question.answers.size() < enumCount<Handler>())
        ask.fail("answer",
                 errorText(QT_TRANSLATE_NOOP(
                     "Errors", "`answer` does not say what is right with each handler")),
                 errorText(QT_TRANSLATE_NOOP(
                     "Errors",
                     "Write `answer = { naive = 1, ordered = 2, inbox = 2 }`, or one number.")));
    answers->finish();
}

} // namespace

std::vector<Highlight> readHighlights(TomlTable& step, const Scenario& scenario)
{
    std::vector<Highlight> all;
    if (!step.has("highlight"))
        return all;
    const auto texts =
        step.isText("highlight") ? std::vector{step.text("highlight")} : step.texts("highlight");
    if (texts.size() > maxHighlights)
        step.fail("highlight",
                  errorText(QT_TRANSLATE_NOOP("Errors", "who is to look at so much sees nothing")),
                  errorText(QT_TRANSLATE_NOOP("Errors", "Take some away.")));
    for (const std::string& text : texts)
        all.push_back(highlightOf(step, text, scenario));
    return all;
}

std::optional<Question> readQuestion(TomlTable& step, const Scenario& scenario)
{
    auto ask = step.table("ask");
    if (!ask)
        return std::nullopt;
    Question question;
    question.text = requireLessonText(*ask, "text");
    if (ask->has("answer") == ask->has("answer_balance_of"))
        ask->fail("answer",
                  errorText(QT_TRANSLATE_NOOP(
                      "Errors", "a question needs one of `answer` and `answer_balance_of`")),
                  errorText(QT_TRANSLATE_NOOP(
                      "Errors", "Write which of the `choices` is right, or whose balance it is.")));
    if (ask->has("answer_balance_of")) {
        question.balanceOf =
            accountOf(*ask, "answer_balance_of", ask->text("answer_balance_of"), scenario);
        readAmounts(*ask, question);
    } else {
        question.choices = readLessonTexts(*ask, "choices", maxChoices);
        if (question.choices.size() < 2)
            ask->fail("choices",
                      errorText(QT_TRANSLATE_NOOP("Errors", "a question has two to four choices")));
        readAnswer(*ask, question);
    }
    ask->finish();
    return question;
}

void checkLesson(TomlTable& file, const Scenario& scenario)
{
    const auto last = std::find_if(scenario.steps.rbegin(), scenario.steps.rend(),
                                   [](const ScenarioStep& step) { return !step.say.isEmpty(); });
    if (last != scenario.steps.rend() && last->ask)
        file.fail(
            "steps",
            errorText(QT_TRANSLATE_NOOP("Errors", "the last sentence asks, and nothing answers")),
            errorText(QT_TRANSLATE_NOOP("Errors", "Ask in an earlier step.")));
}

} // namespace stanscope
