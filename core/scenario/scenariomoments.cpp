#include "core/scenario/scenariolook.h"
#include "core/scenario/scenariorunner.h"

#include <algorithm>

// When what a step waits for came. A snapshot is up to a frame later, and in a frame a replica
// decides on ten messages: a picture of that moment would show what is told two steps on.
namespace stanscope {

using namespace scenariolook;

namespace {

/// What has no moment of its own in the history came by this snapshot.
template <typename Step>
Nanos momentOf(const Step&, const Snapshot& snapshot)
{
    return snapshot.now;
}

Nanos momentOf(const step::Act& step, const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    for (std::size_t i = snapshot.extent.transactions; i-- > 0;) {
        const TransactionRow& row = history.transactions[i];
        if (history.name(row.account) == step.account.value())
            return row.acceptedAt;
    }
    return snapshot.now; // it was refused
}

/// Another replica has the same transaction in hand when this one has committed it.
bool isRaced(const Snapshot& snapshot, const DecisionRow& decision)
{
    const History& history = *snapshot.history;
    const Nanos committed(history.handlings[decision.handling - 1].committedAt.get());
    for (std::size_t i = 0; i < snapshot.extent.handlings; ++i) {
        const HandlingRow& other = history.handlings[i];
        const Nanos ended(other.endedAt.get());
        if (i + 1 != decision.handling && history.transactionOf(i) == decision.transaction
            && other.receivedAt <= committed && (ended == Nanos{} || ended > committed))
            return true;
    }
    return false;
}

/// When it was over. What waits for the database behind it goes on as soon as it has committed:
/// then that is the moment, or the next one would be in the picture as well.
Nanos overAt(const Snapshot& snapshot, const DecisionRow& decision)
{
    const History& history = *snapshot.history;
    const HandlingRow& handling = history.handlings[decision.handling - 1];
    const Nanos committed(handling.committedAt.get());
    const bool isCommit = committed != Nanos{} && isRaced(snapshot, decision);
    // Its report may be here before the wire has shown what it was sent.
    const RowRef delivery = history.deliveryOf(decision.handling - 1);
    const Nanos sent = delivery ? history.deliveries[delivery - 1].deliveredAt : Nanos{};
    return std::max(isCommit ? committed : Nanos(handling.endedAt.get()), sent);
}

Nanos momentOf(const step::AwaitOutcome& step, const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::vector<Nanos> ends;
    for (std::size_t i = 0; i < snapshot.extent.decisions; ++i) {
        const DecisionRow& decision = history.decisions[i];
        if (decision.transaction == 0
            || history.handlings[decision.handling - 1].endedAt.get() == 0)
            continue;
        const TransactionRow& row = history.transactions[decision.transaction - 1];
        if (row.number == step.number.value() && history.name(row.account) == step.account.value()
            && std::ranges::find(step.outcomes, decision.outcome.get()) != step.outcomes.end())
            ends.push_back(overAt(snapshot, decision));
    }
    std::ranges::sort(ends);
    const auto wanted = static_cast<std::size_t>(step.count);
    return ends.size() < wanted ? snapshot.now : ends[wanted - 1];
}

/// When somebody acked it, and whoever did has said what became of it. The snapshot may be older:
/// what it has of the history goes on meanwhile.
Nanos settledAt(const Snapshot& snapshot, RowRef message)
{
    const History& history = *snapshot.history;
    Nanos first = Nanos::max();
    for (std::size_t i = 0; i < history.deliveries.size(); ++i) {
        const DeliveryRow& delivery = history.deliveries[i];
        const DeliveryEnd end = delivery.end.get();
        if (delivery.message != message
            || (end != DeliveryEnd::Acked && end != DeliveryEnd::SettledByLateAck))
            continue;
        const RowRef handling = history.handlingOf(i);
        const std::int64_t told = handling ? history.handlings[handling - 1].endedAt.get() : 0;
        first = std::min(first, Nanos(std::max(delivery.endedAt.get(), told)));
    }
    return first == Nanos::max() ? snapshot.now : std::max(snapshot.now, first);
}

Nanos momentOf(const step::AwaitSettled&, const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    Nanos last = snapshot.now;
    for (std::size_t i = 0; i < snapshot.extent.messages; ++i)
        if (history.name(history.messages[i].channel) == snapshot.channel.value())
            last = std::max(last, settledAt(snapshot, static_cast<RowRef>(i + 1)));
    return last;
}

Nanos momentOf(const step::AwaitMessage& step, const Snapshot& snapshot)
{
    using enum step::AwaitMessage::Event;
    const History& history = *snapshot.history;
    RowRef message = 0;
    if (!step.sequence.isNull()) {
        message = messageOf(snapshot, step.sequence);
    } else if (const RowRef row = transactionOf(snapshot, step.account, step.number)) {
        const TransactionRow& transaction = history.transactions[row - 1];
        message = transaction.message.get();
        // The snapshot may be older than that.
        if (step.event == Sent)
            return std::max(snapshot.now, Nanos(transaction.attemptedAt.get()));
    }
    if (message == 0)
        return snapshot.now;
    if (step.event == Acked)
        return settledAt(snapshot, message);
    if (step.event == Stored)
        return history.messages[message - 1].seenAt;
    int count = 0;
    for (std::size_t i = 0; i < snapshot.extent.deliveries; ++i) {
        const DeliveryRow& delivery = history.deliveries[i];
        if (delivery.message == message && (step.event == Delivered || delivery.attempt > 1)
            && ++count == step.count)
            return delivery.deliveredAt;
    }
    return snapshot.now;
}

/// The snapshot may be older than what it has of the history: the last of them was seen then.
Nanos momentOf(const step::AwaitBacklog& step, const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::vector<Nanos> seen;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        if (row.message.get() != 0 && !row.settled.get())
            seen.push_back(history.messages[row.message.get() - 1].seenAt);
    }
    std::ranges::sort(seen);
    const auto wanted = static_cast<std::size_t>(step.count);
    return seen.size() < wanted ? snapshot.now : std::max(snapshot.now, seen[wanted - 1]);
}

Nanos momentOf(const step::AwaitFault& step, const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    int count = 0;
    for (std::size_t i = 0; i < snapshot.extent.faults; ++i) {
        const FaultMark& fault = history.faults[i];
        if ((!step.place || *step.place == fault.place)
            && (!step.effect || *step.effect == fault.effect) && ++count == step.count) {
            const RowRef met = fault.handling ? history.deliveryOf(fault.handling - 1) : 0;
            const Nanos sent = met ? history.deliveries[met - 1].deliveredAt : Nanos{};
            return std::max(fault.time, sent);
        }
    }
    return snapshot.now;
}

/// By the time that it is seen to be done, what comes of it may be there: a process restarted has
/// published, and a message published has been decided. What waits for that has its own moment.
bool isSeenLate(const ScenarioStep& step)
{
    const auto* process = std::get_if<step::Process>(&step.what);
    return std::holds_alternative<step::Publish>(step.what)
        || (process && process->action == step::ProcessAction::Restart);
}

} // namespace

void ScenarioRunner::tellReached(const Snapshot& snapshot)
{
    const ScenarioStep& step = m_scenario.steps[m_step];
    const auto momentOfStep = [&](const auto& what) { return momentOf(what, snapshot); };
    // Who tells a story does not go back in it.
    const Nanos moment = std::max(m_moment, std::visit(momentOfStep, step.what));
    if (!step.say.isEmpty() || !isSeenLate(step))
        m_moment = moment;
    m_hooks.reached(static_cast<std::uint32_t>(m_step + 1), moment);
}

} // namespace stanscope
