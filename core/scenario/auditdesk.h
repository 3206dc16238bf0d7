#pragma once

#include "core/audit/auditor.h"
#include "core/lab/snapshot.h"
#include "core/util/handoff.h"
#include "core/util/wakeup.h"

#include <QObject>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace stanscope {

/// Decides when an audit is due, runs it on a thread of its own and hands its result over in the
/// main thread. Judging needs a laboratory that did not change meanwhile: the result of a settled
/// audit is withheld when something happened since the snapshot it was given. Audits read what is
/// new; the last word, and the first one after a death, is about everything. An audit that could
/// not read the databases for a passing reason stays due and is made again a second later.
class AuditDesk : public QObject
{
    Q_OBJECT

public:
    explicit AuditDesk(QObject* parent = nullptr);
    /// Waits for an audit under way (it only reads two small databases).
    ~AuditDesk() override;

    /// A new run: forgets what was audited and drops a result that is under way.
    void begin(const std::string& accountDatabase, const std::string& transactionDatabase);
    /// Starts an audit when one is due. `mayBeSettled`: no step is going to add anything. Tells of
    /// what the last audit read and nobody has reported since.
    void consider(const std::shared_ptr<const Snapshot>& snapshot, bool mayBeSettled);
    /// The run is over and did not come to rest: one last audit, whose result is final.
    void conclude(const std::shared_ptr<const Snapshot>& snapshot);
    /// Why the last audit could not be made; empty when it could.
    const Message& failure() const { return m_failure; }

signals:
    /// `settled`: it is the last word, or would be if nothing else happened.
    void finished(const stanscope::audit::Finished& verdict, bool settled);
    void unreported(const stanscope::audit::Unreported& found);

private:
    /// A row that the database has and the fold has not, and since when that is known.
    struct Candidate
    {
        audit::CommittedRow row;
        Nanos since{};
    };
    using Key = std::pair<AccountName, CommitNumber>;
    struct Job
    {
        unsigned run = 0;
        std::shared_ptr<const Snapshot> snapshot;
        AuditMoment moment = AuditMoment::Running;
        Reading reading = Reading::New;
        std::shared_ptr<AuditReader> reader; ///< used by the desk's thread
    };
    struct Done
    {
        Job job;
        AuditAttempt attempt;
        Nanos took{};
    };

    void launch(const std::shared_ptr<const Snapshot>& snapshot, AuditMoment moment);
    void work();
    void handOut();
    void fail(const audit::Finished& verdict, AuditMoment moment);
    void take(const audit::Finished& verdict, const Job& job);
    Reading readingFor(const Snapshot& snapshot, AuditMoment moment);
    bool mayReadAll() const;
    void remember(const std::vector<audit::CommittedRow>& beyond);
    void tellUnreported(const Snapshot& snapshot);

    std::shared_ptr<AuditReader> m_reader; ///< of this run
    unsigned m_run = 0;
    bool m_busy = false;
    Extent m_audited; ///< of the snapshot that was audited last
    std::uint32_t m_heldWhenAudited = 0;
    std::size_t m_bandsRead = 0; ///< deaths before them were followed by an examination
    bool m_auditedSettled = false;
    bool m_auditedWhole = false; ///< everything was read
    Nanos m_lastWhole{};
    Nanos m_wholeTook{};
    Nanos m_lastAudit{};
    Nanos m_lastTold{};
    bool m_isWithheld = false; ///< the last audit was, and its result with it
    std::map<Key, Candidate> m_candidates;
    std::map<AccountName, CommitNumber> m_told; ///< the highest one
    std::shared_ptr<const Snapshot> m_concluding; ///< asked for while another audit was under way
    int m_failures = 0; ///< in a row
    Message m_failure;
    HandOff<Job> m_jobs;
    Wakeup m_wakeup;
    HandOff<Done> m_done; ///< wakes the owner's thread
    std::thread m_thread;
};

} // namespace stanscope
