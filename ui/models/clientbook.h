#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/deliverycounts.h"
#include "ui/theme/theme.h"

#include <memory>
#include <vector>

namespace stanscope {

/// All that is known of one STAN client.
struct ClientRow
{
    ClientId client;
    ClientHealth health = ClientHealth::Healthy;
    bool isHeard = true; ///< false: the broker is down or the tap away, and `health` is of before
    std::uint32_t heartbeatsMissed = 0;
    bool process = false; ///< one of ours
    bool subscriber = false; ///< it has or had a subscription, so that it has a lane
    std::uint32_t outstanding = 0;
    std::uint32_t unknown = 0; ///< of them: which sequences is not known
    DeliveryCounts::Counts counts;
    std::vector<SubscriptionView> subscriptions;
};

/// "healthy", or that nobody can know now.
QString healthWords(const ClientRow& row);
Tone healthTone(const ClientRow& row);

/// Gathers the clients of a snapshot: registered ones, and subscribers that are gone.
class ClientBook
{
public:
    /// Sorted by client id. Reads on in the snapshot's history.
    std::vector<ClientRow> rows(const Snapshot& snapshot);

private:
    DeliveryCounts m_counts;
};

} // namespace stanscope
