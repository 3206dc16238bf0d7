#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"
#include "core/lab/snapshot.h"

namespace stanscope {

/// Invariant 7, as far as it is known before the run is drained: what was accepted and is in no
/// outbox any more, by a transaction service that ended before it tried to publish it, nobody will
/// ever publish. `lab` has seen everything.
void checkOutbox(const DatabaseSnapshot& databases, const Decisions& decisions, const Snapshot& lab,
                 Findings& findings);

} // namespace stanscope
