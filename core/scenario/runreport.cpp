#include "core/scenario/runreport.h"

#include "core/events/enumwords.h"
#include "core/events/faulttable.h"
#include "core/export/jsontext.h"
#include "core/export/messagejson.h"
#include "core/util/jsonwriter.h"
#include "core/words/words.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace stanscope {

namespace {

/// A run that does not come to rest sends the same again for as long as it lasts.
constexpr std::size_t mostSentAgain = 1000;

/// By transaction (row), in the order of the decisions.
std::vector<std::vector<Outcome>> outcomesOf(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    using Decided = std::pair<Nanos, Outcome>;
    std::vector<std::vector<Decided>> found(snapshot.extent.transactions);
    for (std::size_t i = 0; i < snapshot.extent.decisions; ++i) {
        const DecisionRow& decision = history.decisions[i];
        if (decision.transaction != 0 && decision.transaction <= found.size()
            && decision.outcome.get() != Outcome::None)
            found[decision.transaction - 1].emplace_back(decision.decidedAt,
                                                         decision.outcome.get());
    }
    std::vector<std::vector<Outcome>> outcomes(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::ranges::stable_sort(found[i], {}, &Decided::first);
        for (const auto& [time, outcome] : found[i])
            outcomes[i].push_back(outcome);
    }
    return outcomes;
}

std::vector<RunReport::Transaction> transactionsOf(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::vector<RunReport::Transaction> list;
    auto outcomes = outcomesOf(snapshot);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const TransactionRow& row = history.transactions[i];
        list.push_back({AccountName(history.name(row.account)), TransactionNumber(row.number),
                        row.type, Cents(row.amount), std::move(outcomes[i])});
    }
    return list;
}

std::vector<RunReport::IdleFault> idleFaultsOf(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    const auto hasFired = [&](const FaultSpec& fault) {
        for (std::size_t i = 0; i < snapshot.extent.faults; ++i)
            if (history.faults[i].place == fault.place && history.faults[i].effect == fault.effect)
                return true;
        return false;
    };
    std::vector<RunReport::IdleFault> list;
    const auto add = [&](const ReplicaView& process) {
        for (const FaultSpec& fault : process.faults)
            if (!hasFired(fault))
                list.push_back({process.name, fault});
    };
    add(snapshot.transactionService);
    std::ranges::for_each(snapshot.moreTransactionServices, add);
    std::ranges::for_each(snapshot.replicas, add);
    return list;
}

void write(JsonWriter& json, const RunReport::IdleFault& idle)
{
    json.object()
        .text("effect", stanscope::toText(idle.fault.effect))
        .number("number", idle.fault.match.number.value())
        .text("place", stanscope::toText(idle.fault.place))
        .text("process", idle.process.value())
        .end();
}

void write(JsonWriter& json, const audit::Violation& violation)
{
    json.object()
        .text("account", violation.account.value())
        .number("invariant", violation.invariant)
        .text("replica", violation.replica.value())
        .number("sequence", violation.sequence.value());
    addMessage(json, "text", violation.message);
    json.number("transaction", violation.transaction.value()).end();
}

void write(JsonWriter& json, const audit::Obstacle& obstacle)
{
    if (obstacle.cause == audit::Cause::None) {
        json.null("cause");
        return;
    }
    json.object("cause")
        .text("account", obstacle.account.value())
        .text("client", obstacle.client.value())
        .text("code", wordOf(obstacle.cause))
        .number("number", obstacle.number.value())
        .number("sequence", obstacle.sequence.value())
        .end();
}

void write(JsonWriter& json, const Redelivery& redelivery)
{
    json.object().number("attempt", redelivery.attempt).textOrNull("from", redelivery.from);
    if (redelivery.lateBy)
        json.raw("late_by", millisecondsText(redelivery.lateBy->count()));
    addMessage(json, "reason", redelivery.reason);
    json.text("replica", redelivery.replica).number("sequence", redelivery.sequence.value()).end();
}

void write(JsonWriter& json, const RunReport::Transaction& transaction)
{
    json.object()
        .text("account", transaction.account.value())
        .number("amount", transaction.amount.value())
        .number("number", transaction.number.value())
        .list("outcomes");
    for (const Outcome outcome : transaction.outcomes)
        json.textItem(toText(outcome));
    json.end().text("type", toText(transaction.type)).end();
}

} // namespace

std::string_view toText(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Valid:
        return "valid";
    case audit::Verdict::Violated:
        return "violated";
    case audit::Verdict::NotConverged:
        return "not_converged";
    case audit::Verdict::Pending:
    case audit::Verdict::Unknown:
        break;
    }
    return "unknown";
}

RunReport::RunReport(std::string scenario, Handler handler, const Snapshot& snapshot,
                     Nanos duration)
    : m_scenario(std::move(scenario))
    , m_handler(handler)
    , m_verdict(snapshot.verdict)
    , m_accounts(snapshot.accounts)
    , m_transactions(transactionsOf(snapshot))
    , m_idleFaults(idleFaultsOf(snapshot))
    , m_deliveries(snapshot.deliveries)
    , m_redeliveries(snapshot.redeliveries)
    , m_sentAgain(redeliveriesOf(snapshot, mostSentAgain))
    , m_duration(duration)
{
}

std::string RunReport::toJson() const
{
    constexpr std::size_t indent = 4;
    std::string text;
    JsonWriter json(text, indent);
    json.object().object("accounts");
    for (const AccountView& account : m_accounts)
        json.object(account.name.value())
            .number("balance", account.balance.value())
            .number("expected", account.expected.value())
            .number("last_transaction_number", account.last.value())
            .end();
    json.end();
    write(json, m_verdict.obstacle);
    json.number("deliveries", m_deliveries)
        .number("duration_ms",
                std::chrono::duration_cast<std::chrono::milliseconds>(m_duration).count())
        .list("faults_never_fired");
    for (const IdleFault& idle : m_idleFaults)
        write(json, idle);
    json.end()
        .text("handler", stanscope::toText(m_handler))
        .text("reason", sourceText(m_verdict.reason))
        .number("redeliveries", m_redeliveries)
        .list("redelivered");
    for (const Redelivery& redelivery : m_sentAgain)
        write(json, redelivery);
    json.end().text("scenario", m_scenario).list("transactions");
    for (const Transaction& transaction : m_transactions)
        write(json, transaction);
    json.end().text("verdict", toText(m_verdict.verdict)).list("violations");
    for (const audit::Violation& violation : m_verdict.violations)
        write(json, violation);
    json.end().number("violations_in_all", m_verdict.total).end();
    return text + '\n';
}

} // namespace stanscope
