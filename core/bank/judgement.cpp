#include "core/bank/judgement.h"

#include "core/bank/money.h"

#include <algorithm>
#include <bit>

namespace stanscope {

namespace {

/// Adds a breach, and counts it when its number did not break that before.
void note(Judgement& judgement, Breach breach, bool isNew)
{
    judgement.breaks.add(breach);
    if (isNew)
        judgement.counted.add(breach);
}

bool follows(const LedgerDecision& decision, Cents before)
{
    if (decision.outcome != Outcome::Applied)
        return decision.balance == before;
    const Transaction& transaction = decision.transaction;
    const auto after = transaction.type == TransactionType::Deposit
        ? add(before, transaction.amount)
        : subtract(before, transaction.amount);
    return after && *after == decision.balance;
}

void judgeContent(const LedgerDecision& decision, const Circumstances& before, Judgement& judgement)
{
    const bool isFirst = before.applied + before.declined == 0;
    if (before.known && *before.known != decision.transaction)
        note(judgement, Breach::OtherContent, !before.otherContent);
    if (!before.isAccepted && !before.mayBeAccepted)
        note(judgement, Breach::NeverAccepted, isFirst);
}

void judgeAnswer(const LedgerDecision& decision, const Circumstances& before, Judgement& judgement)
{
    const bool applied = decision.outcome == Outcome::Applied;
    const bool isFirst = before.applied + before.declined == 0;
    const std::uint32_t same = applied ? before.applied : before.declined;
    const std::uint32_t other = applied ? before.declined : before.applied;
    if (same == 0 && other > 0)
        note(judgement, Breach::Changed, true);
    else if (before.approvedInOrder && *before.approvedInOrder != applied)
        note(judgement, applied ? Breach::AppliedWrongly : Breach::DeclinedWrongly, isFirst);
}

} // namespace

int invariantOf(Breach breach)
{
    switch (breach) {
    case Breach::Balance:
        return 1;
    case Breach::AppliedTwice:
    case Breach::OtherContent:
        return 2;
    case Breach::AppliedWrongly:
    case Breach::DeclinedWrongly:
    case Breach::Changed:
    case Breach::NeverAccepted:
        return 8;
    case Breach::Early:
        return 3;
    }
    return 0;
}

std::string_view toText(Breach breach)
{
    switch (breach) {
    case Breach::Balance:
        return "balance";
    case Breach::AppliedTwice:
        return "applied_twice";
    case Breach::OtherContent:
        return "other_content";
    case Breach::AppliedWrongly:
        return "applied_wrongly";
    case Breach::DeclinedWrongly:
        return "declined_wrongly";
    case Breach::Changed:
        return "changed";
    case Breach::NeverAccepted:
        return "never_accepted";
    case Breach::Early:
        return "early";
    }
    return {};
}

int Breaches::count() const
{
    return std::popcount(m_bits);
}

std::optional<Breach> Breaches::gravest() const
{
    const auto found = std::find_if(allBreaches.begin(), allBreaches.end(),
                                    [this](Breach breach) { return contains(breach); });
    if (found == allBreaches.end())
        return std::nullopt;
    return *found;
}

Judgement judge(const LedgerDecision& decision, const Circumstances& before,
                const DecidedNumbers& decided)
{
    const TransactionNumber number = decision.transaction.number;
    Judgement judgement;
    if (before.balance && !follows(decision, *before.balance))
        note(judgement, Breach::Balance, true);
    if (decision.outcome == Outcome::Applied && before.applied > 0)
        note(judgement, Breach::AppliedTwice, before.applied == 1);
    judgeContent(decision, before, judgement);
    judgeAnswer(decision, before, judgement);
    if (!decided.contains(number)) {
        if (before.isOrderKnown && number != decided.next())
            note(judgement, Breach::Early, true);
        judgement.late = number < decided.highest();
    }
    return judgement;
}

} // namespace stanscope
