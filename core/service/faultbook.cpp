#include "core/service/faultbook.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

bool matchesDelivery(FaultWhen when, bool redelivered)
{
    switch (when) {
    case FaultWhen::Any:
        return true;
    case FaultWhen::FirstDelivery:
        return !redelivered;
    case FaultWhen::Redelivery:
        return redelivered;
    }
    return false;
}

bool matches(const FaultSpec& fault, FaultPoint point, const Report& handling)
{
    return fault.point == point && matchesDelivery(fault.when, handling.redelivered)
        && (fault.number.isNull() || fault.number == handling.number)
        && (fault.account.isNull() || fault.account == handling.account);
}

} // namespace

bool FaultBook::arm(FaultSpec fault)
{
    const std::lock_guard lock(m_mutex);
    if (m_faults.size() >= mostFaults)
        return false;
    fault.fired = 0;
    m_faults.push_back(std::move(fault));
    reportList();
    return true;
}

void FaultBook::clear()
{
    const std::lock_guard lock(m_mutex);
    m_faults.clear();
    reportList();
}

std::optional<FaultSpec> FaultBook::strike(FaultPoint point, const Report& handling)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_faults.begin(), m_faults.end(), [&](const FaultSpec& fault) {
        return matches(fault, point, handling);
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
    if (last) {
        m_faults.erase(found);
        reportList();
    }
    return fired.fault;
}

void FaultBook::reportList() const
{
    Report changed;
    changed.kind = ReportKind::FaultsChanged;
    changed.faults = m_faults;
    m_reports.write(std::move(changed));
}

} // namespace stanscope
