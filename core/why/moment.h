#pragma once

#include "core/events/message.h"
#include "core/lab/snapshot.h"
#include "core/why/topic.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// A snapshot's moment: the rows of its history as they were then. What the folding thread has
/// written since is not seen: rows behind the extent, and times that were still to come.
class Moment
{
public:
    explicit Moment(const Snapshot& snapshot)
        : m_snapshot(snapshot)
        , m_history(*snapshot.history)
    {
    }

    const Snapshot& snapshot() const { return m_snapshot; }
    const History& history() const { return m_history; }
    Nanos now() const { return m_snapshot.now; }
    std::string name(NameId id) const { return m_history.name(id); }

    /// Deliveries.
    struct Ended
    {
        DeliveryEnd how = DeliveryEnd::Running;
        Nanos at{};
        NameId other = 0;

        bool isOver() const { return how != DeliveryEnd::Running; }
        bool isAcked() const
        {
            return how == DeliveryEnd::Acked || how == DeliveryEnd::SettledByLateAck;
        }
    };
    const DeliveryRow& delivery(RowRef row) const { return m_history.deliveries[row - 1]; }
    Ended endOf(RowRef delivery) const;
    /// Of all groups and subscriptions, by time.
    std::vector<RowRef> deliveriesOf(RowRef message) const;
    /// The one of the same group that it came after; 0: it is the first.
    RowRef before(RowRef delivery) const;
    RowRef after(RowRef delivery) const;
    RowRef handlingOf(RowRef delivery) const;
    RowRef deliveryOf(RowRef handling) const;
    /// Predicted; 0: nobody can know.
    Nanos deadlineOf(RowRef delivery) const;
    /// 0: not known.
    std::int32_t ackWaitOf(RowRef delivery) const;
    std::int32_t maxInflightOf(const DeliveryRow& row) const;
    /// What a subscription had unacked just before `at`, by sequence.
    std::vector<std::uint64_t> unackedAt(std::uint32_t subscription, Nanos at) const;

    /// Handlings.
    struct Handled
    {
        NameId replica = 0;
        Nanos received{};
        Nanos begun{};
        Nanos decided{};
        Nanos committed{};
        Nanos acked{};
        Nanos ended{};
        Outcome outcome = Outcome::None;
        std::string_view text = {};
    };
    /// Nothing set for 0.
    Handled handled(RowRef handling) const;
    /// A fault that was armed has fired in it.
    bool isStruck(RowRef handling) const;
    /// What it was to the bank: its row in the ledger; null: it has none.
    const LedgerRow* ledgerOf(RowRef handling) const;
    /// The decision before it in the ledger of its account; null: none.
    const LedgerRow* ledgerBefore(const LedgerRow& row) const;
    /// The first decision of that number before `row`, or before `until`; null: none.
    const LedgerRow* firstDecisionOf(NameId account, std::int64_t number, Nanos until,
                                     const LedgerRow* row = nullptr) const;
    /// The lower numbers of the account that had not been decided by `until`: of the last 200.
    std::vector<std::int64_t> missingBefore(NameId account, std::int64_t number, Nanos until) const;
    RowRef transactionOf(NameId account, std::int64_t number) const;
    RowRef messageOf(RowRef transaction) const;
    /// What was the matter with a number then: the delivery that it was in, or its transaction.
    Topic whereabouts(NameId account, std::int64_t number, Nanos at) const;

    /// Lives.
    struct Span
    {
        Nanos from{};
        Nanos until{}; ///< 0: still so
    };
    /// The span of that kind that covers `at`.
    std::optional<Span> spanAt(NameId lane, BandKind kind, Nanos at) const;
    /// The first one that begins in the time given.
    std::optional<Span> spanWithin(NameId lane, BandKind kind, Nanos from, Nanos until) const;
    const ReplicaView* replica(NameId lane) const;
    const SubscriptionView* subscription(std::uint32_t id) const;
    const ClientView* client(NameId lane) const;

    /// "12.41", since the start of the run.
    std::string second(Nanos time) const;

private:
    Nanos known(std::int64_t time) const
    {
        return time <= m_snapshot.now.count() ? Nanos(time) : Nanos{};
    }

    const Snapshot& m_snapshot;
    const History& m_history;
};

} // namespace stanscope
