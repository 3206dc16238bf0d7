#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"
#include "core/storage/auditreader.h"

#include <memory>
#include <string>

namespace stanscope {

/// What one audit looks at.
struct AuditInput
{
    DatabaseSnapshot databases;
    std::shared_ptr<const Snapshot> lab; ///< taken before the databases were read
    bool settled =
        false; ///< drained: also judge what must hold only at the end (invariants 6, 8 balances)
};

/// Checks invariants 1, 2, 3, 6, 8 and 11 (docs/cases.md). Pure. Violated as soon as anything is
/// wrong; Unknown when the tap lost something (never Valid then); Valid only when settled; else
/// Pending.
audit::Finished judge(const AuditInput& input);

/// What one attempt to audit came to.
struct AuditAttempt
{
    audit::Finished finished;
    bool transient = false; ///< Unknown, but a database was only busy: another attempt may succeed
};

/// Reads the databases and judges. An unreadable database gives Unknown with the reason. Any
/// thread.
audit::Finished auditRun(const std::string& accountDatabase, const std::string& transactionDatabase,
                         std::shared_ptr<const Snapshot> lab, bool settled);
/// The same, and whether it is worth another attempt.
AuditAttempt tryAudit(const std::string& accountDatabase, const std::string& transactionDatabase,
                      std::shared_ptr<const Snapshot> lab, bool settled);

} // namespace stanscope
