#pragma once

#include "core/service/faultbook.h"
#include "core/service/pauser.h"
#include "core/service/secondwriter.h"

#include <functional>
#include <optional>
#include <string>

namespace stanscope {

/// Lets the armed faults of one process strike: delays and hangs are waited for here, a crash ends
/// the process. Lives in the thread that handles.
class Striker
{
public:
    /// `database` is the service's.
    Striker(const std::string& database, FaultBook& faults, Pauser& pauser, ReportWriter& reports)
        : m_faults(faults)
        , m_pauser(pauser)
        , m_secondWriter(database, faults, pauser, reports)
    {
    }

    /// What the faults that struck leave to the handling itself.
    struct Struck
    {
        std::optional<FaultEffect> failure; ///< of the database, here: Fail or DiskFull
        bool answerIsLost = false; ///< of the COMMIT that follows
        bool withoutAck = false;
    };
    /// `handling` is the message; `ackEarly` is called where a fault sends the ack.
    Struck strike(
        FaultPlace place, const Report& handling, const std::function<void()>& ackEarly = [] {});

private:
    FaultBook& m_faults;
    Pauser& m_pauser;
    SecondWriter m_secondWriter;
};

/// Carries out Arm, Disarm, Release and ClearFaults, and reports what became of them.
void carryOutFault(const ServiceCommand& command, FaultBook& faults, Pauser& pauser,
                   ReportWriter& reports);

} // namespace stanscope
