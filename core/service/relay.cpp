#include "core/service/relay.h"

#include <QUuid>

#include <utility>

namespace stanscope {

TransactionId newTransactionId()
{
    return TransactionId(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString());
}

Relay::Relay(TransactionStore& store, ReportWriter& reports, Publish publish)
    : m_store(store)
    , m_reports(reports)
    , m_publish(std::move(publish))
{
}

Relay::~Relay() = default;

void Relay::publish(const OutboxEntry& entry)
{
    report(ReportKind::Publishing, entry);
    const Transaction& transaction = entry.transaction;
    m_publish(entry.row,
              toPayload({transaction.id, transaction.account, transaction.number, transaction.type,
                         transaction.amount}));
}

void Relay::refuse(const ServiceCommand& action, const std::string& why)
{
    Report refused;
    refused.kind = ReportKind::Refused;
    refused.account = action.account;
    refused.type = action.type;
    refused.amount = action.amount;
    refused.text = why;
    m_reports.write(std::move(refused));
}

void Relay::report(ReportKind kind, const OutboxEntry& entry, const std::string& text)
{
    Report report = reportOf(kind, entry);
    report.text = text;
    m_reports.write(std::move(report));
}

Striker::Struck Relay::strike(FaultPlace place, const OutboxEntry& entry, std::uint64_t ordinal)
{
    if (!m_strike)
        return {};
    Report handling = reportOf(ReportKind::FaultFired, entry);
    handling.handling = ordinal;
    return m_strike(place, handling);
}

Result<> Relay::struck(FaultPlace place, const OutboxEntry& entry, std::uint64_t ordinal)
{
    const Striker::Struck what = strike(place, entry, ordinal);
    m_losesAnswer = m_losesAnswer || what.answerIsLost;
    return what.failure ? m_store.failOnPurpose(*what.failure) : Result<>();
}

Result<> Relay::begin()
{
    m_losesAnswer = false;
    return m_store.begin();
}

Result<> Relay::commit(const OutboxEntry* accepted)
{
    auto committed = m_losesAnswer ? m_store.commitUnheard() : m_store.commit();
    if (committed || !accepted)
        return committed;
    m_store.rollback();
    const auto stands = m_store.contains(accepted->transaction.id);
    return stands && *stands ? Result<>() : committed;
}

Report Relay::reportOf(ReportKind kind, const OutboxEntry& entry) const
{
    Report report;
    report.kind = kind;
    report.transaction = entry.transaction.id;
    report.account = entry.transaction.account;
    report.number = entry.transaction.number;
    report.type = entry.transaction.type;
    report.amount = entry.transaction.amount;
    report.count = entry.publishes;
    return report;
}

} // namespace stanscope
