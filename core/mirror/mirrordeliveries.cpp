#include "core/mirror/mirror.h"

#include <algorithm>
#include <utility>

// Deliveries and redeliveries (protocol sections 3.1 and 3.2). Acks are in mirroracks.cpp.
namespace stanscope {

namespace {

/// Redeliveries of one timer come together.
constexpr Nanos sameFire = std::chrono::milliseconds(30);
/// No ack is on its way to the broker for longer.
constexpr Nanos crossing = std::chrono::seconds(1);
/// A fire sends what is due within this (section 3.2).
constexpr Nanos dueWithin = std::chrono::milliseconds(15);
/// A redelivery this long before its time was no timer's: the member had left.
constexpr Nanos tooEarly = std::chrono::milliseconds(150);

} // namespace

std::uint32_t Mirror::appendDelivery(Nanos time, const SubscriptionState& subscription,
                                     RowRef before, const wire::Delivered& event)
{
    const std::uint32_t message = m_messages->delivered(
        time, subscription.channel, event.sequence.value(), event.payload, event.storedAtUnixNs);
    if (const RowRef filledIn = before == 0 || !event.redelivered ? 0 : before; filledIn != 0
        && time < subscription.resumesUntil
        && m_writer->rows().deliveries[filledIn - 1].unseen.get()) {
        m_writer->editDelivery(filledIn - 1).unseen.set(false); // somebody listened after all
        return filledIn - 1;
    }
    return appendRow(time, subscription, before, message, event.sequence,
                     event.redeliveryCount + 1);
}

/// `attempt`: as the broker counts, at least.
std::uint32_t Mirror::appendRow(Nanos time, const SubscriptionState& subscription, RowRef before,
                                std::uint32_t message, Sequence sequence, std::uint32_t attempt)
{
    // After a restart or a change of leader the broker counts anew; ours goes on.
    const std::uint32_t known = before == 0 ? 0 : m_writer->rows().deliveries[before - 1].attempt;
    if (attempt > 1 && attempt <= known)
        attempt = known + 1;
    const std::uint32_t row = m_writer->rows().deliveries.append([&](DeliveryRow& delivery) {
        delivery.client = subscription.clientName;
        delivery.channel = subscription.channelName;
        delivery.group = subscription.groupName;
        delivery.subscription = subscription.id;
        delivery.sequence = sequence;
        delivery.attempt = attempt;
        delivery.ackWaitSeconds = static_cast<std::int32_t>(
            std::chrono::duration_cast<std::chrono::seconds>(subscription.ackWait).count());
        delivery.deliveredAt = time;
        delivery.message = message + 1;
    });
    MessageRow& stored = m_writer->editMessage(message);
    // The broker has counted those that nobody saw.
    stored.deliveries.set(stored.deliveries.get() + (attempt > known ? attempt - known : 1));
    stored.lastReplica.set(m_writer->rows().deliveries[row].client);
    if (!stored.firstDelivery.get())
        stored.firstDelivery.set(row + 1);
    stored.lastDelivery.set(row + 1);
    return row;
}

/// What the broker re-sent at its start went to inboxes that nobody listened on yet.
void Mirror::fillInResent(Nanos start, SubscriptionState& subscription)
{
    Group& group = m_groups[subscription.groupKey];
    for (auto& [sequence, pending] : subscription.pending()) {
        if (!pending.resent || pending.row == 0)
            continue;
        const RowRef before = pending.row;
        const RowRef message = m_writer->rows().deliveries[before - 1].message;
        // It has forgotten how often it did before.
        const std::uint32_t row =
            appendRow(start, subscription, before, message - 1, Sequence(sequence), 2);
        m_writer->editDelivery(row).unseen.set(true);
        chain(before, row, start);
        pending.row = row + 1;
        group.latest.insert(sequence, row + 1);
        if (m_onDelivery)
            m_onDelivery(row);
    }
}

void Mirror::apply(Nanos time, const wire::Delivered& event)
{
    const Booking booking(*this);
    const std::uint32_t id = event.subscription.value();
    const std::uint64_t sequence = event.sequence.value();
    if (event.redelivered && time >= m_counted)
        if (const auto known = m_subscriptions.find(id); known != m_subscriptions.end())
            evictIfOff(time, m_groups[known->second.groupKey], id, sequence);
    SubscriptionState* receiver = find(id);
    if (!receiver)
        return;
    SubscriptionState& subscription = *receiver;
    Group& group = m_groups[subscription.groupKey];
    const std::uint32_t row =
        appendDelivery(time, subscription, group.latest.find(sequence), event);
    const bool isCounted = event.redelivered
        ? time < m_counted
        : time <= m_bootstrapped && sequence <= subscription.answeredLastSent;
    if (isCounted)
        countedDelivery(time, subscription, event, row);
    else if (event.redelivered)
        redelivered(time, subscription, group, event, row);
    else
        firstDelivery(time, subscription, group, event, row);
    group.latest.insert(sequence, row + 1);
    if (PendingDelivery* pending = subscription.find(sequence)) {
        if (event.storedAtUnixNs != 0)
            pending->storedAt = m_unixEpoch + Nanos(event.storedAtUnixNs);
        DeliveryRow& delivery = m_writer->editDelivery(row);
        delivery.deadline.set(subscription.predicted(*pending).count());
        delivery.deadlineIsGuess.set(subscription.isGuess(*pending));
    }
    if (m_onDelivery)
        m_onDelivery(row);
}

/// The bootstrap's answer has it among its numbers: it gives a placeholder its sequence, or was
/// settled already.
void Mirror::countedDelivery(Nanos time, SubscriptionState& subscription,
                             const wire::Delivered& event, std::uint32_t row)
{
    const std::uint64_t sequence = event.sequence.value();
    if (!event.redelivered)
        subscription.lastCounted = std::max(subscription.lastCounted, sequence);
    if (PendingDelivery* own = subscription.find(sequence)) {
        own->row = row + 1;
    } else if (subscription.unknown > 0) {
        subscription.settleUnknown();
        PendingDelivery& pending =
            subscription.add(sequence, time + subscription.ackWait, row + 1, time);
        pending.resolved = true;
        pending.guessed = event.redelivered;
        subscription.limitTimer(pending.deadline);
    } else if (!event.redelivered) {
        subscription.spare[sequence] = row + 1;
    }
}

void Mirror::firstDelivery(Nanos time, SubscriptionState& subscription, Group& group,
                           const wire::Delivered& event, std::uint32_t row)
{
    const std::uint64_t sequence = event.sequence.value();
    noteSkipped(time, subscription, group, sequence);
    group.isRough = false;
    subscription.resuming = 0;
    subscription.add(sequence, time + subscription.ackWait, row + 1, time);
    if (std::exchange(subscription.fresh, false)) {
        // Its start position was a guess until now.
        subscription.lastSent = sequence;
        if (group.members.size() == 1)
            group.lastSent = sequence;
    }
    subscription.lastSent = std::max(subscription.lastSent, sequence);
    group.lastSent = std::max(group.lastSent, sequence);
    if (subscription.isFull())
        stall(subscription, group);
    rotate(group, subscription.id);
    if (trySending(group))
        group.triedAfter = m_messages->published(subscription.channel);
}

/// The chosen first member goes to the end of the list (section 3.1).
void Mirror::rotate(Group& group, std::uint32_t chosen) const
{
    if (group.members.size() > 1 && group.members.front() == chosen)
        std::rotate(group.members.begin(), group.members.begin() + 1, group.members.end());
}

SubscriptionState* Mirror::holderOf(const Group& group, std::uint64_t sequence)
{
    for (const std::uint32_t member : group.members)
        if (at(member).holds(sequence))
            return &edit(member);
    return nullptr;
}

/// Whose placeholder a redelivery resolves, if several members have some: entries of one timer come
/// together. What is guessed wrong here evens out until all of them are known.
SubscriptionState* Mirror::holderOfUnknown(Group& group, SubscriptionState& receiver, Nanos time)
{
    if (group.lastHolder != 0 && time - group.lastFire <= sameFire)
        if (SubscriptionState* last = find(group.lastHolder); last && last->unknown > 0)
            return last;
    const SubscriptionState* most = receiver.unknown > 0 ? &receiver : nullptr;
    for (const std::uint32_t member : group.members) {
        const SubscriptionState& state = at(member);
        if (state.unknown > (most ? most->unknown : 0))
            most = &state;
    }
    return most ? &edit(most->id) : nullptr;
}

/// A message of before the mirror came, or of a gap, or whose ack the broker lost in a restart.
bool Mirror::mayBePlaceholder(const SubscriptionState& subscription, const Group& group,
                              std::uint64_t sequence) const
{
    const std::uint64_t last = subscription.isGrouped() ? group.lastSent : subscription.lastSent;
    if (sequence > last)
        return false;
    const RowRef row = group.latest.find(sequence);
    if (row == 0)
        return true;
    const DeliveryRow& delivery = m_writer->rows().deliveries[row - 1];
    const DeliveryEnd end = delivery.end.get();
    return end == DeliveryEnd::Unknown
        || (end != DeliveryEnd::Running && Nanos(delivery.endedAt.get()) <= m_restarted);
}

/// The ack and the redelivery have crossed: the broker settles the redelivery by that ack. One that
/// it has lost in a restart is another matter.
bool Mirror::wasJustAcked(Nanos time, RowRef row) const
{
    if (row == 0)
        return false;
    const DeliveryRow& delivery = m_writer->rows().deliveries[row - 1];
    const Nanos endedAt(delivery.endedAt.get());
    const DeliveryEnd end = delivery.end.get();
    return (end == DeliveryEnd::Acked || end == DeliveryEnd::SettledByLateAck)
        && endedAt > m_restarted && time - endedAt < crossing;
}

/// The broker drops a client without a word: its entries come to another member long before their
/// time, or the group's timers are off since one of the members missed a heartbeat.
void Mirror::evictIfOff(Nanos time, const Group& group, std::uint32_t receiver,
                        std::uint64_t sequence)
{
    SubscriptionState* holder = holderOf(group, sequence);
    if (!holder)
        return;
    const PendingDelivery& pending = *holder->find(sequence);
    const Nanos predicted = holder->predicted(pending);
    if (pending.uncertain || predicted == Nanos{} || std::chrono::abs(predicted - time) <= sameFire)
        return;
    const Nanos left = time - SubscriptionState::transferDelay;
    std::optional<ClientId> gone;
    if (holder->id != receiver && m_clients.isDoubtful(holder->client)
        && predicted > time + tooEarly)
        gone = holder->client;
    for (auto member = group.members.begin(); !gone && member != group.members.end(); ++member)
        if (*member != receiver && m_clients.mayHaveLeft(at(*member).client, left))
            gone = at(*member).client;
    if (!gone)
        return;
    m_clients.learnFrom(*gone);
    removeClient(left, *gone);
}

void Mirror::redelivered(Nanos time, SubscriptionState& subscription, Group& group,
                         const wire::Delivered& event, std::uint32_t row)
{
    const std::uint64_t sequence = event.sequence.value();
    const RowRef before = group.latest.find(sequence);
    // A resume sticks to its holder, the others are chosen.
    const bool resumes = subscription.resuming > 0 && time < subscription.resumesUntil;
    if (resumes)
        --subscription.resuming;
    else
        rotate(group, subscription.id);

    SubscriptionState* holder = holderOf(group, sequence);
    bool isClearer = false;
    if (!holder && mayBePlaceholder(subscription, group, sequence)) {
        holder = holderOfUnknown(group, subscription, time);
        if (holder)
            holder->resolveUnknown(sequence, before, time, resumes);
        isClearer = holder && holder->unknown == 0;
    }
    if (holder && !resumes) {
        const std::optional<Nanos> timer = holder->timer();
        const bool sameBurst = group.lastHolder == holder->id && time - group.lastFire <= sameFire;
        if (holder->find(sequence)->guessed) {
            holder->noteGuessed(sequence, time, !sameBurst);
            isClearer = isClearer || !sameBurst;
        } else {
            holder->noteRedelivery(sequence, time);
        }
        holder->find(sequence)->row = 0; // that one is over, and what it was to be stays
        if (isClearer || holder->timer() != timer)
            refreshDeadlines(*holder);
        group.lastHolder = holder->id;
        group.lastFire = time;
    }
    if (!holder && wasJustAcked(time, before)) {
        const DeliveryRow& acked = m_writer->rows().deliveries[before - 1];
        const bool byOther = acked.end.get() == DeliveryEnd::SettledByLateAck;
        end(row + 1, time, DeliveryEnd::SettledByLateAck,
            byOther ? acked.other.get() : acked.client);
        m_writer->editDelivery(before - 1).next.set(row + 1);
        subscription.lastSent = std::max(subscription.lastSent, sequence);
        if (!subscription.timer())
            subscription.resetTimer(time + subscription.ackWait);
        return;
    }
    if (before != 0 && before != row + 1)
        chain(before, row, time);
    if (holder == &subscription) {
        PendingDelivery& own = *subscription.find(sequence);
        own.row = row + 1;
        own.uncertain = false;
        // It may have been another one's, of whom nobody knew what it had.
        subscription.lastSent = std::max(subscription.lastSent, sequence);
        // It was due: a delivery that the tap saw late has made its deadline look late.
        const Nanos latest = resumes ? Nanos::max() : time + dueWithin;
        const Nanos old = own.deadline == Nanos{} ? time : std::min(own.deadline, latest);
        // One that came before its time is known no longer.
        const bool isGuess = own.guessed || (!resumes && own.deadline > time + sameFire);
        if (std::exchange(own.resent, false) && time < subscription.resumesUntil)
            subscription.setDeadline(sequence, old); // counted at the broker's start
        else
            subscription.resend(sequence, old + subscription.ackWait);
        own.guessed = isGuess;
        own.doubtful = false;
        // Then the broker turns to what is new: one that is full by what it was sent again stalls.
        if (resumes && subscription.resuming == 0)
            trySending(group);
        return;
    }
    // The broker adds it to the new holder before it takes it from the old one.
    PendingDelivery& added = subscription.add(sequence, time + subscription.ackWait, row + 1, time);
    subscription.lastSent = std::max(subscription.lastSent, sequence);
    group.lastSent = std::max(group.lastSent, sequence);
    if (!holder)
        return;
    const std::optional<PendingDelivery> taken = holder->take(sequence);
    added.storedAt = taken->storedAt;
    added.guessed = taken->doubtful;
    if (holder->pendingCount() == 0)
        holder->stopTimer();
    unstall(*holder, group);
}

void Mirror::chain(RowRef from, std::uint32_t to, Nanos time)
{
    const NameId client = m_writer->rows().deliveries[to].client;
    DeliveryRow& before = m_writer->editDelivery(from - 1);
    before.next.set(to + 1);
    switch (before.end.get()) {
    case DeliveryEnd::Running:
    case DeliveryEnd::Evicted:
    case DeliveryEnd::Unknown: {
        const Nanos dead = m_clients.deadSince(ClientId(m_writer->name(before.client)));
        const bool toDead = dead != Nanos{} && dead <= before.deliveredAt;
        end(from, time, toDead ? DeliveryEnd::SentToDead : DeliveryEnd::Expired, client);
        return;
    }
    case DeliveryEnd::Transferred:
        before.other.set(client);
        return;
    case DeliveryEnd::Acked:
    case DeliveryEnd::Expired:
    case DeliveryEnd::SettledByLateAck:
    case DeliveryEnd::SentToDead:
    case DeliveryEnd::Dropped:
        return;
    }
}

void Mirror::end(RowRef row, Nanos time, DeliveryEnd end, NameId other)
{
    if (row == 0)
        return;
    DeliveryRow& delivery = m_writer->editDelivery(row - 1);
    delivery.end.set(end);
    delivery.endedAt.set(time.count());
    delivery.other.set(other);
    const bool acked = end == DeliveryEnd::Acked || end == DeliveryEnd::SettledByLateAck;
    if (acked && !m_writer->rows().messages[delivery.message - 1].settled.get())
        m_writer->editMessage(delivery.message - 1).settled.set(true);
}

} // namespace stanscope
