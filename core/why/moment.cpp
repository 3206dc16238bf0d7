#include "core/why/moment.h"

#include "core/why/spelling.h"

#include <algorithm>
#include <set>
#include <utility>

namespace stanscope {

namespace {

/// What is looked for lies near; in a history of millions of rows nobody waits for what does not.
constexpr std::size_t mostSearched = 50'000;
constexpr std::int64_t mostMissing = 200;
/// An ack and what the broker sends because of it are seen a little apart.
constexpr Nanos atOnce = std::chrono::milliseconds(20);
/// What one subscription had is told of the newest of its deliveries.
constexpr std::size_t mostUnacked = 20'000;
/// What was committed and what told of it are not in the same order.
constexpr Nanos disorder = std::chrono::seconds(5);

std::size_t lowestOf(std::size_t from)
{
    return from > mostSearched ? from - mostSearched : 0;
}

} // namespace

Moment::Ended Moment::endOf(RowRef ref) const
{
    const DeliveryRow& row = delivery(ref);
    const std::int64_t at = row.endedAt.get();
    const DeliveryEnd how = row.end.get();
    if (how == DeliveryEnd::Running || at > now().count())
        return {};
    return {how, Nanos(at), row.other.get()};
}

std::vector<RowRef> Moment::deliveriesOf(RowRef message) const
{
    std::vector<RowRef> found;
    const RowRef first = message == 0 ? 0 : m_history.messages[message - 1].firstDelivery.get();
    if (first == 0 || first > m_snapshot.extent.deliveries)
        return found;
    const std::size_t end = std::min<std::size_t>(
        {m_snapshot.extent.deliveries, m_history.messages[message - 1].lastDelivery.get(),
         first + mostSearched});
    for (std::size_t row = first; row <= end; ++row)
        if (m_history.deliveries[row - 1].message == message)
            found.push_back(static_cast<RowRef>(row));
    // Where they lie further apart, those that came after each other are still found.
    for (RowRef next = after(found.back()); next > end; next = after(next))
        found.push_back(next);
    return found;
}

RowRef Moment::before(RowRef ref) const
{
    const DeliveryRow& row = delivery(ref);
    if (row.attempt < 2)
        return 0;
    // Mostly there is one group, and the message's first delivery begins its only row.
    RowRef at = m_history.messages[row.message - 1].firstDelivery.get();
    for (std::size_t steps = 0; at != 0 && at < ref && steps < mostSearched; ++steps) {
        const RowRef next = after(at);
        if (next == ref)
            return at;
        at = next;
    }
    for (RowRef other = ref - 1; other > lowestOf(ref); --other)
        if (m_history.deliveries[other - 1].message == row.message && after(other) == ref)
            return other;
    return 0;
}

RowRef Moment::after(RowRef ref) const
{
    const RowRef next = delivery(ref).next.get();
    return next <= m_snapshot.extent.deliveries ? next : 0;
}

RowRef Moment::handlingOf(RowRef ref) const
{
    const RowRef handling = ref == 0 ? 0 : m_history.handlingOf(ref - 1);
    return handling <= m_snapshot.extent.handlings ? handling : 0;
}

RowRef Moment::deliveryOf(RowRef handling) const
{
    const RowRef found = handling == 0 ? 0 : m_history.deliveryOf(handling - 1);
    return found <= m_snapshot.extent.deliveries ? found : 0;
}

Nanos Moment::deadlineOf(RowRef ref) const
{
    const auto timer = std::find_if(m_snapshot.timers.begin(), m_snapshot.timers.end(),
                                    [ref](const TimerView& one) { return one.delivery == ref; });
    return timer != m_snapshot.timers.end() ? timer->deadline : Nanos(delivery(ref).deadline.get());
}

std::int32_t Moment::ackWaitOf(RowRef ref) const
{
    const DeliveryRow& row = delivery(ref);
    if (row.ackWaitSeconds > 0)
        return row.ackWaitSeconds;
    if (const SubscriptionView* view = subscription(row.subscription))
        return view->ackWaitSeconds;
    const Nanos deadline = deadlineOf(ref);
    return deadline == Nanos{}
        ? 0
        : static_cast<std::int32_t>(
            std::chrono::round<std::chrono::seconds>(deadline - row.deliveredAt).count());
}

std::int32_t Moment::maxInflightOf(const DeliveryRow& row) const
{
    if (const SubscriptionView* view = subscription(row.subscription))
        return view->maxInflight;
    const ReplicaView* view = replica(row.client);
    return view && view->process && view->role == process::Role::Account ? view->options.maxInflight
                                                                         : 0;
}

std::vector<std::uint64_t> Moment::unackedAt(std::uint32_t subscription, Nanos at) const
{
    std::set<std::uint64_t> found;
    const std::size_t end = m_snapshot.extent.deliveries;
    for (std::size_t row = end; row > 0 && row + mostUnacked > end; --row) {
        const DeliveryRow& one = m_history.deliveries[row - 1];
        if (one.subscription != subscription || one.deliveredAt >= at)
            continue;
        const Ended over = endOf(static_cast<RowRef>(row));
        if (!over.isOver() || over.at + atOnce >= at)
            found.insert(one.sequence.value());
    }
    return {found.begin(), found.end()};
}

Moment::Handled Moment::handled(RowRef handling) const
{
    if (handling == 0)
        return {};
    const HandlingRow& row = m_history.handlings[handling - 1];
    Handled told{row.replica,
                 row.receivedAt,
                 known(row.begunAt.get()),
                 known(row.decidedAt.get()),
                 known(row.committedAt.get()),
                 known(row.ackedAt.get()),
                 known(row.endedAt.get()),
                 Outcome::None,
                 {}};
    const Outcome outcome = row.outcome.get();
    bool isKnown = false;
    switch (outcome) {
    case Outcome::None:
        break;
    case Outcome::Applied:
    case Outcome::Declined:
        isKnown = told.committed != Nanos{} || (row.committedAt.get() == 0 && ledgerOf(handling));
        break;
    case Outcome::Quarantined:
    case Outcome::Parked:
        isKnown = told.committed != Nanos{} || told.ended != Nanos{};
        break;
    case Outcome::Skipped:
        isKnown = told.decided != Nanos{};
        break;
    case Outcome::Rejected:
    case Outcome::Failed:
        isKnown = told.ended != Nanos{};
        break;
    }
    if (!isKnown)
        return told;
    told.outcome = outcome;
    if (const RowRef text = row.text.get())
        told.text = m_history.payloads[text - 1];
    return told;
}

bool Moment::isStruck(RowRef handling) const
{
    for (std::size_t row = 0; handling != 0 && row < m_snapshot.extent.faults; ++row)
        if (m_history.faults[row].handling == handling && m_history.faults[row].time <= now())
            return true;
    return false;
}

const LedgerRow* Moment::ledgerOf(RowRef handling) const
{
    if (handling == 0)
        return nullptr;
    const Nanos received = m_history.handlings[handling - 1].receivedAt;
    const RowRef own = m_history.transactionOf(handling - 1);
    const std::size_t end = m_snapshot.extent.ledger;
    for (std::size_t row = end; row > lowestOf(end); --row) {
        const LedgerRow& entry = m_history.ledger[row - 1];
        if (entry.handling.get() == handling && (own == 0 || entry.transaction == own))
            return &entry;
        if (entry.committedAt + disorder < received)
            break;
    }
    return nullptr;
}

const LedgerRow* Moment::ledgerBefore(const LedgerRow& row) const
{
    bool isBehind = false;
    const std::size_t end = m_snapshot.extent.ledger;
    for (std::size_t at = end; at > lowestOf(end); --at) {
        const LedgerRow& entry = m_history.ledger[at - 1];
        if (isBehind && entry.account == row.account)
            return &entry;
        isBehind = isBehind || &entry == &row;
    }
    return nullptr;
}

const LedgerRow* Moment::firstDecisionOf(NameId account, std::int64_t number, Nanos until,
                                         const LedgerRow* row) const
{
    const LedgerRow* found = nullptr;
    bool isBehind = row == nullptr;
    const std::size_t end = m_snapshot.extent.ledger;
    for (std::size_t at = end; at > lowestOf(end); --at) {
        const LedgerRow& entry = m_history.ledger[at - 1];
        if (isBehind && entry.account == account && entry.number == number
            && entry.committedAt <= until)
            found = &entry;
        isBehind = isBehind || &entry == row;
    }
    return found;
}

std::vector<std::int64_t> Moment::missingBefore(NameId account, std::int64_t number,
                                                Nanos until) const
{
    std::set<std::int64_t> missing;
    for (std::int64_t lower = std::max<std::int64_t>(1, number - mostMissing); lower < number;
         ++lower)
        missing.insert(lower);
    const std::size_t end = m_snapshot.extent.ledger;
    for (std::size_t at = end; at > lowestOf(end) && !missing.empty(); --at) {
        const LedgerRow& entry = m_history.ledger[at - 1];
        if (entry.account == account && entry.committedAt <= until)
            missing.erase(entry.number);
    }
    return {missing.begin(), missing.end()};
}

RowRef Moment::transactionOf(NameId account, std::int64_t number) const
{
    const std::size_t end = m_snapshot.extent.transactions;
    for (std::size_t row = end; row > lowestOf(end); --row)
        if (m_history.transactions[row - 1].account == account
            && m_history.transactions[row - 1].number == number)
            return static_cast<RowRef>(row);
    return 0;
}

RowRef Moment::messageOf(RowRef transaction) const
{
    const RowRef message =
        transaction == 0 ? 0 : m_history.transactions[transaction - 1].message.get();
    return message <= m_snapshot.extent.messages ? message : 0;
}

Topic Moment::whereabouts(NameId account, std::int64_t number, Nanos at) const
{
    const RowRef transaction = transactionOf(account, number);
    if (transaction == 0)
        return {};
    RowRef found = 0;
    for (const RowRef row : deliveriesOf(messageOf(transaction)))
        if (delivery(row).deliveredAt <= at)
            found = row;
    return found ? Topic{Topic::Kind::Delivery, found}
                 : Topic{Topic::Kind::Transaction, transaction};
}

std::optional<Moment::Span> Moment::spanAt(NameId lane, BandKind kind, Nanos at) const
{
    for (std::size_t row = m_snapshot.extent.bands; row > 0; --row) {
        const BandRow& band = m_history.bands[row - 1];
        const Nanos until = known(band.until.get());
        if (band.lane == lane && band.kind == kind && band.from <= at && until != band.from
            && (until == Nanos{} || until > at))
            return Span{band.from, until};
    }
    return std::nullopt;
}

std::optional<Moment::Span> Moment::spanWithin(NameId lane, BandKind kind, Nanos from,
                                               Nanos until) const
{
    for (std::size_t row = 0; row < m_snapshot.extent.bands; ++row) {
        const BandRow& band = m_history.bands[row];
        const Nanos over = known(band.until.get());
        if (band.lane == lane && band.kind == kind && band.from >= from && band.from <= until
            && over != band.from)
            return Span{band.from, over};
    }
    return std::nullopt;
}

const ReplicaView* Moment::replica(NameId lane) const
{
    const auto found = std::find_if(m_snapshot.replicas.begin(), m_snapshot.replicas.end(),
                                    [lane](const ReplicaView& one) { return one.lane == lane; });
    return found == m_snapshot.replicas.end() ? nullptr : &*found;
}

const SubscriptionView* Moment::subscription(std::uint32_t id) const
{
    const auto found =
        std::find_if(m_snapshot.subscriptions.begin(), m_snapshot.subscriptions.end(),
                     [id](const SubscriptionView& one) { return one.id == id; });
    return id == 0 || found == m_snapshot.subscriptions.end() ? nullptr : &*found;
}

const ClientView* Moment::client(NameId lane) const
{
    const std::string& id = m_history.name(lane);
    const auto found =
        std::find_if(m_snapshot.clients.begin(), m_snapshot.clients.end(),
                     [&id](const ClientView& one) { return one.client.value() == id; });
    return found == m_snapshot.clients.end() ? nullptr : &*found;
}

std::string Moment::second(Nanos time) const
{
    return secondText(time - m_history.start);
}

} // namespace stanscope
