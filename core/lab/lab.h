#pragma once

#include "core/events/event.h"
#include "core/lab/bankbook.h"
#include "core/lab/driftcheck.h"
#include "core/lab/historywriter.h"
#include "core/lab/messagebook.h"
#include "core/lab/mirror.h"
#include "core/lab/mirrorstate.h"
#include "core/lab/replicabook.h"
#include "core/lab/snapshot.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The laboratory's state as a fold over the one stream of events (design section 1). No clock, no
/// I/O, no threads: time arrives in the events. Times may run back a little between sources.
class Lab
{
public:
    /// The history lies in `memory`, or on the heap when that is null.
    Lab(const laboratory::RunStarted& run, Nanos start,
        const std::shared_ptr<PagedMemory>& memory = {});
    ~Lab();
    /// An independent Lab in the same state, with a History of its own that shares what is there
    /// so far. On the folding thread.
    std::unique_ptr<Lab> clone() const;

    void apply(const Event& event);

    /// The state now. Rows named as changed are those changed since the call before.
    std::shared_ptr<const Snapshot> snapshot();
    std::shared_ptr<const History> history() const { return m_history; }
    MirrorState mirrorState() const;
    /// What a drift that stayed makes necessary; the stream's owner posts it as an event. Nothing
    /// most of the time.
    std::optional<monitor::Corrected> correction() const;
    /// Events applied so far: the number of the next one in a capture.
    std::uint64_t events() const { return m_events; }
    /// The last 100 drifts, oldest first.
    /// What the step says that was begun last.
    const std::string& lesson() const { return m_lesson; }
    const std::deque<DriftRow>& driftRows() const { return m_drift.drift(); }
    /// How many there ever were.
    std::uint64_t driftsFound() const { return m_drift.found(); }
    /// The last 100 changes of a client's health, oldest first.
    const std::deque<HealthRow>& healthRows() const { return m_health; }
    /// How many there ever were.
    std::uint64_t healthChanges() const { return m_healthChanges; }
    /// Of the last message that the broker took; nothing when it cannot be known.
    std::optional<Sequence> lastStored(const ChannelName& channel) const
    {
        return m_messages.lastPubAcked(channel);
    }
    /// A wrong decision, a settled balance that is not what it should be, or an audit that says so.
    bool showsViolation() const;
    /// Something is running whose deadline moves with time.
    bool hasTimers() const { return m_mirror.outstanding() > 0 || m_drift.isHolding(); }

private:
    Lab(const Lab&) = default;
    void connectBooks();
    template <typename Body>
    void fold(const Event& event, const Body& body);
    void answered(Nanos time, const monitor::Answered& answer);
    void tapGap(Nanos time, const Message& why);
    void tapBack(Nanos time);
    template <typename Body>
    void touch(Nanos time, const Body& body);
    void confirmChannels(const monitor::Answered& answer);
    void noteHealth(Nanos time);
    void compareWithBroker();
    MirrorCheckView checkView() const;
    void brokerChanged(Nanos time, const broker::Changed& event);
    void oddity(Nanos time, const std::string& source, Message what);
    void handOn(Nanos time, const process::Reported& event);
    void releaseReports(Nanos now);
    void addLane(const ClientId& client);
    void fillReplicas(Snapshot& snapshot) const;
    ReplicaView viewOf(const ReplicaBook::Replica& replica) const;
    ReplicaView foreignView(const ClientId& client) const;
    void fillTimers(Snapshot& snapshot) const;
    bool isDrained() const;

    struct Deferred
    {
        Nanos since{};
        process::Reported reported;
    };

    std::shared_ptr<History> m_history;
    HistoryWriter m_writer;
    MessageBook m_messages;
    Mirror m_mirror;
    BankBook m_bank;
    ReplicaBook m_replicas;
    laboratory::RunStarted m_run;
    BrokerView m_broker;
    std::deque<std::string> m_brokerLog;
    TapView m_tap;
    DriftCheck m_drift;
    std::map<ClientId, ClientHealth> m_knownHealth; ///< as in the last row, or healthy
    std::deque<HealthRow> m_health;
    std::uint64_t m_healthChanges = 0;
    MirrorCheckView m_check; ///< state and why; the rest is in m_drift
    std::vector<MirrorState::Gap> m_gaps;
    VerdictView m_verdict;
    std::string m_lesson;
    std::vector<laboratory::Problem> m_problems;
    std::deque<Deferred>
        m_deferred; ///< reports about transactions whose Accepted is still to be read
    std::unordered_map<ClientId, NameId> m_laneNames;
    std::vector<NameId>
        m_lanes; ///< by first appearance; a lane stays when its process is forgotten
    std::optional<std::uint32_t> m_gapBand;
    std::optional<std::uint32_t> m_outage;
    std::uint64_t m_redeliveries = 0;
    std::uint64_t m_events = 0;
    Nanos m_now{};
    Nanos m_advanced{};
};

} // namespace stanscope
