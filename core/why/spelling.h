#pragma once

#include "core/events/bankwords.h"
#include "core/events/message.h"
#include "core/util/clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope {

/// How the parts of a reason are written. Pure functions.

/// "12.41".
std::string secondText(Nanos time);
/// "0.93": how long something took, s; "0.004" below 10 ms, so that nothing took no time.
std::string duration(Nanos time);
/// "1–3, 5".
std::string listText(const std::vector<std::uint64_t>& numbers);
/// "number 1", "numbers 1, 2".
Message numbersWords(const std::vector<std::int64_t>& numbers);
/// "deposit 1".
Message transactionWords(TransactionType type, std::int64_t number);
/// "applied".
Message outcomeWords(Outcome outcome);

} // namespace stanscope
