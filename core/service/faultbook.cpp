#include "core/service/faultbook.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

bool matchesDelivery(FaultDelivery delivery, bool redelivered)
{
    switch (delivery) {
    case FaultDelivery::Any:
        return true;
    case FaultDelivery::FirstDelivery:
        return !redelivered;
    case FaultDelivery::Redelivery:
        return redelivered;
    }
    return false;
}

bool matches(const FaultMatch& match, const Report& handling)
{
    return matchesDelivery(match.delivery, handling.redelivered)
        && (match.number.isNull() || match.number == handling.number)
        && (match.account.isNull() || match.account == handling.account);
}

/// Chance that a seed repeats: the message and the fault decide, not what came before.
bool comesUp(const FaultSpec& fault, const Report& handling)
{
    if (fault.match.perMille == 0)
        return true;
    // splitmix64
    std::uint64_t mixed = static_cast<std::uint64_t>(fault.match.seed)
        + 0x9e3779b97f4a7c15U * (handling.handling + 1)
        + 0xd1b54a32d192ed03U * static_cast<std::uint64_t>(fault.id.value());
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    mixed ^= mixed >> 31U;
    constexpr std::uint64_t thousand = 1000;
    return mixed % thousand < static_cast<std::uint64_t>(fault.match.perMille);
}

/// Of those that this process handles.
bool isItsTurn(const FaultMatch& match, std::uint64_t ordinal)
{
    if (match.nth > 0 && ordinal != static_cast<std::uint64_t>(match.nth))
        return false;
    return match.every <= 0 || ordinal % static_cast<std::uint64_t>(match.every) == 0;
}

} // namespace

FaultReason FaultBook::arm(FaultSpec fault)
{
    if (const auto reason = reasonAgainst(fault, m_service, m_acks, m_database);
        reason != FaultReason::None)
        return reason;
    if (fault.id.isNull())
        return FaultReason::NoId;
    const std::lock_guard lock(m_mutex);
    if (m_faults.size() >= mostFaults)
        return FaultReason::TooMany;
    if (std::ranges::find(m_faults, fault.id, &FaultSpec::id) != m_faults.end())
        return FaultReason::IdIsTaken;
    fault.fired = 0;
    m_faults.push_back(std::move(fault));
    reportList();
    return FaultReason::None;
}

void FaultBook::clear()
{
    const std::lock_guard lock(m_mutex);
    m_faults.clear();
    reportList();
}

FaultBook::Disarmed FaultBook::disarm(FaultId id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_faults, id, &FaultSpec::id);
    const Disarmed result{found != m_faults.end(),
                          std::ranges::find(m_holding, id, &FaultSpec::id) != m_holding.end()};
    if (result.wasArmed) {
        m_faults.erase(found);
        reportList();
    }
    return result;
}

std::optional<FaultSpec> FaultBook::strike(FaultPlace place, FaultEffect effect,
                                           const Report& handling)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_faults.begin(), m_faults.end(), [&](const FaultSpec& fault) {
        return fault.place == place && fault.effect == effect && matches(fault.match, handling)
            && isItsTurn(fault.match, handling.handling) && comesUp(fault, handling);
    });
    if (found == m_faults.end())
        return std::nullopt;
    const bool last = found->remaining == 1;
    if (found->remaining > 0)
        --found->remaining;
    ++found->fired;
    Report fired = handling;
    fired.kind = ReportKind::FaultFired;
    fired.fault = *found;
    m_reports.write(fired);
    if (rowOf(effect).holds)
        m_holding.push_back(fired.fault);
    if (last) {
        m_faults.erase(found);
        reportList();
    }
    return fired.fault;
}

void FaultBook::letGo(FaultId id, const Report& handling)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_holding, id, &FaultSpec::id);
    if (found == m_holding.end())
        return;
    Report over = handling;
    over.kind = ReportKind::FaultOver;
    over.fault = std::move(*found);
    m_holding.erase(found);
    m_reports.write(std::move(over));
}

bool FaultBook::isHolding() const
{
    const std::lock_guard lock(m_mutex);
    return !m_holding.empty();
}

void FaultBook::reportList() const
{
    Report changed;
    changed.kind = ReportKind::FaultsChanged;
    changed.faults = m_faults;
    m_reports.write(std::move(changed));
}

} // namespace stanscope
