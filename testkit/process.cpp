#include "core/scenario/scenariolook.h"
#include "testkit/bench.h"
#include "testkit/convert.h"

#include <algorithm>
#include <set>
#include <stanscope/testkit/process.h>
#include <utility>

namespace stanscope::testkit {

namespace {

/// What a process that is not there has: nothing.
ReplicaView viewOf(const std::shared_ptr<Bench>& bench, const std::string& name)
{
    if (bench) {
        const auto snapshot = bench->snapshot();
        if (const ReplicaView* found = scenariolook::find(*snapshot, ClientId(name)))
            return *found;
    }
    ReplicaView none;
    none.state = ReplicaState::Dead;
    return none;
}

/// Asks for something that is so when `look` says it of the process.
bool ask(const std::shared_ptr<Bench>& bench, const std::string& name, const Command& command,
         const std::string& what, const std::function<bool(const ReplicaView&)>& look, Where where)
{
    return bench
        && bench->carryOut(
            command, name + " to " + what,
            [&](const Snapshot& snapshot) {
                const ReplicaView* replica = scenariolook::find(snapshot, ClientId(name));
                return Progress::of(replica && look(*replica));
            },
            where);
}

std::set<FaultId> faultsOf(const ReplicaView& replica)
{
    std::set<FaultId> ids;
    for (const auto* list : {&replica.faults, &replica.spentFaults})
        for (const FaultSpec& fault : *list)
            ids.insert(fault.id);
    return ids;
}

} // namespace

Process::Process() = default;

Process::Process(std::shared_ptr<Bench> bench, std::string name)
    : m_bench(std::move(bench))
    , m_name(std::move(name))
{
}

std::string Process::name() const
{
    return m_name;
}

std::int64_t Process::pid() const
{
    return viewOf(m_bench, m_name).pid;
}

ProcessState Process::state() const
{
    return outer(viewOf(m_bench, m_name).state);
}

int Process::exitCode() const
{
    return viewOf(m_bench, m_name).exitCode;
}

int Process::signal() const
{
    return viewOf(m_bench, m_name).signal;
}

std::uint64_t Process::received() const
{
    return viewOf(m_bench, m_name).got;
}

std::uint32_t Process::outstanding() const
{
    return viewOf(m_bench, m_name).outstanding;
}

std::vector<std::string> Process::output() const
{
    return m_bench ? m_bench->outputOf(m_name) : std::vector<std::string>();
}

bool Process::pause(Where where)
{
    return ask(
        m_bench, m_name, command::PauseProcess{ClientId(m_name)}, "be paused",
        [](const ReplicaView& replica) { return replica.state == ReplicaState::Paused; }, where);
}

bool Process::resume(Where where)
{
    return ask(
        m_bench, m_name, command::ResumeProcess{ClientId(m_name)}, "be resumed",
        [](const ReplicaView& replica) { return replica.state != ReplicaState::Paused; }, where);
}

bool Process::kill(Where where)
{
    return ask(m_bench, m_name, command::KillProcess{ClientId(m_name)}, "be killed",
               scenariolook::isDead, where);
}

bool Process::stop(Where where)
{
    return ask(m_bench, m_name, command::StopProcess{ClientId(m_name)}, "stop",
               scenariolook::isDead, where);
}

bool Process::restart(Where where)
{
    if (!m_bench)
        return false;
    const std::int64_t before = pid();
    const Ready ready = m_bench->readyOf(m_name);
    return m_bench->carryOut(
        command::RestartProcess{ClientId(m_name)}, m_name + " to be restarted",
        [&](const Snapshot& snapshot) {
            const ReplicaView* replica = scenariolook::find(snapshot, ClientId(m_name));
            return Progress::of(replica && replica->pid != before && isUp(snapshot, m_name, ready));
        },
        where);
}

bool Process::arm(const Fault& fault, Where where)
{
    const std::set<FaultId> before = faultsOf(viewOf(m_bench, m_name));
    return ask(
        m_bench, m_name, command::ArmFault{ClientId(m_name), inner(fault)}, "have a fault armed",
        [&](const ReplicaView& replica) {
            return std::ranges::any_of(faultsOf(replica),
                                       [&](FaultId id) { return !before.contains(id); });
        },
        where);
}

bool Process::release(Where where)
{
    return ask(
        m_bench, m_name, command::ReleaseFault{ClientId(m_name)}, "be released",
        [](const ReplicaView& replica) { return replica.holding.id.isNull(); }, where);
}

bool Process::disarm(Where where)
{
    return ask(
        m_bench, m_name, command::ClearFaults{ClientId(m_name)}, "have no faults",
        [](const ReplicaView& replica) { return replica.faults.empty(); }, where);
}

} // namespace stanscope::testkit
