#pragma once

#include "core/events/message.h"
#include "core/export/jsontext.h"

#include <string>
#include <string_view>

namespace stanscope {

/// `[1,5000,"x",{"code":…,"args":[…]}]`; money in cents.
std::string argsJson(const Message& message);
/// `{"code":…,"args":[…]}`
void appendJson(std::string& out, const Message& message);
/// `key` is the sentence in the source's language, `code` and `args` what it is made of; null alone
/// when nothing is said.
void addMessage(JsonObject& json, std::string_view key, const Message& message);

} // namespace stanscope
