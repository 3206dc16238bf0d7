#include "core/fleet/fleet.h"

// What a replica reports about one delivery, step by step; its life is in fleet.cpp.
namespace stanscope {

namespace {

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
    case Outcome::Parked:
        ++view.parked;
        break;
    }
}

} // namespace

Fleet::Step Fleet::received(Process& process, const Report& report)
{
    const std::uint32_t row = m_writer->rows().handlings.append([&](HandlingRow& handling) {
        handling.replica = process.view.lane;
        handling.sequence = report.sequence;
        handling.ordinal = report.handling;
        handling.redelivered = report.redelivered;
        handling.receivedAt = report.time;
    });
    ++process.received;
    process.handlings[report.handling] = row + 1;
    process.open[report.handling] = row + 1;
    m_steps[row + 1] = ReportKind::Received;
    return {row + 1, true, Outcome::None};
}

Fleet::Step Fleet::handled(Process& process, const Report& report)
{
    const auto found = process.handlings.find(report.handling);
    if (found == process.handlings.end())
        return {};
    Step told{found->second, false, Outcome::None};
    HandlingRow& handling = m_writer->editHandling(told.handling - 1);
    if (const auto step = m_steps.find(told.handling); step != m_steps.end())
        step->second = report.kind;
    process.view.sequence = report.sequence;
    process.view.number = report.number;
    process.view.leftAckOut = false;
    if (report.kind == ReportKind::Begin) {
        handling.begunAt.set(report.time.count());
    } else if (report.kind == ReportKind::Decided) {
        handling.decidedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        process.view.lastOutcome = report.outcome;
        // Its end says only that it was acked.
        if (report.outcome == Outcome::Quarantined && !report.text.empty()
            && handling.text.get() == 0 && report.sequence == handling.sequence)
            handling.text.set(m_writer->keepText(report.text));
        // A skip commits nothing: it is decided here.
        if (report.outcome == Outcome::Skipped)
            told.outcome = outcome(process, report.outcome, handling);
    } else if (report.kind == ReportKind::Committed) {
        handling.committedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        // One for each transaction of the handling, its own first: that is what it came to.
        told.outcome = report.outcome;
        if (handling.outcome.get() == Outcome::None)
            note(process, report.outcome, handling);
        else
            count(process.view, report.outcome);
    }
    if (isFinal(report.kind)) {
        const Outcome last = finish(process, report, handling);
        told.outcome = last != Outcome::None ? last : told.outcome;
    }
    return told;
}

Outcome Fleet::finish(Process& process, const Report& report, HandlingRow& handling)
{
    Outcome news = Outcome::None;
    if (report.kind == ReportKind::Acked) {
        handling.ackedAt.set(report.time.count());
    } else {
        if (!handling.decidedAt.get())
            handling.decidedAt.set(report.time.count());
        handling.text.set(m_writer->keepText(report.text));
        process.view.lastText = report.text;
        news = outcome(process,
                       report.kind == ReportKind::Rejected ? Outcome::Rejected : Outcome::Failed,
                       handling);
    }
    close(process, report, handling);
    return news;
}

void Fleet::close(Process& process, const Report& report, HandlingRow& handling)
{
    handling.endedAt.set(report.time.count());
    m_steps.erase(process.handlings.at(report.handling));
    process.open.erase(report.handling);
    process.handlings.erase(report.handling);
}

/// What is news of it: None when it was known.
Outcome Fleet::outcome(Process& process, Outcome outcome, HandlingRow& handling)
{
    if (handling.outcome.get() == outcome)
        return Outcome::None;
    note(process, outcome, handling);
    return outcome;
}

void Fleet::note(Process& process, Outcome outcome, HandlingRow& handling)
{
    handling.outcome.set(outcome);
    process.view.lastOutcome = outcome;
    count(process.view, outcome);
}

void Fleet::committedUnseen(RowRef handling, Outcome outcome)
{
    m_writer->editHandling(handling - 1).outcome.set(outcome);
}

} // namespace stanscope
