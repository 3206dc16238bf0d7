#include "core/audit/losscheck.h"

#include "core/audit/replay.h"

#include <algorithm>
#include <unordered_map>

namespace stanscope {

LossCheck::LossCheck(const DatabaseSnapshot& databases, const Decisions& decisions,
                     const JudgedLedger& judged, const Snapshot& lab)
    : m_databases(databases)
    , m_decisions(decisions)
    , m_judged(judged)
    , m_lab(lab)
{
    for (const AccountView& account : lab.accounts)
        m_acceptedInLab[account.name] = account.accepted;
}

void LossCheck::run(Findings& findings)
{
    findBankSubscriptions();
    if (m_lab.history) {
        traceMessages();
        traceDeliveries();
    }
    for (const auto& [key, trace] : m_undecided)
        judgeMessage(key, trace, findings);
    judgeOutbox(findings);
    judgeBalances(findings);
    findGap();
}

void LossCheck::runEarly(Findings& findings)
{
    findBankSubscriptions();
    // What one of several groups has lost another may decide.
    if (!m_lab.history || m_bankGroups.size() != 1)
        return;
    traceMessages();
    traceDeliveries();
    for (const auto& [key, trace] : m_undecided)
        if (trace.acked && !trace.isOpen && !m_decisions.isParked(key.first, key.second)
            && !isNew(key.first, key.second))
            findings.add(lossOf(key, trace));
}

/// The number that the first of those waits for who still wait in an inbox.
void LossCheck::findGap()
{
    const auto waiting = std::find_if(
        m_databases.parked.begin(), m_databases.parked.end(), [&](const ParkedRecord& parked) {
            return m_decisions.isParked(parked.account, parked.number);
        });
    if (waiting == m_databases.parked.end())
        return;
    const auto account =
        std::ranges::find(m_databases.accounts, waiting->account, &AccountRecord::name);
    if (account == m_databases.accounts.end())
        return;
    m_gap = audit::Obstacle{
        audit::Cause::Gap, {}, account->name, TransactionNumber(account->last.value() + 1)};
}

void LossCheck::findBankSubscriptions()
{
    for (const ReplicaView& replica : m_lab.replicas) {
        if (!replica.process || replica.role == process::Role::Listener)
            continue; // what a listener acks nobody has decided
        m_bankClients.insert(replica.name);
        if (replica.state != ReplicaState::Dead && replica.state != ReplicaState::Ghost)
            m_living.insert(replica.name);
        if (!replica.options.queueGroup.empty())
            m_bankGroups.insert(replica.options.queueGroup);
    }
    for (const SubscriptionView& subscription : m_lab.subscriptions) {
        const bool ofBank = m_bankClients.contains(subscription.client)
            || m_bankGroups.contains(subscription.queueGroup);
        if (ofBank && subscription.channel == m_lab.channel)
            m_subscriptions.push_back(&subscription);
    }
}

void LossCheck::traceMessages()
{
    const History& history = *m_lab.history;
    const std::size_t count = m_lab.extent.messages;
    for (std::size_t index = 0; index < count; ++index) {
        const MessageRow& message = history.messages[index];
        const MessageMeaning& meaning = history.meaning(index);
        if (meaning.account.get() == 0 || history.name(message.channel) != m_lab.channel.value())
            continue;
        const Key key{AccountName(history.name(meaning.account.get())),
                      TransactionNumber(meaning.number.get())};
        if (m_decisions.isQuarantined(message.sequence))
            continue;
        const auto row = static_cast<RowRef>(index + 1);
        if (!m_decisions.isSettled(key.first, key.second))
            m_undecided[key].message = row;
        else if (!m_decisions.hasContent(key.first, key.second, meaning.type.get(),
                                         Cents(meaning.amount.get())))
            m_undecided.try_emplace(key).first->second.message = row; // passed off as a duplicate
    }
}

void LossCheck::traceDeliveries()
{
    if (m_undecided.empty())
        return;
    const History& history = *m_lab.history;
    std::unordered_map<RowRef, Trace*> byMessage;
    for (auto& [key, trace] : m_undecided)
        byMessage[trace.message] = &trace;
    const std::size_t count = m_lab.extent.deliveries;
    for (std::size_t index = 0; index < count; ++index) {
        const DeliveryRow& delivery = history.deliveries[index];
        const auto trace = byMessage.find(delivery.message);
        if (trace == byMessage.end())
            continue;
        const bool toBank = m_bankClients.contains(ClientId(history.name(delivery.client)))
            || m_bankGroups.contains(history.name(delivery.group));
        if (!toBank)
            continue;
        trace->second->lastDelivery = static_cast<RowRef>(index + 1);
        const DeliveryEnd end = delivery.end.get();
        // The row goes on while this is judged: an ack from after the databases were read says
        // nothing.
        const bool isKnown = delivery.endedAt.get() <= m_lab.now.count();
        if (isKnown && (end == DeliveryEnd::Acked || end == DeliveryEnd::SettledByLateAck))
            trace->second->acked = true;
        if (isOpen(index))
            trace->second->isOpen = true;
    }
}

/// Its process lives and has not reported how it ended: with an automatic ack it may work on it.
bool LossCheck::isOpen(std::size_t index) const
{
    const History& history = *m_lab.history;
    const RowRef handling = history.handlingOf(index);
    if (handling != 0) {
        const std::int64_t ended = history.handlings[handling - 1].endedAt.get();
        return ended == 0 || ended > m_lab.now.count();
    }
    return m_living.contains(ClientId(history.name(history.deliveries[index].client)));
}

void LossCheck::judgeMessage(const Key& key, const Trace& trace, Findings& findings)
{
    const MessageRow& message = m_lab.history->messages[trace.message - 1];
    if (m_decisions.isParked(key.first, key.second)) {
        m_unfinished.insert(key.first);
        return; // safe in the inbox
    }
    if (isNew(key.first, key.second) || isWaiting(message, trace)) {
        m_pending = true;
        m_unfinished.insert(key.first);
        return;
    }
    m_unfinished.insert(key.first);
    findings.add(lossOf(key, trace));
}

bool LossCheck::isWaiting(const MessageRow& message, const Trace& trace) const
{
    if (trace.acked)
        return false;
    // Gone with the memory of the broker, and with every durable record.
    if (m_lab.broker.forgotAt > Nanos{} && message.seenAt <= m_lab.broker.forgotAt)
        return false;
    // Without an ack the broker lets go of a message only when its group has moved past it and no
    // durable record keeps what is outstanding for the next member.
    if (trace.lastDelivery != 0)
        return m_subscriptions.empty()
            || std::any_of(m_subscriptions.begin(), m_subscriptions.end(),
                           [](const auto* subscription) { return !subscription->durable.empty(); });
    return std::none_of(m_subscriptions.begin(), m_subscriptions.end(),
                        [&message](const auto* subscription) {
                            return subscription->lastSent >= message.sequence;
                        });
}

void LossCheck::judgeOutbox(Findings& findings)
{
    for (const TransactionRecord& transaction : m_databases.transactions) {
        const Key key{transaction.account, transaction.number};
        if (m_undecided.contains(key) || m_decisions.isSettled(key.first, key.second))
            continue;
        m_unfinished.insert(key.first);
        if (m_decisions.isParked(key.first, key.second))
            continue;
        if (isNew(key.first, key.second) || !transaction.stored) {
            m_pending = true;
            continue;
        }
        audit::Violation violation = lossOf(key, {});
        violation.message = message(
            Code::StoredNowhere, titleOf(transaction.type, transaction.number, transaction.amount));
        findings.add(std::move(violation));
    }
}

void LossCheck::judgeBalances(Findings& findings)
{
    for (const AccountRecord& account : m_databases.accounts)
        if (!m_unfinished.contains(account.name))
            checkFinalBalance(account, m_judged, findings);
}

bool LossCheck::isNew(const AccountName& account, TransactionNumber number) const
{
    // The databases are read after the snapshot: a number that the snapshot has not seen accepted
    // began in between.
    const auto accepted = m_acceptedInLab.find(account);
    return accepted != m_acceptedInLab.end() && number.value() > accepted->second;
}

audit::Violation LossCheck::lossOf(const Key& key, const Trace& trace) const
{
    audit::Violation violation;
    violation.invariant = 6;
    violation.account = key.first;
    violation.transaction = key.second;
    if (trace.message == 0)
        return violation;
    const History& history = *m_lab.history;
    const MessageMeaning& meaning = history.meaning(trace.message - 1);
    violation.sequence = history.messages[trace.message - 1].sequence;
    Code code = Code::LostStored;
    if (trace.lastDelivery != 0) {
        violation.replica =
            ClientId(history.name(history.deliveries[trace.lastDelivery - 1].client));
        code = trace.acked ? Code::LostAcked : Code::LostDelivered;
    }
    violation.message =
        message(code, titleOf(meaning.type.get(), key.second, Cents(meaning.amount.get())));
    return violation;
}

} // namespace stanscope
