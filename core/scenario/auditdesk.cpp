#include "core/scenario/auditdesk.h"

#include <utility>

namespace stanscope {

namespace {

/// While a run goes on, so that a violation shows soon and the audits stay unnoticed.
constexpr Nanos pauseBetweenAudits = std::chrono::seconds(1);

} // namespace

AuditDesk::AuditDesk(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

AuditDesk::~AuditDesk()
{
    m_pool.waitForDone();
}

void AuditDesk::begin(const std::string& accountDatabase, const std::string& transactionDatabase)
{
    ++m_run; // what is under way is dropped when it comes
    m_accountDatabase = accountDatabase;
    m_transactionDatabase = transactionDatabase;
    m_busy = false;
    m_seen = {};
    m_audited = {};
    m_auditedSettled = false;
    m_lastAudit = {};
    m_failures = 0;
    m_failure = {};
}

AuditDesk::Extent AuditDesk::extentOf(const Snapshot& snapshot)
{
    // Live sizes, which may be ahead of the snapshot.
    const History& history = *snapshot.history;
    return {history.transactions.size(), history.messages.size(), history.deliveries.size(),
            history.handlings.size(),    history.ledger.size(),   snapshot.tap.gaps};
}

void AuditDesk::consider(const std::shared_ptr<const Snapshot>& snapshot, bool mayBeSettled)
{
    const Extent extent = extentOf(*snapshot);
    // Requested after the snapshot before was looked at: if the live history has not grown since
    // then, what the snapshot says about being drained is still true.
    const bool steady = std::exchange(m_seen, extent) == extent;
    if (m_busy || snapshot->history->transactions.empty())
        return;
    if (m_failures > 0 && monotonicNow() - m_lastAudit < pauseBetweenAudits)
        return;
    const bool changed = extent != m_audited;
    if (mayBeSettled && snapshot->drained && steady && (changed || !m_auditedSettled))
        launch(snapshot, true, extent);
    else if (changed && monotonicNow() - m_lastAudit >= pauseBetweenAudits)
        launch(snapshot, false, extent);
}

void AuditDesk::launch(const std::shared_ptr<const Snapshot>& snapshot, bool settled,
                       const Extent& extent)
{
    m_busy = true;
    m_lastAudit = monotonicNow();
    m_pool.start([this, run = m_run, snapshot, settled, extent, accounts = m_accountDatabase,
                  transactions = m_transactionDatabase] {
        AuditAttempt attempt = tryAudit(accounts, transactions, snapshot, settled);
        QMetaObject::invokeMethod(
            this,
            [this, run, snapshot, settled, extent, attempt = std::move(attempt)] {
                if (run != m_run)
                    return;
                m_busy = false;
                if (attempt.transient)
                    fail(attempt.finished);
                else
                    take(attempt.finished, settled, extent, snapshot);
            },
            Qt::QueuedConnection);
    });
}

void AuditDesk::fail(const audit::Finished& verdict)
{
    m_failure = verdict.reason;
    // One collision is nobody's business; what stays is shown, but it is not the last word.
    if (++m_failures > 1)
        emit finished(verdict, false);
}

void AuditDesk::take(const audit::Finished& verdict, bool settled, const Extent& extent,
                     const std::shared_ptr<const Snapshot>& snapshot)
{
    m_failures = 0;
    m_failure = {};
    if (settled && extentOf(*snapshot) != extent)
        return; // it compared two different moments; the next snapshot makes another one due
    m_audited = extent;
    m_auditedSettled = settled;
    emit finished(verdict, settled);
}

} // namespace stanscope
