#include "core/why/life.h"

#include "core/why/moment.h"
#include "core/why/spelling.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

class Life
{
public:
    Life(const Moment& moment, RowRef message)
        : m_moment(moment)
        , m_message(message)
    {
    }

    std::vector<LifeStep> tell()
    {
        origin();
        for (const RowRef delivery : m_moment.deliveriesOf(m_message))
            attempt(delivery);
        drained();
        std::stable_sort(
            m_steps.begin(), m_steps.end(),
            [](const LifeStep& left, const LifeStep& right) { return left.time < right.time; });
        return std::move(m_steps);
    }

private:
    void add(Nanos time, Message what, RowRef delivery = 0)
    {
        if (time != Nanos{} && time <= m_moment.now())
            m_steps.push_back({time, std::move(what), delivery});
    }

    void origin()
    {
        const History& history = m_moment.history();
        const MessageRow& row = history.messages[m_message - 1];
        if (const RowRef transaction = transactionOf())
            add(history.transactions[transaction - 1].acceptedAt, message(Code::LifeAccepted));
        const bool isPublished = row.origin.get() == MessageOrigin::Published;
        if (isPublished && row.publisher.get() != 0)
            add(Nanos(row.publishedAt.get()),
                message(Code::LifePublished, m_moment.name(row.publisher.get())));
        add(row.seenAt,
            message(isPublished ? Code::LifeStored : Code::LifeHeardOf, m_moment.name(row.channel),
                    row.sequence));
    }

    RowRef transactionOf() const
    {
        const RowRef transaction = m_moment.history().meaning(m_message - 1).transaction.get();
        return transaction <= m_moment.snapshot().extent.transactions ? transaction : 0;
    }

    void attempt(RowRef ref)
    {
        const DeliveryRow& row = m_moment.delivery(ref);
        const std::string client = m_moment.name(row.client);
        add(row.deliveredAt,
            message(row.attempt > 1 ? Code::LifeSentAgain : Code::LifeSent, client, row.attempt),
            ref);
        if (const RowRef handling = m_moment.handlingOf(ref))
            handled(ref, handling, client);
        end(ref, client);
    }

    void handled(RowRef ref, RowRef handling, const std::string& client)
    {
        const Moment::Handled told = m_moment.handled(handling);
        const Nanos sent = m_moment.delivery(ref).deliveredAt;
        add(told.received,
            message(Code::LifeReached, client, duration(std::max(Nanos{}, told.received - sent))),
            ref);
        if (told.begun != Nanos{})
            add(told.begun, message(Code::LifeBegan, client, duration(told.begun - told.received)),
                ref);
        const bool givenUp = told.outcome == Outcome::Rejected || told.outcome == Outcome::Failed;
        const LedgerRow* row = m_moment.ledgerOf(handling);
        if (told.outcome != Outcome::None && !givenUp)
            add(told.decided,
                message(Code::LifeDecided, client,
                        row && told.outcome != Outcome::Quarantined ? message(
                            told.outcome == Outcome::Applied ? Code::LeftBalance : Code::AtBalance,
                            outcomeWords(told.outcome), Cents(row->balance))
                                                                    : outcomeWords(told.outcome)),
                ref);
        if (told.committed != Nanos{})
            add(told.committed,
                message(Code::LifeCommitted, client,
                        duration(told.committed
                                 - (told.begun != Nanos{} ? told.begun : told.received))),
                ref);
        if (told.acked != Nanos{} && told.committed != Nanos{})
            add(told.acked,
                message(Code::LifeAckSent, client, duration(told.acked - told.committed)), ref);
        if (givenUp)
            add(told.ended,
                message(Code::LifeGivenUp, client,
                        m_moment.isStruck(handling) ? message(Code::ByArmedFault)
                            : told.text.empty()     ? outcomeWords(told.outcome)
                                                    : said(std::string(told.text))),
                ref);
        for (std::size_t i = 0; i < m_moment.snapshot().extent.faults; ++i)
            if (const FaultMark& fault = m_moment.history().faults[i]; fault.handling == handling)
                add(fault.time, message(Code::LifeFault, client), ref);
    }

    void end(RowRef ref, const std::string& client)
    {
        const DeliveryRow& row = m_moment.delivery(ref);
        const Moment::Ended ended = m_moment.endOf(ref);
        const Nanos until = ended.isOver() ? ended.at : m_moment.now();
        if (const auto dead =
                m_moment.spanWithin(row.client, BandKind::Dead, row.deliveredAt, until);
            dead && !ended.isAcked())
            add(dead->from, message(Code::LifeDied, client), ref);
        switch (ended.how) {
        case DeliveryEnd::Running:
            return;
        case DeliveryEnd::Acked:
            add(ended.at, message(Code::LifeAcked, client), ref);
            return;
        case DeliveryEnd::Expired:
            add(ended.at, message(Code::LifeExpired, client), ref);
            return;
        case DeliveryEnd::Transferred:
            add(ended.at, message(Code::LifeMemberLeft, client), ref);
            return;
        case DeliveryEnd::SettledByLateAck:
            add(ended.at, message(Code::LifeSettledLate, m_moment.name(ended.other)), ref);
            return;
        case DeliveryEnd::SentToDead:
            add(ended.at, message(Code::LifeToDead, client), ref);
            return;
        case DeliveryEnd::Dropped:
            add(ended.at, message(Code::LifeDropped, client), ref);
            return;
        case DeliveryEnd::Evicted:
            add(ended.at, message(Code::LifeEvicted), ref);
            return;
        case DeliveryEnd::Unknown:
            add(ended.at, message(Code::LifeUnknown), ref);
            return;
        }
    }

    /// Decided while another message was handled, that filled the gap before it.
    void drained()
    {
        const RowRef transaction = transactionOf();
        if (transaction == 0)
            return;
        const TransactionRow& of = m_moment.history().transactions[transaction - 1];
        const LedgerRow* row = m_moment.firstDecisionOf(of.account, of.number, m_moment.now());
        if (!row)
            return;
        const RowRef delivery = m_moment.deliveryOf(row->handling.get());
        if (delivery == 0 || m_moment.delivery(delivery).message == m_message)
            return;
        add(row->committedAt,
            message(Code::LifeDrained, m_moment.name(row->replica),
                    message(row->outcome == Outcome::Applied ? Code::LeftBalance : Code::AtBalance,
                            outcomeWords(row->outcome), Cents(row->balance))),
            delivery);
    }

    const Moment& m_moment;
    RowRef m_message;
    std::vector<LifeStep> m_steps;
};

} // namespace

std::vector<LifeStep> lifeOf(const Snapshot& snapshot, RowRef message)
{
    if (!snapshot.history || message == 0 || message > snapshot.extent.messages)
        return {};
    const Moment moment(snapshot);
    return Life(moment, message).tell();
}

} // namespace stanscope
