#include "core/words/words.h"

#include "core/bank/money.h"
#include "core/words/sentences.h"

#include <QCoreApplication>

namespace stanscope {

namespace {

/// What wordText() is asked for; the names of faults and handlers are the same in each language.
[[maybe_unused]] constexpr const char* translatedWords[] = {
    QT_TRANSLATE_NOOP("Words", "deposit"),
    QT_TRANSLATE_NOOP("Words", "withdraw"),
    // Outcomes
    QT_TRANSLATE_NOOP("Words", "none"),
    QT_TRANSLATE_NOOP("Words", "applied"),
    QT_TRANSLATE_NOOP("Words", "declined"),
    QT_TRANSLATE_NOOP("Words", "skipped"),
    QT_TRANSLATE_NOOP("Words", "rejected"),
    QT_TRANSLATE_NOOP("Words", "failed"),
    QT_TRANSLATE_NOOP("Words", "quarantined"),
    QT_TRANSLATE_NOOP("Words", "parked"),
    // Verdicts, and why one is not converged
    QT_TRANSLATE_NOOP("Words", "pending"),
    QT_TRANSLATE_NOOP("Words", "valid"),
    QT_TRANSLATE_NOOP("Words", "violated"),
    QT_TRANSLATE_NOOP("Words", "unknown"),
    QT_TRANSLATE_NOOP("Words", "not_converged"),
    QT_TRANSLATE_NOOP("Words", "broker_down"),
    QT_TRANSLATE_NOOP("Words", "writer_paused"),
    QT_TRANSLATE_NOOP("Words", "no_replica"),
    QT_TRANSLATE_NOOP("Words", "gap"),
    QT_TRANSLATE_NOOP("Words", "window_full"),
    QT_TRANSLATE_NOOP("Words", "ghost"),
    QT_TRANSLATE_NOOP("Words", "poison"),
    QT_TRANSLATE_NOOP("Words", "underway"),
    // Reports
    QT_TRANSLATE_NOOP("Words", "hello"),
    QT_TRANSLATE_NOOP("Words", "ready"),
    QT_TRANSLATE_NOOP("Words", "received"),
    QT_TRANSLATE_NOOP("Words", "begin"),
    QT_TRANSLATE_NOOP("Words", "decided"),
    QT_TRANSLATE_NOOP("Words", "committed"),
    QT_TRANSLATE_NOOP("Words", "acked"),
    QT_TRANSLATE_NOOP("Words", "fault_fired"),
    QT_TRANSLATE_NOOP("Words", "faults_changed"),
    QT_TRANSLATE_NOOP("Words", "accepted"),
    QT_TRANSLATE_NOOP("Words", "refused"),
    QT_TRANSLATE_NOOP("Words", "publishing"),
    QT_TRANSLATE_NOOP("Words", "published"),
    QT_TRANSLATE_NOOP("Words", "publish_failed"),
    QT_TRANSLATE_NOOP("Words", "connection_lost"),
    QT_TRANSLATE_NOOP("Words", "stopping"),
    QT_TRANSLATE_NOOP("Words", "stopped"),
    QT_TRANSLATE_NOOP("Words", "fatal"),
    QT_TRANSLATE_NOOP("Words", "warning"),
    QT_TRANSLATE_NOOP("Words", "fault_over"),
};

/// As a person reads it: with the sign of a number, not a hyphen.
std::string spokenMoney(std::int64_t cents)
{
    std::string text = toText(Cents(cents));
    if (text.starts_with('-'))
        text.replace(0, 1, "\u2212");
    return text;
}

std::string plainMoney(std::int64_t cents)
{
    return toText(Cents(cents));
}

/// `text` with the words of an argument at each place, in one pass: what is put in stays as it is.
/// A capture may have fewer arguments than the sentence has places.
std::string filled(std::string_view text, const std::vector<Arg>& args,
                   std::string (*wordsOf)(const Message&), std::string (*moneyOf)(std::int64_t))
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t place = text[i] == '%' ? placesOf(text.substr(i, 2)) : 0;
        if (place == 0) {
            result += text[i];
            continue;
        }
        ++i;
        if (place > args.size())
            continue;
        const Arg& arg = args[place - 1];
        switch (arg.kind) {
        case Arg::Kind::Text:
            result += arg.text;
            break;
        case Arg::Kind::Number:
            result += std::to_string(arg.number);
            break;
        case Arg::Kind::Money:
            result += moneyOf(arg.number);
            break;
        case Arg::Kind::Message:
            for (const Message& part : arg.message)
                result += wordsOf(part);
            break;
        }
    }
    return result;
}

std::string translated(const Message& message)
{
    const QString text = QCoreApplication::translate("Sentences", sentenceOf(message.code).text);
    return filled(text.toStdString(), message.args, translated, spokenMoney);
}

} // namespace

QString words(const Message& message)
{
    return message.empty() ? QString() : QString::fromStdString(translated(message));
}

std::string sourceText(const Message& message)
{
    return filled(sentenceOf(message.code).text, message.args, sourceText, plainMoney);
}

QString wordText(std::string_view word)
{
    return QCoreApplication::translate("Words", std::string(word).c_str());
}

std::string_view toWord(Code code)
{
    return sentenceOf(code).word;
}

} // namespace stanscope
