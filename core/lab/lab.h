#pragma once

#include "core/events/event.h"
#include "core/fleet/fleet.h"
#include "core/lab/bands.h"
#include "core/lab/joinwriter.h"
#include "core/lab/reportjoin.h"
#include "core/lab/snapshot.h"
#include "core/ledger/bankbook.h"
#include "core/mirror/brokerfold.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace stanscope {

/// The laboratory's state as a fold over the one stream of events (docs/architecture.md section 1):
/// the folds of the broker, the bank and the processes, joined row by row. No clock, no I/O, no
/// threads: time arrives in the events. Times may run back a little between sources.
class Lab
{
public:
    /// The history lies in `memory`, or on the heap when that is null.
    Lab(const laboratory::RunStarted& run, Nanos start,
        const std::shared_ptr<PagedMemory>& memory = {});
    ~Lab();
    Lab& operator=(const Lab&) = delete;
    /// An independent Lab in the same state, with a History of its own that shares what is there
    /// so far. On the folding thread.
    std::unique_ptr<Lab> clone() const;

    void apply(const Event& event);

    /// The state now.
    std::shared_ptr<const Snapshot> snapshot() const;
    /// Of that state, what whoever asks the broker needs, however large it is: the doubtful ones of
    /// the clients, the mirror's check, the tap's figures and the problems.
    std::shared_ptr<const Snapshot> doubts() const;
    std::shared_ptr<const History> history() const { return m_history; }
    MirrorState mirrorState() const;
    /// What a drift that stayed makes necessary; the stream's owner posts it as an event. Nothing
    /// most of the time.
    std::optional<monitor::Corrected> correction() const { return m_broker.correction(); }
    /// Events applied so far: the number of the next one in a capture.
    std::uint64_t events() const { return m_events; }
    const BrokerFold& broker() const { return m_broker; }
    /// What the step says that was begun last.
    const std::string& lesson() const { return m_lesson; }
    /// A wrong decision, or an audit that says so.
    bool showsViolation() const;
    VerdictView verdict() const;
    /// Something is running whose deadline moves with time.
    bool hasTimers() const { return m_broker.hasTimers() || m_bank.isHolding(); }

private:
    struct Deferred
    {
        Nanos since{};
        process::Reported reported;
    };

    Lab(const Lab& other);
    BrokerFold::Hooks hooks();
    template <typename Body>
    void fold(const Event& event, const Body& body);
    void apply(Nanos time, const broker::Changed& event);
    void lifeChanged(Nanos time, const process::Started& event);
    void lifeChanged(Nanos time, const process::Ended& event);
    void lifeChanged(Nanos time, const process::Paused& event);
    void lifeChanged(Nanos time, const process::Resumed& event);
    void lifeChanged(Nanos time, const process::Held& event);
    void lifeChanged(Nanos time, const process::Released& event);
    void lifeChanged(Nanos time, const process::Forgotten& event);
    void oddity(Nanos time, const std::string& source, const Message& what);
    void problem(Nanos time, const laboratory::Problem& problem);
    void hasPayload(std::uint32_t message, std::string_view payload);
    void delivered(std::uint32_t delivery);
    void handOn(Nanos time, const process::Reported& event);
    void releaseReports(Nanos now);
    void reported(const process::Reported& event);
    void decided(const Fleet::Step& step, NameId lane, const Report& report);
    void unreported(const audit::Unreported& found);
    void enterLedger();
    void accepted(const Report& report);
    void addLane(const ClientId& client);
    void addSubscribers();
    bool hasBank() const { return !m_run->channel.isNull(); }
    std::shared_ptr<Snapshot> newSnapshot() const;
    void fillReplicas(Snapshot& snapshot) const;
    ReplicaView viewOf(const Fleet::Process& process) const;
    ReplicaView foreignView(const ClientId& client) const;
    void fillTimers(Snapshot& snapshot) const;
    std::uint32_t openHandlings() const;
    bool isDrained() const;

    std::shared_ptr<History> m_history;
    TextWriter m_texts;
    BrokerWriter m_brokerWriter;
    LedgerWriter m_ledgerWriter;
    FleetWriter m_fleetWriter;
    JoinWriter m_joinWriter;
    std::shared_ptr<const laboratory::RunStarted> m_run;
    BrokerFold m_broker;
    BankBook m_bank;
    Fleet m_fleet;
    ReportJoin m_join;
    Bands m_bands;
    std::uint64_t m_badReports = 0;
    Message m_lastOddity;
    std::optional<audit::Finished> m_audit; ///< the last one
    std::uint64_t m_audits = 0;
    std::string m_lesson;
    std::vector<StepView> m_steps;
    std::deque<ProblemRow> m_problems; ///< the last 100
    std::uint64_t m_problemsFound = 0;
    /// Reports about transactions whose Accepted is still to be read.
    std::deque<Deferred> m_deferred;
    std::unordered_set<NameId> m_hasLane;
    std::size_t m_subscribersSeen = 0;
    std::uint64_t m_events = 0;
    Nanos m_now{};
    Nanos m_advanced{};
    std::uint64_t m_conclusions = 0; ///< the mirror's, when it was advanced last
};

} // namespace stanscope
