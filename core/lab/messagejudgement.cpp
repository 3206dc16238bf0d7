#include "core/lab/messagejudgement.h"

namespace stanscope {

namespace {

bool isFinalOutcome(MessageOutcome outcome)
{
    return outcome != MessageOutcome::Waiting && outcome != MessageOutcome::Rejected
        && outcome != MessageOutcome::Failed && outcome != MessageOutcome::Settled
        && outcome != MessageOutcome::Parked;
}

/// The order is all that is wrong with it.
bool isEarly(const LedgerRow& ledger)
{
    return ledger.breaks.gravest() == Breach::Early;
}

MessageOutcome ofApplied(MessageOutcome now, const LedgerRow* ledger)
{
    if (ledger && ledger->breaks.contains(Breach::AppliedTwice))
        return MessageOutcome::AppliedTwice;
    if (ledger && ledger->breaks.contains(Breach::AppliedWrongly))
        return MessageOutcome::AppliedWrongly;
    if (isFinalOutcome(now))
        return now;
    if (ledger && ledger->isWrong())
        return isEarly(*ledger) ? MessageOutcome::AppliedEarly : MessageOutcome::AppliedWrongly;
    return ledger && ledger->overtaken ? MessageOutcome::AppliedLate : MessageOutcome::Applied;
}

MessageOutcome ofDeclined(MessageOutcome now, const LedgerRow* ledger)
{
    if (ledger
        && (ledger->breaks.contains(Breach::DeclinedWrongly)
            || ledger->breaks.contains(Breach::Changed)))
        return MessageOutcome::DeclinedWrongly;
    if (isFinalOutcome(now))
        return now;
    if (ledger && ledger->isWrong())
        return isEarly(*ledger) ? MessageOutcome::DeclinedEarly : MessageOutcome::DeclinedWrongly;
    return MessageOutcome::Declined;
}

} // namespace

MessageOutcome outcomeOf(MessageOutcome now, Outcome decision, const LedgerRow* ledger)
{
    switch (decision) {
    case Outcome::None:
    case Outcome::Skipped:
        return now;
    case Outcome::Applied:
        return ofApplied(now, ledger);
    case Outcome::Declined:
        return ofDeclined(now, ledger);
    case Outcome::Rejected:
        return isFinalOutcome(now) ? now : MessageOutcome::Rejected;
    case Outcome::Failed:
        return isFinalOutcome(now) ? now : MessageOutcome::Failed;
    case Outcome::Quarantined:
        return isFinalOutcome(now) ? now : MessageOutcome::Quarantined;
    case Outcome::Parked:
        return isFinalOutcome(now) ? now : MessageOutcome::Parked;
    }
    return now;
}

} // namespace stanscope
