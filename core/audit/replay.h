#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"
#include "core/audit/judgedledger.h"

namespace stanscope {

/// Invariant 8, the decisions: each ledger row must say what the reference model says, and only
/// once. A safety property: numbers are allocated without holes, so that what decides number n is
/// known when n is accepted.
void checkDecisions(const DatabaseSnapshot& databases, const Decisions& decisions,
                    const JudgedLedger& judged, Findings& findings);

/// Invariant 8, the balances: what the replay ends with. Meaningful only for an account whose
/// transactions are all decided.
void checkFinalBalance(const AccountRecord& account, const JudgedLedger& judged,
                       Findings& findings);

} // namespace stanscope
