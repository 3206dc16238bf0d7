#include "ui/models/tones.h"

#include "core/bank/money.h"
#include "ui/models/reasonwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace stanscope {

namespace {

struct ToneWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ToneWords)
};

constexpr QChar minus(0x2212);

} // namespace

Tone toneOf(MessageOutcome outcome)
{
    switch (outcome) {
    case MessageOutcome::Waiting:
        return Tone::Flight;
    case MessageOutcome::Applied:
    case MessageOutcome::Settled:
        return Tone::Acked;
    case MessageOutcome::AppliedLate:
        return Tone::Expired;
    case MessageOutcome::AppliedTwice:
    case MessageOutcome::DeclinedWrongly:
    case MessageOutcome::AppliedWrongly:
    case MessageOutcome::AppliedEarly:
    case MessageOutcome::DeclinedEarly:
        return Tone::Violated;
    case MessageOutcome::Declined:
        return Tone::Declined;
    case MessageOutcome::Quarantined:
    case MessageOutcome::Failed:
        return Tone::Failed;
    case MessageOutcome::Rejected:
        return Tone::Rejected;
    case MessageOutcome::Parked:
        return Tone::Parked;
    }
    return Tone::Flight;
}

QString toWords(MessageOutcome outcome)
{
    switch (outcome) {
    case MessageOutcome::Waiting:
        return ToneWords::tr("waiting");
    case MessageOutcome::Applied:
        return ToneWords::tr("applied");
    case MessageOutcome::AppliedLate:
        return ToneWords::tr("applied late");
    case MessageOutcome::AppliedTwice:
        return ToneWords::tr("applied twice");
    case MessageOutcome::Declined:
        return ToneWords::tr("declined");
    case MessageOutcome::DeclinedWrongly:
        return ToneWords::tr("declined wrongly");
    case MessageOutcome::AppliedWrongly:
        return ToneWords::tr("applied wrongly");
    case MessageOutcome::Quarantined:
        return ToneWords::tr("quarantined");
    case MessageOutcome::Settled:
        return ToneWords::tr("acked");
    case MessageOutcome::Rejected:
        return ToneWords::tr("rejected, waiting");
    case MessageOutcome::Failed:
        return ToneWords::tr("failed, waiting");
    case MessageOutcome::Parked:
        return ToneWords::tr("parked, waiting");
    case MessageOutcome::AppliedEarly:
        return ToneWords::tr("applied too early");
    case MessageOutcome::DeclinedEarly:
        return ToneWords::tr("declined too early");
    }
    return {};
}

Tone toneOf(Outcome outcome, bool wrong)
{
    if (wrong)
        return Tone::Violated;
    switch (outcome) {
    case Outcome::None:
        return Tone::Flight;
    case Outcome::Applied:
        return Tone::Acked;
    case Outcome::Declined:
        return Tone::Declined;
    case Outcome::Skipped:
        return Tone::Skipped;
    case Outcome::Rejected:
        return Tone::Rejected;
    case Outcome::Parked:
        return Tone::Parked;
    case Outcome::Failed:
    case Outcome::Quarantined:
        return Tone::Failed;
    }
    return Tone::Flight;
}

QString toWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return {};
    case Outcome::Applied:
        return ToneWords::tr("applied");
    case Outcome::Declined:
        return ToneWords::tr("declined");
    case Outcome::Skipped:
        return ToneWords::tr("skipped");
    case Outcome::Rejected:
        return ToneWords::tr("rejected");
    case Outcome::Failed:
        return ToneWords::tr("failed");
    case Outcome::Quarantined:
        return ToneWords::tr("quarantined");
    case Outcome::Parked:
        return ToneWords::tr("parked");
    }
    return {};
}

namespace {

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
        return ToneWords::tr("waiting for the ack");
    case DeliveryEnd::Acked:
        return ToneWords::tr("acked");
    case DeliveryEnd::Expired:
        return other.isEmpty() ? ToneWords::tr("expired")
                               : ToneWords::tr("expired → %1").arg(other);
    case DeliveryEnd::Transferred:
        return other.isEmpty() ? ToneWords::tr("kept for its durable")
                               : ToneWords::tr("transferred → %1, member left").arg(other);
    case DeliveryEnd::SettledByLateAck:
        return other.isEmpty() ? ToneWords::tr("settled by a late ack")
                               : ToneWords::tr("settled by %1's late ack").arg(other);
    case DeliveryEnd::SentToDead:
        return other.isEmpty() ? ToneWords::tr("sent to a dead process")
                               : ToneWords::tr("sent to a dead process → %1").arg(other);
    case DeliveryEnd::Dropped:
        return ToneWords::tr("gone with its subscription");
    case DeliveryEnd::Evicted:
        return ToneWords::tr("evicted by a channel limit");
    case DeliveryEnd::Unknown:
        return ToneWords::tr("unknown (tap gap)");
    }
    return {};
}

namespace {

QString currentStep(const HandlingRow& handling)
{
    if (handling.committedAt.get() != 0)
        return ToneWords::tr("committed, ack to come");
    if (handling.decidedAt.get() != 0)
        return ToneWords::tr("in the database, decided");
    if (handling.begunAt.get() != 0)
        return ToneWords::tr("in the database");
    return ToneWords::tr("received");
}

QString withText(const QString& word, const HandlingRow& handling, const History& history)
{
    const RowRef ref = handling.text.get();
    if (ref == 0)
        return word;
    return QStringLiteral("%1: %2").arg(word, reasonText(history.payloads[ref - 1]));
}

} // namespace

namespace {

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
        return ToneWords::tr("died before the commit");
    if (handling.ackedAt.get() == 0 && isAckLeftOut(handling, history))
        return ToneWords::tr("%1, its ack left out").arg(toWords(outcome));
    if (handling.ackedAt.get() == 0)
        return ToneWords::tr("%1, died before the ack").arg(toWords(outcome));
    return wrong ? ToneWords::tr("%1 wrongly").arg(toWords(outcome)) : toWords(outcome);
}

Tone toneOf(ReplicaState state)
{
    switch (state) {
    case ReplicaState::Starting:
    case ReplicaState::Closing:
        return Tone::Flight;
    case ReplicaState::Running:
        return Tone::Acked;
    case ReplicaState::Paused:
    case ReplicaState::Held:
        return Tone::Skipped;
    case ReplicaState::Dead:
        return Tone::Failed;
    case ReplicaState::Ghost:
        return Tone::Dead;
    }
    return Tone::Flight;
}

QString toWords(ReplicaState state)
{
    switch (state) {
    case ReplicaState::Starting:
        return ToneWords::tr("starting");
    case ReplicaState::Running:
        return ToneWords::tr("running");
    case ReplicaState::Paused:
        return ToneWords::tr("paused");
    case ReplicaState::Held:
        return ToneWords::tr("held");
    case ReplicaState::Closing:
        return ToneWords::tr("closing");
    case ReplicaState::Dead:
        return ToneWords::tr("dead");
    case ReplicaState::Ghost:
        return ToneWords::tr("ghost");
    }
    return {};
}

Tone toneOf(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Pending:
        return Tone::Flight;
    case audit::Verdict::Valid:
        return Tone::Acked;
    case audit::Verdict::Violated:
        return Tone::Violated;
    case audit::Verdict::Unknown:
        return Tone::Skipped;
    case audit::Verdict::NotConverged:
        return Tone::Failed;
    }
    return Tone::Flight;
}

QString toWords(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Pending:
        return ToneWords::tr("pending");
    case audit::Verdict::Valid:
        return ToneWords::tr("VALID");
    case audit::Verdict::Violated:
        return ToneWords::tr("VIOLATED");
    case audit::Verdict::Unknown:
        return ToneWords::tr("UNKNOWN");
    case audit::Verdict::NotConverged:
        return ToneWords::tr("NOT CONVERGED");
    }
    return {};
}

QString toWords(const Breaches& breaks, Outcome outcome)
{
    const auto gravest = breaks.gravest();
    if (!gravest)
        return toWords(outcome);
    switch (*gravest) {
    case Breach::Balance:
        return ToneWords::tr("%1, wrong balance").arg(toWords(outcome));
    case Breach::AppliedTwice:
        return ToneWords::tr("applied again");
    case Breach::OtherContent:
        return ToneWords::tr("%1 with another content").arg(toWords(outcome));
    case Breach::AppliedWrongly:
    case Breach::DeclinedWrongly:
    case Breach::Changed:
        return ToneWords::tr("%1 wrongly").arg(toWords(outcome));
    case Breach::NeverAccepted:
        return ToneWords::tr("%1, never accepted").arg(toWords(outcome));
    case Breach::Early:
        return ToneWords::tr("%1 too early").arg(toWords(outcome));
    }
    return toWords(outcome);
}

QString toWords(TransactionType type)
{
    switch (type) {
    case TransactionType::Deposit:
        return ToneWords::tr("deposit");
    case TransactionType::Withdraw:
        return ToneWords::tr("withdraw");
    }
    return {};
}

QString toWords(BandKind kind)
{
    switch (kind) {
    case BandKind::Paused:
        return ToneWords::tr("paused");
    case BandKind::Dead:
        return ToneWords::tr("dead");
    case BandKind::Outage:
        return ToneWords::tr("broker away");
    case BandKind::TapGap:
        return ToneWords::tr("tap gap");
    case BandKind::Held:
        return ToneWords::tr("held");
    }
    return {};
}

QString moneyText(std::int64_t cents)
{
    return QString::fromStdString(toText(Cents(cents))).replace(QLatin1Char('-'), minus);
}

QString shortMoneyText(std::int64_t cents)
{
    QString text = moneyText(cents);
    if (text.endsWith(QLatin1String(".00")))
        text.chop(3);
    return text;
}

QString changeText(TransactionType type, std::int64_t cents)
{
    const QChar sign = type == TransactionType::Deposit ? QLatin1Char('+') : minus;
    return QString(sign) + shortMoneyText(cents);
}

QString timeText(Nanos sinceStart, int decimals)
{
    return QString::number(seconds(sinceStart), 'f', decimals);
}

QString timeText(const History& history, std::int64_t time)
{
    return time == 0 ? QString() : timeText(Nanos(time) - history.start);
}

QString nameText(const History& history, NameId name)
{
    return name == 0 ? QString() : QString::fromStdString(history.name(name));
}

} // namespace stanscope
