#include "core/service/messagehandler.h"

#include "core/service/struckstore.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace stanscope {

namespace {

using std::chrono::milliseconds;

/// The pause after the n-th database error in a row, so that a broken disk is not hammered.
milliseconds backOff(int failures)
{
    constexpr int mostDoublings = 6;
    return milliseconds(10 << std::min(failures, mostDoublings));
}

} // namespace

Delivery deliveryFrom(std::string payload, Report base)
{
    Delivery delivery;
    const auto message = fromPayload(payload);
    if (message) {
        delivery.transaction = *message;
        base.transaction = message->id;
        base.account = message->account;
        base.number = message->number;
        base.type = message->type;
        base.amount = message->amount;
    } else {
        delivery.malformed = "malformed payload: " + message.error().text;
    }
    delivery.base = std::move(base);
    delivery.payload = std::move(payload);
    return delivery;
}

MessageHandler::MessageHandler(Handler handler, ClientId replica, const std::string& database,
                               AccountStore& store, FaultBook& faults, Pauser& pauser,
                               ReportWriter& reports)
    : m_handler(makeHandler(handler))
    , m_replica(std::move(replica))
    , m_store(store)
    , m_pauser(pauser)
    , m_striker(database, faults, pauser, reports)
    , m_reports(reports)
{
}

void MessageHandler::handle(const Delivery& delivery)
{
    m_decisions = {Decision{}};
    m_injected = false;
    m_ackedEarly = false;
    strike(FaultPlace::BeforeBegin, delivery);
    report(delivery, ReportKind::Begin);
    if (const auto decided = decideAndWrite(delivery); !decided) {
        fail(delivery, decided.error());
        return;
    }
    m_failuresInARow = 0;
    const Decision& own = m_decisions.front();
    if (own.outcome == Outcome::Rejected) {
        m_store.rollback();
        report(delivery, ReportKind::Rejected, own.reason);
        return;
    }
    reportEach(delivery, ReportKind::Decided);
    if (own.outcome == Outcome::Skipped && m_decisions.size() == 1)
        m_store.rollback();
    else if (!commit(delivery))
        return;
    if (strike(FaultPlace::BeforeAck, delivery).withoutAck)
        return;
    ack(delivery);
    strike(FaultPlace::AfterAck, delivery);
}

Result<> MessageHandler::decideAndWrite(const Delivery& delivery)
{
    if (auto begun = m_store.begin(); !begun)
        return begun;
    if (!delivery.transaction)
        return quarantineMalformed(delivery);
    StruckStore store(m_store, [&](const Transaction& row) { return strikeInside(delivery, row); });
    auto decisions =
        m_handler->handle(store, {*delivery.transaction, delivery.payload, provenance(delivery)});
    if (!decisions)
        return decisions.error();
    m_decisions = std::move(*decisions);
    return {};
}

Result<> MessageHandler::quarantineMalformed(const Delivery& delivery)
{
    Decision decision;
    decision.outcome = Outcome::Quarantined;
    decision.reason = delivery.malformed;
    m_decisions = {std::move(decision)};
    return m_store.quarantine(delivery.payload, delivery.malformed, provenance(delivery));
}

/// What is drained from the inbox is struck as itself, by the number that it has.
Result<> MessageHandler::strikeInside(const Delivery& delivery, const Transaction& row)
{
    Report handling = delivery.base;
    handling.transaction = row.id;
    handling.number = row.number;
    handling.type = row.type;
    handling.amount = row.amount;
    const auto struck = strike(FaultPlace::InTransaction, handling, delivery);
    return struck.failure ? failOnPurpose(*struck.failure) : Result<>();
}

Result<> MessageHandler::failOnPurpose(FaultEffect failure)
{
    m_injected = failure == FaultEffect::Fail;
    return m_store.failOnPurpose(failure);
}

bool MessageHandler::commit(const Delivery& delivery)
{
    if (auto committed = commitRows(delivery); !committed) {
        fail(delivery, committed.error());
        return false;
    }
    reportEach(delivery, ReportKind::Committed);
    return true;
}

Result<> MessageHandler::commitRows(const Delivery& delivery)
{
    const auto struck = strike(FaultPlace::BeforeCommit, delivery);
    if (struck.failure)
        if (auto failed = failOnPurpose(*struck.failure); !failed)
            return failed;
    return struck.answerIsLost ? m_store.commitUnheard() : m_store.commit();
}

void MessageHandler::ack(const Delivery& delivery)
{
    if (!delivery.ack)
        report(delivery, ReportKind::Acked, "auto");
    else if (m_ackedEarly)
        report(delivery, ReportKind::Acked, "early");
    else if (sendAck(delivery))
        report(delivery, ReportKind::Acked);
}

/// False: the service stops before the client library took it.
bool MessageHandler::sendAck(const Delivery& delivery)
{
    // While the connection is interrupted an ack fails at once; the commit stands, so keep trying.
    constexpr milliseconds ackRetry{50};
    bool warned = false;
    while (true) {
        const auto ticket = m_pauser.ticket();
        const auto sent = delivery.ack();
        if (sent)
            return true;
        if (!warned)
            report(delivery, ReportKind::Warning, sent.error().text);
        warned = true;
        if (m_pauser.isStopped())
            return false;
        m_pauser.wait(ticket, ackRetry);
    }
}

Striker::Struck MessageHandler::strike(FaultPlace place, const Delivery& delivery)
{
    return strike(place, delivery.base, delivery);
}

Striker::Struck MessageHandler::strike(FaultPlace place, const Report& handling,
                                       const Delivery& delivery)
{
    return m_striker.strike(place, handling,
                            [&] { m_ackedEarly = m_ackedEarly || sendAck(delivery); });
}

void MessageHandler::report(const Delivery& delivery, ReportKind kind, std::string text)
{
    const Decision& decision = m_decisions.front();
    Report report = delivery.base;
    report.kind = kind;
    report.outcome = decision.outcome;
    report.balance = decision.after.balance;
    report.last = decision.after.last;
    report.commit = decision.commit;
    report.text = std::move(text);
    m_reports.write(std::move(report));
}

/// One for each transaction, its own first. What was drained from the inbox carries the sequence
/// of the message that brought it.
void MessageHandler::reportEach(const Delivery& delivery, ReportKind kind)
{
    const bool says = kind == ReportKind::Decided;
    report(delivery, kind, says ? m_decisions.front().reason : std::string());
    for (auto decision = m_decisions.begin() + 1; decision != m_decisions.end(); ++decision) {
        Report report = delivery.base;
        report.kind = kind;
        report.sequence = decision->provenance.sequence;
        report.redelivered = decision->provenance.redelivered;
        report.transaction = decision->transaction.id;
        report.number = decision->transaction.number;
        report.type = decision->transaction.type;
        report.amount = decision->transaction.amount;
        report.outcome = decision->outcome;
        report.balance = decision->after.balance;
        report.last = decision->after.last;
        report.commit = decision->commit;
        if (says)
            report.text = decision->reason;
        m_reports.write(std::move(report));
    }
}

void MessageHandler::fail(const Delivery& delivery, const Error& error)
{
    const auto ticket = m_pauser.ticket();
    m_store.rollback();
    m_decisions = {Decision{}};
    m_decisions.front().outcome = Outcome::Failed;
    report(delivery, ReportKind::Failed, error.text);
    if (!m_injected)
        m_pauser.wait(ticket, backOff(m_failuresInARow++));
}

Provenance MessageHandler::provenance(const Delivery& delivery) const
{
    return {m_replica, delivery.base.sequence, delivery.base.redelivered};
}

} // namespace stanscope
