#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"
#include "core/lab/snapshot.h"

namespace stanscope {

/// Invariant 5, by the clock: a service reports when its commit was done, the tap when it saw the
/// ack, both by CLOCK_MONOTONIC. Wrong is an ack that came before its commit, and one for which
/// nothing was committed by anybody. What is not known (a service that died and did not report) is
/// not judged. `decisions`: read after `lab`, whose rows go on meanwhile; `lab` has seen
/// everything.
void checkAcks(const Decisions& decisions, const Snapshot& lab, Findings& findings);

} // namespace stanscope
