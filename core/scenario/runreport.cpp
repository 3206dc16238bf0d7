#include "core/scenario/runreport.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

QString text(std::string_view word)
{
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

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

QJsonObject toJson(const audit::Violation& violation)
{
    return {{u"invariant"_s, violation.invariant},
            {u"text"_s, QString::fromStdString(violation.text)},
            {u"account"_s, QString::fromStdString(violation.account.value())},
            {u"transaction"_s, qint64(violation.transaction.value())},
            {u"sequence"_s, number(violation.sequence.value())},
            {u"replica"_s, QString::fromStdString(violation.replica.value())}};
}

QJsonValue toJson(const audit::Obstacle& obstacle)
{
    if (obstacle.cause == audit::Cause::None)
        return QJsonValue::Null;
    return QJsonObject{{u"code"_s, text(toText(obstacle.cause))},
                       {u"client"_s, QString::fromStdString(obstacle.client.value())},
                       {u"account"_s, QString::fromStdString(obstacle.account.value())},
                       {u"number"_s, qint64(obstacle.number.value())},
                       {u"sequence"_s, number(obstacle.sequence.value())}};
}

QJsonObject toJson(const RunReport::Transaction& transaction)
{
    QJsonArray outcomes;
    for (const Outcome outcome : transaction.outcomes)
        outcomes.append(text(toText(outcome)));
    return {{u"account"_s, QString::fromStdString(transaction.account.value())},
            {u"number"_s, qint64(transaction.number.value())},
            {u"type"_s, text(toText(transaction.type))},
            {u"amount"_s, qint64(transaction.amount.value())},
            {u"outcomes"_s, outcomes}};
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
    , m_deliveries(snapshot.deliveries)
    , m_redeliveries(snapshot.redeliveries)
    , m_duration(duration)
{
}

QJsonObject RunReport::toJson() const
{
    QJsonArray violations;
    for (const audit::Violation& violation : m_verdict.violations)
        violations.append(stanscope::toJson(violation));
    QJsonObject accounts;
    for (const AccountView& account : m_accounts)
        accounts[QString::fromStdString(account.name.value())] =
            QJsonObject{{u"balance"_s, qint64(account.balance.value())},
                        {u"expected"_s, qint64(account.expected.value())},
                        {u"last_transaction_number"_s, qint64(account.last.value())}};
    QJsonArray transactions;
    for (const Transaction& transaction : m_transactions)
        transactions.append(stanscope::toJson(transaction));
    const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_duration);
    return {{u"scenario"_s, QString::fromStdString(m_scenario)},
            {u"handler"_s, text(stanscope::toText(m_handler))},
            {u"verdict"_s, text(stanscope::toText(m_verdict.verdict))},
            {u"violations"_s, violations},
            {u"violations_in_all"_s, number(m_verdict.total)},
            {u"cause"_s, stanscope::toJson(m_verdict.obstacle)},
            {u"reason"_s, QString::fromStdString(m_verdict.reason)},
            {u"accounts"_s, accounts},
            {u"transactions"_s, transactions},
            {u"deliveries"_s, number(m_deliveries)},
            {u"redeliveries"_s, number(m_redeliveries)},
            {u"duration_ms"_s, qint64(duration.count())}};
}

QByteArray RunReport::toText() const
{
    return QJsonDocument(toJson()).toJson(QJsonDocument::Indented);
}

} // namespace stanscope
