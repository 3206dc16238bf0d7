#include "core/scenario/runreport.h"

#include "core/words/words.h"

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

/// When the handling came to its outcome; a handling that failed never decided.
std::int64_t decidedAt(const HandlingRow& handling)
{
    const std::int64_t decided = handling.decidedAt.get();
    return decided != 0 ? decided : handling.endedAt.get();
}

std::vector<Outcome> outcomesOf(const History& history, RowRef transaction)
{
    std::vector<std::pair<std::int64_t, Outcome>> found;
    for (std::size_t i = 0; i < history.handlings.size(); ++i) {
        const HandlingRow& handling = history.handlings[i];
        if (handling.transaction.get() == transaction && handling.outcome.get() != Outcome::None)
            found.emplace_back(decidedAt(handling), handling.outcome.get());
    }
    std::ranges::stable_sort(found, {}, &std::pair<std::int64_t, Outcome>::first);
    std::vector<Outcome> outcomes;
    for (const auto& [time, outcome] : found)
        outcomes.push_back(outcome);
    return outcomes;
}

std::vector<RunReport::Transaction> transactionsOf(const History& history)
{
    std::vector<RunReport::Transaction> list;
    for (std::size_t i = 0; i < history.transactions.size(); ++i) {
        const TransactionRow& row = history.transactions[i];
        list.push_back({AccountName(history.name(row.account)), TransactionNumber(row.number),
                        row.type, Cents(row.amount),
                        outcomesOf(history, static_cast<RowRef>(i + 1))});
    }
    return list;
}

QJsonArray args(const Message& message)
{
    QJsonArray list;
    for (const Arg& arg : message.args) {
        if (arg.kind == Arg::Kind::Text)
            list.append(QString::fromStdString(arg.text));
        else if (arg.kind == Arg::Kind::Message)
            list.append(QJsonObject{{u"code"_s, text(toWord(arg.message.front().code))},
                                    {u"args"_s, args(arg.message.front())}});
        else
            list.append(qint64(arg.number));
    }
    return list;
}

QJsonObject toJson(const audit::Violation& violation)
{
    return {{u"invariant"_s, violation.invariant},
            {u"text"_s, QString::fromStdString(sourceText(violation.message))},
            {u"code"_s, text(toWord(violation.message.code))},
            {u"args"_s, args(violation.message)},
            {u"account"_s, QString::fromStdString(violation.account.value())},
            {u"transaction"_s, qint64(violation.transaction.value())},
            {u"sequence"_s, number(violation.sequence.value())},
            {u"replica"_s, QString::fromStdString(violation.replica.value())}};
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
    , m_transactions(transactionsOf(*snapshot.history))
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
