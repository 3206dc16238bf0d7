#include "core/service/messagehandler.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <utility>

namespace stanscope {

namespace {

using std::chrono::milliseconds;

/// How often a lost compare-and-set is decided again before it counts as a database failure. Inside
/// BEGIN IMMEDIATE it cannot be lost at all; a row-locking database may lose it once.
constexpr int mostDecisions = 5;

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

MessageHandler::MessageHandler(Handler handler, ClientId replica, AccountStore& store,
                               FaultBook& faults, Pauser& pauser, ReportWriter& reports)
    : m_handler(handler)
    , m_replica(std::move(replica))
    , m_store(store)
    , m_faults(faults)
    , m_pauser(pauser)
    , m_reports(reports)
{
}

void MessageHandler::handle(const Delivery& delivery)
{
    m_decision = {};
    m_commit = {};
    m_injected = false;
    m_ackedEarly = false;
    strike(FaultPlace::BeforeBegin, delivery);
    report(delivery, ReportKind::Begin);
    const auto decision = decideAndWrite(delivery);
    if (!decision) {
        fail(delivery, decision.error());
        return;
    }
    m_decision = *decision;
    m_failuresInARow = 0;
    if (decision->outcome == Outcome::Rejected) {
        m_store.rollback();
        report(delivery, ReportKind::Rejected, decision->reason);
        return;
    }
    report(delivery, ReportKind::Decided, decision->reason);
    if (decision->outcome == Outcome::Skipped)
        m_store.rollback();
    else if (!commit(delivery))
        return;
    if (strike(FaultPlace::BeforeAck, delivery).withoutAck)
        return;
    ack(delivery);
    strike(FaultPlace::AfterAck, delivery);
}

Result<Decision> MessageHandler::decideAndWrite(const Delivery& delivery)
{
    if (auto begun = m_store.begin(); !begun)
        return begun.error();
    return delivery.transaction ? decideTransaction(delivery)
                                : quarantine(delivery, delivery.malformed);
}

Result<Decision> MessageHandler::quarantine(const Delivery& delivery, std::string reason)
{
    if (auto done = m_store.quarantine(delivery.payload, reason, provenance(delivery)); !done)
        return done.error();
    return Decision{Outcome::Quarantined, {}, std::nullopt, std::move(reason)};
}

Result<Decision> MessageHandler::decideTransaction(const Delivery& delivery)
{
    const Transaction& transaction = *delivery.transaction;
    for (int attempt = 0; attempt < mostDecisions; ++attempt) {
        const auto account = m_store.find(transaction.account);
        if (!account)
            return account.error();
        if (!*account)
            return quarantine(delivery, "unknown account \"" + transaction.account.value() + '"');
        const auto known = m_store.ledgerRows(transaction.account, transaction.number);
        if (!known)
            return known.error();
        const Decision decision = decide(m_handler, (*account)->state, transaction, *known);
        const auto written = write(**account, delivery, decision);
        if (!written)
            return written.error();
        if (*written)
            return decision;
    }
    return Error{"the account row changed during every attempt", {}, Error::Kind::Transient};
}

/// False when the compare-and-set changed nothing: decide again.
Result<bool> MessageHandler::write(const AccountStore::Account& account, const Delivery& delivery,
                                   const Decision& decision)
{
    if (decision.ledger)
        if (const auto written = writeLedger(account, delivery, decision); !written || !*written)
            return written;
    if (decision.outcome == Outcome::Quarantined)
        if (auto done = m_store.quarantine(delivery.payload, decision.reason, provenance(delivery));
            !done)
            return done.error();
    return true;
}

Result<bool> MessageHandler::writeLedger(const AccountStore::Account& account,
                                         const Delivery& delivery, const Decision& decision)
{
    const auto commit = m_handler == Handler::Ordered
        ? m_store.compareAndSet(account.id, decision.after)
        : m_store.overwrite(account.id, decision.after);
    if (!commit)
        return commit.error();
    if (!*commit)
        return false;
    m_commit = **commit;
    if (strike(FaultPlace::InTransaction, delivery).fails)
        if (auto failed = failOnPurpose(); !failed)
            return failed.error();
    if (auto done = m_store.appendLedger(*delivery.transaction, *decision.ledger,
                                         decision.after.balance, provenance(delivery));
        !done)
        return done.error();
    return true;
}

Result<> MessageHandler::failOnPurpose()
{
    m_injected = true;
    return m_store.failOnPurpose();
}

bool MessageHandler::commit(const Delivery& delivery)
{
    if (auto committed = commitRows(delivery); !committed) {
        fail(delivery, committed.error());
        return false;
    }
    report(delivery, ReportKind::Committed);
    return true;
}

Result<> MessageHandler::commitRows(const Delivery& delivery)
{
    if (strike(FaultPlace::BeforeCommit, delivery).fails)
        if (auto failed = failOnPurpose(); !failed)
            return failed;
    return m_store.commit();
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

MessageHandler::Struck MessageHandler::strike(FaultPlace place, const Delivery& delivery)
{
    // What ends the handling comes last, so that faults of one place add up.
    constexpr auto order =
        std::to_array({FaultEffect::Delay, FaultEffect::Hang, FaultEffect::AckEarly,
                       FaultEffect::Fail, FaultEffect::NoAck, FaultEffect::Crash});
    static_assert(order.size() == enumCount<FaultEffect>());
    Struck struck;
    for (const FaultEffect effect : order) {
        const auto ticket = m_pauser.ticket();
        const auto fault = m_faults.strike(place, effect, delivery.base);
        if (!fault)
            continue;
        switch (effect) {
        case FaultEffect::Fail:
            struck.fails = true;
            break;
        case FaultEffect::Delay:
            m_pauser.wait(ticket, milliseconds(fault->delayMs));
            m_faults.letGo(delivery.base);
            break;
        case FaultEffect::Hang:
            m_pauser.wait(ticket);
            m_faults.letGo(delivery.base);
            break;
        case FaultEffect::Crash:
            std::raise(SIGKILL);
            break;
        case FaultEffect::NoAck:
            struck.withoutAck = true;
            break;
        case FaultEffect::AckEarly:
            m_ackedEarly = m_ackedEarly || sendAck(delivery);
            break;
        }
    }
    return struck;
}

void MessageHandler::report(const Delivery& delivery, ReportKind kind, std::string text)
{
    Report report = delivery.base;
    report.kind = kind;
    report.outcome = m_decision.outcome;
    report.balance = m_decision.after.balance;
    report.last = m_decision.after.last;
    report.commit = m_commit;
    report.text = std::move(text);
    m_reports.write(std::move(report));
}

void MessageHandler::fail(const Delivery& delivery, const Error& error)
{
    const auto ticket = m_pauser.ticket();
    m_store.rollback();
    m_decision = {Outcome::Failed, {}, std::nullopt, {}};
    m_commit = {};
    report(delivery, ReportKind::Failed, error.text);
    if (!m_injected)
        m_pauser.wait(ticket, backOff(m_failuresInARow++));
}

Provenance MessageHandler::provenance(const Delivery& delivery) const
{
    return {m_replica, delivery.base.sequence, delivery.base.redelivered, m_commit};
}

} // namespace stanscope
