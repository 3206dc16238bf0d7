#include "core/events/message.h"

namespace stanscope {

// Not defaulted in the class: each of the two holds the other.
bool operator==(const Message& left, const Message& right)
{
    return left.code == right.code && left.args == right.args;
}

bool operator==(const Arg& left, const Arg& right)
{
    return left.kind == right.kind && left.text == right.text && left.number == right.number
        && left.message == right.message;
}

} // namespace stanscope
