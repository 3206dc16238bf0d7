#pragma once

#include "core/events/event.h"
#include "core/fleet/brokernodes.h"
#include "core/fleet/fleetviews.h"
#include "core/fleet/fleetwriter.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace stanscope {

/// The processes: their life as the supervisor sees it, the steps that they report about each
/// delivery, their faults, and the nodes of our own broker. What a decision means is the bank's;
/// which delivery a handling belongs to is joined by the Lab. Folding thread only.
class Fleet
{
public:
    explicit Fleet(FleetWriter& writer);
    /// The same state, written on with another writer.
    Fleet(const Fleet& other, FleetWriter& writer);

    void apply(Nanos time, const process::Started& event);
    void apply(Nanos time, const process::Ended& event);
    void apply(Nanos time, const process::Paused& event);
    void apply(Nanos time, const process::Resumed& event);
    void apply(Nanos time, const process::Held& event);
    void apply(Nanos time, const process::Released& event);
    void apply(Nanos time, const process::Closing& event);
    void apply(Nanos time, const process::Forgotten& event);
    void apply(Nanos time, const process::StderrLine& event);

    /// What a report adds to a handling.
    struct Step
    {
        RowRef handling = 0; ///< 0: not about one, or about one that is not known
        bool isNew = false;
        Outcome outcome = Outcome::None; ///< what it has come to by this report; None: no news
    };
    Step apply(const process::Reported& event);
    /// It committed and did not live to report it, as the database says.
    void committedUnseen(RowRef handling, Outcome outcome);

    struct Process
    {
        ReplicaView view;
        bool held = false; ///< by us; a person's pause is shown before it
        std::map<std::uint64_t, RowRef> open; ///< handling ordinal → row, without end report
        std::unordered_map<std::uint64_t, RowRef> handlings; ///< of this incarnation
        std::uint64_t received = 0; ///< reports; more than `got` when the tap was away
        bool faultSpent = false; ///< a list without the spent fault is about to be reported
    };

    const std::vector<Process>& processes() const { return m_processes; }
    const Process* find(const ClientId& name) const;
    const Process* findLane(NameId lane) const;
    /// An external command has subscribed: nothing else tells that it is ready.
    void subscribed(const ClientId& name);
    /// An external command took part, whatever became of it.
    bool hadExternals() const { return m_hadExternals; }
    /// A delivery to that lane was seen on the wire.
    void delivered(NameId lane, bool again);
    /// Its card was taken away, and it did not start again since.
    bool isForgotten(const ClientId& name) const { return m_forgotten.contains(name); }
    /// The last report about an open handling; Hello: it is not open.
    ReportKind stepOf(RowRef handling) const;

    BrokerNodes& nodes() { return m_nodes; }
    const BrokerNodes& nodes() const { return m_nodes; }

private:
    Fleet(const Fleet&) = default;

    Process* edit(const ClientId& name);
    Step received(Process& process, const Report& report);
    Step handled(Process& process, const Report& report);
    Outcome finish(Process& process, const Report& report, HandlingRow& handling);
    void close(Process& process, const Report& report, HandlingRow& handling);
    Outcome outcome(Process& process, Outcome outcome, HandlingRow& handling);
    static ReplicaState runningState(const Process& process);
    void note(Process& process, Outcome outcome, HandlingRow& handling);
    void faultFired(Process& process, const Report& report);
    void faultsChanged(Process& process, const Report& report);
    void countFault(Process& process, const FaultSpec& fired);

    FleetWriter* m_writer;
    std::vector<Process> m_processes;
    std::unordered_set<ClientId> m_forgotten;
    std::unordered_map<RowRef, ReportKind> m_steps; ///< by handling row, while open
    BrokerNodes m_nodes;
    bool m_hadExternals = false;
};

} // namespace stanscope
