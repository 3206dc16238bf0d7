#pragma once

#include "core/events/servicemessages.h"
#include "core/service/reportwriter.h"

#include <mutex>
#include <optional>
#include <vector>

namespace stanscope {

/// The armed faults of one process. Any thread. A fault that has fired for the last time leaves the
/// list; every change of the list is reported as FaultsChanged, every firing as FaultFired, both
/// before this returns and so before the fault takes effect.
class FaultBook
{
public:
    /// Report lines carry the whole list and must stay below `maxServiceLine`.
    static constexpr std::size_t mostFaults = 100;

    explicit FaultBook(ReportWriter& reports)
        : m_reports(reports)
    {
    }

    /// False: there are `mostFaults` already.
    bool arm(FaultSpec fault);
    void clear();

    /// The first fault for `point` that matches the message which `handling` describes (number,
    /// account, redelivered), with its counters after this firing.
    std::optional<FaultSpec> strike(FaultPoint point, const Report& handling);

private:
    void reportList() const;

    ReportWriter& m_reports;
    std::mutex m_mutex;
    std::vector<FaultSpec> m_faults;
};

} // namespace stanscope
