#pragma once

#include "core/events/message.h"
#include "core/util/jsonwriter.h"

#include <string>
#include <string_view>

namespace stanscope {

/// Into an object: `code`, and `args` in the order of the sentence's places, money in cents; a part
/// with words of its own is an object of the same two.
void addCode(JsonWriter& json, const Message& message);
/// `key` is the sentence in the source's language, `code` and `args` what it is made of; null alone
/// when nothing is said.
void addMessage(JsonWriter& json, std::string_view key, const Message& message);

} // namespace stanscope
