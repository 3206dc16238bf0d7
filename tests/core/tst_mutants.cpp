#include "core/bank/handlersteps.h"
#include "core/words/words.h"
#include "tests/support/wrongbank.h"

#include <QTest>

#include <limits>
#include <set>

using namespace stanscope;
using namespace Qt::StringLiterals;
using tests::Dies;
using tests::EagerHandler;
using tests::RightHandler;
using tests::ServiceHabits;
using tests::WrongBank;

/// Who checks the checker: handlers, services and stores that are wrong on purpose, each played
/// through what exposes it. The auditor says what is wrong, and says nothing about the right ones
/// in the same schedule.
class TestMutants : public QObject
{
    Q_OBJECT

private slots:
    void areCaught_data();
    void areCaught();
};

namespace {

using Decided = Result<std::vector<Decision>>;
using Make = WrongBank::Make;
using Play = void (*)(WrongBank&);

constexpr auto deposit = TransactionType::Deposit;
constexpr auto withdraw = TransactionType::Withdraw;

/// Begins as ordered does; what it does with the account that it has is its own.
class WrongHandler : public EagerHandler
{
public:
    Decided handle(BankStore& store, const Arrival& arrival) override
    {
        const auto account = store.find(arrival.transaction.account);
        if (!account)
            return account.error();
        return decide(store, **account, arrival);
    }

protected:
    virtual Decided decide(BankStore& store, const BankStore::Account& account,
                           const Arrival& arrival) = 0;

    /// Without a compare: whatever is there is replaced.
    static Decided overwrite(BankStore& store, const BankStore::Account& account,
                             const Arrival& arrival)
    {
        Decision decision = settled(account.state, arrival);
        const auto commit = store.overwrite(account.id, decision.after);
        if (!commit)
            return commit.error();
        decision.commit = **commit;
        if (auto done = writeRows(store, decision, arrival.payload); !done)
            return done.error();
        return std::vector{std::move(decision)};
    }
    static Decided rejected(const BankStore::Account& account, const Arrival& arrival)
    {
        return std::vector{leftAlone(Outcome::Rejected, account.state, arrival)};
    }
    static Decided skipped(const BankStore::Account& account, const Arrival& arrival)
    {
        return std::vector{leftAlone(Outcome::Skipped, account.state, arrival)};
    }
    static Decided next(BankStore& store, const BankStore::Account& account, const Arrival& arrival)
    {
        auto decision = settleNext(store, account, arrival);
        if (!decision)
            return decision.error();
        if (!*decision)
            return lostEveryTime();
        return std::vector{std::move(**decision)};
    }
};

/// Checks the number that it has selected before, and writes with a plain UPDATE (case C03).
class SelectWithoutCompare final : public WrongHandler
{
    void lookAhead(BankStore& store, const Arrival& arrival) override
    {
        m_seen = **store.find(arrival.transaction.account);
    }
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        const BankStore::Account seen = std::exchange(m_seen, std::nullopt).value_or(account);
        if (arrival.transaction.number <= seen.state.last)
            return alone(judgeUsed(store, seen.state, arrival));
        if (!isNext(seen.state, arrival.transaction))
            return rejected(seen, arrival);
        return overwrite(store, seen, arrival);
    }

    std::optional<BankStore::Account> m_seen;
};

/// Compares the number, but has read the balance outside the transaction.
class BalanceFromOutside final : public WrongHandler
{
    void lookAhead(BankStore& store, const Arrival& arrival) override
    {
        m_seen = (**store.find(arrival.transaction.account)).state.balance;
    }
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (arrival.transaction.number <= account.state.last)
            return alone(judgeUsed(store, account.state, arrival));
        if (!isNext(account.state, arrival.transaction))
            return rejected(account, arrival);
        BankStore::Account mixed = account;
        mixed.state.balance = std::exchange(m_seen, std::nullopt).value_or(account.state.balance);
        return next(store, mixed, arrival);
    }

    std::optional<Cents> m_seen;
};

/// `<` for `<=`: the last number is applied again.
class OffByOne final : public WrongHandler
{
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (arrival.transaction.number < account.state.last)
            return alone(judgeUsed(store, account.state, arrival));
        if (arrival.transaction.number.value() > account.state.last.value() + 1)
            return rejected(account, arrival);
        return overwrite(store, account, arrival);
    }
};

/// The balance in one transaction, the ledger in another; the first time it dies in between.
class TwoTransactions final : public WrongHandler
{
public:
    explicit TwoTransactions(AccountStore& store)
        : m_database(store)
    {
    }

private:
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (arrival.transaction.number <= account.state.last)
            return alone(judgeUsed(store, account.state, arrival));
        Decision decision = settled(account.state, arrival);
        const auto commit = store.compareAndSet(account.id, decision.after);
        if (!commit || !*commit)
            return lostEveryTime();
        decision.commit = **commit;
        if (!m_database.commit() || !m_database.begin())
            return lostEveryTime();
        if (!std::exchange(m_hasDied, true))
            return Error{"died", {}};
        if (auto done = writeRows(store, decision, arrival.payload); !done)
            return done.error();
        return std::vector{std::move(decision)};
    }

    AccountStore& m_database;
    bool m_hasDied = false;
};

/// A decline leaves the number unused.
class DeclineForNothing final : public WrongHandler
{
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (arrival.transaction.number <= account.state.last)
            return alone(judgeUsed(store, account.state, arrival));
        if (!isNext(account.state, arrival.transaction))
            return rejected(account, arrival);
        Decision decision = settled(account.state, arrival);
        if (decision.outcome != Outcome::Declined)
            return next(store, account, arrival);
        decision.after = account.state;
        const auto commit = store.overwrite(account.id, decision.after);
        if (!commit)
            return commit.error();
        decision.commit = **commit;
        if (auto done = writeRows(store, decision, arrival.payload); !done)
            return done.error();
        return std::vector{std::move(decision)};
    }
};

/// Remembers the channel's sequences instead of the transactions' numbers (case C13).
class BySequence final : public WrongHandler
{
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (!m_known.insert(arrival.provenance.sequence).second)
            return skipped(account, arrival);
        return overwrite(store, account, arrival);
    }

    std::set<Sequence> m_known;
};

/// Takes whatever has a used number for a duplicate (case C14).
class SkipUnseen final : public WrongHandler
{
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        if (arrival.transaction.number <= account.state.last)
            return skipped(account, arrival);
        if (!isNext(account.state, arrival.transaction))
            return rejected(account, arrival);
        return next(store, account, arrival);
    }
};

/// Parks, and forgets what it has parked when the gap is filled.
class ForgetsParked final : public WrongHandler
{
    Decided decide(BankStore& store, const BankStore::Account& account,
                   const Arrival& arrival) override
    {
        const Transaction& transaction = arrival.transaction;
        if (transaction.number <= account.state.last)
            return alone(judgeUsed(store, account.state, arrival));
        if (!isNext(account.state, transaction)) {
            if (auto done = store.park(transaction, arrival.provenance); !done)
                return done.error();
            return std::vector{leftAlone(Outcome::Parked, account.state, arrival)};
        }
        const TransactionNumber behind(transaction.number.value() + 1);
        if (auto done = store.unpark(transaction.account, behind); !done)
            return done.error();
        return next(store, account, arrival);
    }
};

template <typename H>
Make making()
{
    return [](AccountStore&) { return std::make_unique<H>(); };
}

Make right(Handler handler)
{
    return [handler](AccountStore&) { return std::make_unique<RightHandler>(handler); };
}

void playOnce(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.deliver(1);
    bank.redeliver();
}

/// Whatever has become of its message.
void actAlone(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.redeliver();
}

void dieBeforeCommit(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.deliver(1, 0, Dies::BeforeCommit);
    bank.redeliver();
}

void dieBeforeAck(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.act(deposit, 6000);
    bank.deliver(1, 0, Dies::BeforeAck);
    bank.redeliver();
}

/// The first delivery is slow, the second overtakes it.
void bothInside(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.lookAhead(1, 0);
    bank.deliver(1, 1);
    bank.deliver(1, 0);
    bank.redeliver();
}

void lookTooEarly(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.act(deposit, 6000);
    bank.lookAhead(2, 0);
    bank.deliver(1, 1);
    bank.deliver(2, 0);
    bank.redeliver();
}

void declineFirst(WrongBank& bank)
{
    bank.act(withdraw, 100);
    bank.act(deposit, 5000);
    bank.deliver(1);
    bank.deliver(2);
    bank.redeliver();
}

/// The puback was lost, and the publisher tries again.
void publishTwice(WrongBank& bank)
{
    bank.publish(bank.act(deposit, 5000));
    bank.deliver(1);
    bank.deliver(2, 1);
    bank.redeliver();
}

/// Somebody else uses the number for something else.
void publishAnother(WrongBank& bank)
{
    Transaction another = bank.act(deposit, 5000);
    another.id = TransactionId("another");
    another.amount = Cents(7000);
    bank.publish(another);
    bank.deliver(1);
    bank.deliver(2, 1);
    bank.redeliver();
}

void overtake(WrongBank& bank)
{
    bank.act(deposit, 5000);
    bank.act(deposit, 6000);
    bank.deliver(2, 1);
    bank.deliver(1, 0);
    bank.redeliver();
}

QString print(const audit::Finished& finished)
{
    QStringList lines{QString::fromStdString(sourceText(finished.reason))};
    for (const audit::Violation& violation : finished.violations)
        lines += QString::number(violation.invariant) + u' '
            + QString::fromStdString(sourceText(violation.message));
    return lines.join(u'\n');
}

} // namespace

void TestMutants::areCaught_data()
{
    QTest::addColumn<Make>("wrong");
    QTest::addColumn<ServiceHabits>("habits");
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const Make& wrong, const ServiceHabits& habits, Play play,
                        const QString& said) {
        QTest::newRow(name) << wrong << habits << play << said;
    };
    const Make ordered = right(Handler::Ordered);
    row("ack before commit", ordered, {.acksBeforeCommit = true}, dieBeforeCommit,
        u"6 deposit 1 of 50.00 was stored and acked, but it is neither in the ledger"_s);
    row("a database error is acked", ordered, {.acksFailures = true}, dieBeforeCommit,
        u"6 deposit 1 of 50.00 was stored and acked, but it is neither in the ledger"_s);
    row("SELECT without compare-and-set", making<SelectWithoutCompare>(), {}, bothInside,
        u"2 deposit 1"_s);
    row("< for <=", making<OffByOne>(), {}, dieBeforeAck, u"2 deposit 1"_s);
    row(
        "two transactions",
        [](AccountStore& store) { return std::make_unique<TwoTransactions>(store); }, {}, playOnce,
        u"1 "_s);
    row("skip without ack", ordered, {.acksSkipped = false}, dieBeforeAck,
        u"account-2 has as many unacked messages as its MaxInflight allows"_s);
    row("publish before the insert", ordered, {.publishesBeforeInsert = true}, playOnce,
        u"8 deposit 1 of 50.00 was applied, but the transaction service never accepted it"_s);
    row("no outbox: marked before it is published", ordered, {.marksBeforePublish = true}, actAlone,
        u"6 deposit 1 of 50.00 was stored, but its message is nowhere"_s);
    row("a decline that does not use the number up", making<DeclineForNothing>(), {}, declineFirst,
        u"3 "_s);
    row("deduplication by sequence", making<BySequence>(), {}, publishTwice, u"2 deposit 1"_s);
    row("skip without comparing content", making<SkipUnseen>(), {}, publishAnother,
        u"6 deposit 1 of 70.00 was stored and acked, but it is neither in the ledger"_s);
    row("balance read outside the transaction", making<BalanceFromOutside>(), {}, lookTooEarly,
        u"1 "_s);
    row("parked row lost on drain", making<ForgetsParked>(), {}, overtake,
        u"6 deposit 2 of 60.00 was stored and acked, but it is neither in the ledger"_s);
}

void TestMutants::areCaught()
{
    QFETCH(const Make, wrong);
    QFETCH(const ServiceHabits, habits);
    QFETCH(const Play, play);
    QFETCH(const QString, said);
    WrongBank bank(wrong, habits);
    play(bank);
    const audit::Finished finished = bank.audit();
    QVERIFY2(finished.verdict == audit::Verdict::Violated
                 || finished.verdict == audit::Verdict::NotConverged,
             qPrintable(print(finished)));
    const QString text = u'\n' + print(finished);
    QVERIFY2(text.contains(u'\n' + said), qPrintable(text));

    for (const Handler handler : {Handler::Ordered, Handler::Inbox}) {
        WrongBank good(right(handler), {});
        play(good);
        const audit::Finished fine = good.audit();
        QVERIFY2(fine.verdict == audit::Verdict::Valid, qPrintable(print(fine)));
    }
}

QTEST_GUILESS_MAIN(TestMutants)
#include "tst_mutants.moc"
