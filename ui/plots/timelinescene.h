#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/listenersonly.h"
#include "ui/models/selection.h"
#include "ui/models/wrongdecisions.h"
#include "ui/plots/balancecurve.h"
#include "ui/plots/lanechooser.h"
#include "ui/plots/lanepacker.h"
#include "ui/plots/overviewbins.h"
#include "ui/plots/spanindex.h"
#include "ui/theme/theme.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace stanscope {

/// What the timeline shows, without pixels: lanes, rows, tones, the spans of time that matter.
/// Reads only what is new in each snapshot. GUI thread.
class TimelineScene
{
public:
    /// True when the snapshot belongs to another run than the one before.
    bool showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setAccount(NameId account);
    /// Who and what it is about has a lane.
    void setSelection(const Selection& selection);
    /// Has a lane in any case, until something else is selected; 0: nobody.
    void setClient(NameId client);
    /// Grows with each snapshot that shows something else than the one before, but for time that
    /// passes.
    std::uint64_t revision() const { return m_revision; }

    bool hasHistory() const { return m_snapshot && m_snapshot->history; }
    const Snapshot& snapshot() const { return *m_snapshot; }
    const History& history() const { return *m_snapshot->history; }
    const Extent& extent() const { return m_snapshot->extent; }
    /// Nothing to see yet.
    bool isEmpty() const;

    /// The moment that is 0 s is so long after the run's start.
    void setOrigin(Nanos sinceStart);
    double timeOf(Nanos time) const { return seconds(time - history().start - m_origin); }
    double timeOf(std::int64_t time) const { return timeOf(Nanos(time)); }
    std::int64_t nanosOf(double time) const;
    /// Time of the snapshot, s.
    double now() const { return timeOf(m_snapshot->now); }

    /// Something is under way, so that time itself is to be seen passing.
    bool isMoving() const { return m_isMoving; }
    /// First and last moment at which anything happened, s. What moves lasts until now; the last
    /// moment never goes back within a run.
    double firstContent() const { return m_first; }
    double lastContent() const;
    /// The latest predicted deadline of what runs, s; 0 without one.
    double lastDeadline() const { return m_lastDeadline; }

    NameId publisher() const;
    /// Those that have a lane: all of them, or the most interesting ones of very many.
    const std::vector<NameId>& replicas() const { return m_clientChooser.chosen(); }
    /// How many more there are.
    std::size_t withoutLane() const { return m_clientChooser.rest(); }
    /// Of somebody else's broker those that have a lane of their own; empty: one lane for all.
    const std::vector<NameId>& channels() const { return m_channelChooser.chosen(); }
    /// How many share the lane below those.
    std::size_t channelsWithoutLane() const { return m_channelChooser.rest(); }
    int channelLanes() const;
    int channelLaneOf(NameId channel) const;
    /// Outstanding deliveries of `lane` whose sequence is not known: they have no bar.
    std::uint32_t unknownOf(NameId lane) const;
    /// How its process is; nothing known: running.
    ReplicaState stateOf(NameId lane) const;
    /// It is gone, and said goodbye.
    bool hasStopped(NameId lane) const;
    /// There is a bank.
    bool hasBalance() const { return !m_snapshot->attached && !hasOnlyListeners(*m_snapshot); }
    /// Position in replicas(); -1: none.
    int replicaOf(NameId lane) const;
    std::vector<int> rowsOfReplicas() const;

    /// Deliveries that have a row; the history may already hold more.
    std::size_t deliveries() const { return m_deliveries; }
    int rowOf(std::uint32_t delivery) const { return m_packer.rowOf(delivery); }
    Tone toneOf(std::uint32_t delivery) const;
    /// A delivery has come to this in this run.
    bool hasSeen(Tone tone) const { return m_seen[static_cast<std::size_t>(tone)]; }
    const HandlingRow* handlingOf(std::uint32_t delivery) const;
    /// s; `now` while it runs.
    double endOf(const DeliveryRow& delivery, double now) const;

    const SpanIndex& spans() const { return m_spans; }
    const OverviewBins& overview() const { return m_overview; }
    const BalanceCurve& balance() const { return m_balance; }
    /// Wrong decisions of the account whose balance is shown, in commit order.
    std::vector<std::uint32_t> wrongLedgerRows() const;

private:
    void startOver();
    struct LaneState
    {
        ReplicaState state = ReplicaState::Running;
        std::uint32_t unknown = 0;
        bool hasStopped = false; ///< gone in an orderly way
        bool isHeld = false; ///< a fault is under way

        bool operator==(const LaneState&) const = default;
    };

    struct Shape
    {
        Extent extent;
        broker::State broker = broker::State::Off;
        std::size_t openBands = 0;
        std::size_t wrong = 0;
        bool moves = false;

        bool operator==(const Shape&) const = default;
    };

    void updateLanes();
    void chooseClients();
    void chooseChannels();
    std::vector<LaneState> readStates() const;
    bool findMotion() const;
    double findLastDeadline() const;
    void readDeliveries();
    void readRest();
    void sawChannel(NameId channel);
    void readBands();
    bool closeBand(std::uint32_t band);
    void restartBalance();
    bool settle(std::uint32_t delivery);
    void saw(double time);

    Nanos m_origin{};
    std::shared_ptr<const Snapshot> m_snapshot;
    LaneChooser m_clientChooser;
    LaneChooser m_channelChooser;
    std::vector<NameId> m_allChannels; ///< of the messages, by appearance
    std::vector<bool> m_channelKnown; ///< by NameId
    std::vector<NameId> m_replicas; ///< that m_replicaOf was made of
    std::vector<int> m_replicaOf; ///< by NameId
    std::vector<LaneState> m_states; ///< by lane, then the transaction services
    Nanos m_statesAt{};
    Shape m_shape; ///< of the snapshot before
    std::uint64_t m_revision = 0;
    std::array<bool, toneCount> m_seen{};
    LanePacker m_packer;
    SpanIndex m_spans;
    OverviewBins m_overview;
    WrongDecisions m_wrong;
    BalanceCurve m_balance;
    NameId m_account = 0;
    std::vector<std::uint32_t> m_running; ///< deliveries without end
    std::vector<std::uint32_t> m_openBands; ///< bands without end
    std::size_t m_bands = 0;
    std::size_t m_deliveries = 0;
    std::size_t m_transactions = 0;
    std::size_t m_messages = 0;
    std::size_t m_ledger = 0;
    std::size_t m_faults = 0;
    double m_first = 0;
    double m_last = 0;
    bool m_sawAnything = false;
    bool m_wasMoving = false;
    bool m_isMoving = false;
    double m_lastDeadline = 0;
};

} // namespace stanscope
