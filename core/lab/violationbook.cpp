#include "core/lab/violationbook.h"

#include "core/words/words.h"

#include <algorithm>

namespace stanscope {

namespace {

/// How often a number can break it is not limited; anything else is counted the first time.
bool isCountedEachTime(Breach breach)
{
    return breach == Breach::Balance || breach == Breach::Changed;
}

} // namespace

bool ViolationBook::readOn(const Snapshot& snapshot)
{
    const bool isNew = snapshot.history != m_history;
    if (isNew)
        startOver(snapshot);
    if (!m_history)
        return !isNew;
    const std::size_t known = m_rows.size();
    readDecisions(snapshot.extent.ledger);
    const bool audited = isNew || snapshot.verdict.audits != m_audits
        || snapshot.verdict.violations.size() != m_audit.size();
    // What the audit told of may have become a decision that the fold has judged meanwhile.
    if (!audited && (m_auditOnly.empty() || known == m_rows.size()))
        return !isNew;
    m_audits = snapshot.verdict.audits;
    const std::vector<audit::Violation> before =
        std::exchange(m_audit, snapshot.verdict.violations);
    const std::vector<Row> added = joinAudit(snapshot);
    const bool same =
        std::equal(m_auditOnly.begin(), m_auditOnly.end(), added.begin(), added.end(),
                   [&](std::uint32_t row, const Row& other) {
                       return before[m_rows[row].audit - 1] == m_audit[other.audit - 1];
                   });
    if (same) {
        for (std::size_t i = 0; i < added.size(); ++i)
            m_rows[m_auditOnly[i]].audit = added[i].audit;
        return !isNew;
    }
    const bool hadSome = !m_auditOnly.empty();
    if (hadSome) {
        // Rare: the audit thinks otherwise of what no decision shows.
        startOver(snapshot);
        readDecisions(snapshot.extent.ledger);
        m_audits = snapshot.verdict.audits;
        m_audit = snapshot.verdict.violations;
        joinAudit(snapshot);
    }
    for (const Row& row : added) {
        m_auditOnly.push_back(static_cast<std::uint32_t>(m_rows.size()));
        m_rows.push_back(row);
    }
    return !isNew && !hadSome;
}

void ViolationBook::startOver(const Snapshot& snapshot)
{
    m_history = snapshot.history;
    m_rows.clear();
    m_decisions.clear();
    m_once.clear();
    m_auditOnly.clear();
    m_audit.clear();
    m_audits = 0;
    m_ledgerRead = 0;
}

void ViolationBook::readDecisions(std::size_t ledger)
{
    for (; m_ledgerRead < ledger; ++m_ledgerRead) {
        const LedgerRow& decision = m_history->ledger[m_ledgerRead];
        if (!decision.isWrong())
            continue;
        for (const Breach breach : allBreaches)
            if (decision.breaks.contains(breach))
                add(static_cast<RowRef>(m_ledgerRead + 1), decision, breach);
    }
}

void ViolationBook::add(RowRef ledger, const LedgerRow& decision, Breach breach)
{
    if (!isCountedEachTime(breach)
        && !m_once.insert({decision.account, decision.number, breach}).second)
        return;
    m_decisions[{invariantOf(breach), decision.account, decision.number}].push_back(
        static_cast<std::uint32_t>(m_rows.size()));
    m_rows.push_back({.ledger = ledger, .breach = breach});
}

std::vector<ViolationBook::Row> ViolationBook::joinAudit(const Snapshot& snapshot)
{
    std::map<AccountName, NameId> ids;
    for (const AccountView& account : snapshot.accounts)
        ids[account.name] = account.id;
    for (Row& row : m_rows)
        if (row.ledger != 0)
            row.audit = 0;
    std::map<Key, std::size_t> taken;
    std::vector<Row> others;
    for (std::uint32_t i = 0; i < m_audit.size(); ++i) {
        const audit::Violation& violation = m_audit[i];
        const auto id = ids.find(violation.account);
        const Key key{violation.invariant, id == ids.end() ? 0 : id->second,
                      violation.transaction.value()};
        const auto decisions = m_decisions.find(key);
        if (violation.transaction.isNull() || decisions == m_decisions.end()) {
            others.push_back({.message = messageOf(snapshot, violation.sequence), .audit = i + 1});
            continue;
        }
        // The last one that is listed stands for many: its sentence is not this decision's.
        const std::size_t at = taken[key]++;
        if (at < decisions->second.size() && violation.message.code != Code::Unlisted)
            m_rows[decisions->second[at]].audit = i + 1;
    }
    return others;
}

RowRef ViolationBook::messageOf(const Snapshot& snapshot, Sequence sequence) const
{
    if (sequence.isNull())
        return 0;
    const auto isIt = [&](std::size_t row) {
        const MessageRow& message = m_history->messages[row];
        return message.sequence == sequence
            && m_history->name(message.channel) == snapshot.channel.value();
    };
    // A laboratory has one channel, and hears of nearly all messages in their order.
    const auto guess = static_cast<std::size_t>(sequence.value() - 1);
    if (guess < snapshot.extent.messages && isIt(guess))
        return static_cast<RowRef>(guess + 1);
    for (std::size_t row = 0; row < snapshot.extent.messages; ++row)
        if (isIt(row))
            return static_cast<RowRef>(row + 1);
    return 0;
}

ListedViolation ViolationBook::at(std::size_t index) const
{
    const Row& row = m_rows[index];
    const audit::Violation* told = row.audit == 0 ? nullptr : &m_audit[row.audit - 1];
    ListedViolation listed;
    listed.sentence = told ? &told->message : nullptr;
    if (row.ledger == 0) {
        listed.invariant = told->invariant;
        listed.code = toWord(told->message.code);
        listed.account = told->account.value();
        listed.number = told->transaction;
        listed.sequence = told->sequence;
        listed.replica = told->replica.value();
        listed.message = row.message;
        if (row.message != 0)
            listed.time = m_history->messages[row.message - 1].seenAt.count();
        return listed;
    }
    const LedgerRow& decision = m_history->ledger[row.ledger - 1];
    listed.invariant = invariantOf(row.breach);
    listed.breach = row.breach;
    listed.code = toText(row.breach);
    listed.account = m_history->name(decision.account);
    listed.number = TransactionNumber(decision.number);
    listed.sequence = decision.sequence;
    listed.replica = m_history->name(decision.replica);
    listed.time = decision.committedAt.count();
    listed.ledger = row.ledger;
    return listed;
}

} // namespace stanscope
