#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"

namespace stanscope {

/// Invariant 8, the decisions: every accepted transaction is replayed in number order through the
/// ReferenceModel; each ledger row must say what the model says, and only once. A safety property:
/// numbers are allocated without holes, so that what decides number n is known when n is accepted.
void checkDecisions(const DatabaseSnapshot& databases, const Decisions& decisions,
                    Findings& findings);

/// Invariant 8, the balances: what the replay ends with. Meaningful only for an account whose
/// transactions are all decided.
void checkFinalBalance(const AccountRecord& account, const Decisions& decisions,
                       Findings& findings);

} // namespace stanscope
