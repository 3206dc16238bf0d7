#include "core/ledger/bankbook.h"

#include <algorithm>
#include <limits>
#include <utility>

// How decisions come into the ledger, in the order of their commits.
namespace stanscope {

namespace {

/// How long a decision waits for one that was committed before it. The auditor looks each second
/// and fills in what nobody reports; what waits longer waits in vain.
constexpr Nanos longestWait = std::chrono::seconds(5);
/// A report that comes after its row was filled in looks for it these many rows back.
constexpr std::size_t mostRowsBack = 4096;

bool isCommitted(const Report& report)
{
    return report.outcome == Outcome::Applied || report.outcome == Outcome::Declined
        || !report.commit.isNull();
}

} // namespace

void BankBook::decided(Nanos now, const Report& report, NameId replica, const Origin& origin)
{
    const RowRef row = find(report.transaction);
    // Whoever filled the gap may have said so before the one that parked it.
    const bool isOld = report.outcome == Outcome::Parked && row
        && m_writer->rows().transactions[row - 1].settled.get();
    const bool waits =
        row && m_writer->rows().transactions[row - 1].lastOutcome.get() == Outcome::Parked;
    if (row && !isOld)
        m_writer->editTransaction(row - 1).lastOutcome.set(report.outcome);
    if (isCommitted(report)) {
        // A number that is used up without a change of the balance is a refusal in the ledger.
        take(now,
             {report.time,
              report.commit,
              {report.transaction, report.account, report.number, report.type, report.amount},
              report.outcome == Outcome::Applied ? Outcome::Applied : Outcome::Declined,
              report.balance,
              report.last,
              replica,
              report.sequence,
              origin,
              false,
              now});
        return;
    }
    if (report.outcome == Outcome::Quarantined && row && !waits) {
        settle(row);
        accountOf(report.account).decided.add(report.number); // it leaves no hole
    }
}

void BankBook::filledIn(Nanos now, const audit::CommittedRow& row, const Origin& origin)
{
    const Nanos time = origin.decision ? origin.decidedAt : now;
    take(now,
         {time,
          row.commit,
          {row.transaction, row.account, row.number, row.type, row.amount},
          row.outcome == Outcome::Applied ? Outcome::Applied : Outcome::Declined,
          row.balance,
          row.number,
          m_writer->intern(row.replica.value()),
          row.sequence,
          origin,
          true,
          now});
}

void BankBook::take(Nanos now, Commit commit)
{
    Account& account = accountOf(commit.transaction.account);
    const std::int64_t number = commit.number.value();
    if (number <= 0 || number == std::numeric_limits<std::int64_t>::max()) {
        append(account, commit, false);
    } else if (number < account.nextCommit) {
        if (!confirm(account, commit))
            append(account, commit, true);
    } else if (number == account.nextCommit) {
        // What follows was committed after it, whenever it was reported.
        if (const auto after = account.held.find(number + 1); after != account.held.end())
            commit.time = std::min(commit.time, after->second.time);
        append(account, commit, false);
        ++account.nextCommit;
        release(account);
    } else {
        const auto [held, isNew] = account.held.try_emplace(number, commit);
        m_held += isNew ? 1U : 0U;
        if (!isNew && held->second.filledIn) {
            commit.since = held->second.since;
            held->second = commit; // the replica has said it after all
        }
    }
    advance(now);
}

void BankBook::release(Account& account)
{
    while (!account.held.empty() && account.held.begin()->first <= account.nextCommit) {
        const auto next = account.held.extract(account.held.begin());
        --m_held;
        append(account, next.mapped(), false);
        account.nextCommit = next.key() + 1;
    }
}

void BankBook::advance(Nanos now)
{
    if (!isHolding())
        return;
    for (Account& account : m_accounts) {
        while (!account.held.empty()) {
            const auto oldest = std::min_element(account.held.begin(), account.held.end(),
                                                 [](const auto& one, const auto& two) {
                                                     return one.second.since < two.second.since;
                                                 });
            if (oldest->second.since + longestWait > now)
                break;
            account.nextCommit = account.held.begin()->first;
            account.gap = account.hadGap = true;
            release(account);
        }
    }
}

/// Looks for the row that this report tells of again.
bool BankBook::confirm(const Account& account, const Commit& commit)
{
    LedgerTables& rows = m_writer->rows();
    const std::size_t size = rows.ledger.size();
    for (std::size_t back = 1; back <= std::min(size, mostRowsBack); ++back) {
        const LedgerRow& row = rows.ledger[size - back];
        if (row.account != account.view.id || row.commit != commit.number.value())
            continue;
        if (commit.filledIn)
            return true;
        LedgerRow& filled = rows.ledger.edit(size - back);
        filled.filledIn.set(false);
        if (commit.origin.decision) {
            filled.handling.set(commit.origin.handling);
            m_entered.push_back({commit.origin.decision, static_cast<RowRef>(size - back + 1)});
        }
        return true;
    }
    return false;
}

Judgement BankBook::judgementOf(Account& account, const Commit& commit, RowRef transaction,
                                bool isInPlace) const
{
    Circumstances before;
    before.mayBeAccepted = true; // its Accepted may still be on the way
    if (isInPlace && !account.gap)
        before.balance = account.view.balance;
    before.isOrderKnown = !account.hadGap;
    Transaction accepted;
    if (transaction) {
        const TransactionRow& row = m_writer->rows().transactions[transaction - 1];
        accepted = {commit.transaction.id, AccountName(m_writer->name(row.account)),
                    TransactionNumber(row.number), row.type, Cents(row.amount)};
        before.known = &accepted;
        before.isAccepted = true;
        before.approvedInOrder = row.approvedInOrder;
        before.applied = row.applied.get();
        before.declined = row.declined.get();
    }
    return judge({commit.transaction, commit.outcome, commit.balance}, before, account.decided);
}

void BankBook::append(Account& account, const Commit& commit, bool outOfPlace)
{
    const RowRef transaction = find(commit.transaction.id);
    const bool isInPlace = !commit.number.isNull() && !outOfPlace;
    const Judgement judgement = judgementOf(account, commit, transaction, isInPlace);
    const Nanos time = isInPlace ? std::max(commit.time, account.lastCommit) : commit.time;
    LedgerTables& rows = m_writer->rows();
    const RowRef ledger = 1 + rows.ledger.append([&](LedgerRow& row) {
        row.committedAt = time;
        row.transaction = transaction;
        row.account = account.view.id;
        row.commit = commit.number.value();
        row.number = commit.transaction.number.value();
        row.type = commit.transaction.type;
        row.amount = commit.transaction.amount.value();
        row.outcome = commit.outcome;
        row.balance = commit.balance.value();
        row.replica = commit.replica;
        row.sequence = commit.sequence;
        row.breaks = judgement.breaks;
        row.overtaken = judgement.late;
        row.outOfPlace = outOfPlace;
        row.filledIn.set(commit.filledIn);
        row.handling.set(commit.origin.handling);
    });
    m_entered.push_back({commit.origin.decision, ledger});
    account.decided.add(commit.transaction.number);
    count(account, judgement, commit, ledger);
    if (transaction) {
        TransactionRow& row = m_writer->editTransaction(transaction - 1);
        auto& counter = commit.outcome == Outcome::Applied ? row.applied : row.declined;
        counter.set(counter.get() + 1);
        if (row.lastOutcome.get() == Outcome::None)
            row.lastOutcome.set(commit.outcome); // nobody reported it
        settle(transaction);
    }
    // Without a number the order is that of the reports, as far as their times agree.
    if (!outOfPlace && time >= account.lastCommit) {
        account.gap = false;
        account.lastCommit = time;
        account.view.balance = commit.balance;
        account.view.last = commit.last;
        step(time, account, false);
    }
}

void BankBook::count(Account& account, const Judgement& judgement, const Commit& commit,
                     RowRef ledger)
{
    const int violations = judgement.counted.count();
    account.view.violations += static_cast<std::uint64_t>(violations);
    m_violations += static_cast<std::uint64_t>(violations);
    if (violations == 0)
        return;
    const Witness witness{*judgement.counted.gravest(),
                          commit.transaction.account,
                          commit.transaction.number,
                          commit.transaction.type,
                          commit.sequence,
                          commit.replica,
                          ledger};
    if (!m_first)
        m_first = witness;
    if (std::optional<Witness>& gravest = account.view.gravest;
        !gravest || witness.breach < gravest->breach)
        gravest = witness;
}

void BankBook::settle(RowRef transaction)
{
    TransactionRow& row = m_writer->editTransaction(transaction - 1);
    if (row.settled.get())
        return;
    row.settled.set(true);
    --accountOf(AccountName(m_writer->name(row.account))).view.waiting;
}

} // namespace stanscope
