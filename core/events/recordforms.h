#pragma once

#include "core/events/enumwords.h"
#include "core/events/event.h"
#include "core/events/field.h"
#include "core/util/enumcount.h"

#include <cstddef>
#include <tuple>
#include <type_traits>

/// One table a struct: captures, JSON lines, texts and the event list are made from it. A field's
/// number in captures is its place in the table, from 1. Numbers are in files: append, never
/// reorder or remove. Lines have the fields in the same order.
namespace stanscope::codec {

/// The largest message that NATS can be configured to take.
inline constexpr std::size_t maxPayload = std::size_t{64} << 20U;
/// Heartbeat settings, in seconds or counts: an hour. More than anybody waits in a laboratory.
inline constexpr std::size_t maxHeartbeat = 3600;

inline constexpr std::size_t maxUnixNs{latestUnixNs};
/// Of what a broker keeps, in ms: a hundred years.
inline constexpr std::size_t maxLimitMs = 3'155'760'000'000;

/// `fields`, and for the bodies of events `kind`, which is never used again for something else.
template <typename T>
struct Form;

/// Values of an enum are 0 to count - 1.
template <typename E>
inline constexpr unsigned valuesOf = enumCount<E>();

template <>
struct Form<ReplicaOptions>
{
    using T = ReplicaOptions;
    static constexpr auto fields =
        std::tuple(Field(&T::handler, "handler"), Field(&T::queueGroup, "queue").as(Style::OrNull),
                   Field(&T::durable, "durable").as(Style::OrNull),
                   Field(&T::ackWaitSeconds, "ack_wait"), Field(&T::maxInflight, "max_inflight"),
                   &T::ackMode, &T::deliverAllAvailable, &T::closeOnStop);
};
template <>
struct Form<BrokerOptions>
{
    using T = BrokerOptions;
    static constexpr auto fields = std::tuple(
        Field(&T::store, "store"), Field(&T::heartbeatIntervalSeconds).most(maxHeartbeat),
        Field(&T::heartbeatTimeoutSeconds).most(maxHeartbeat),
        Field(&T::heartbeatFailures).most(maxHeartbeat), &T::maxMessages, &T::maxAgeSeconds,
        &T::maxInactivitySeconds);
};
template <>
struct Form<FaultMatch>
{
    using T = FaultMatch;
    static constexpr auto fields = std::tuple(&T::account, &T::number, &T::delivery, &T::nth,
                                              &T::every, &T::perMille, &T::seed);
};
template <>
struct Form<FaultSpec>
{
    using T = FaultSpec;
    static constexpr auto fields =
        std::tuple(&T::id, &T::place, &T::effect, &T::match, &T::delayMs, &T::remaining, &T::fired);
};
template <>
struct Form<Report>
{
    using T = Report;
    static constexpr auto fields =
        std::tuple(&T::time, &T::kind, &T::handling, &T::sequence, &T::redelivered, &T::transaction,
                   &T::account, &T::number, &T::type, &T::amount, &T::outcome, &T::balance,
                   &T::last, &T::count, &T::fault, &T::faults, &T::text, &T::remedy, &T::commit);
};
template <>
struct Form<MonitoredSubscription>
{
    using T = MonitoredSubscription;
    static constexpr auto fields = std::tuple(
        &T::subscription, &T::client, &T::inbox, &T::ackInbox, &T::queueGroup, &T::durable,
        &T::offline, &T::stalled, &T::maxInflight, &T::ackWaitSeconds, &T::lastSent, &T::pending);
};
template <>
struct Form<MonitoredChannel>
{
    using T = MonitoredChannel;
    static constexpr auto fields =
        std::tuple(Field(&T::name, "name"), &T::first, &T::last, &T::subscriptions);
};
template <>
struct Form<MonitoredClient>
{
    using T = MonitoredClient;
    static constexpr auto fields = std::tuple(&T::client, &T::heartbeatInbox);
};
template <>
struct Form<ChannelLimits>
{
    using T = ChannelLimits;
    static constexpr auto fields = std::tuple(
        Field(&T::channel, "channel"), Field(&T::maxMessages, "max_msgs"),
        Field(&T::maxBytes, "max_bytes"), Field(&T::maxAgeMs, "max_age").most(maxLimitMs),
        Field(&T::maxInactivityMs, "max_inactivity").most(maxLimitMs));
};
template <>
struct Form<Arg>
{
    using T = Arg;
    static constexpr auto fields = std::tuple(&T::kind, &T::text, &T::number, &T::message);
};
template <>
struct Form<Message>
{
    using T = Message;
    static constexpr auto fields = std::tuple(&T::code, &T::args);
};
template <>
struct Form<audit::Violation>
{
    using T = audit::Violation;
    static constexpr auto fields =
        std::tuple(Field(&T::invariant, "invariant"), Field(&T::message, "text"),
                   Field(&T::account, "account"), Field(&T::transaction, "transaction"),
                   Field(&T::sequence, "seq"), Field(&T::replica, "replica"));
};
template <>
struct Form<audit::ViolationCount>
{
    using T = audit::ViolationCount;
    static constexpr auto fields = std::tuple(&T::invariant, &T::account, &T::count);
};
template <>
struct Form<audit::Obstacle>
{
    using T = audit::Obstacle;
    static constexpr auto fields = std::tuple(
        Field(&T::cause, "code"), Field(&T::client, "client"), Field(&T::account, "account"),
        Field(&T::number, "number"), Field(&T::sequence, "seq"));
};
template <>
struct Form<audit::CommittedRow>
{
    using T = audit::CommittedRow;
    static constexpr auto fields = std::tuple(
        Field(&T::account, "account"), Field(&T::commit, "commit"), Field(&T::number, "number"),
        Field(&T::type, "transaction_type"), Field(&T::amount, "amount"),
        Field(&T::outcome, "outcome"), Field(&T::balance, "balance"), Field(&T::replica, "replica"),
        Field(&T::sequence, "seq"), &T::transaction, &T::redelivered);
};
template <>
struct Form<laboratory::Account>
{
    using T = laboratory::Account;
    static constexpr auto fields =
        std::tuple(Field(&T::name, "name"), Field(&T::opening, "opening"));
};

// A field that a struct gets and its table does not is a mistake that must not compile.
struct Anything
{
    template <typename T>
    operator T() const; // NOLINT(google-explicit-constructor): never called
};
template <typename T, typename... Given>
consteval std::size_t membersOf()
{
    if constexpr (requires { T{Given{}..., Anything{}}; })
        return membersOf<T, Given..., Anything>();
    else
        return sizeof...(Given);
}
template <typename T>
inline constexpr std::size_t fieldsOf = std::tuple_size_v<decltype(Form<T>::fields)>;

} // namespace stanscope::codec
