#pragma once

#include "core/lab/joinwriter.h"
#include "core/lab/snapshot.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace stanscope::tests {

/// Builds a History by hand, in seconds since the start of the run and in whole units of money, for
/// tests of what shows it. References are rows plus one.
class HistoryBuilder
{
public:
    HistoryBuilder()
        : m_history(std::make_shared<History>())
        , m_writer(*m_history)
    {
        m_history->start = std::chrono::seconds(5); // long ago: nothing here is live
        m_names.emplace("", NameId{0});
        m_snapshot.lanes = {intern("transaction")};
        m_snapshot.channel = ChannelName("bank");
    }

    static Nanos nanos(double s) { return Nanos(std::llround(s * 1e9)); }
    std::int64_t at(double s) const { return (m_history->start + nanos(s)).count(); }
    Nanos time(double s) const { return m_history->start + nanos(s); }

    NameId intern(const std::string& name)
    {
        const auto [found, isNew] = m_names.try_emplace(name, NameId{0});
        if (isNew)
            found->second = m_history->names.append([&](std::string& row) { row = name; });
        return found->second;
    }

    NameId account(const std::string& name, std::int64_t opening = 0)
    {
        AccountView view;
        view.id = intern(name);
        view.name = AccountName(name);
        view.opening = Cents(opening * 100);
        view.balance = view.expected = view.opening;
        m_snapshot.accounts.push_back(view);
        m_expected[view.id] = opening * 100;
        return view.id;
    }

    NameId replica(const std::string& name, ReplicaState state = ReplicaState::Running)
    {
        ReplicaView view;
        view.lane = intern(name);
        view.name = ClientId(name);
        view.state = state;
        m_snapshot.replicas.push_back(view);
        m_snapshot.lanes.push_back(view.lane);
        return view.lane;
    }

    /// A deposit (amount > 0) or a withdrawal, accepted by the transaction service.
    RowRef transaction(double s, NameId account, std::int64_t number, std::int64_t amount)
    {
        const auto type = amount > 0 ? TransactionType::Deposit : TransactionType::Withdraw;
        const std::int64_t cents = std::abs(amount) * 100;
        std::int64_t& expected = m_expected.at(account);
        const bool approved = type == TransactionType::Deposit || expected >= cents;
        expected += approved ? amount * 100 : 0;
        balance(s, account, expected, true);
        const RowRef id = m_history->payloads.append("t" + std::to_string(number)) + 1;
        return m_history->transactions.append([&](TransactionRow& row) {
            row.id = id;
            row.account = account;
            row.number = number;
            row.type = type;
            row.amount = cents;
            row.acceptedAt = time(s);
            row.approvedInOrder = approved;
            row.balanceInOrder = expected;
            row.publishes.set(1);
        }) + 1;
    }

    RowRef message(double s, RowRef transaction)
    {
        const RowRef ref = static_cast<RowRef>(m_history->messages.size()) + 1;
        m_history->messages.append([&](MessageRow& row) {
            row.channel = intern("bank");
            row.sequence = Sequence(ref);
            row.seenAt = time(s);
            row.publisher.set(m_snapshot.lanes.front());
        });
        if (transaction == 0)
            return ref;
        const TransactionRow& of = m_history->transactions[transaction - 1];
        MessageMeaning& meaning = m_writer.editMeaning(ref - 1);
        meaning.account.set(of.account);
        meaning.number.set(of.number);
        meaning.type.set(of.type);
        meaning.amount.set(of.amount);
        meaning.transaction.set(transaction);
        m_history->transactions.edit(transaction - 1).message.set(ref);
        return ref;
    }

    /// A message that is not the bank's.
    RowRef foreignMessage(double s, const std::string& channel, const std::string& payload)
    {
        const NameId name = intern(channel);
        std::uint64_t sequence = 1; // after the channel's last
        for (std::size_t i = m_history->messages.size(); i > 0; --i) {
            const MessageRow& before = m_history->messages[i - 1];
            if (before.channel == name) {
                sequence = before.sequence.value() + 1;
                break;
            }
        }
        const RowRef kept = m_history->payloads.append(payload) + 1;
        return m_history->messages.append([&](MessageRow& row) {
            row.channel = name;
            row.sequence = Sequence(sequence);
            row.seenAt = time(s);
            row.payload.set(kept);
            row.payloadSize.set(static_cast<std::uint32_t>(payload.size()));
        }) + 1;
    }

    RowRef delivery(double s, NameId client, RowRef message, std::uint32_t attempt, double deadline)
    {
        const RowRef ref = m_history->deliveries.append([&](DeliveryRow& row) {
            row.client = client;
            row.channel = m_history->messages[message - 1].channel;
            row.group = intern("account");
            row.sequence = m_history->messages[message - 1].sequence;
            row.attempt = attempt;
            row.deliveredAt = time(s);
            row.message = message;
            row.deadline.set(at(deadline));
        }) + 1;
        MessageRow& row = m_history->messages.edit(message - 1);
        if (const RowRef last = row.lastDelivery.get())
            m_history->deliveries.edit(last - 1).next.set(ref);
        else
            row.firstDelivery.set(ref);
        row.lastDelivery.set(ref);
        row.lastReplica.set(client);
        row.deliveries.set(row.deliveries.get() + 1);
        return ref;
    }

    RowRef handling(RowRef delivery, Outcome outcome, double begun, double ended,
                    const std::string& text = {})
    {
        const DeliveryRow& of = m_history->deliveries[delivery - 1];
        const bool committed = outcome == Outcome::Applied || outcome == Outcome::Declined
            || outcome == Outcome::Skipped;
        const RowRef ref = m_history->handlings.append([&](HandlingRow& row) {
            row.replica = of.client;
            row.sequence = of.sequence;
            row.receivedAt = of.deliveredAt;
            row.begunAt.set(at(begun));
            row.decidedAt.set(at(ended));
            row.endedAt.set(at(ended));
            row.outcome.set(outcome);
            if (committed) {
                row.committedAt.set(at(ended));
                row.ackedAt.set(at(ended));
            }
            if (!text.empty())
                row.text.set(m_history->payloads.append(text) + 1);
        }) + 1;
        m_writer.link(ref, delivery);
        return ref;
    }

    void end(RowRef delivery, double s, DeliveryEnd end, const std::string& other = {})
    {
        DeliveryRow& row = m_history->deliveries.edit(delivery - 1);
        row.end.set(end);
        row.other.set(other.empty() ? 0 : intern(other));
        row.endedAt.set(at(s));
    }

    void ledger(RowRef handling, double s, std::int64_t balance, bool wrong = false)
    {
        const HandlingRow& of = m_history->handlings[handling - 1];
        const RowRef message =
            m_history->deliveries[m_history->deliveryOf(handling - 1) - 1].message;
        const RowRef transaction = m_history->meaning(message - 1).transaction.get();
        TransactionRow& row = m_history->transactions.edit(transaction - 1);
        Shared<std::uint32_t>& count =
            of.outcome.get() == Outcome::Applied ? row.applied : row.declined;
        count.set(count.get() + 1);
        m_history->ledger.append([&](LedgerRow& entry) {
            entry.committedAt = time(s);
            entry.transaction = transaction;
            entry.account = row.account;
            entry.number = row.number;
            entry.type = row.type;
            entry.amount = row.amount;
            entry.outcome = of.outcome.get();
            entry.balance = balance * 100;
            entry.replica = of.replica;
            entry.sequence = of.sequence;
            entry.handling.set(handling);
            if (wrong)
                entry.breaks.add(Breach::DeclinedWrongly);
        });
        this->balance(s, row.account, balance * 100, false);
    }

    void balance(double s, NameId account, std::int64_t cents, bool expected)
    {
        m_history->balances.append([&](BalanceStep& step) {
            step.time = time(s);
            step.account = account;
            step.expected = expected;
            step.balance = cents;
        });
    }

    void outcome(RowRef message, MessageOutcome outcome)
    {
        m_writer.editMeaning(message - 1).outcome.set(outcome);
    }

    void fault(RowRef handling, double s)
    {
        const HandlingRow& of = m_history->handlings[handling - 1];
        m_history->faults.append([&](FaultMark& mark) {
            mark.lane = of.replica;
            mark.time = time(s);
            mark.sequence = of.sequence;
            mark.handling = handling;
        });
    }

    void band(NameId lane, BandKind kind, double from, double until = 0)
    {
        m_history->bands.append([&](BandRow& row) {
            row.lane = lane;
            row.kind = kind;
            row.from = time(from);
            row.until.set(until == 0 ? 0 : at(until));
        });
    }

    History& history() { return *m_history; }
    Snapshot& draft() { return m_snapshot; }

    /// A snapshot of now.
    std::shared_ptr<const Snapshot> snapshot(double now)
    {
        m_snapshot.now = time(now);
        m_snapshot.history = m_history;
        m_snapshot.extent = m_history->extent();
        m_history->changes.nextEvent();
        return std::make_shared<const Snapshot>(m_snapshot);
    }

private:
    std::shared_ptr<History> m_history;
    JoinWriter m_writer;
    Snapshot m_snapshot;
    std::map<std::string, NameId> m_names;
    std::map<NameId, std::int64_t> m_expected; ///< cents, in order
};

/// Case 1 as the naive handler plays it: the first delivery of deposit 50 fails, 100 is refused
/// at 60.
inline void buildCase1Naive(HistoryBuilder& b)
{
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const NameId two = b.replica("account-2");
    const RowRef m1 = b.message(0.04, b.transaction(0.02, ann, 1, 50));
    const RowRef d1 = b.delivery(0.04, one, m1, 1, 3.04);
    b.fault(b.handling(d1, Outcome::Failed, 0.05, 0.12, "database failed"), 0.12);
    const RowRef m2 = b.message(0.33, b.transaction(0.31, ann, 2, 60));
    const RowRef d2 = b.delivery(0.33, two, m2, 1, 3.33);
    b.ledger(b.handling(d2, Outcome::Applied, 0.34, 0.42), 0.42, 60);
    b.end(d2, 0.48, DeliveryEnd::Acked);
    const RowRef m3 = b.message(0.62, b.transaction(0.60, ann, 3, -100));
    const RowRef d3 = b.delivery(0.62, two, m3, 1, 3.62);
    b.ledger(b.handling(d3, Outcome::Declined, 0.63, 0.66), 0.66, 60, true);
    b.end(d3, 0.7, DeliveryEnd::Acked);
    b.end(d1, 3.04, DeliveryEnd::Expired, "account-2");
    const RowRef again = b.delivery(3.06, two, m1, 2, 6.06);
    b.ledger(b.handling(again, Outcome::Applied, 3.07, 3.15), 3.15, 110);
    b.end(again, 3.2, DeliveryEnd::Acked);
    b.outcome(m1, MessageOutcome::AppliedLate);
    b.outcome(m2, MessageOutcome::Applied);
    b.outcome(m3, MessageOutcome::DeclinedWrongly);
    b.draft().drained = true;
}

/// Case 1 as the ordered handler plays it: 60 and 100 are rejected until 50 is there.
inline void buildCase1Ordered(HistoryBuilder& b)
{
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const NameId two = b.replica("account-2");
    const RowRef m1 = b.message(0.04, b.transaction(0.02, ann, 1, 50));
    const RowRef d1 = b.delivery(0.04, one, m1, 1, 3.04);
    b.fault(b.handling(d1, Outcome::Failed, 0.05, 0.12, "database failed"), 0.12);
    const RowRef m2 = b.message(0.33, b.transaction(0.31, ann, 2, 60));
    const RowRef d2 = b.delivery(0.33, two, m2, 1, 3.33);
    b.handling(d2, Outcome::Rejected, 0.34, 0.36, "number 1 missing");
    const RowRef m3 = b.message(0.62, b.transaction(0.60, ann, 3, -100));
    const RowRef d3 = b.delivery(0.62, one, m3, 1, 3.62);
    b.handling(d3, Outcome::Rejected, 0.63, 0.65, "numbers 1, 2 missing");
    double s = 3.04;
    std::int64_t balance = 0;
    const std::int64_t amounts[] = {50, 60, -100};
    const RowRef first[] = {d1, d2, d3};
    const double expiry[] = {3.04, 3.33, 3.62};
    for (std::size_t i = 0; i < 3; ++i) {
        s = expiry[i];
        b.end(first[i], s, DeliveryEnd::Expired, "account-2");
        const RowRef again = b.delivery(s + 0.02, two, static_cast<RowRef>(i + 1), 2, s + 3.02);
        balance += amounts[i];
        b.ledger(b.handling(again, Outcome::Applied, s + 0.03, s + 0.09), s + 0.09, balance);
        b.end(again, s + 0.12, DeliveryEnd::Acked);
        b.outcome(static_cast<RowRef>(i + 1), MessageOutcome::AppliedLate);
    }
    b.draft().drained = true;
}

} // namespace stanscope::tests
