#include "core/events/command.h"
#include "core/lab/lab.h"
#include "core/words/words.h"

#include <algorithm>
#include <utility>

// What the services and the auditor report, and what it means for the bank and for the messages.
namespace stanscope {

namespace {

/// Two pipes are read in any order: a decision may be read before the Accepted that it follows. It
/// waits this long for it, then the transaction counts as a stranger's.
constexpr Nanos maxDefer = std::chrono::milliseconds(300);

} // namespace

void Lab::handOn(Nanos time, const process::Reported& event)
{
    const auto isOfProcess = [&](const Deferred& deferred) {
        return deferred.reported.name == event.name;
    };
    const bool isDecision = event.report.kind == ReportKind::Received
        || event.report.kind == ReportKind::Decided || event.report.kind == ReportKind::Committed;
    const bool waits = isDecision && !event.report.transaction.isNull()
        && !m_bank.knows(event.report.transaction) && m_fleet.find(transactionService());
    // Reports of one process keep their order.
    if (waits || std::any_of(m_deferred.begin(), m_deferred.end(), isOfProcess)) {
        m_deferred.push_back({time, event});
        return;
    }
    reported(event);
    if (event.report.kind == ReportKind::Accepted)
        releaseReports(m_now);
}

void Lab::releaseReports(Nanos now)
{
    if (m_deferred.empty())
        return;
    std::deque<Deferred> kept;
    for (Deferred& deferred : m_deferred) {
        const ClientId& name = deferred.reported.name;
        const TransactionId& id = deferred.reported.report.transaction;
        const bool blocked = std::any_of(kept.begin(), kept.end(), [&](const Deferred& other) {
            return other.reported.name == name;
        });
        const bool ready = id.isNull() || m_bank.knows(id) || deferred.since + maxDefer < now;
        if (blocked || !ready)
            kept.push_back(std::move(deferred));
        else
            reported(deferred.reported);
    }
    m_deferred = std::move(kept);
}

void Lab::reported(const process::Reported& event)
{
    const Fleet::Process* process = m_fleet.find(event.name);
    if (!process)
        return;
    const NameId lane = process->view.lane;
    const Fleet::Step step = m_fleet.apply(event);
    const Report& report = event.report;
    if (step.handling) {
        if (!m_history->transactionOf(step.handling - 1))
            m_joinWriter.setTransaction(step.handling, m_bank.find(report.transaction));
        if (step.isNew)
            m_join.received(lane, step.handling);
        decided(step, lane, report);
        return;
    }
    if (report.kind == ReportKind::Accepted)
        accepted(report);
    else if (report.kind == ReportKind::Publishing)
        m_bank.publishing(report);
    else if (report.kind == ReportKind::Published)
        m_bank.published(report);
    else if (report.kind == ReportKind::Refused)
        problem(report.time, {said(report.text), said(report.remedy)});
    else if (report.kind == ReportKind::Fatal)
        problem(report.time,
                {message(Code::OfSource, event.name, said(report.text)), said(report.remedy)});
}

/// One handling may decide several transactions; giving it up takes back all that it had not
/// committed.
void Lab::decided(const Fleet::Step& step, NameId lane, const Report& report)
{
    if (report.kind != ReportKind::Decided && step.outcome == Outcome::None)
        return;
    const bool givenUp = report.kind == ReportKind::Rejected || report.kind == ReportKind::Failed;
    RowRef decision = givenUp ? m_join.openDecisionOf(step.handling) : 0;
    if (!decision)
        decision = m_join.decisionOf(step.handling, m_bank.find(report.transaction),
                                     m_texts.intern(report.account.value()), report);
    if (step.outcome == Outcome::None)
        return;
    Report told = report;
    told.outcome = step.outcome;
    for (; decision; decision = givenUp ? m_join.openDecisionOf(step.handling) : 0) {
        if (!m_join.conclude(decision, told.outcome))
            break;
        m_bank.decided(m_now, told, lane,
                       {step.handling, decision, m_history->decisions[decision - 1].decidedAt});
        enterLedger();
        const bool changesMoney =
            told.outcome == Outcome::Applied || told.outcome == Outcome::Declined;
        if (!changesMoney)
            m_join.judge(decision);
    }
}

void Lab::unreported(const audit::Unreported& found)
{
    for (const audit::CommittedRow& row : found.rows) {
        BankBook::Origin origin;
        if (const RowRef decision = m_join.committedUnseen(row)) {
            const DecisionRow& of = m_history->decisions[decision - 1];
            origin = {of.handling, decision, of.decidedAt};
            m_fleet.committedUnseen(of.handling, row.outcome);
        }
        m_bank.filledIn(m_now, row, origin);
    }
    enterLedger();
}

void Lab::enterLedger()
{
    for (const BankBook::Entered& entered : m_bank.takeEntered())
        m_join.entered(entered);
}

void Lab::accepted(const Report& report)
{
    const BankBook::Accepted joined = m_bank.accepted(report);
    if (joined.message)
        m_joinWriter.editMeaning(joined.message - 1).transaction.set(joined.transaction);
}

} // namespace stanscope
