#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"
#include "core/storage/auditreader.h"

#include <memory>
#include <string>
#include <vector>

namespace stanscope {

/// At what moment of a run it is judged.
enum class AuditMoment
{
    Running, ///< only what must hold at any time
    Settled, ///< drained: also what must hold at the end (invariants 6, 8 balances)
    GivenUp, ///< as Running; the run is over and did not come to rest
};

/// What one audit looks at.
struct AuditInput
{
    const DatabaseSnapshot* databases = nullptr; ///< not null
    std::shared_ptr<const Snapshot> lab; ///< taken before the databases were read
    AuditMoment moment = AuditMoment::Running;
};

/// Checks invariants 1 to 3, 5 to 8, 10 and 11 (docs/invariants.md). Pure. Violated as soon as
/// anything is wrong; Unknown when the tap lost something (never Valid then); Valid only when
/// settled; NotConverged when given up, or settled with something in the inbox that waits for a
/// number that does not come; else Pending.
audit::Finished judge(const AuditInput& input);

/// What one attempt to audit came to.
struct AuditAttempt
{
    audit::Finished finished;
    bool transient = false; ///< Unknown, but a database was only busy: another attempt may succeed
    /// Rows of the ledger beyond what the fold had when the snapshot was taken, in commit order.
    std::vector<audit::CommittedRow> beyond = {};
};

/// Reads the databases and judges. An unreadable database gives Unknown with the reason. Any
/// thread.
audit::Finished auditRun(const std::string& accountDatabase, const std::string& transactionDatabase,
                         std::shared_ptr<const Snapshot> lab, AuditMoment moment);
/// The same, and whether it is worth another attempt.
AuditAttempt tryAudit(AuditReader& reader, std::shared_ptr<const Snapshot> lab, AuditMoment moment,
                      Reading reading);

} // namespace stanscope
