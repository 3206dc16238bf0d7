#pragma once

#include "core/why/rule.h"

/// Every cause, a line each: the function that finds it, and what it tells of. Where several fit,
/// the first gives the reason and the others follow in the chain. A new one is a file and a line
/// here, and its sentence in core/words/sentences.h.
#define STANSCOPE_CAUSES(CAUSE)                                                                    \
    CAUSE(quarantined, Outcome)                                                                    \
    CAUSE(refusedAfterTaken, Outcome)                                                              \
    CAUSE(appliedAgain, Outcome)                                                                   \
    CAUSE(appliedTooEarly, Outcome)                                                                \
    CAUSE(declined, Outcome)                                                                       \
    CAUSE(rejected, Outcome)                                                                       \
    CAUSE(parked, Outcome)                                                                         \
    CAUSE(skippedDuplicate, Outcome)                                                               \
    CAUSE(decidedEarly, Outcome)                                                                   \
    CAUSE(lateAck, Outcome)                                                                        \
    CAUSE(databaseFailed, Outcome)                                                                 \
    CAUSE(sentToDead, Outcome)                                                                     \
    CAUSE(diedInHand, Outcome)                                                                     \
    CAUSE(evicted, Outcome)                                                                        \
    CAUSE(goneWithSubscription, Outcome)                                                           \
    CAUSE(heartbeatHold, Waiting)                                                                  \
    CAUSE(windowStall, Waiting)                                                                    \
    CAUSE(clientQueue, Waiting)                                                                    \
    CAUSE(notSent, Waiting)                                                                        \
    CAUSE(brokerForgot, Sending)                                                                   \
    CAUSE(durableResumed, Sending)                                                                 \
    CAUSE(memberLeft, Sending)                                                                     \
    CAUSE(ackWaitExpired, Sending)                                                                 \
    CAUSE(deadMember, Standing)                                                                    \
    CAUSE(idleMember, Standing)                                                                    \
    CAUSE(accountStands, Standing)                                                                 \
    CAUSE(decidedInOrder, Otherwise)                                                               \
    CAUSE(underway, Otherwise)                                                                     \
    CAUSE(firstSent, Otherwise)

namespace stanscope::causes {

#define STANSCOPE_CAUSE(name, aspect)                                                              \
    std::optional<Finding> name(const Moment& moment, const Case& asked);
STANSCOPE_CAUSES(STANSCOPE_CAUSE)
#undef STANSCOPE_CAUSE

} // namespace stanscope::causes
