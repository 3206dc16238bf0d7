#pragma once

#include "core/events/event.h"
#include "core/util/enumcount.h"

#include <cstddef>
#include <tuple>
#include <type_traits>

/// What the binary form of events knows about each struct: one table a struct, shared by encoding
/// and decoding. A field's number is its place in the table, from 1. Numbers are in files: append,
/// never reorder or remove.
namespace stanscope::codec {

/// A field with a limit of its own: bytes of a text (others have `maxText`), or the largest of a
/// number that is not negative (others have their type's range).
template <typename Member>
struct Limited
{
    Member member;
    std::size_t most;
};
template <typename Member>
Limited(Member, std::size_t) -> Limited<Member>;

/// The largest message that NATS can be configured to take.
inline constexpr std::size_t maxPayload = std::size_t{64} << 20U;
/// Heartbeat settings, in seconds or counts: an hour. More than anybody waits in a laboratory.
inline constexpr std::size_t maxHeartbeat = 3600;

inline constexpr std::size_t maxUnixNs{latestUnixNs};

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
        std::tuple(&T::queueGroup, &T::durable, &T::ackMode, &T::deliverAllAvailable,
                   &T::ackWaitSeconds, &T::maxInflight, &T::handler, &T::closeOnStop);
};
template <>
struct Form<BrokerOptions>
{
    using T = BrokerOptions;
    static constexpr auto fields =
        std::tuple(&T::store, Limited{&T::heartbeatIntervalSeconds, maxHeartbeat},
                   Limited{&T::heartbeatTimeoutSeconds, maxHeartbeat},
                   Limited{&T::heartbeatFailures, maxHeartbeat});
};
template <>
struct Form<FaultMatch>
{
    using T = FaultMatch;
    static constexpr auto fields = std::tuple(&T::account, &T::number, &T::delivery);
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
                   &T::last, &T::count, &T::fault, &T::faults, &T::text, &T::remedy);
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
    static constexpr auto fields = std::tuple(&T::name, &T::first, &T::last, &T::subscriptions);
};
template <>
struct Form<MonitoredClient>
{
    using T = MonitoredClient;
    static constexpr auto fields = std::tuple(&T::client, &T::heartbeatInbox);
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
    static constexpr auto fields = std::tuple(&T::invariant, &T::message, &T::account,
                                              &T::transaction, &T::sequence, &T::replica);
};
template <>
struct Form<laboratory::Account>
{
    using T = laboratory::Account;
    static constexpr auto fields = std::tuple(&T::name, &T::opening);
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
