#include "core/audit/auditor.h"

#include "core/audit/bankchecks.h"
#include "core/audit/losscheck.h"
#include "core/audit/replay.h"

#include <utility>

namespace stanscope {

namespace {

/// Why the fold cannot be trusted for a verdict of `valid` (invariant 11); empty when it can.
Message whatIsUnknown(const Snapshot* lab)
{
    if (!lab)
        return message(Code::NothingWatched);
    const std::uint64_t gaps = lab->tap.gaps;
    if (gaps == 0)
        return {};
    return message(Code::TapLostFrames, message(gaps == 1 ? Code::OneGap : Code::Gaps, gaps));
}

} // namespace

audit::Finished judge(const AuditInput& input)
{
    const Decisions decisions(input.databases);
    Findings findings;
    checkConservation(input.databases, findings);
    checkAtMostOnce(input.databases, decisions, findings);
    checkOrder(input.databases, decisions, findings);
    checkDecisions(input.databases, decisions, findings);

    audit::Finished finished;
    finished.reason = whatIsUnknown(input.lab.get());
    bool pending = !input.settled;
    // Whether the run is drained is itself read off the wire: with frames lost it is not known.
    if (input.settled && finished.reason.empty()) {
        LossCheck losses(input.databases, decisions, *input.lab);
        losses.run(findings);
        pending = losses.pending();
    }

    finished.violations = findings.list();
    if (!findings.empty())
        finished.verdict = audit::Verdict::Violated;
    else if (!finished.reason.empty())
        finished.verdict = audit::Verdict::Unknown;
    else
        finished.verdict = pending ? audit::Verdict::Pending : audit::Verdict::Valid;
    return finished;
}

audit::Finished auditRun(const std::string& accountDatabase, const std::string& transactionDatabase,
                         std::shared_ptr<const Snapshot> lab, bool settled)
{
    return tryAudit(accountDatabase, transactionDatabase, std::move(lab), settled).finished;
}

AuditAttempt tryAudit(const std::string& accountDatabase, const std::string& transactionDatabase,
                      std::shared_ptr<const Snapshot> lab, bool settled)
{
    Result<DatabaseSnapshot> databases = readDatabases(accountDatabase, transactionDatabase);
    if (databases)
        return {judge({std::move(*databases), std::move(lab), settled}), false};
    AuditAttempt attempt;
    attempt.finished.verdict = audit::Verdict::Unknown;
    attempt.finished.reason = message(Code::DatabasesUnreadable, databases.error().text);
    attempt.transient = databases.error().kind == Error::Kind::Transient;
    return attempt;
}

} // namespace stanscope
