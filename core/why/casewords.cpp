#include "core/why/casewords.h"

#include "core/why/spelling.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::size_t mostWhereabouts = 3;

} // namespace

Message actionOf(const Moment& moment, const Case& asked)
{
    if (asked.ledger)
        return transactionWords(asked.ledger->type, asked.ledger->number);
    if (asked.transaction != 0) {
        const TransactionRow& row = moment.history().transactions[asked.transaction - 1];
        return transactionWords(row.type, row.number);
    }
    if (asked.message == 0)
        return {};
    const MessageMeaning& meaning = moment.history().meaning(asked.message - 1);
    return meaning.account.get() ? transactionWords(meaning.type.get(), meaning.number.get())
                                 : Message{};
}

Cents amountOf(const Moment& moment, const Case& asked)
{
    if (asked.ledger)
        return Cents(asked.ledger->amount);
    if (asked.transaction != 0)
        return Cents(moment.history().transactions[asked.transaction - 1].amount);
    return asked.message == 0 ? Cents()
                              : Cents(moment.history().meaning(asked.message - 1).amount.get());
}

NameId accountOf(const Moment& moment, const Case& asked)
{
    if (asked.ledger)
        return asked.ledger->account;
    if (asked.transaction != 0)
        return moment.history().transactions[asked.transaction - 1].account;
    return asked.message == 0 ? 0 : moment.history().meaning(asked.message - 1).account.get();
}

std::int64_t numberOf(const Moment& moment, const Case& asked)
{
    if (asked.ledger)
        return asked.ledger->number;
    if (asked.transaction != 0)
        return moment.history().transactions[asked.transaction - 1].number;
    return asked.message == 0 ? 0 : moment.history().meaning(asked.message - 1).number.get();
}

Sequence sequenceOf(const Moment& moment, const Case& asked)
{
    return asked.message == 0 ? Sequence() : moment.history().messages[asked.message - 1].sequence;
}

std::string clientOf(const Moment& moment, const Case& asked)
{
    if (asked.delivery != 0)
        return moment.name(moment.delivery(asked.delivery).client);
    return moment.name(asked.handling != 0 ? asked.handled.replica : asked.client);
}

Message whyNotAcked(const Moment& moment, RowRef ref)
{
    const DeliveryRow& row = moment.delivery(ref);
    const std::string holder = moment.name(row.client);
    const Moment::Ended ended = moment.endOf(ref);
    const Nanos over = ended.isOver() ? ended.at : moment.now();
    if (const auto dead = moment.spanAt(row.client, BandKind::Dead, row.deliveredAt))
        return message(Code::HolderWasDead, holder, moment.second(dead->from));
    const RowRef handling = moment.handlingOf(ref);
    const Moment::Handled handled = moment.handled(handling);
    // Who gave the message up would not have acked it alive either.
    if (handled.outcome == Outcome::Failed)
        return message(Code::HolderFailed, holder);
    if (handled.outcome == Outcome::Rejected)
        return message(Code::HolderRejected, holder);
    if (const auto dead = moment.spanWithin(row.client, BandKind::Dead, row.deliveredAt, over))
        return message(Code::HolderDied, holder, moment.second(dead->from),
                       listText(moment.unackedAt(row.subscription, dead->from)));
    if (ended.isOver() && handled.acked > ended.at)
        return message(Code::HolderAckedLate, holder, duration(handled.acked - ended.at));
    if (const auto paused = moment.spanAt(row.client, BandKind::Paused, over))
        return message(Code::HolderPaused, holder, moment.second(paused->from));
    if (handled.committed != Nanos{} && handled.committed <= over && handled.acked == Nanos{})
        return message(Code::HolderAckLost, holder, moment.second(handled.committed));
    if (handling != 0 && handled.received <= over)
        return message(Code::HolderAtWork, holder);
    const ReplicaView* replica = moment.replica(row.client);
    const bool reports = replica && replica->process && replica->role == process::Role::Account;
    return message(reports ? Code::HolderQueued : Code::HolderSilent, holder);
}

std::vector<Topic> whereaboutsOf(const Moment& moment, NameId account,
                                 const std::vector<std::int64_t>& numbers, Nanos at)
{
    std::vector<Topic> found;
    for (std::size_t i = 0; i < std::min(numbers.size(), mostWhereabouts); ++i)
        if (const Topic one = moment.whereabouts(account, numbers[i], at);
            one.kind != Topic::Kind::Nothing)
            found.push_back(one);
    return found;
}

Topic topicOf(const Moment& moment, const LedgerRow& row)
{
    if (const RowRef delivery = moment.deliveryOf(row.handling.get()))
        return deliveryTopic(delivery);
    return row.transaction ? Topic{Topic::Kind::Transaction, row.transaction} : Topic{};
}

} // namespace stanscope
