#include "ui/models/tones.h"

#include "core/bank/money.h"

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
