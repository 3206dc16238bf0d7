#include "core/service/outboxrelay.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace stanscope {

namespace {

/// The pause after the n-th failure in a row: 100 ms doubling to 1.6 s.
Nanos publishBackOff(int failures)
{
    constexpr int mostDoublings = 4;
    return std::chrono::milliseconds(100 << std::clamp(failures - 1, 0, mostDoublings));
}

} // namespace

Result<> OutboxRelay::load()
{
    auto entries = store().waiting();
    if (!entries)
        return entries.error();
    for (OutboxEntry& entry : *entries)
        m_accounts[entry.transaction.account].waiting.push_back(std::move(entry));
    return {};
}

void OutboxRelay::add(const PublishResult& result, Nanos now)
{
    const auto flight = m_flights.extract(result.row);
    if (flight.empty())
        return;
    const auto found = m_accounts.find(flight.mapped());
    Account& account = found->second;
    account.inFlight = false;
    if (!result.result) {
        report(ReportKind::PublishFailed, account.waiting.front(), result.result.error().text);
        account.retryAt = now + publishBackOff(++account.failures);
        return;
    }
    account.failures = 0;
    m_stored.push_back({std::move(account.waiting.front()), ++m_acknowledged, false, {}});
    account.waiting.pop_front();
    if (account.waiting.empty())
        m_accounts.erase(found);
}

bool OutboxRelay::mayPublish(const Account& account, Nanos now) const
{
    return isOnline() && !account.inFlight && account.retryAt <= now;
}

void OutboxRelay::round(Nanos now)
{
    std::erase_if(m_actions, [this](const ServiceCommand& action) {
        const bool valid = action.amount >= Cents(1);
        if (!valid)
            refuse(action, "the amount must be at least 1 cent");
        return !valid;
    });
    for (Stored& stored : m_stored)
        if (!std::exchange(stored.struck, true))
            stored.failure = strike(FaultPlace::AfterPublish, stored.entry, stored.ordinal).failure;
    const auto batch = commitBatch(now);
    if (!batch) {
        store().rollback();
        for (const ServiceCommand& action : std::exchange(m_actions, {}))
            refuse(action, batch.error().text);
        m_databaseRetryAt = now + publishBackOff(++m_databaseFailures);
        return;
    }
    m_databaseFailures = 0;
    m_databaseRetryAt = {};
    finishBatch(*batch);
}

Result<OutboxRelay::Batch> OutboxRelay::commitBatch(Nanos now)
{
    const bool sendable = std::any_of(m_accounts.begin(), m_accounts.end(), [&](const auto& item) {
        return mayPublish(item.second, now);
    });
    if (m_actions.empty() && m_stored.empty() && !sendable)
        return Batch{};
    Batch batch;
    auto done = begin();
    if (done)
        done = acceptActions(batch);
    if (done)
        done = markStored();
    if (done)
        done = countPublishes(batch, now);
    if (done)
        done = commit(batch.accepted.empty() ? nullptr : &batch.accepted.front());
    if (!done)
        return done.error();
    return batch;
}

Result<> OutboxRelay::acceptActions(Batch& batch)
{
    for (const ServiceCommand& action : m_actions) {
        auto entry =
            store().accept({newTransactionId(), action.account, {}, action.type, action.amount});
        if (!entry)
            return entry.error();
        // Without an outbox nobody looks for it again.
        if (*entry && m_publishing == Publishing::AfterCommit)
            if (auto marked = store().markStored((*entry)->row); !marked)
                return marked.error();
        if (*entry) {
            if (auto failed =
                    struck(FaultPlace::InInsert, **entry, m_accepted + batch.accepted.size() + 1);
                !failed)
                return failed;
            batch.accepted.push_back(std::move(**entry));
        } else {
            batch.unknown.push_back(action);
        }
    }
    return {};
}

Result<> OutboxRelay::markStored()
{
    for (Stored& stored : m_stored) {
        if (const auto failure = std::exchange(stored.failure, std::nullopt))
            if (auto failed = store().failOnPurpose(*failure); !failed)
                return failed;
        if (auto marked = store().markStored(stored.entry.row); !marked)
            return marked;
    }
    return {};
}

/// Chooses the next message of every account that has none in flight, what was accepted in this
/// very batch included, and counts the attempt before it is made.
Result<> OutboxRelay::countPublishes(Batch& batch, Nanos now)
{
    for (const auto& [name, account] : m_accounts)
        if (mayPublish(account, now))
            batch.next.push_back(account.waiting.front());
    std::set<AccountName> fresh;
    for (const OutboxEntry& entry : batch.accepted) {
        const AccountName& account = entry.transaction.account;
        if (isOnline() && !m_accounts.contains(account) && fresh.insert(account).second)
            batch.next.push_back(entry);
    }
    for (OutboxEntry& entry : batch.next) {
        ++entry.publishes;
        if (auto counted = store().countPublish(entry.row); !counted)
            return counted;
    }
    return {};
}

void OutboxRelay::finishBatch(const Batch& batch)
{
    m_actions.clear();
    for (const ServiceCommand& action : batch.unknown)
        refuse(action, "unknown account \"" + action.account.value() + '"');
    for (const OutboxEntry& entry : batch.accepted) {
        report(ReportKind::Accepted, entry);
        strike(FaultPlace::AfterInsert, entry, ++m_accepted);
        m_accounts[entry.transaction.account].waiting.push_back(entry);
    }
    for (const Stored& stored : std::exchange(m_stored, {}))
        report(ReportKind::Published, stored.entry);
    for (const OutboxEntry& entry : batch.next) {
        Account& account = m_accounts[entry.transaction.account];
        account.waiting.front().publishes = entry.publishes;
        account.inFlight = true;
        m_flights.emplace(entry.row, entry.transaction.account);
        publish(entry);
    }
}

std::optional<Nanos> OutboxRelay::due() const
{
    std::optional<Nanos> earliest;
    const auto consider = [&](Nanos time) {
        earliest = earliest ? std::min(*earliest, time) : time;
    };
    if (!m_stored.empty())
        consider(m_databaseRetryAt);
    if (isOnline())
        for (const auto& [name, account] : m_accounts)
            if (!account.inFlight)
                consider(std::max(account.retryAt, m_databaseRetryAt));
    return earliest;
}

} // namespace stanscope
