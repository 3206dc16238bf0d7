#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"
#include "core/audit/judgedledger.h"

namespace stanscope {

/// The invariants that the databases alone prove (docs/invariants.md). All of them are safety
/// properties: a violation found while actions are on their way stays one.

/// Invariant 1: balance = opening + applied deposits - applied withdrawals, in checked arithmetic,
/// for the account and after each row of the ledger.
void checkConservation(const DatabaseSnapshot& databases, const JudgedLedger& judged,
                       Findings& findings);

/// Invariant 2: each transaction is applied at most once and not decided again the same way; each
/// (account, number) has one content, the one that the transaction service accepted.
void checkAtMostOnce(const DatabaseSnapshot& databases, const Decisions& decisions,
                     const JudgedLedger& judged, Findings& findings);

/// Invariant 3: first decisions come in number order, without holes. What is decided a second time
/// is the business of invariants 2 and 8; a quarantined number leaves no hole.
void checkOrder(const DatabaseSnapshot& databases, const Decisions& decisions,
                const JudgedLedger& judged, Findings& findings);

} // namespace stanscope
