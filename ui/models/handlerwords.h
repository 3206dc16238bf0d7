#pragma once

#include "core/events/bankwords.h"

#include <QString>

#include <array>

namespace stanscope {

/// What a handler is called on screen, and what it does in half a sentence.
struct HandlerWords
{
    QString name;
    QString does;
};

/// A row each, in the order of the enum.
std::array<HandlerWords, wordsOf<Handler>.size()> handlerWords();
QString toWords(Handler handler);

} // namespace stanscope
