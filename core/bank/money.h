#pragma once

#include "core/util/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// Checked addition and subtraction of cents: nothing when the result does not fit in 64 bits.
std::optional<Cents> add(Cents left, Cents right);
std::optional<Cents> subtract(Cents left, Cents right);
/// How far apart; the largest amount there is when it is more.
Cents distance(Cents left, Cents right);

/// "110.00", "-0.05".
std::string toText(Cents amount);
/// Reads "50", "50.5", "50.05", with an optional sign; nothing for anything else or what does not
/// fit.
std::optional<Cents> centsFromText(std::string_view text);

} // namespace stanscope
