#include "core/audit/auditor.h"

#include "core/audit/ackcheck.h"
#include "core/audit/bankchecks.h"
#include "core/audit/judgedledger.h"
#include "core/audit/losscheck.h"
#include "core/audit/obstacle.h"
#include "core/audit/outboxcheck.h"
#include "core/audit/replay.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace stanscope {

namespace {

/// Only listeners took part, which decide nothing.
bool hasNoBank(const AuditInput& input)
{
    return input.databases->accounts.empty()
        && std::any_of(
               input.lab->replicas.begin(), input.lab->replicas.end(),
               [](const ReplicaView& replica) { return replica.role == process::Role::Listener; });
}

/// Why the fold cannot be trusted for a verdict of `valid` (invariant 11); empty when it can.
Message whatIsUnknown(const AuditInput& input)
{
    const Snapshot* lab = input.lab.get();
    if (!lab)
        return message(Code::NothingWatched);
    if (lab->hadExternals || hasNoBank(input))
        return message(Code::ExternalsDoNotReport);
    const std::uint64_t gaps = lab->tap.gaps;
    if (gaps == 0)
        return {};
    return message(Code::TapLostFrames, message(gaps == 1 ? Code::OneGap : Code::Gaps, gaps));
}

/// A transaction that the databases themselves show undecided.
bool isUndecided(const DatabaseSnapshot& databases, const Decisions& decisions)
{
    return std::any_of(databases.transactions.begin(), databases.transactions.end(),
                       [&](const TransactionRecord& transaction) {
                           return !decisions.isSettled(transaction.account, transaction.number);
                       });
}

/// It did not come to rest: known for certain when a transaction is undecided, or else when the
/// wire was seen without a gap.
void concludeUndrained(const AuditInput& input, const Decisions& decisions,
                       audit::Finished& finished)
{
    const bool isCertain = input.lab && !input.lab->hadExternals
        && (finished.reason.empty() || isUndecided(*input.databases, decisions));
    if (!isCertain) {
        finished.verdict = audit::Verdict::Unknown;
        return;
    }
    finished.verdict = audit::Verdict::NotConverged;
    finished.obstacle = findObstacle(*input.lab);
    finished.reason = describe(finished.obstacle);
}

/// Nothing is on its way any more, and yet something waits.
void concludeWaiting(const audit::Obstacle& gap, audit::Finished& finished)
{
    finished.verdict = audit::Verdict::NotConverged;
    finished.obstacle = gap;
    finished.reason = describe(gap);
}

/// Rows that the fold did not have when the snapshot was taken.
std::vector<audit::CommittedRow> beyond(const DatabaseSnapshot& databases, const Snapshot& lab)
{
    std::map<AccountName, std::int64_t> committed;
    for (const AccountView& account : lab.accounts)
        committed[account.name] = account.committed;
    std::vector<audit::CommittedRow> rows;
    for (const LedgerRecord& row : databases.ledger) {
        const auto known = committed.find(row.account);
        if (known != committed.end() && row.commit.value() > known->second)
            rows.push_back({row.commit, row.transaction, row.account, row.number, row.type,
                            row.amount, row.outcome, row.balance, row.replica, row.sequence,
                            row.redelivered});
    }
    return rows;
}

} // namespace

audit::Finished judge(const AuditInput& input)
{
    const Decisions decisions(*input.databases);
    Findings findings;
    const JudgedLedger judged(*input.databases, decisions);
    checkConservation(*input.databases, judged, findings);
    checkAtMostOnce(*input.databases, decisions, judged, findings);
    // These need to know what became of every number before.
    if (!input.lab || !input.lab->hadExternals) {
        checkOrder(*input.databases, decisions, judged, findings);
        checkDecisions(*input.databases, decisions, judged, findings);
    }

    audit::Finished finished;
    finished.reason = whatIsUnknown(input);
    for (const Message& ill : input.databases->illnesses)
        findings.add({10, ill, {}, {}, {}, {}});
    if (finished.reason.empty()) {
        checkOutbox(*input.databases, decisions, *input.lab, findings);
        checkAcks(decisions, *input.lab, findings);
    }
    bool pending = input.moment != AuditMoment::Settled;
    std::optional<audit::Obstacle> gap;
    // Whether the run is drained is itself read off the wire: with frames lost it is not known.
    if (!pending && finished.reason.empty()) {
        LossCheck losses(*input.databases, decisions, judged, *input.lab);
        losses.run(findings);
        pending = losses.pending();
        if (!pending)
            gap = losses.gap();
    } else if (finished.reason.empty()) {
        LossCheck(*input.databases, decisions, judged, *input.lab).runEarly(findings);
    }

    finished.violations = findings.list();
    finished.counts = findings.counts();
    finished.accepted = input.databases->transactions.size();
    finished.committed = input.databases->ledger.size();
    if (!findings.empty())
        finished.verdict = audit::Verdict::Violated;
    else if (input.moment == AuditMoment::GivenUp)
        concludeUndrained(input, decisions, finished);
    else if (!finished.reason.empty())
        finished.verdict = audit::Verdict::Unknown;
    else if (gap)
        concludeWaiting(*gap, finished);
    else
        finished.verdict = pending ? audit::Verdict::Pending : audit::Verdict::Valid;
    return finished;
}

audit::Finished auditRun(const std::string& accountDatabase, const std::string& transactionDatabase,
                         std::shared_ptr<const Snapshot> lab, AuditMoment moment)
{
    AuditReader reader(accountDatabase, transactionDatabase);
    return tryAudit(reader, std::move(lab), moment, Reading::Examined).finished;
}

AuditAttempt tryAudit(AuditReader& reader, std::shared_ptr<const Snapshot> lab, AuditMoment moment,
                      Reading reading)
{
    const Result<const DatabaseSnapshot*> databases = reader.read(reading);
    AuditAttempt attempt;
    if (databases) {
        if (lab)
            attempt.beyond = beyond(**databases, *lab);
        attempt.finished = judge({*databases, std::move(lab), moment});
        return attempt;
    }
    attempt.finished.verdict = audit::Verdict::Unknown;
    attempt.finished.reason = message(Code::DatabasesUnreadable, databases.error().text);
    attempt.transient = databases.error().kind == Error::Kind::Transient;
    return attempt;
}

} // namespace stanscope
