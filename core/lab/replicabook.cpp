#include "core/lab/replicabook.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t stderrLines = 5;
constexpr std::size_t mostSpentFaults = 8;

} // namespace

ReplicaBook::ReplicaBook(HistoryWriter& writer, BankBook& bank)
    : m_writer(&writer)
    , m_bank(&bank)
{
}

void ReplicaBook::bind(HistoryWriter& writer, BankBook& bank)
{
    m_writer = &writer;
    m_bank = &bank;
}

const ReplicaBook::Replica* ReplicaBook::find(const ClientId& name) const
{
    const auto found =
        std::find_if(m_replicas.begin(), m_replicas.end(),
                     [&](const Replica& replica) { return replica.view.name == name; });
    return found == m_replicas.end() ? nullptr : &*found;
}

ReplicaBook::Replica* ReplicaBook::edit(const ClientId& name)
{
    return const_cast<Replica*>(std::as_const(*this).find(name));
}

void ReplicaBook::openBand(Nanos time, Replica& replica, BandKind kind)
{
    closeBand(time, replica);
    replica.band = m_writer->rows().bands.append([&](BandRow& band) {
        band.lane = replica.view.lane;
        band.kind = kind;
        band.from = time;
    });
}

void ReplicaBook::closeBand(Nanos time, Replica& replica)
{
    if (replica.band)
        m_writer->rows().bands.edit(*replica.band).until.set(time.count());
    replica.band.reset();
}

void ReplicaBook::apply(Nanos time, const process::Started& event)
{
    m_forgotten.erase(event.name);
    Replica* known = edit(event.name);
    Replica& replica = known ? *known : m_replicas.emplace_back();
    closeBand(time, replica);
    replica = {};
    replica.view.name = event.name;
    replica.view.lane = m_writer->intern(event.name.value());
    replica.view.role = event.role;
    replica.view.options = event.options;
    replica.view.pid = event.pid;
}

void ReplicaBook::apply(Nanos time, const process::Ended& event)
{
    Replica* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Replica& replica = *known;
    replica.view.state = ReplicaState::Dead;
    replica.view.exitCode = event.exitCode;
    replica.view.signal = event.signal;
    replica.view.faults.clear();
    replica.view.holding = {};
    replica.diedAt = time;
    for (const auto& [ordinal, row] : replica.open) {
        m_writer->editHandling(row - 1).endedAt.set(time.count());
        m_steps.erase(row);
    }
    replica.open.clear();
    replica.unclaimed.clear();
    replica.early.clear();
    openBand(time, replica, BandKind::Dead);
}

void ReplicaBook::apply(Nanos time, const process::Paused& event)
{
    Replica* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Replica& replica = *known;
    replica.view.state = ReplicaState::Paused;
    openBand(time, replica, BandKind::Paused);
}

void ReplicaBook::apply(Nanos time, const process::Resumed& event)
{
    Replica* known = edit(event.name);
    if (!known)
        return; // the broker, or what never started
    Replica& replica = *known;
    replica.view.state = replica.view.everReady ? ReplicaState::Running : ReplicaState::Starting;
    closeBand(time, replica);
}

void ReplicaBook::apply(Nanos, const process::Closing& event)
{
    if (Replica* replica = edit(event.name))
        replica->view.state = ReplicaState::Closing;
}

void ReplicaBook::apply(Nanos time, const process::Forgotten& event)
{
    const auto found =
        std::find_if(m_replicas.begin(), m_replicas.end(),
                     [&](const Replica& replica) { return replica.view.name == event.name; });
    if (found == m_replicas.end())
        return;
    closeBand(time, *found);
    m_replicas.erase(found);
    m_forgotten.insert(event.name);
}

void ReplicaBook::apply(Nanos, const process::StderrLine& event)
{
    Replica* replica = edit(event.name);
    if (!replica)
        return;
    auto& tail = replica->view.stderrTail;
    tail.push_back(event.line);
    if (tail.size() > stderrLines)
        tail.erase(tail.begin());
}

void ReplicaBook::apply(const process::Reported& event)
{
    Replica* known = edit(event.name);
    if (!known)
        return;
    Replica& replica = *known;
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
        received(replica, report);
        break;
    case ReportKind::Begin:
    case ReportKind::Decided:
    case ReportKind::Committed:
    case ReportKind::Acked:
    case ReportKind::Rejected:
    case ReportKind::Failed:
        handled(replica, report);
        break;
    case ReportKind::FaultFired:
        faultFired(replica, report);
        break;
    case ReportKind::FaultOver:
        replica.view.holding = {};
        break;
    case ReportKind::FaultsChanged:
        faultsChanged(replica, report);
        break;
    case ReportKind::Accepted:
        m_bank->accepted(report);
        break;
    case ReportKind::Publishing:
        m_bank->publishing(report);
        break;
    case ReportKind::Published:
        m_bank->published(report);
        break;
    case ReportKind::PublishFailed:
        ++replica.view.failed;
        replica.view.lastText = report.text;
        break;
    case ReportKind::Refused:
        m_problems.push_back({said(report.text), said(report.remedy)});
        break;
    case ReportKind::ConnectionLost:
    case ReportKind::Fatal:
        replica.view.fatal = report.text + (report.remedy.empty() ? "" : " " + report.remedy);
        if (report.kind == ReportKind::Fatal)
            m_problems.push_back(
                {message(Code::OfSource, event.name, said(report.text)), said(report.remedy)});
        break;
    case ReportKind::Stopping:
        replica.view.state = ReplicaState::Closing;
        break;
    case ReportKind::Warning:
        replica.view.lastText = report.text;
        break;
    }
}

void ReplicaBook::delivered(std::uint32_t deliveryRow)
{
    const DeliveryRow& delivery = m_writer->rows().deliveries[deliveryRow];
    for (Replica& replica : m_replicas) {
        if (replica.view.lane != delivery.client)
            continue;
        ++replica.view.got;
        if (delivery.attempt > 1)
            ++replica.view.redelivered;
        for (auto early = replica.early.begin(); early != replica.early.end(); ++early) {
            if (m_writer->rows().handlings[*early - 1].sequence != delivery.sequence)
                continue;
            link(*early, deliveryRow + 1);
            judgeEarly(*early);
            replica.early.erase(early);
            return;
        }
        if (replica.view.state != ReplicaState::Dead)
            replica.unclaimed.push_back(deliveryRow + 1);
        return;
    }
}

void ReplicaBook::faultFired(Replica& replica, const Report& report)
{
    ++replica.view.faultsFired;
    RowRef handlingRef = 0;
    if (const auto found = replica.handlings.find(report.handling);
        found != replica.handlings.end()) {
        handlingRef = found->second;
        HandlingRow& handling = m_writer->editHandling(handlingRef - 1);
        handling.faulty.set(true);
        // Nothing more is reported about a handling whose ack is left out.
        replica.view.leftAckOut = report.fault.effect == FaultEffect::NoAck;
        if (replica.view.leftAckOut) {
            ++replica.view.acksLeftOut;
            close(replica, report, handling);
        }
    }
    if (report.fault.effect == FaultEffect::Delay || report.fault.effect == FaultEffect::Hang)
        replica.view.holding = report.fault;
    m_writer->rows().faults.append([&](FaultMark& mark) {
        mark.lane = replica.view.lane;
        mark.time = report.time;
        mark.fault = report.fault.id;
        mark.place = report.fault.place;
        mark.effect = report.fault.effect;
        mark.sequence = report.sequence;
        mark.handling = handlingRef;
    });
    countFault(replica, report.fault);
}

void ReplicaBook::countFault(Replica& replica, const FaultSpec& fired)
{
    auto& armed = replica.view.faults;
    const auto found = std::ranges::find(armed, fired.id, &FaultSpec::id);
    if (found == armed.end())
        return;
    if (found->remaining != 1) {
        *found = fired;
        return;
    }
    armed.erase(found);
    replica.faultSpent = true;
    auto& spent = replica.view.spentFaults;
    spent.push_back(fired);
    if (spent.size() > mostSpentFaults)
        spent.erase(spent.begin());
}

void ReplicaBook::faultsChanged(Replica& replica, const Report& report)
{
    replica.view.faults = report.faults;
    // An empty list that no spent fault explains: the faults were cleared.
    if (report.faults.empty() && !replica.faultSpent)
        replica.view.spentFaults.clear();
    replica.faultSpent = false;
}

bool ReplicaBook::mayStillCome(const Replica& replica, RowRef delivery, Nanos now) const
{
    constexpr Nanos lostAfter = std::chrono::seconds(2);
    const DeliveryRow& row = m_writer->rows().deliveries[delivery - 1];
    return replica.view.state != ReplicaState::Running || row.end.get() == DeliveryEnd::Running
        || row.deliveredAt + lostAfter > now;
}

std::uint32_t ReplicaBook::openHandlings(Nanos now) const
{
    std::size_t open = 0;
    for (const Replica& replica : m_replicas) {
        if (!replica.view.everReady || replica.view.role != process::Role::Account)
            continue;
        open += replica.open.size();
        for (const RowRef delivery : replica.unclaimed)
            if (mayStillCome(replica, delivery, now))
                ++open;
    }
    return static_cast<std::uint32_t>(open);
}

std::vector<laboratory::Problem> ReplicaBook::takeProblems()
{
    return std::exchange(m_problems, {});
}

const HandlingRow* ReplicaBook::handlingOf(RowRef delivery) const
{
    const RowRef handling = m_writer->rows().deliveries[delivery - 1].handling.get();
    return handling ? &m_writer->rows().handlings[handling - 1] : nullptr;
}

ReportKind ReplicaBook::stepOf(RowRef delivery) const
{
    const RowRef handling = m_writer->rows().deliveries[delivery - 1].handling.get();
    const auto found = m_steps.find(handling);
    return found == m_steps.end() ? ReportKind::Hello : found->second;
}

} // namespace stanscope
