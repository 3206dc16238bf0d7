#include "core/lab/replicabook.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t stderrLines = 5;

bool isFinal(ReportKind kind)
{
    return kind == ReportKind::Acked || kind == ReportKind::Rejected || kind == ReportKind::Failed;
}

void count(ReplicaView& view, Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        break;
    case Outcome::Applied:
        ++view.applied;
        break;
    case Outcome::Declined:
        ++view.declined;
        break;
    case Outcome::Skipped:
        ++view.skipped;
        break;
    case Outcome::Rejected:
        ++view.rejected;
        break;
    case Outcome::Failed:
        ++view.failed;
        break;
    case Outcome::Quarantined:
        ++view.quarantined;
        break;
    }
}

} // namespace

ReplicaBook::ReplicaBook(HistoryWriter& writer, BankBook& bank)
    : m_writer(writer)
    , m_bank(bank)
{
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
    replica.band = m_writer.rows().bands.append([&](BandRow& band) {
        band.lane = replica.view.lane;
        band.kind = kind;
        band.from = time;
    });
}

void ReplicaBook::closeBand(Nanos time, Replica& replica)
{
    if (replica.band)
        m_writer.rows().bands.edit(*replica.band).until.set(time.count());
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
    replica.view.lane = m_writer.intern(event.name.value());
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
    replica.diedAt = time;
    for (const auto& [ordinal, row] : replica.open) {
        m_writer.editHandling(row - 1).endedAt.set(time.count());
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
    case ReportKind::FaultsChanged:
        faultsChanged(replica, report);
        break;
    case ReportKind::Accepted:
        m_bank.accepted(report);
        break;
    case ReportKind::Publishing:
        m_bank.publishing(report);
        break;
    case ReportKind::Published:
        m_bank.published(report);
        break;
    case ReportKind::PublishFailed:
        ++replica.view.failed;
        replica.view.lastText = report.text;
        break;
    case ReportKind::Refused:
        m_problems.push_back({report.text, report.remedy});
        break;
    case ReportKind::ConnectionLost:
    case ReportKind::Fatal:
        replica.view.fatal = report.text + (report.remedy.empty() ? "" : " " + report.remedy);
        if (report.kind == ReportKind::Fatal)
            m_problems.push_back({event.name.value() + ": " + report.text, report.remedy});
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
    const DeliveryRow& delivery = m_writer.rows().deliveries[deliveryRow];
    for (Replica& replica : m_replicas) {
        if (replica.view.lane != delivery.client)
            continue;
        ++replica.view.got;
        if (delivery.attempt > 1)
            ++replica.view.redelivered;
        for (auto early = replica.early.begin(); early != replica.early.end(); ++early) {
            if (m_writer.rows().handlings[*early - 1].sequence != delivery.sequence)
                continue;
            link(*early, deliveryRow + 1);
            replica.early.erase(early);
            return;
        }
        if (replica.view.state != ReplicaState::Dead)
            replica.unclaimed.push_back(deliveryRow + 1);
        return;
    }
}

void ReplicaBook::received(Replica& replica, const Report& report)
{
    const std::uint32_t row = m_writer.rows().handlings.append([&](HandlingRow& handling) {
        handling.replica = replica.view.lane;
        handling.sequence = report.sequence;
        handling.ordinal = report.handling;
        handling.redelivered = report.redelivered;
        handling.receivedAt = report.time;
        handling.transaction.set(m_bank.find(report.transaction));
    });
    ++replica.received;
    replica.handlings[report.handling] = row + 1;
    replica.open[report.handling] = row + 1;
    m_steps[row + 1] = ReportKind::Received;
    auto& unclaimed = replica.unclaimed;
    const auto match = std::find_if(unclaimed.begin(), unclaimed.end(), [&](RowRef delivery) {
        return m_writer.rows().deliveries[delivery - 1].sequence == report.sequence;
    });
    if (match == unclaimed.end()) {
        replica.early.push_back(row + 1);
        return;
    }
    link(row + 1, *match);
    unclaimed.erase(match);
}

void ReplicaBook::link(RowRef handling, RowRef delivery)
{
    m_writer.editHandling(handling - 1).delivery.set(delivery);
    m_writer.editDelivery(delivery - 1).handling.set(handling);
}

void ReplicaBook::handled(Replica& replica, const Report& report)
{
    const auto found = replica.handlings.find(report.handling);
    if (found == replica.handlings.end())
        return;
    const RowRef row = found->second;
    HandlingRow& handling = m_writer.editHandling(row - 1);
    if (!handling.transaction.get())
        handling.transaction.set(m_bank.find(report.transaction));
    if (const auto step = m_steps.find(row); step != m_steps.end())
        step->second = report.kind;
    replica.view.sequence = report.sequence;
    replica.view.number = report.number;
    if (report.kind == ReportKind::Begin) {
        handling.begunAt.set(report.time.count());
    } else if (report.kind == ReportKind::Decided) {
        handling.decidedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        // A skip commits nothing: it is decided here.
        if (report.outcome == Outcome::Skipped)
            outcome(replica, report, handling, row);
    } else if (report.kind == ReportKind::Committed) {
        handling.committedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        outcome(replica, report, handling, row);
    }
    if (isFinal(report.kind))
        finish(replica, report, handling);
}

void ReplicaBook::finish(Replica& replica, const Report& report, HandlingRow& handling)
{
    const RowRef row = replica.handlings.at(report.handling);
    if (report.kind == ReportKind::Acked) {
        handling.ackedAt.set(report.time.count());
    } else {
        Report given = report;
        given.outcome = report.kind == ReportKind::Rejected ? Outcome::Rejected : Outcome::Failed;
        if (!handling.decidedAt.get())
            handling.decidedAt.set(report.time.count());
        handling.text.set(m_writer.keepPayload(report.text));
        replica.view.lastText = report.text;
        outcome(replica, given, handling, row);
    }
    handling.endedAt.set(report.time.count());
    replica.open.erase(report.handling);
    replica.handlings.erase(report.handling);
    m_steps.erase(row);
}

void ReplicaBook::outcome(Replica& replica, const Report& report, HandlingRow& handling, RowRef row)
{
    if (handling.outcome.get() == report.outcome)
        return;
    handling.outcome.set(report.outcome);
    replica.view.lastOutcome = report.outcome;
    count(replica.view, report.outcome);
    judgeMessage(row, report);
    m_bank.decided(report, replica.view.lane, row);
}

void ReplicaBook::judgeMessage(RowRef handlingRef, const Report& report)
{
    const HandlingRow& handling = m_writer.rows().handlings[handlingRef - 1];
    const RowRef transactionRef = handling.transaction.get();
    const RowRef deliveryRef = handling.delivery.get();
    RowRef messageRef = 0;
    if (deliveryRef)
        messageRef = m_writer.rows().deliveries[deliveryRef - 1].message;
    else if (transactionRef)
        messageRef = m_writer.rows().transactions[transactionRef - 1].message.get();
    if (!messageRef)
        return;
    const TransactionRow* transaction =
        transactionRef ? &m_writer.rows().transactions[transactionRef - 1] : nullptr;
    const bool approved = !transaction || transaction->approvedInOrder;
    const std::uint32_t applied = transaction ? transaction->applied.get() : 0;
    MessageRow& message = m_writer.editMessage(messageRef - 1);
    const MessageOutcome now = message.outcome.get();
    const bool decided = now != MessageOutcome::Waiting && now != MessageOutcome::Rejected
        && now != MessageOutcome::Failed && now != MessageOutcome::Settled;
    MessageOutcome next = now;
    switch (report.outcome) {
    case Outcome::None:
    case Outcome::Skipped:
        break;
    case Outcome::Applied:
        if (applied > 0)
            next = MessageOutcome::AppliedTwice;
        else if (!approved)
            next = MessageOutcome::AppliedWrongly;
        else if (!decided)
            next = m_bank.isOvertaken(report.account, report.number) ? MessageOutcome::AppliedLate
                                                                     : MessageOutcome::Applied;
        break;
    case Outcome::Declined:
        if (applied > 0 || (transaction && approved))
            next = MessageOutcome::DeclinedWrongly;
        else if (!decided)
            next = MessageOutcome::Declined;
        break;
    case Outcome::Rejected:
        next = decided ? now : MessageOutcome::Rejected;
        break;
    case Outcome::Failed:
        next = decided ? now : MessageOutcome::Failed;
        break;
    case Outcome::Quarantined:
        next = decided ? now : MessageOutcome::Quarantined;
        break;
    }
    message.outcome.set(next);
}

void ReplicaBook::faultFired(Replica& replica, const Report& report)
{
    ++replica.view.faultsFired;
    RowRef handlingRef = 0;
    if (const auto found = replica.handlings.find(report.handling);
        found != replica.handlings.end()) {
        handlingRef = found->second;
        m_writer.editHandling(handlingRef - 1).faulty.set(true);
    }
    m_writer.rows().faults.append([&](FaultMark& mark) {
        mark.lane = replica.view.lane;
        mark.time = report.time;
        mark.point = report.fault.point;
        mark.sequence = report.sequence;
        mark.handling = handlingRef;
    });
    countFault(replica, report.fault);
}

void ReplicaBook::countFault(Replica& replica, const FaultSpec& fired)
{
    const auto isSame = [&](const FaultSpec& fault) {
        return fault.point == fired.point && fault.number == fired.number
            && fault.account == fired.account && fault.when == fired.when
            && fault.delayMs == fired.delayMs;
    };
    auto& armed = replica.view.faults;
    const auto found = std::find_if(armed.begin(), armed.end(), isSame);
    if (found == armed.end())
        return;
    if (found->remaining != 1) {
        *found = fired;
        return;
    }
    armed.erase(found);
    replica.faultSpent = true;
    auto& spent = replica.view.spentFaults;
    const auto before = std::find_if(spent.begin(), spent.end(), isSame);
    if (before == spent.end())
        spent.push_back(fired);
    else
        before->fired += fired.fired;
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
    const DeliveryRow& row = m_writer.rows().deliveries[delivery - 1];
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
    const RowRef handling = m_writer.rows().deliveries[delivery - 1].handling.get();
    return handling ? &m_writer.rows().handlings[handling - 1] : nullptr;
}

ReportKind ReplicaBook::stepOf(RowRef delivery) const
{
    const RowRef handling = m_writer.rows().deliveries[delivery - 1].handling.get();
    const auto found = m_steps.find(handling);
    return found == m_steps.end() ? ReportKind::Hello : found->second;
}

} // namespace stanscope
