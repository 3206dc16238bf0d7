#pragma once

#include "core/events/message.h"
#include "core/why/topic.h"

#include <vector>

namespace stanscope {

/// A row of the table under a reason.
struct Fact
{
    Message label;
    Message value;
};

/// An earlier cause, and what to ask about to learn more of it.
struct Cause
{
    Message reason;
    Topic about;
};

/// The plain reason, the facts under it, and the chain of what led there, nearest first. A reason
/// that is not certain is wrapped in Code::Guess.
struct Explanation
{
    Topic about;
    Message reason;
    std::vector<Fact> facts;
    std::vector<Cause> chain;

    bool empty() const { return reason.empty(); }
    bool isGuess() const { return reason.code == Code::Guess; }
};

} // namespace stanscope
