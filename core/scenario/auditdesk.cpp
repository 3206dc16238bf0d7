#include "core/scenario/auditdesk.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

/// While a run goes on, so that a violation shows soon and the audits stay unnoticed.
constexpr Nanos pauseBetweenAudits = std::chrono::seconds(1);
/// While it comes to rest again and again, as under a steady trickle: each reads both databases.
constexpr Nanos pauseBetweenSettled = std::chrono::milliseconds(500);
/// What reading everything takes at most of one processor while nothing but moments of rest ask for
/// it: one part in so many.
constexpr int smallestShare = 20;
constexpr Nanos longestUnread = std::chrono::seconds(5);
/// A report is milliseconds behind its commit; what has not come by then is told by the auditor.
constexpr Nanos reportIsDue = std::chrono::milliseconds(300);

} // namespace

AuditDesk::AuditDesk(QObject* parent)
    : QObject(parent)
    , m_wakeup([this] { handOut(); })
    , m_done([this] { m_wakeup.wake(); })
    , m_thread([this] { work(); })
{
}

AuditDesk::~AuditDesk()
{
    m_jobs.close();
    m_thread.join();
}

void AuditDesk::begin(const std::string& accountDatabase, const std::string& transactionDatabase)
{
    ++m_run; // what is under way is dropped when it comes
    m_reader = std::make_shared<AuditReader>(accountDatabase, transactionDatabase);
    m_busy = false;
    m_audited = {};
    m_bandsRead = 0;
    m_auditedSettled = false;
    m_auditedWhole = false;
    m_lastWhole = {};
    m_wholeTook = {};
    m_lastAudit = {};
    m_lastTold = {};
    m_isWithheld = false;
    m_failures = 0;
    m_failure = {};
    m_candidates.clear();
    m_told.clear();
    m_concluding.reset();
}

void AuditDesk::consider(const std::shared_ptr<const Snapshot>& snapshot, bool mayBeSettled)
{
    tellUnreported(*snapshot);
    if (m_busy || !m_candidates.empty() || snapshot->extent.transactions == 0)
        return;
    if (m_failures > 0 && monotonicNow() - m_lastAudit < pauseBetweenAudits)
        return;
    // What the snapshot says about being drained is true as long as nothing has happened since.
    const bool isCurrent = snapshot->history->extent() == snapshot->extent;
    const bool changed =
        snapshot->extent != m_audited || snapshot->heldCommits != m_heldWhenAudited;
    const Nanos now = monotonicNow();
    const bool isRested =
        (!m_auditedSettled && !m_isWithheld) || now - m_lastAudit >= pauseBetweenSettled;
    // Under a steady trickle it comes to rest for moments only, and none of them would be judged.
    const Nanos last = m_isWithheld ? m_lastTold : m_lastAudit;
    const bool isDue = changed && now - last >= pauseBetweenAudits;
    if (mayBeSettled && snapshot->drained && isCurrent && isRested && !(m_isWithheld && isDue)
        && (changed || !m_auditedSettled || (!m_auditedWhole && mayReadAll())))
        launch(snapshot, AuditMoment::Settled);
    else if (isDue)
        launch(snapshot, AuditMoment::Running);
}

void AuditDesk::conclude(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (m_busy)
        m_concluding = snapshot;
    else
        launch(snapshot, AuditMoment::GivenUp);
}

/// Forgets what has been reported meanwhile, and tells of what should have been.
void AuditDesk::tellUnreported(const Snapshot& snapshot)
{
    if (m_candidates.empty())
        return;
    std::map<AccountName, std::int64_t> committed;
    for (const AccountView& account : snapshot.accounts)
        committed[account.name] = account.committed;
    std::erase_if(m_candidates, [&](const auto& candidate) {
        const auto& [account, commit] = candidate.first;
        return commit.value() <= committed[account];
    });
    audit::Unreported found;
    const Nanos now = monotonicNow();
    std::erase_if(m_candidates, [&](const auto& candidate) {
        if (candidate.second.since + reportIsDue > now)
            return false;
        found.rows.push_back(candidate.second.row);
        CommitNumber& told = m_told[candidate.first.first];
        told = std::max(told, candidate.first.second);
        return true;
    });
    if (!found.rows.empty())
        emit unreported(found);
}

void AuditDesk::remember(const std::vector<audit::CommittedRow>& beyond)
{
    const Nanos now = monotonicNow();
    for (const audit::CommittedRow& row : beyond)
        if (const auto told = m_told.find(row.account);
            told == m_told.end() || told->second < row.commit)
            m_candidates.try_emplace({row.account, row.commit}, Candidate{row, now});
}

void AuditDesk::launch(const std::shared_ptr<const Snapshot>& snapshot, AuditMoment moment)
{
    m_busy = true;
    m_lastAudit = monotonicNow();
    m_jobs.push({m_run, snapshot, moment, readingFor(*snapshot, moment), m_reader});
}

/// Everything at the end, after every death of a process, and when it rests; but where that takes
/// long, not each time it rests for a moment.
Reading AuditDesk::readingFor(const Snapshot& snapshot, AuditMoment moment)
{
    bool hasDied = moment == AuditMoment::GivenUp;
    for (; m_bandsRead < snapshot.extent.bands; ++m_bandsRead)
        hasDied = hasDied || snapshot.history->bands[m_bandsRead].kind == BandKind::Dead;
    return hasDied || (moment == AuditMoment::Settled && mayReadAll()) ? Reading::Examined
                                                                       : Reading::New;
}

bool AuditDesk::mayReadAll() const
{
    return monotonicNow() - m_lastWhole >= std::min(m_wholeTook * smallestShare, longestUnread);
}

/// The desk's thread.
void AuditDesk::work()
{
    while (true) {
        auto jobs = m_jobs.waitAndTake(std::chrono::hours(1));
        if (jobs.empty() && m_jobs.isClosed())
            return;
        for (Job& job : jobs) {
            const Nanos begun = monotonicNow();
            AuditAttempt attempt = tryAudit(*job.reader, job.snapshot, job.moment, job.reading);
            m_done.push({std::move(job), std::move(attempt), monotonicNow() - begun});
        }
    }
}

void AuditDesk::handOut()
{
    for (const auto& [job, attempt, took] : m_done.take()) {
        if (job.run != m_run)
            continue;
        m_busy = false;
        if (job.reading != Reading::New && !attempt.transient) {
            m_lastWhole = monotonicNow();
            m_wholeTook = took;
        }
        remember(attempt.beyond);
        if (attempt.transient)
            fail(attempt.finished, job.moment);
        else
            take(attempt.finished, job);
        if (const auto last = std::exchange(m_concluding, {}))
            conclude(last);
    }
}

void AuditDesk::fail(const audit::Finished& verdict, AuditMoment moment)
{
    m_failure = verdict.reason;
    // One collision is nobody's business; what stays is shown, but it is not the last word.
    if (++m_failures > 1 || moment == AuditMoment::GivenUp)
        emit finished(verdict, moment == AuditMoment::GivenUp);
}

void AuditDesk::take(const audit::Finished& verdict, const Job& job)
{
    const Snapshot& snapshot = *job.snapshot;
    m_failures = 0;
    m_failure = {};
    const bool settled = job.moment == AuditMoment::Settled;
    // What nobody reported comes into the ledger first; and two different moments are not compared.
    m_isWithheld =
        settled && (!m_candidates.empty() || snapshot.history->extent() != snapshot.extent);
    if (m_isWithheld)
        return; // the next snapshot makes another one due
    m_lastTold = monotonicNow();
    m_audited = snapshot.extent;
    m_heldWhenAudited = snapshot.heldCommits;
    m_auditedSettled = settled;
    m_auditedWhole = job.reading != Reading::New;
    const bool isLast = settled && m_auditedWhole;
    emit finished(verdict, isLast || job.moment == AuditMoment::GivenUp);
}

} // namespace stanscope
