#include "core/events/bankwords.h"

#include <cstddef>

namespace stanscope {

namespace {

template <typename E>
std::string_view wordOf(E value)
{
    return wordsOf<E>.at(static_cast<std::size_t>(value));
}

} // namespace

std::string_view toText(TransactionType type)
{
    return wordOf(type);
}
std::string_view toText(Outcome outcome)
{
    return wordOf(outcome);
}
std::string_view toText(Handler handler)
{
    return wordOf(handler);
}
std::string_view toText(AckMode mode)
{
    return wordOf(mode);
}

} // namespace stanscope
