#pragma once

#include "core/service/faultbook.h"
#include "core/service/pauser.h"

#include <functional>

namespace stanscope {

/// Lets the armed faults of one process strike: delays and hangs are waited for here, a crash ends
/// the process. Lives in the thread that handles.
class Striker
{
public:
    Striker(FaultBook& faults, Pauser& pauser)
        : m_faults(faults)
        , m_pauser(pauser)
    {
    }

    /// What the faults that struck leave to the handling itself.
    struct Struck
    {
        bool fails = false; ///< the database, here
        bool withoutAck = false;
    };
    /// `handling` is the message; `ackEarly` is called where a fault sends the ack.
    Struck strike(
        FaultPlace place, const Report& handling, const std::function<void()>& ackEarly = [] {});

private:
    FaultBook& m_faults;
    Pauser& m_pauser;
};

/// Carries out Arm, Disarm, Release and ClearFaults, and reports what became of them.
void carryOutFault(const ServiceCommand& command, FaultBook& faults, Pauser& pauser,
                   ReportWriter& reports);

} // namespace stanscope
