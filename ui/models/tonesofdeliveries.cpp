#include "ui/models/reasonwords.h"
#include "ui/models/tones.h"

#include <QCoreApplication>

#include <algorithm>

// What became of a delivery, and what its replica did with it.
namespace stanscope {

namespace {

struct DeliveryEndWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ToneWords)
};

Tone toneOfSettled(Outcome outcome)
{
    return outcome == Outcome::None ? Tone::Acked : toneOf(outcome);
}

// What the replica did is known; what becomes of the delivery is not before its deadline.
Tone toneOfRunning(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Rejected:
        return Tone::Rejected;
    case Outcome::Failed:
        return Tone::Failed;
    case Outcome::None:
    case Outcome::Applied:
    case Outcome::Declined:
    case Outcome::Skipped:
    case Outcome::Quarantined:
    case Outcome::Parked:
        return Tone::Flight;
    }
    return Tone::Flight;
}

} // namespace

Tone toneOf(DeliveryEnd end, Outcome outcome, bool wrong)
{
    if (wrong)
        return Tone::Violated;
    switch (end) {
    case DeliveryEnd::Running:
        return toneOfRunning(outcome);
    case DeliveryEnd::Acked:
    case DeliveryEnd::SettledByLateAck:
        return toneOfSettled(outcome);
    case DeliveryEnd::Expired:
        return outcome == Outcome::Rejected ? Tone::Rejected : Tone::Expired;
    case DeliveryEnd::Transferred:
        return outcome == Outcome::Rejected ? Tone::Rejected : Tone::Moved;
    case DeliveryEnd::SentToDead:
    case DeliveryEnd::Dropped:
    case DeliveryEnd::Evicted:
    case DeliveryEnd::Unknown:
        return Tone::Dead;
    }
    return Tone::Flight;
}

QString toWords(DeliveryEnd end, const QString& other)
{
    switch (end) {
    case DeliveryEnd::Running:
        return DeliveryEndWords::tr("waiting for the ack");
    case DeliveryEnd::Acked:
        return DeliveryEndWords::tr("acked");
    case DeliveryEnd::Expired:
        return other.isEmpty() ? DeliveryEndWords::tr("expired")
                               : DeliveryEndWords::tr("expired → %1").arg(other);
    case DeliveryEnd::Transferred:
        return other.isEmpty() ? DeliveryEndWords::tr("kept for its durable")
                               : DeliveryEndWords::tr("transferred → %1, member left").arg(other);
    case DeliveryEnd::SettledByLateAck:
        return other.isEmpty() ? DeliveryEndWords::tr("settled by a late ack")
                               : DeliveryEndWords::tr("settled by %1's late ack").arg(other);
    case DeliveryEnd::SentToDead:
        return other.isEmpty() ? DeliveryEndWords::tr("sent to a dead process")
                               : DeliveryEndWords::tr("sent to a dead process → %1").arg(other);
    case DeliveryEnd::Dropped:
        return DeliveryEndWords::tr("gone with its subscription");
    case DeliveryEnd::Evicted:
        return DeliveryEndWords::tr("evicted by a channel limit");
    case DeliveryEnd::Unknown:
        return DeliveryEndWords::tr("unknown (tap gap)");
    }
    return {};
}

namespace {

QString currentStep(const HandlingRow& handling)
{
    if (handling.committedAt.get() != 0)
        return DeliveryEndWords::tr("committed, ack to come");
    if (handling.decidedAt.get() != 0)
        return DeliveryEndWords::tr("in the database, decided");
    if (handling.begunAt.get() != 0)
        return DeliveryEndWords::tr("in the database");
    return DeliveryEndWords::tr("received");
}

QString withText(const QString& word, const HandlingRow& handling, const History& history)
{
    const RowRef ref = handling.text.get();
    if (ref == 0)
        return word;
    return QStringLiteral("%1: %2").arg(word, reasonText(history.payloads[ref - 1]));
}

/// A fault kept the ack back; the process lives.
bool isAckLeftOut(const HandlingRow& handling, const History& history)
{
    for (std::size_t i = 0; handling.faulty.get() && i < history.faults.size(); ++i) {
        const FaultMark& fault = history.faults[i];
        if (fault.effect == FaultEffect::NoAck && fault.lane == handling.replica
            && fault.sequence == handling.sequence && fault.time >= handling.receivedAt
            && fault.time.count() <= handling.endedAt.get())
            return true;
    }
    return false;
}

} // namespace

std::int64_t lateAckOf(const DeliveryRow& delivery, const HandlingRow& handling)
{
    const DeliveryEnd end = delivery.end.get();
    if (end != DeliveryEnd::Expired && end != DeliveryEnd::Transferred)
        return 0;
    return std::max<std::int64_t>(0, handling.ackedAt.get() - delivery.endedAt.get());
}

QString whatTheReplicaDid(const HandlingRow& handling, const History& history, bool wrong)
{
    const Outcome outcome = handling.outcome.get();
    const bool ended = handling.endedAt.get() != 0;
    if (outcome == Outcome::Rejected || outcome == Outcome::Failed
        || outcome == Outcome::Quarantined)
        return withText(toWords(outcome), handling, history);
    if (!ended)
        return currentStep(handling);
    // Ended without an ack: the process died in the middle.
    const bool committed = handling.committedAt.get() != 0;
    if (outcome == Outcome::None || !committed)
        return DeliveryEndWords::tr("died before the commit");
    if (handling.ackedAt.get() == 0 && isAckLeftOut(handling, history))
        return DeliveryEndWords::tr("%1, its ack left out").arg(toWords(outcome));
    if (handling.ackedAt.get() == 0)
        return DeliveryEndWords::tr("%1, died before the ack").arg(toWords(outcome));
    return wrong ? DeliveryEndWords::tr("%1 wrongly").arg(toWords(outcome)) : toWords(outcome);
}

} // namespace stanscope
