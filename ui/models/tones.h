#pragma once

#include "core/events/event.h"
#include "core/lab/history.h"
#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QString>

namespace stanscope {

/// Outcomes as tones and short translated words: the same for tables, cards and timeline.
/// Pure functions; the glyph of a tone is `glyph()` in the theme.

Tone toneOf(MessageOutcome outcome);
QString toWords(MessageOutcome outcome);

/// What a delivery came to. `wrong`: the reference model decides otherwise, or it was a second
/// time. What the replica did shows through how the broker saw it end: a rejected delivery that
/// expires stays "rejected", an applied one that expires is "expired".
Tone toneOf(DeliveryEnd end, Outcome outcome, bool wrong = false);
/// "acked", "expired → account-2", "settled by account-1's late ack", "sent to a dead process".
QString toWords(DeliveryEnd end, const QString& other = {});

Tone toneOf(Outcome outcome, bool wrong = false);
QString toWords(Outcome outcome);
/// What the replica did in one handling: "rejected: numbers 1, 2 missing", "applied, not acked".
/// `wrong`: the decision was a wrong one.
QString whatTheReplicaDid(const HandlingRow& handling, const History& history, bool wrong = false);
/// How long after the delivery's end the replica acked it all the same, ns; 0: it did not.
std::int64_t lateAckOf(const DeliveryRow& delivery, const HandlingRow& handling);

Tone toneOf(ReplicaState state);
QString toWords(ReplicaState state);

Tone toneOf(audit::Verdict verdict);
/// "VALID", "VIOLATED", "UNKNOWN", "pending".
QString toWords(audit::Verdict verdict);
/// What is wrong with a committed decision: "applied twice", "declined wrongly".
QString toWords(const Breaches& breaks, Outcome outcome);

QString toWords(TransactionType type);
QString toWords(BandKind kind);

/// "110.00"; cents.
QString moneyText(std::int64_t cents);
/// As short as it is exact: "50", "50.05", "−100".
QString shortMoneyText(std::int64_t cents);
/// "+50", "−100": what a transaction does to the balance.
QString changeText(TransactionType type, std::int64_t cents);
/// Seconds since the start of the run: "0.31".
QString timeText(Nanos sinceStart, int decimals = 2);
/// The same for an absolute time of a history; empty when `time` is 0 (not yet).
QString timeText(const History& history, std::int64_t time);

QString nameText(const History& history, NameId name);

} // namespace stanscope
