#include "core/service/hastyrelay.h"

#include <algorithm>
#include <utility>

namespace stanscope {

void HastyRelay::add(const ServiceCommand& action)
{
    if (action.amount >= Cents(1))
        m_actions[action.account].push_back(action);
    else
        refuse(action, "the amount must be at least 1 cent");
}

void HastyRelay::add(const PublishResult& result, Nanos)
{
    m_results.push_back(result);
}

void HastyRelay::round(Nanos)
{
    for (const PublishResult& result : std::exchange(m_results, {}))
        if (auto flight = m_flights.extract(result.row))
            conclude(flight.mapped(), result.result);
    if (!isOnline())
        return;
    for (auto& [account, actions] : m_actions) {
        const auto isOfAccount = [&, name = &account](const auto& flight) {
            return flight.second.action.account == *name;
        };
        if (actions.empty() || std::ranges::any_of(m_flights, isOfAccount))
            continue;
        const ServiceCommand action = std::move(actions.front());
        actions.pop_front();
        send(action);
    }
    std::erase_if(m_actions, [](const auto& item) { return item.second.empty(); });
}

void HastyRelay::send(const ServiceCommand& action)
{
    const auto number = store().nextNumber(action.account);
    if (!number)
        return refuse(action, number.error().text);
    if (!*number)
        return refuse(action, "unknown account \"" + action.account.value() + '"');
    const std::int64_t row = ++m_lastRow;
    const Flight flight{
        action,
        {row, {newTransactionId(), action.account, **number, action.type, action.amount}, 1},
        static_cast<std::uint64_t>(row)};
    publish(m_flights.emplace(row, flight).first->second.entry);
}

void HastyRelay::conclude(const Flight& flight, const Result<>& published)
{
    if (!published) {
        report(ReportKind::PublishFailed, flight.entry, published.error().text);
        return refuse(flight.action, published.error().text);
    }
    const auto inserted = insert(flight);
    if (!inserted || !*inserted) {
        store().rollback();
        return refuse(flight.action,
                      "published, and not inserted: "
                          + (inserted ? std::string("no such account") : inserted.error().text));
    }
    report(ReportKind::Accepted, **inserted);
    strike(FaultPlace::AfterInsert, **inserted, flight.ordinal);
    report(ReportKind::Published, **inserted);
}

Result<std::optional<OutboxEntry>> HastyRelay::insert(const Flight& flight)
{
    if (auto failed = struck(FaultPlace::AfterPublish, flight.entry, flight.ordinal); !failed)
        return failed.error();
    if (auto begun = begin(); !begun)
        return begun.error();
    auto entry = store().insert(flight.entry.transaction);
    if (!entry || !*entry)
        return entry;
    (*entry)->publishes = 1;
    if (auto failed = struck(FaultPlace::InInsert, **entry, flight.ordinal); !failed)
        return failed.error();
    if (auto counted = store().countPublish((*entry)->row); !counted)
        return counted.error();
    if (auto marked = store().markStored((*entry)->row); !marked)
        return marked.error();
    if (auto committed = commit(&**entry); !committed)
        return committed.error();
    return entry;
}

} // namespace stanscope
