#pragma once

#include "core/events/message.h"

#include <QString>

#include <string>
#include <string_view>

namespace stanscope {

/// The sentence in the user's language; empty for Code::None.
QString words(const Message& message);
/// The same in the language of the source, which does not change with the user's: for machines.
std::string sourceText(const Message& message);
/// The user's word for one of those that enums have in files, such as "applied" or "withdraw".
QString wordText(std::string_view word);
/// "applied_twice": the code as JSON has it.
std::string_view toWord(Code code);

} // namespace stanscope
