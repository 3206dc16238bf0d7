// moc 6.4 can read <compare>, which ids.h begins with, only after another standard header.
// clang-format off
#include <cstdint>
#include "core/bank/accounthandler.h"
// clang-format on

#include "core/bank/referencemodel.h"
#include "core/events/servicemessages.h"
#include "tests/support/memorybank.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <map>
#include <rapidcheck.h>
#include <vector>

using namespace stanscope;
using tests::MemoryBank;

/// Whatever the broker does with the messages of a bank, ordered and inbox come to what a single,
/// never failing server decides; naive does not.
class TestHandlerProperties : public QObject
{
    Q_OBJECT

private slots:
    void orderedIsTheModel();
    void inboxIsTheModel();
    void mixedNeverLeavesTheModel();
    void naiveIsNot();
};

namespace {

/// What becomes of one delivery.
enum class Fate
{
    Handled,
    DiesBeforeCommit, ///< all is rolled back, no ack
    DiesBeforeAck, ///< committed, no ack
};

struct Step
{
    std::size_t which = 0; ///< of what is not acked, modulo
    Fate fate = Fate::Handled;
    std::size_t replica = 0; ///< modulo the handlers
};

struct Schedule
{
    std::vector<Transaction> accepted; ///< by account in order of their numbers
    std::vector<std::size_t> again; ///< published a second time, modulo
    std::vector<Step> steps;
};

void showValue(const Step& step, std::ostream& out)
{
    constexpr auto fates = std::to_array({"", " dies before commit", " dies before ack"});
    out << "deliver " << step.which << " to " << step.replica
        << fates.at(static_cast<std::size_t>(step.fate));
}

void showValue(const Schedule& schedule, std::ostream& out)
{
    for (const Transaction& one : schedule.accepted)
        out << one.account.value() << ' ' << one.number.value() << ' ' << toText(one.type) << ' '
            << one.amount.value() << '\n';
    for (const std::size_t again : schedule.again)
        out << "again " << again << '\n';
    for (const Step& step : schedule.steps) {
        showValue(step, out);
        out << '\n';
    }
}

Schedule makeSchedule()
{
    Schedule schedule;
    std::map<AccountName, std::int64_t> numbers;
    const auto amounts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-100, 101));
    for (const int amount : amounts) {
        const AccountName account(*rc::gen::element("ann", "ben"));
        const std::int64_t number = ++numbers[account];
        schedule.accepted.push_back(
            {TransactionId(account.value() + std::to_string(number)), account,
             TransactionNumber(number),
             amount < 0 ? TransactionType::Withdraw : TransactionType::Deposit,
             Cents(std::abs(amount) + 1)});
    }
    schedule.again =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 1000));
    const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(rc::gen::tuple(
        rc::gen::inRange(0, 1000), rc::gen::weightedElement<int>({{4, 0}, {1, 1}, {1, 2}}),
        rc::gen::inRange(0, 8)));
    for (const auto& [which, fate, replica] : steps)
        schedule.steps.push_back({static_cast<std::size_t>(which), static_cast<Fate>(fate),
                                  static_cast<std::size_t>(replica)});
    return schedule;
}

/// A broker without clocks: what is not acked may be delivered at any time, to anybody.
class Bench
{
public:
    Bench(const Schedule& schedule, const std::vector<Handler>& handlers)
    {
        for (const char* name : {"ann", "ben"})
            m_bank.open(AccountName(name));
        for (const Handler handler : handlers)
            m_handlers.push_back(makeHandler(handler));
        for (const Transaction& one : schedule.accepted)
            publish(one);
        for (const std::size_t again : schedule.again)
            if (!schedule.accepted.empty())
                publish(schedule.accepted[again % schedule.accepted.size()]);
        for (const Step& step : schedule.steps)
            if (!m_waiting.empty())
                deliver(step.which % m_waiting.size(), step.fate, step.replica);
        drain();
    }

    const MemoryBank::Tables& tables() const { return m_bank.tables; }
    bool isDrained() const { return m_waiting.empty(); }

private:
    void publish(const Transaction& transaction)
    {
        m_waiting.push_back(
            {transaction, toPayload(transaction), {ClientId("account-1"), Sequence(++m_sequence)}});
    }

    void deliver(std::size_t index, Fate fate, std::size_t replica)
    {
        m_bank.begin();
        const auto decisions =
            m_handlers[replica % m_handlers.size()]->handle(m_bank, m_waiting[index]);
        const bool rejected = !decisions || decisions->front().outcome == Outcome::Rejected;
        if (rejected || fate == Fate::DiesBeforeCommit)
            m_bank.rollback();
        else if (fate == Fate::Handled)
            m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(index));
    }

    /// AckWait after AckWait, until nothing is left or nothing moves any more.
    void drain()
    {
        for (std::size_t before = m_waiting.size() + 1; m_waiting.size() < before;) {
            before = m_waiting.size();
            for (std::size_t i = m_waiting.size(); i-- > 0;)
                deliver(i, Fate::Handled, i);
        }
    }

    MemoryBank m_bank;
    std::vector<std::unique_ptr<AccountHandler>> m_handlers;
    std::deque<Arrival> m_waiting;
    std::uint64_t m_sequence = 0;
};

/// The ledger has the model's decisions, once each and in order; maybe not all of them yet.
bool isWithinTheModel(const Schedule& schedule, const Bench& bench)
{
    std::map<AccountName, ReferenceModel> models;
    std::map<AccountName, std::vector<const MemoryBank::LedgerEntry*>> rows;
    for (const auto& entry : bench.tables().ledger)
        rows[entry.transaction.account].push_back(&entry);
    std::map<AccountName, std::size_t> decided;
    for (const Transaction& one : schedule.accepted) {
        ReferenceModel& model = models.try_emplace(one.account, Cents(0)).first->second;
        const auto expected = model.decide(one.type, one.amount);
        const auto& ofAccount = rows[one.account];
        const std::size_t index = decided[one.account]++;
        if (index >= ofAccount.size())
            continue;
        const MemoryBank::LedgerEntry& row = *ofAccount[index];
        if (row.transaction != one || row.balance != expected.balance
            || (row.outcome == Outcome::Applied) != expected.approved)
            return false;
    }
    for (const auto& [account, ofAccount] : rows)
        if (ofAccount.size() > decided[account]
            || bench.tables().accounts.at(account).state.balance != ofAccount.back()->balance)
            return false;
    return bench.tables().quarantine.empty();
}

/// All of it is decided, and nothing is left anywhere.
bool isTheModel(const Schedule& schedule, const Bench& bench)
{
    return isWithinTheModel(schedule, bench) && bench.isDrained() && bench.tables().parked.empty()
        && bench.tables().ledger.size() == schedule.accepted.size();
}

using Property = bool (*)(const Schedule&, const Bench&);

bool holds(const char* what, const std::vector<Handler>& handlers, Property property = isTheModel)
{
    return rc::check(what, [&] {
        const Schedule schedule = *rc::gen::exec(makeSchedule);
        RC_ASSERT(property(schedule, Bench(schedule, handlers)));
    });
}

} // namespace

void TestHandlerProperties::orderedIsTheModel()
{
    QVERIFY(holds("ordered is the model", {Handler::Ordered}));
}

void TestHandlerProperties::inboxIsTheModel()
{
    QVERIFY(holds("inbox is the model", {Handler::Inbox}));
}

/// What inbox has parked may have to wait for the next message when ordered fills the gap.
void TestHandlerProperties::mixedNeverLeavesTheModel()
{
    QVERIFY(holds("ordered beside inbox never leaves the model", {Handler::Inbox, Handler::Ordered},
                  isWithinTheModel));
}

void TestHandlerProperties::naiveIsNot()
{
    QVERIFY(
        !holds("naive is the model; the counterexample that follows is wanted", {Handler::Naive}));
}

QTEST_APPLESS_MAIN(TestHandlerProperties)
#include "tst_handlerproperties.moc"
