#pragma once

#include "core/events/command.h"
#include "core/events/event.h"
#include "core/fleet/fleetviews.h"
#include "core/scenario/runoptions.h"

#include <stanscope/testkit/values.h>
#include <string>

namespace stanscope::testkit {

/// Between the public values and those of the inside, which may change.
RunOptions runOptionsOf(const LabOptions& options);
stanscope::ReplicaOptions inner(const ReplicaOptions& options);
FaultSpec inner(const Fault& fault);

command::SpawnReplicas spawnOf(const ListenerOptions& options);
command::SpawnReplicas spawnOf(const std::vector<std::string>& command,
                               const CommandOptions& options);

ProcessState outer(ReplicaState state);
BrokerState outer(broker::State state);
Verdict outer(audit::Verdict verdict);

} // namespace stanscope::testkit
