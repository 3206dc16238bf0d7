#include "core/why/spelling.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace stanscope {

namespace {

constexpr std::size_t mostListed = 12;

std::string secondsText(Nanos time, int decimals)
{
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, seconds(time));
    return {text.data(), static_cast<std::size_t>(std::max(0, length))};
}

} // namespace

std::string secondText(Nanos time)
{
    return secondsText(time, 2);
}

// What is quick took some time all the same.
std::string duration(Nanos time)
{
    using std::chrono::microseconds;
    using std::chrono::milliseconds;
    if (time <= Nanos{} || time >= milliseconds(10))
        return secondsText(time, 2);
    return time >= milliseconds(1) ? secondsText(time, 3)
                                   : secondsText(std::max<Nanos>(time, microseconds(100)), 4);
}

std::string listText(const std::vector<std::uint64_t>& numbers)
{
    std::string text;
    std::size_t listed = 0;
    for (std::size_t first = 0; first < numbers.size();) {
        if (listed++ == mostListed)
            return text + ", …";
        std::size_t last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        if (last < first + 2)
            last = first; // two are written out
        text += text.empty() ? "" : ", ";
        text += std::to_string(numbers[first]);
        if (last > first)
            text += "–" + std::to_string(numbers[last]);
        first = last + 1;
    }
    return text;
}

Message numbersWords(const std::vector<std::int64_t>& numbers)
{
    const std::string text = listText({numbers.begin(), numbers.end()});
    return message(numbers.size() == 1 ? Code::NumberOne : Code::NumberList, text);
}

Message transactionWords(TransactionType type, std::int64_t number)
{
    return message(type == TransactionType::Deposit ? Code::Deposit : Code::Withdrawal, number);
}

Message outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return {};
    case Outcome::Applied:
        return message(Code::Applied);
    case Outcome::Declined:
        return message(Code::Declined);
    case Outcome::Skipped:
        return message(Code::OutcomeSkipped);
    case Outcome::Rejected:
        return message(Code::OutcomeRejected);
    case Outcome::Failed:
        return message(Code::OutcomeFailed);
    case Outcome::Quarantined:
        return message(Code::OutcomeQuarantined);
    case Outcome::Parked:
        return message(Code::OutcomeParked);
    }
    return {};
}

} // namespace stanscope
