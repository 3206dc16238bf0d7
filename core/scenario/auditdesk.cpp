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
    m_audited = {};
    m_auditedSettled = false;
    m_lastAudit = {};
    m_failures = 0;
    m_failure = {};
}

void AuditDesk::consider(const std::shared_ptr<const Snapshot>& snapshot, bool mayBeSettled)
{
    if (m_busy || snapshot->extent.transactions == 0)
        return;
    if (m_failures > 0 && monotonicNow() - m_lastAudit < pauseBetweenAudits)
        return;
    // What the snapshot says about being drained is true as long as nothing has happened since.
    const bool isCurrent = snapshot->history->extent() == snapshot->extent;
    const bool changed = snapshot->extent != m_audited;
    if (mayBeSettled && snapshot->drained && isCurrent && (changed || !m_auditedSettled))
        launch(snapshot, true);
    else if (changed && monotonicNow() - m_lastAudit >= pauseBetweenAudits)
        launch(snapshot, false);
}

void AuditDesk::launch(const std::shared_ptr<const Snapshot>& snapshot, bool settled)
{
    m_busy = true;
    m_lastAudit = monotonicNow();
    m_pool.start([this, run = m_run, snapshot, settled, accounts = m_accountDatabase,
                  transactions = m_transactionDatabase] {
        AuditAttempt attempt = tryAudit(accounts, transactions, snapshot, settled);
        QMetaObject::invokeMethod(
            this,
            [this, run, snapshot, settled, attempt = std::move(attempt)] {
                if (run != m_run)
                    return;
                m_busy = false;
                if (attempt.transient)
                    fail(attempt.finished);
                else
                    take(attempt.finished, settled, *snapshot);
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

void AuditDesk::take(const audit::Finished& verdict, bool settled, const Snapshot& snapshot)
{
    m_failures = 0;
    m_failure = {};
    if (settled && snapshot.history->extent() != snapshot.extent)
        return; // it compared two different moments; the next snapshot makes another one due
    m_audited = snapshot.extent;
    m_auditedSettled = settled;
    emit finished(verdict, settled);
}

} // namespace stanscope
