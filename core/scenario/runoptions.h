#pragma once

#include "core/events/options.h"
#include "core/lab/eventsink.h"
#include "core/scenario/scenario.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// How one run is set up. What is not given comes from the scenario.
struct RunOptions
{
    Scenario scenario; ///< free play is a scenario without lesson steps
    std::optional<Handler> handler;
    std::optional<std::int32_t> replicas;
    std::optional<std::int32_t> ackWaitSeconds;
    BrokerOptions broker;
    /// Plays the account service: command::SpawnReplicas::external.
    std::string replicaCommand = {};
    std::string database; ///< postgresql://…; empty: SQLite files in the run directory
    std::string databasePassword = {}; ///< empty: from PGPASSWORD or a passfile. Never kept
    /// Beyond what its AckWaits take, a run gets this long to come to rest.
    std::chrono::milliseconds patience{30'000};
    std::string language = "en"; ///< of the sentences that are told by Session::stepped
    std::uint64_t seed = 1; ///< for the random choices of the scenario
    std::vector<std::shared_ptr<EventSink>> sinks; ///< follow the run from its first event

    BankDatabase bankDatabase() const
    {
        return database.empty() ? BankDatabase::Sqlite : BankDatabase::Postgres;
    }
};

} // namespace stanscope
