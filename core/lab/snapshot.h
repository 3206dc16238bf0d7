#pragma once

#include "core/events/event.h"
#include "core/fleet/fleetviews.h"
#include "core/lab/history.h"
#include "core/ledger/ledgerviews.h"
#include "core/mirror/brokerviews.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// A delivery that waits for its ack, and what its process has said about it.
struct TimerView : BrokerTimer
{
    ReportKind step = ReportKind::Hello; ///< last report about it; Hello: none
    Outcome outcome = Outcome::None;
};

/// A step of the lesson that says something.
struct StepView
{
    std::uint32_t step = 0; ///< from 1
    Nanos begun{};
    std::optional<Nanos> reached = {}; ///< its moment; nothing: not yet, or of an older capture

    bool operator==(const StepView&) const = default;
};

/// The state at one moment: small, a value, handed to the window at most once a frame. What grows
/// is in `history`, up to `extent`; which rows changed there, its change log tells.
struct Snapshot
{
    Nanos now{};
    std::shared_ptr<const History> history; ///< a new run has a new one
    Extent extent; ///< what of `history` belongs to this moment
    std::vector<NameId> lanes; ///< first the publisher (0: none yet), then replicas and foreign
                               ///< subscribers, by appearance
    std::vector<ReplicaView> replicas; ///< without the transaction services
    ReplicaView transactionService;
    std::vector<ReplicaView> moreTransactionServices; ///< on the same database
    std::vector<SubscriptionView> subscriptions;
    std::vector<ClientView> clients;
    std::vector<TimerView> timers; ///< earliest deadline first, unknown ones last, at most 64
    std::uint32_t runningDeliveries = 0;
    std::uint32_t openHandlings = 0; ///< deliveries to live processes without end report
    std::vector<AccountView> accounts;
    std::uint32_t heldCommits = 0; ///< decisions that wait for one that was committed before them
    BrokerView broker;
    TapView tap;
    MirrorCheckView check;
    VerdictView verdict;
    std::string lesson;
    std::vector<StepView> steps; ///< those that have begun
    std::vector<ProblemRow> problems; ///< the last 100, oldest first
    bool drained = false; ///< architecture section 5
    std::uint64_t deliveries = 0;
    std::uint64_t redeliveries = 0;
    ChannelName channel; ///< the bank's; empty when attached
    std::shared_ptr<const laboratory::RunStarted> run; ///< null: nothing has begun
    std::string title; ///< see laboratory::RunStarted
    std::string cluster; ///< that is followed; empty: any
    std::int64_t startedAtUnixNs = 0; ///< wall clock at History::start
    bool hadExternals = false; ///< external commands took part: what they decide is not known
    bool attached = false;
    bool lowImpact = false;
};

/// Tells each problem of a run once: a reader's cursor.
class ProblemReader
{
public:
    std::vector<laboratory::Problem> fresh(const Snapshot& snapshot)
    {
        if (m_history.lock() != snapshot.history) {
            m_history = snapshot.history;
            m_told = 0;
        }
        std::vector<laboratory::Problem> problems;
        for (const ProblemRow& row : snapshot.problems) {
            if (row.number <= m_told)
                continue;
            m_told = row.number;
            problems.push_back(row.problem);
        }
        return problems;
    }

private:
    std::weak_ptr<const History> m_history;
    std::uint64_t m_told = 0;
};

} // namespace stanscope
