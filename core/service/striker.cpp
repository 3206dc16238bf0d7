#include "core/service/striker.h"

#include <array>
#include <chrono>
#include <csignal>
#include <string>

namespace stanscope {

namespace {

void armFault(const FaultSpec& fault, FaultBook& faults, ReportWriter& reports)
{
    const FaultReason reason = faults.arm(fault);
    if (reason == FaultReason::None)
        return;
    const Error error = faultError(fault, reason);
    reports.write(ReportKind::Refused, error.text, error.remedy);
}

void disarmFault(FaultId id, FaultBook& faults, Pauser& pauser, ReportWriter& reports)
{
    const auto done = faults.disarm(id);
    if (done.isHolding)
        pauser.wake();
    else if (!done.wasArmed)
        reports.write(ReportKind::Warning,
                      "no fault has the id " + std::to_string(id.value()) + " any more");
}

void releaseFault(const FaultBook& faults, Pauser& pauser, ReportWriter& reports)
{
    if (faults.isHolding())
        pauser.wake();
    else
        reports.write(ReportKind::Warning, "no fault is under way here any more");
}

} // namespace

Striker::Struck Striker::strike(FaultPlace place, const Report& handling,
                                const std::function<void()>& ackEarly)
{
    // What ends the handling comes last, so that faults of one place add up.
    constexpr auto order =
        std::to_array({FaultEffect::Delay, FaultEffect::Hang, FaultEffect::AckEarly,
                       FaultEffect::Busy, FaultEffect::Fail, FaultEffect::DiskFull,
                       FaultEffect::AnswerLost, FaultEffect::NoAck, FaultEffect::Crash});
    static_assert(order.size() == enumCount<FaultEffect>());
    Struck struck;
    for (const FaultEffect effect : order) {
        const auto ticket = m_pauser.ticket();
        const auto fault = m_faults.strike(place, effect, handling);
        if (!fault)
            continue;
        switch (effect) {
        case FaultEffect::Fail:
        case FaultEffect::DiskFull:
            struck.failure = effect;
            break;
        case FaultEffect::Delay:
            m_pauser.wait(ticket, std::chrono::milliseconds(fault->delayMs));
            m_faults.letGo(fault->id, handling);
            break;
        case FaultEffect::Hang:
            m_pauser.wait(ticket);
            m_faults.letGo(fault->id, handling);
            break;
        case FaultEffect::Crash:
            std::raise(SIGKILL);
            break;
        case FaultEffect::NoAck:
            struck.withoutAck = true;
            break;
        case FaultEffect::AckEarly:
            ackEarly();
            break;
        case FaultEffect::Busy:
            m_secondWriter.hold(*fault, handling, ticket);
            break;
        case FaultEffect::AnswerLost:
            struck.answerIsLost = true;
            break;
        }
    }
    return struck;
}

void carryOutFault(const ServiceCommand& command, FaultBook& faults, Pauser& pauser,
                   ReportWriter& reports)
{
    switch (command.kind) {
    case ServiceCommandKind::Arm:
        armFault(command.fault, faults, reports);
        return;
    case ServiceCommandKind::Disarm:
        disarmFault(command.fault.id, faults, pauser, reports);
        return;
    case ServiceCommandKind::Release:
        releaseFault(faults, pauser, reports);
        return;
    case ServiceCommandKind::ClearFaults:
        faults.clear();
        pauser.wake();
        return;
    case ServiceCommandKind::Act:
    case ServiceCommandKind::Stop:
        return; // no fault's
    }
}

} // namespace stanscope
