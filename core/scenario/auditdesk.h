#pragma once

#include "core/audit/auditor.h"
#include "core/lab/snapshot.h"

#include <QObject>
#include <QThreadPool>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace stanscope {

/// Decides when an audit is due, runs it on a worker thread and hands its result over in the main
/// thread. Judging needs a laboratory that did not change meanwhile: the result of a settled audit
/// is withheld when something happened since the snapshot it was given. An audit that could not
/// read the databases for a passing reason stays due and is made again a second later.
class AuditDesk : public QObject
{
    Q_OBJECT

public:
    explicit AuditDesk(QObject* parent = nullptr);
    /// Waits for an audit under way (it only reads two small databases).
    ~AuditDesk() override;

    /// A new run: forgets what was audited and drops a result that is under way.
    void begin(const std::string& accountDatabase, const std::string& transactionDatabase);
    /// Starts an audit when one is due. `mayBeSettled`: no step is going to add anything.
    void consider(const std::shared_ptr<const Snapshot>& snapshot, bool mayBeSettled);
    /// Why the last audit could not be made; empty when it could.
    const Message& failure() const { return m_failure; }

signals:
    void finished(const stanscope::audit::Finished& verdict, bool settled);

private:
    void launch(const std::shared_ptr<const Snapshot>& snapshot, bool settled);
    void fail(const audit::Finished& verdict);
    void take(const audit::Finished& verdict, bool settled, const Snapshot& snapshot);

    QThreadPool m_pool;
    std::string m_accountDatabase;
    std::string m_transactionDatabase;
    unsigned m_run = 0;
    bool m_busy = false;
    Extent m_audited; ///< of the snapshot that was audited last
    bool m_auditedSettled = false;
    Nanos m_lastAudit{};
    int m_failures = 0; ///< in a row
    Message m_failure;
};

} // namespace stanscope
