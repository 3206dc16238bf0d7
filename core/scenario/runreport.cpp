#include "core/scenario/runreport.h"

#include "core/export/messagejson.h"
#include "core/util/jsonwriter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace stanscope {

namespace {

/// When the handling came to its outcome; a handling that failed never decided.
std::int64_t decidedAt(const HandlingRow& handling)
{
    const std::int64_t decided = handling.decidedAt.get();
    return decided != 0 ? decided : handling.endedAt.get();
}

std::vector<Outcome> outcomesOf(const Snapshot& snapshot, RowRef transaction)
{
    const History& history = *snapshot.history;
    std::vector<std::pair<std::int64_t, Outcome>> found;
    for (std::size_t i = 0; i < snapshot.extent.handlings; ++i) {
        const HandlingRow& handling = history.handlings[i];
        if (history.transactionOf(i) == transaction && handling.outcome.get() != Outcome::None)
            found.emplace_back(decidedAt(handling), handling.outcome.get());
    }
    std::ranges::stable_sort(found, {}, &std::pair<std::int64_t, Outcome>::first);
    std::vector<Outcome> outcomes;
    for (const auto& [time, outcome] : found)
        outcomes.push_back(outcome);
    return outcomes;
}

std::vector<RunReport::Transaction> transactionsOf(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::vector<RunReport::Transaction> list;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        list.push_back({AccountName(history.name(row.account)), TransactionNumber(row.number),
                        row.type, Cents(row.amount),
                        outcomesOf(snapshot, static_cast<RowRef>(i + 1))});
    }
    return list;
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
    , m_deliveries(snapshot.deliveries)
    , m_redeliveries(snapshot.redeliveries)
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
    json.end()
        .number("deliveries", m_deliveries)
        .number("duration_ms",
                std::chrono::duration_cast<std::chrono::milliseconds>(m_duration).count())
        .text("handler", stanscope::toText(m_handler))
        .number("redeliveries", m_redeliveries)
        .text("scenario", m_scenario)
        .list("transactions");
    for (const Transaction& transaction : m_transactions)
        write(json, transaction);
    json.end().text("verdict", toText(m_verdict.verdict)).list("violations");
    for (const audit::Violation& violation : m_verdict.violations)
        write(json, violation);
    json.end().end();
    return text + '\n';
}

} // namespace stanscope
