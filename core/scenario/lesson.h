#pragma once

#include "core/scenario/lessontext.h"
#include "core/util/ids.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// The lists in which lessons are offered, in this order.
enum class LessonGroup : std::uint8_t
{
    Stan,
    Bank,
    Life
};

/// What to look at while a step is explained.
struct Highlight
{
    enum class What : std::uint8_t
    {
        Balance,
        ShouldBe,
        Timers,
        Verdict,
        Replica, ///< the card and the lane of `name`
        Holder, ///< those of whoever got `number` last
        Row, ///< of `number` in the tables
        Bar, ///< of `number` in the timeline, the last one
        Message ///< row and last bar of the message whose sequence is `number`, whosever it is
    } what = What::Balance;
    std::string name = {};
    /// A transaction's number; a message's sequence for Message and where there is no bank.
    std::int64_t number = 0;
    AccountName account = {}; ///< of the number; null: there is only one, or no bank

    bool operator==(const Highlight&) const = default;
};

/// Something to predict: asked in a step, answered by what the next one shows.
struct Question
{
    LessonText text;
    std::vector<LessonText> choices; ///< none: an amount is asked for
    std::vector<Cents> amounts; ///< choices of `balanceOf`, instead of a free entry
    std::size_t answer = 0; ///< which choice is right, from 1; 0: it is the balance
    std::map<Handler, std::size_t> answers = {}; ///< where it depends on the handler
    AccountName balanceOf; ///< null: it is a choice

    std::size_t answerFor(std::optional<Handler> handler) const
    {
        const auto own = handler ? answers.find(*handler) : answers.end();
        return own == answers.end() ? answer : own->second;
    }
};

} // namespace stanscope
