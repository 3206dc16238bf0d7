#include "core/fleet/fleet.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t stderrLines = 5;

} // namespace

Fleet::Fleet(FleetWriter& writer)
    : m_writer(&writer)
{
}

Fleet::Fleet(const Fleet& other, FleetWriter& writer)
    : Fleet(other)
{
    m_writer = &writer;
}

const Fleet::Process* Fleet::find(const ClientId& name) const
{
    const auto found =
        std::find_if(m_processes.begin(), m_processes.end(),
                     [&](const Process& process) { return process.view.name == name; });
    return found == m_processes.end() ? nullptr : &*found;
}

const Fleet::Process* Fleet::findLane(NameId lane) const
{
    const auto found =
        std::find_if(m_processes.begin(), m_processes.end(),
                     [&](const Process& process) { return process.view.lane == lane; });
    return found == m_processes.end() ? nullptr : &*found;
}

Fleet::Process* Fleet::edit(const ClientId& name)
{
    return const_cast<Process*>(std::as_const(*this).find(name));
}

void Fleet::apply(Nanos, const process::Started& event)
{
    m_forgotten.erase(event.name);
    Process* known = edit(event.name);
    Process& replica = known ? *known : m_processes.emplace_back();
    replica = {};
    replica.view.name = event.name;
    replica.view.lane = m_writer->intern(event.name.value());
    replica.view.role = event.role;
    replica.view.options = event.options;
    replica.view.pid = event.pid;
    m_hadExternals = m_hadExternals || event.role == process::Role::External;
}

void Fleet::apply(Nanos time, const process::Ended& event)
{
    Process* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Process& replica = *known;
    replica.view.state = ReplicaState::Dead;
    replica.held = false;
    replica.view.exitCode = event.exitCode;
    replica.view.signal = event.signal;
    replica.view.faults.clear();
    replica.view.holding = {};
    for (const auto& [ordinal, row] : replica.open) {
        m_writer->editHandling(row - 1).endedAt.set(time.count());
        m_steps.erase(row);
    }
    replica.open.clear();
}

void Fleet::apply(Nanos, const process::Paused& event)
{
    Process* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Process& replica = *known;
    replica.view.state = ReplicaState::Paused;
}

void Fleet::apply(Nanos, const process::Resumed& event)
{
    Process* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Process& replica = *known;
    replica.view.state = runningState(replica);
}

void Fleet::apply(Nanos, const process::Held& event)
{
    Process* replica = edit(event.name);
    if (!replica)
        return;
    replica->held = true;
    if (replica->view.state == ReplicaState::Running
        || replica->view.state == ReplicaState::Starting)
        replica->view.state = ReplicaState::Held;
}

void Fleet::apply(Nanos, const process::Released& event)
{
    Process* replica = edit(event.name);
    if (!replica)
        return;
    replica->held = false;
    if (replica->view.state == ReplicaState::Held)
        replica->view.state = runningState(*replica);
}

/// Of one that no person has paused.
ReplicaState Fleet::runningState(const Process& process)
{
    if (process.held)
        return ReplicaState::Held;
    return process.view.everReady ? ReplicaState::Running : ReplicaState::Starting;
}

void Fleet::apply(Nanos, const process::Closing& event)
{
    if (Process* replica = edit(event.name))
        replica->view.state = ReplicaState::Closing;
}

void Fleet::apply(Nanos, const process::Forgotten& event)
{
    const auto found =
        std::find_if(m_processes.begin(), m_processes.end(),
                     [&](const Process& process) { return process.view.name == event.name; });
    if (found == m_processes.end())
        return;
    m_processes.erase(found);
    m_forgotten.insert(event.name);
}

void Fleet::apply(Nanos, const process::StderrLine& event)
{
    Process* replica = edit(event.name);
    if (!replica)
        return;
    auto& tail = replica->view.stderrTail;
    tail.push_back(event.line);
    if (tail.size() > stderrLines)
        tail.erase(tail.begin());
}

Fleet::Step Fleet::apply(const process::Reported& event)
{
    Process* known = edit(event.name);
    if (!known)
        return {};
    Process& replica = *known;
    const Report& report = event.report;
    switch (report.kind) {
    case ReportKind::Hello:
    case ReportKind::Stopped:
        break;
    case ReportKind::Ready:
        replica.view.everReady = true;
        if (replica.view.state == ReplicaState::Starting)
            replica.view.state = ReplicaState::Running;
        break;
    case ReportKind::Received:
        return received(replica, report);
    case ReportKind::Begin:
    case ReportKind::Decided:
    case ReportKind::Committed:
    case ReportKind::Acked:
    case ReportKind::Rejected:
    case ReportKind::Failed:
        return handled(replica, report);
    case ReportKind::FaultFired:
        faultFired(replica, report);
        break;
    case ReportKind::FaultOver:
        if (replica.view.holding.id == report.fault.id)
            replica.view.holding = {};
        break;
    case ReportKind::FaultsChanged:
        faultsChanged(replica, report);
        break;
    case ReportKind::Accepted:
    case ReportKind::Publishing:
    case ReportKind::Published:
        break; // the bank's
    case ReportKind::Refused:
        if (!report.account.isNull())
            ++replica.view.refused;
        break;
    case ReportKind::PublishFailed:
        ++replica.view.failed;
        replica.view.lastText = report.text;
        break;
    case ReportKind::ConnectionLost:
    case ReportKind::Fatal:
        replica.view.fatal = report.text + (report.remedy.empty() ? "" : " " + report.remedy);
        break;
    case ReportKind::Stopping:
        replica.view.state = ReplicaState::Closing;
        break;
    case ReportKind::Warning:
        replica.view.lastText = report.text;
        break;
    }
    return {};
}

void Fleet::subscribed(const ClientId& name)
{
    Process* process = edit(name);
    if (!process || !process::reportsNothing(process->view.role))
        return;
    process->view.everReady = true;
    if (process->view.state == ReplicaState::Starting)
        process->view.state = ReplicaState::Running;
}

void Fleet::delivered(NameId lane, bool again)
{
    if (auto* process = const_cast<Process*>(findLane(lane))) {
        ++process->view.got;
        if (again)
            ++process->view.redelivered;
    }
}

ReportKind Fleet::stepOf(RowRef handling) const
{
    const auto found = m_steps.find(handling);
    return found == m_steps.end() ? ReportKind::Hello : found->second;
}

} // namespace stanscope
