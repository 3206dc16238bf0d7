#pragma once

#include "core/service/faultbook.h"
#include "core/service/pauser.h"
#include "core/service/reportwriter.h"

#include <string>
#include <thread>

namespace stanscope {

/// Another writer of a service's database, over a connection and in a thread of its own: it holds
/// what the service needs. Belongs to the thread that handles.
class SecondWriter
{
public:
    SecondWriter(std::string database, FaultBook& faults, Pauser& pauser, ReportWriter& reports)
        : m_database(std::move(database))
        , m_faults(faults)
        , m_pauser(pauser)
        , m_reports(reports)
    {
    }

    /// Returns when it holds the database, or cannot. It lets go when the time of the fault is over
    /// or somebody wakes the pauser, which is reported as FaultOver. One after the other: while it
    /// still holds for an earlier fault, this waits.
    void hold(const FaultSpec& fault, const Report& handling, Pauser::Ticket ticket);

private:
    const std::string m_database;
    FaultBook& m_faults;
    Pauser& m_pauser;
    ReportWriter& m_reports;
    std::jthread m_thread;
};

} // namespace stanscope
