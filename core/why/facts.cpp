#include "core/why/facts.h"

#include "core/bank/money.h"
#include "core/why/casewords.h"
#include "core/why/spelling.h"

#include <algorithm>

namespace stanscope {

namespace {

class Facts
{
public:
    explicit Facts(const Moment& moment)
        : m_moment(moment)
    {
    }

    void add(Code label, Message value) { m_facts.push_back({message(label), std::move(value)}); }
    /// Not what another fact has told already: `as` is when that was.
    void addTime(Code label, Nanos time, Nanos as = {})
    {
        if (time != Nanos{} && m_moment.second(time) != m_moment.second(as))
            add(label, message(Code::AtSecond, m_moment.second(time)));
    }
    std::vector<Fact> take() { return std::move(m_facts); }

private:
    const Moment& m_moment;
    std::vector<Fact> m_facts;
};

Message invariantWords(int invariant)
{
    if (invariant == 1)
        return message(Code::RuleConservation);
    if (invariant == 2)
        return message(Code::RuleAtMostOnce);
    return message(invariant == 3 ? Code::RuleOrder : Code::RuleSameDecisions);
}

void addDelivery(Facts& facts, const Moment& moment, const Case& asked)
{
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const std::string at = moment.second(row.deliveredAt);
    const std::string client = moment.name(row.client);
    facts.add(Code::FactDelivered,
              row.attempt > 1 ? message(Code::AttemptTo, at, client, row.attempt)
                              : message(Code::AtSecondTo, at, client));
}

void addDecision(Facts& facts, const Moment& moment, const Case& asked)
{
    const Moment::Handled& handled = asked.handled;
    const Nanos at = asked.ledger ? asked.ledger->committedAt : handled.decided;
    if (asked.ledger && handled.outcome != Outcome::Quarantined) {
        const bool applied = asked.ledger->outcome == Outcome::Applied;
        facts.add(
            Code::FactDecided,
            message(Code::AtSecondWhat, moment.second(at),
                    message(applied ? Code::LeftBalance : Code::AtBalance,
                            outcomeWords(asked.ledger->outcome), Cents(asked.ledger->balance))));
    } else if (handled.outcome != Outcome::None && at != Nanos{}) {
        facts.add(Code::FactDecided,
                  message(Code::AtSecondWhat, moment.second(at), outcomeWords(handled.outcome)));
    }
}

void addOrder(Facts& facts, const Moment& moment, const Case& asked)
{
    if (asked.transaction == 0 || !asked.ledger)
        return;
    const TransactionRow& row = moment.history().transactions[asked.transaction - 1];
    facts.add(Code::FactInOrder,
              row.approvedInOrder ? message(Code::ApprovedLeaves, Cents(row.balanceInOrder))
                                  : message(Code::AtBalance, outcomeWords(Outcome::Declined),
                                            Cents(row.balanceInOrder)));
    if (const auto breach = asked.ledger->breaks.gravest())
        facts.add(
            Code::FactRule,
            message(Code::InvariantOf, invariantOf(*breach), invariantWords(invariantOf(*breach))));
}

void addMember(Facts& facts, const Moment& moment, const Case& asked)
{
    const SubscriptionView* view = moment.subscription(asked.subscription);
    if (!view)
        return;
    const std::string unacked = listText(moment.unackedAt(view->id, moment.now() + Nanos(1)));
    facts.add(Code::FactWindow,
              message(Code::WindowOf, view->pending, view->maxInflight,
                      unacked.empty() ? std::string("–") : unacked));
}

void addAccount(Facts& facts, const Moment& moment, const Case& asked)
{
    for (const AccountView& account : moment.snapshot().accounts) {
        if (account.id != asked.account)
            continue;
        facts.add(Code::FactBalance, message(Code::Said, account.balance));
        facts.add(Code::FactShouldBe, message(Code::Said, account.expected));
        if (!account.last.isNull())
            facts.add(Code::FactLastNumber, said(std::to_string(account.last.value())));
    }
}

} // namespace

std::vector<Fact> factsOf(const Moment& moment, const Case& asked)
{
    Facts facts(moment);
    if (asked.message != 0
        && moment.history().messages[asked.message - 1].origin.get() == MessageOrigin::Published)
        facts.addTime(Code::FactStored, moment.history().messages[asked.message - 1].seenAt,
                      asked.delivery ? moment.delivery(asked.delivery).deliveredAt : Nanos{});
    if (asked.delivery != 0)
        addDelivery(facts, moment, asked);
    addDecision(facts, moment, asked);
    addOrder(facts, moment, asked);
    if (asked.ended.isAcked())
        facts.addTime(Code::FactAcked, asked.ended.at,
                      asked.ledger ? asked.ledger->committedAt : asked.handled.decided);
    else if (asked.delivery != 0)
        facts.addTime(Code::FactAckWaitEnds, moment.deadlineOf(asked.delivery));
    if (asked.client != 0)
        addMember(facts, moment, asked);
    if (asked.account != 0)
        addAccount(facts, moment, asked);
    return facts.take();
}

} // namespace stanscope
