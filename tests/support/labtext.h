#pragma once

#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/words/words.h"

#include <sstream>
#include <string>

namespace stanscope::test {

/// Every row of every table, one line each, so that two histories are compared as text.
inline std::string toText(const History& history)
{
    std::ostringstream out;
    const auto table = [&](const char* name, const auto& rows, auto&& write) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out << name << ' ' << i << ':';
            write(rows[i]);
            out << '\n';
        }
    };
    const auto put = [&](const auto&... values) { ((out << ' ' << values), ...); };
    const auto word = [](auto value) { return static_cast<int>(value); };
    table("name", history.names, [&](const auto& row) { put(row); });
    table("payload", history.payloads, [&](const auto& row) { put(row); });
    table("message", history.messages, [&](const MessageRow& row) {
        put(row.channel, row.sequence.value(), row.seenAt.count(), row.publisher.get(),
            row.payload.get(), row.payloadSize.get(), row.settled.get(), row.deliveries.get(),
            row.lastReplica.get(), row.firstDelivery.get(), row.lastDelivery.get(),
            word(row.gone.get()));
    });
    table("meaning", history.meanings, [&](const MessageMeaning& row) {
        put(row.account.get(), row.number.get(), word(row.type.get()), row.amount.get(),
            row.transaction.get(), word(row.outcome.get()));
    });
    table("delivery", history.deliveries, [&](const DeliveryRow& row) {
        put(row.client, row.channel, row.group, row.subscription, row.sequence.value(), row.attempt,
            row.deliveredAt.count(), row.message, row.deadline.get(), row.endedAt.get(),
            word(row.end.get()), row.other.get(), row.next.get(), row.unseen.get());
    });
    table("delivery link", history.deliveryLinks,
          [&](const DeliveryLink& row) { put(row.handling.get()); });
    table("handling link", history.handlingLinks, [&](const HandlingLink& row) {
        put(row.delivery.get(), row.transaction.get(), row.firstDecision.get());
    });
    table("handling", history.handlings, [&](const HandlingRow& row) {
        put(row.replica, row.sequence.value(), row.ordinal, row.redelivered, row.receivedAt.count(),
            row.begunAt.get(), row.decidedAt.get(), row.committedAt.get(), row.ackedAt.get(),
            row.endedAt.get(), word(row.outcome.get()), row.faulty.get(), row.balance.get(),
            row.text.get());
    });
    table("transaction", history.transactions, [&](const TransactionRow& row) {
        put(row.id, row.account, row.number, word(row.type), row.amount, row.acceptedAt.count(),
            row.approvedInOrder, row.balanceInOrder, row.publishedAt.get(), row.publishes.get(),
            row.message.get(), row.applied.get(), row.declined.get(), word(row.lastOutcome.get()));
    });
    table("ledger", history.ledger, [&](const LedgerRow& row) {
        put(row.committedAt.count(), row.transaction, row.account, row.number, word(row.type),
            row.amount, word(row.outcome), row.balance, row.replica, row.sequence.value(),
            row.handling.get(), row.commit, row.breaks.count(), row.overtaken, row.outOfPlace,
            row.filledIn.get());
    });
    table("decision", history.decisions, [&](const DecisionRow& row) {
        put(row.decidedAt.count(), row.handling, row.transaction, row.account, row.number,
            word(row.outcome.get()), row.ledger.get(), row.next.get());
    });
    table("balance", history.balances, [&](const BalanceStep& row) {
        put(row.time.count(), row.account, row.expected, row.balance);
    });
    table("band", history.bands, [&](const BandRow& row) {
        put(row.lane, word(row.kind), row.from.count(), row.until.get());
    });
    table("fault", history.faults, [&](const FaultMark& row) {
        put(row.lane, row.time.count(), row.fault.value(), word(row.place), word(row.effect),
            row.sequence.value(), row.handling);
    });
    table("oddity", history.oddities,
          [&](const OddityRow& row) { put(row.time.count(), row.source, row.text); });
    table("lane", history.lanes, [&](NameId row) { put(row); });
    out << "changes:";
    history.changes.read(0, history.changes.size(),
                         [&](Table of, std::uint32_t row) { put(word(of), row); });
    out << '\n';
    return out.str();
}

inline std::string toText(const MirrorState& state)
{
    std::ostringstream out;
    out << "at " << state.time.count() << " from " << state.start.count() << '\n';
    for (const auto& client : state.clients)
        out << "client " << client.client.value() << ' ' << client.heartbeatInbox.value() << ' '
            << static_cast<int>(client.health) << '\n';
    for (const auto& channel : state.channels) {
        out << "channel " << channel.name.value() << ' '
            << (channel.first ? std::to_string(channel.first->value()) : "?") << ".."
            << channel.last.value() << '\n';
        for (const auto& sub : channel.subscriptions) {
            out << "  sub " << sub.client.value() << ' ' << sub.inbox.value() << ' '
                << sub.ackInbox.value() << ' ' << sub.queueName << ' ' << sub.durableName << ' '
                << sub.durable << sub.offline << sub.stalled << ' ' << sub.maxInflight << ' '
                << sub.ackWaitSeconds << ' ' << sub.lastSent.value() << ' ' << sub.pending << ':';
            for (const auto& entry : sub.outstanding)
                out << ' ' << (entry.sequence ? std::to_string(entry.sequence->value()) : "?")
                    << '@' << (entry.deadline ? std::to_string(entry.deadline->count()) : "?")
                    << '#' << (entry.attempt ? std::to_string(*entry.attempt) : "?");
            out << '\n';
        }
    }
    for (const auto& gap : state.gaps)
        out << "gap " << gap.from.count() << ".." << (gap.until ? gap.until->count() : 0) << ' '
            << sourceText(gap.why) << '\n';
    for (const DriftRow& row : state.drift)
        out << "drift " << row.time.count() << ' ' << sourceText(row.difference) << ' '
            << row.corrected << '\n';
    return out.str();
}

/// What the window shows besides the history.
inline std::string toText(const Snapshot& snapshot)
{
    std::ostringstream out;
    const auto put = [&](const auto&... values) { ((out << ' ' << values), ...); };
    const auto replica = [&](const ReplicaView& view) {
        out << "replica";
        put(view.lane, view.name.value(), view.process, static_cast<int>(view.state), view.pid,
            view.exitCode, view.signal, view.everReady, view.fatal, view.got, view.applied,
            view.declined, view.skipped, view.rejected, view.failed, view.quarantined, view.parked,
            view.redelivered, view.faults.size(), view.spentFaults.size(), view.faultsFired,
            view.holding.id.value(), view.leftAckOut, view.acksLeftOut, view.evictionAt.count(),
            static_cast<int>(view.doing), static_cast<int>(view.step), view.sequence.value(),
            view.number.value(), static_cast<int>(view.lastOutcome), view.lastText,
            view.outstanding);
        for (const std::string& line : view.stderrTail)
            put(line);
        out << '\n';
    };
    out << "now " << snapshot.now.count() << " lanes";
    for (const NameId lane : snapshot.lanes)
        put(lane);
    out << '\n';
    for (const ReplicaView& view : snapshot.replicas)
        replica(view);
    replica(snapshot.transactionService);
    for (const SubscriptionView& view : snapshot.subscriptions) {
        out << "subscription";
        put(view.id, view.client.value(), view.channel.value(), view.queueGroup, view.durable,
            view.ackWaitSeconds, view.maxInflight, view.pending, view.unknown,
            view.lastSent.value(), view.stalled, view.offline);
        out << '\n';
    }
    for (const ClientView& view : snapshot.clients) {
        out << "client";
        put(view.client.value(), static_cast<int>(view.health), view.heartbeatsMissed);
        out << '\n';
    }
    for (const TimerView& view : snapshot.timers) {
        out << "timer";
        put(view.delivery, view.client, view.sequence.value(), view.attempt, view.started.count(),
            view.deadline.count(), view.grouped, static_cast<int>(view.step),
            static_cast<int>(view.outcome));
        out << '\n';
    }
    for (const AccountView& view : snapshot.accounts) {
        out << "account";
        put(view.id, view.name.value(), view.opening.value(), view.balance.value(),
            view.expected.value(), view.last.value(), view.waiting, view.accepted, view.violations,
            view.committed);
        out << '\n';
    }
    out << "broker";
    put(static_cast<int>(snapshot.broker.state), snapshot.broker.pid, snapshot.broker.port,
        snapshot.broker.clusterId, sourceText(snapshot.broker.error));
    for (const std::string& line : snapshot.broker.log)
        put(line);
    out << "\ntap";
    put(snapshot.tap.frames, snapshot.tap.unknown, snapshot.tap.malformed, snapshot.tap.badReports,
        snapshot.tap.gaps, snapshot.tap.away, sourceText(snapshot.tap.denied),
        sourceText(snapshot.tap.lastOddity));
    out << "\ncheck";
    put(static_cast<int>(snapshot.check.state), sourceText(snapshot.check.why),
        snapshot.check.compared, snapshot.check.matched, snapshot.check.corrections,
        snapshot.check.unknown, snapshot.check.drift.size());
    out << "\nverdict";
    put(static_cast<int>(snapshot.verdict.verdict), snapshot.verdict.violations.size(),
        sourceText(snapshot.verdict.reason), snapshot.verdict.audits, snapshot.verdict.total,
        snapshot.verdict.first ? snapshot.verdict.first->ledger : 0);
    for (const ProblemRow& row : snapshot.problems)
        out << "\nproblem " << row.number << ' ' << row.time.count() << ' '
            << sourceText(row.problem.message) << ' ' << sourceText(row.problem.remedy);
    const Extent& extent = snapshot.extent;
    out << "\nextent";
    put(extent.messages, extent.deliveries, extent.handlings, extent.decisions, extent.transactions,
        extent.ledger, extent.balances, extent.bands, extent.faults, extent.oddities, extent.lanes,
        extent.changes);
    out << "\nsteps";
    for (const StepView& step : snapshot.steps)
        put(step.step, step.begun.count(), step.reached.value_or(Nanos{}).count());
    out << "\ntotals";
    put(snapshot.runningDeliveries, snapshot.openHandlings, snapshot.drained, snapshot.deliveries,
        snapshot.redeliveries, snapshot.lesson, snapshot.channel.value(), snapshot.title,
        snapshot.startedAtUnixNs, snapshot.attached, snapshot.lowImpact);
    out << '\n';
    return out.str();
}

} // namespace stanscope::test
