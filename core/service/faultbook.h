#pragma once

#include "core/events/faulttable.h"
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

    /// For the service with these acks, and its tables there.
    FaultBook(FaultService service, AckMode acks, ReportWriter& reports,
              BankDatabase database = BankDatabase::Sqlite)
        : m_service(service)
        , m_acks(acks)
        , m_database(database)
        , m_reports(reports)
    {
    }

    /// Why it was not armed; None: it is.
    FaultReason arm(FaultSpec fault);
    void clear();
    struct Disarmed
    {
        bool wasArmed = false;
        bool isHolding = false; ///< it is under way
    };
    Disarmed disarm(FaultId id);

    /// The first fault of that place and effect that matches the message which `handling` describes
    /// (number, account, redelivered, and which one of its process it is: handling), with its
    /// counters after this firing. One that holds is under way from here until `letGo`.
    std::optional<FaultSpec> strike(FaultPlace place, FaultEffect effect, const Report& handling);
    /// It is not under way any more: reported as FaultOver.
    void letGo(FaultId id, const Report& handling);
    bool isHolding() const;

private:
    void reportList() const;

    const FaultService m_service;
    const AckMode m_acks;
    const BankDatabase m_database;
    ReportWriter& m_reports;
    mutable std::mutex m_mutex;
    std::vector<FaultSpec> m_faults;
    std::vector<FaultSpec> m_holding;
};

} // namespace stanscope
