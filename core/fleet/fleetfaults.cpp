#include "core/events/faulttable.h"
#include "core/fleet/fleet.h"

#include <algorithm>

// What a process reports about its faults; its life is in fleet.cpp.
namespace stanscope {

namespace {

constexpr std::size_t mostSpentFaults = 8;

} // namespace

void Fleet::faultFired(Process& process, const Report& report)
{
    ++process.view.faultsFired;
    const FaultEffect effect = report.fault.effect;
    RowRef handlingRef = 0;
    if (const auto found = process.handlings.find(report.handling);
        found != process.handlings.end()) {
        handlingRef = found->second;
        HandlingRow& handling = m_writer->editHandling(handlingRef - 1);
        handling.faulty.set(true);
        // Nothing more is reported about a handling whose ack is left out.
        process.view.leftAckOut = effect == FaultEffect::NoAck;
        if (process.view.leftAckOut) {
            ++process.view.acksLeftOut;
            close(process, report, handling);
        }
    }
    if (rowOf(effect).holds)
        process.view.holding = report.fault;
    m_writer->rows().faults.append([&](FaultMark& mark) {
        mark.lane = process.view.lane;
        mark.time = report.time;
        mark.fault = report.fault.id;
        mark.place = report.fault.place;
        mark.effect = effect;
        mark.sequence = report.sequence;
        mark.handling = handlingRef;
    });
    countFault(process, report.fault);
}

void Fleet::countFault(Process& process, const FaultSpec& fired)
{
    auto& armed = process.view.faults;
    const auto found = std::ranges::find(armed, fired.id, &FaultSpec::id);
    if (found == armed.end())
        return;
    if (found->remaining != 1) {
        *found = fired;
        return;
    }
    armed.erase(found);
    process.faultSpent = true;
    auto& spent = process.view.spentFaults;
    spent.push_back(fired);
    if (spent.size() > mostSpentFaults)
        spent.erase(spent.begin());
}

void Fleet::faultsChanged(Process& process, const Report& report)
{
    process.view.faults = report.faults;
    // An empty list that no spent fault explains: the faults were cleared.
    if (report.faults.empty() && !process.faultSpent)
        process.view.spentFaults.clear();
    process.faultSpent = false;
}

} // namespace stanscope
