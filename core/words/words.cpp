#include "core/words/words.h"

#include "core/bank/money.h"
#include "core/words/sentences.h"

#include <QCoreApplication>

namespace stanscope {

namespace {

/// `text` with the words of an argument at each place, in one pass: what is put in stays as it is.
/// A capture may have fewer arguments than the sentence has places.
std::string filled(std::string_view text, const std::vector<Arg>& args,
                   std::string (*wordsOf)(const Message&))
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
            result += toText(Cents(arg.number));
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
    return filled(text.toStdString(), message.args, translated);
}

} // namespace

QString words(const Message& message)
{
    return message.empty() ? QString() : QString::fromStdString(translated(message));
}

std::string sourceText(const Message& message)
{
    return filled(sentenceOf(message.code).text, message.args, sourceText);
}

std::string_view toWord(Code code)
{
    return sentenceOf(code).word;
}

} // namespace stanscope
