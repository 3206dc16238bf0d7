#pragma once

#include "core/why/explanation.h"
#include "core/why/moment.h"

#include <optional>
#include <utility>
#include <vector>

namespace stanscope {

/// What is asked about, with the rows that belong to it; 0: none.
struct Case
{
    Topic topic;
    RowRef message = 0;
    RowRef delivery = 0;
    RowRef handling = 0; ///< of the delivery, or of the decision
    RowRef transaction = 0;
    const LedgerRow* ledger = nullptr; ///< of the handling, or of the decision; null: none
    Moment::Handled handled = {};
    Moment::Ended ended = {}; ///< of the delivery
    NameId client = 0; ///< of a replica or a subscription
    std::uint32_t subscription = 0; ///< the same
    NameId account = 0; ///< that is asked about
};

/// What a rule has found: its sentence, facts of its own, and what it is because of, most telling
/// first.
struct Finding
{
    Message reason;
    std::vector<Fact> facts = {};
    std::vector<Topic> because = {};
    bool isGuess = false;
};

/// One cause: nothing where it is not the cause. It looks at nothing but what the moment shows.
using Rule = std::optional<Finding> (*)(const Moment& moment, const Case& asked);

/// What a cause tells of.
enum class Aspect : std::uint8_t
{
    Outcome, ///< what became of it
    Waiting, ///< why nothing has come of it yet
    Sending, ///< why the broker sent it, and to whom
    Standing, ///< how a member or an account is
    Otherwise, ///< what is said when nothing else is
};

} // namespace stanscope
