#pragma once

#include "core/lab/joinwriter.h"
#include "core/lab/snapshot.h"

#include <memory>
#include <string>

namespace stanscope::test {

/// A laboratory that a test fills by hand.
class HandMadeLab
{
public:
    HandMadeLab()
        : m_history(std::make_shared<History>())
    {
        name({});
        snapshot.history = m_history;
    }

    NameId name(const std::string& text)
    {
        for (NameId id = 0; id < m_history->names.size(); ++id) {
            if (m_history->names[id] == text)
                return id;
        }
        return m_history->names.append([&](std::string& place) { place = text; });
    }

    void addReplica(const std::string& replica)
    {
        ReplicaView view;
        view.lane = name(replica);
        view.name = ClientId(replica);
        view.state = ReplicaState::Running;
        view.everReady = true;
        view.pid = 1;
        snapshot.replicas.push_back(view);
        SubscriptionView subscription;
        subscription.client = view.name;
        snapshot.subscriptions.push_back(subscription);
    }

    RowRef accept(std::int64_t number, TransactionType type, std::int64_t amount)
    {
        const NameId ann = name("ann");
        const RowRef accepted = m_history->transactions.append([&](TransactionRow& row) {
            row.account = ann;
            row.number = number;
            row.type = type;
            row.amount = amount;
        }) + 1;
        snapshot.extent = m_history->extent();
        return accepted;
    }

    /// It is published, once more.
    void send(RowRef transaction, std::int64_t at)
    {
        TransactionRow& row = m_history->transactions.edit(transaction - 1);
        row.attemptedAt.set(at);
        row.publishes.set(row.publishes.get() + 1);
    }

    /// It is in the channel since then.
    void store(RowRef transaction, std::int64_t seen)
    {
        const RowRef message = m_history->messages.append([&](MessageRow& row) {
            row.sequence = Sequence(m_history->messages.size() + 1);
            row.seenAt = Nanos(seen);
        }) + 1;
        m_history->transactions.edit(transaction - 1).message.set(message);
    }

    void handle(RowRef transaction, Outcome outcome, std::int64_t decided, std::int64_t ended,
                const std::string& replica = {})
    {
        const NameId by = name(replica);
        const RowRef handling = m_history->handlings.append([&](HandlingRow& row) {
            row.replica = by;
            row.outcome.set(outcome);
            row.decidedAt.set(decided);
            row.endedAt.set(ended);
        }) + 1;
        JoinWriter(*m_history).setTransaction(handling, transaction);
        m_history->decisions.append([&](DecisionRow& row) {
            row.decidedAt = Nanos(decided);
            row.handling = handling;
            row.transaction = transaction;
            row.outcome.set(outcome);
        });
        snapshot.extent = m_history->extent();
    }

    /// It committed then; another replica has had the same transaction in hand since `since`.
    void commitBeside(RowRef handling, std::int64_t committed, std::int64_t since)
    {
        m_history->handlings.edit(handling - 1).committedAt.set(committed);
        const RowRef other = m_history->handlings.append([&](HandlingRow& row) {
            row.receivedAt = Nanos(since);
        }) + 1;
        JoinWriter(*m_history).setTransaction(other, m_history->transactionOf(handling - 1));
        snapshot.extent = m_history->extent();
    }

    /// A fault met what is handled.
    void fire(RowRef handling, FaultEffect effect, std::int64_t at)
    {
        m_history->faults.append([&](FaultMark& row) {
            row.time = Nanos(at);
            row.effect = effect;
            row.handling = handling;
        });
        snapshot.extent = m_history->extent();
    }

    /// The wire shows what was handled, at that time.
    void deliver(RowRef handling, std::int64_t at)
    {
        const RowRef delivery = m_history->deliveries.append([&](DeliveryRow& row) {
            row.deliveredAt = Nanos(at);
        }) + 1;
        JoinWriter(*m_history).link(handling, delivery);
        snapshot.extent = m_history->extent();
    }

    /// A message that it got and acked; what it did, nobody has said yet.
    RowRef ack(const std::string& replica, std::int64_t at = 0)
    {
        const NameId by = name(replica);
        const RowRef delivery = m_history->deliveries.append([&](DeliveryRow& row) {
            row.client = by;
            row.message = static_cast<RowRef>(m_history->messages.size()) + 1;
            row.end.set(DeliveryEnd::Acked);
            row.endedAt.set(at);
        }) + 1;
        m_history->messages.append([&](MessageRow& row) {
            row.sequence = Sequence(1);
            row.lastDelivery.set(delivery);
            row.settled.set(true);
        });
        snapshot.extent = m_history->extent();
        return delivery;
    }

    /// It says so; `ended` 0: it is at it.
    void report(RowRef delivery, Outcome outcome, std::int64_t ended)
    {
        RowRef handling = m_history->handlingOf(delivery - 1);
        if (handling == 0) {
            handling = m_history->handlings.append([](HandlingRow&) {}) + 1;
            JoinWriter(*m_history).link(handling, delivery);
        }
        HandlingRow& row = m_history->handlings.edit(handling - 1);
        row.outcome.set(outcome);
        row.endedAt.set(ended);
        snapshot.extent = m_history->extent();
    }

    Snapshot snapshot;

private:
    std::shared_ptr<History> m_history;
};

} // namespace stanscope::test
