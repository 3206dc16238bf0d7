#pragma once

#include "core/events/recordforms.h"

namespace stanscope::codec {

// Bodies of events. 1-29 wire, 30-39 monitoring, 40-59 processes, 60-69 the rest.
template <>
struct Form<wire::ConnectRequested>
{
    using T = wire::ConnectRequested;
    static constexpr unsigned kind = 1;
    static constexpr auto fields = std::tuple(&T::client, &T::heartbeatInbox);
};
template <>
struct Form<wire::ClientConnected>
{
    using T = wire::ClientConnected;
    static constexpr unsigned kind = 2;
    static constexpr auto fields = std::tuple(&T::client, &T::heartbeatInbox);
};
template <>
struct Form<wire::ClientRefused>
{
    using T = wire::ClientRefused;
    static constexpr unsigned kind = 3;
    static constexpr auto fields = std::tuple(&T::client, &T::error);
};
template <>
struct Form<wire::ClientClosed>
{
    using T = wire::ClientClosed;
    static constexpr unsigned kind = 4;
    static constexpr auto fields = std::tuple(&T::client);
};
template <>
struct Form<wire::PublishSent>
{
    using T = wire::PublishSent;
    static constexpr unsigned kind = 5;
    static constexpr auto fields =
        std::tuple(&T::client, &T::channel, &T::guid, Limited{&T::payload, maxPayload});
};
template <>
struct Form<wire::PubAcked>
{
    using T = wire::PubAcked;
    static constexpr unsigned kind = 6;
    static constexpr auto fields = std::tuple(&T::channel, &T::guid, &T::error);
};
template <>
struct Form<wire::SubscribeRequested>
{
    using T = wire::SubscribeRequested;
    static constexpr unsigned kind = 7;
    static constexpr auto fields = std::tuple(&T::client, &T::channel, &T::queueGroup, &T::durable);
};
template <>
struct Form<wire::Subscribed>
{
    using T = wire::Subscribed;
    static constexpr unsigned kind = 8;
    static constexpr auto fields =
        std::tuple(&T::subscription, &T::client, &T::channel, &T::queueGroup, &T::durable,
                   &T::inbox, &T::ackInbox, &T::maxInflight, &T::ackWaitSeconds, &T::start);
};
template <>
struct Form<wire::SubscribeRefused>
{
    using T = wire::SubscribeRefused;
    static constexpr unsigned kind = 9;
    static constexpr auto fields = std::tuple(&T::client, &T::channel, &T::error);
};
template <>
struct Form<wire::Unsubscribed>
{
    using T = wire::Unsubscribed;
    static constexpr unsigned kind = 10;
    static constexpr auto fields = std::tuple(&T::subscription, &T::remove);
};
template <>
struct Form<wire::Delivered>
{
    using T = wire::Delivered;
    static constexpr unsigned kind = 11;
    static constexpr auto fields =
        std::tuple(&T::subscription, &T::sequence, &T::redelivered, &T::redeliveryCount,
                   Limited{&T::storedAtUnixNs, maxUnixNs}, Limited{&T::payload, maxPayload});
};
template <>
struct Form<wire::AckSent>
{
    using T = wire::AckSent;
    static constexpr unsigned kind = 12;
    static constexpr auto fields = std::tuple(&T::subscription, &T::sequence);
};
template <>
struct Form<wire::HeartbeatSent>
{
    using T = wire::HeartbeatSent;
    static constexpr unsigned kind = 13;
    static constexpr auto fields = std::tuple(&T::client);
};
template <>
struct Form<wire::HeartbeatAnswered>
{
    using T = wire::HeartbeatAnswered;
    static constexpr unsigned kind = 14;
    static constexpr auto fields = std::tuple(&T::client);
};
template <>
struct Form<wire::PingRefused>
{
    using T = wire::PingRefused;
    static constexpr unsigned kind = 15;
    static constexpr auto fields = std::tuple(&T::client, &T::error);
};
template <>
struct Form<wire::Malformed>
{
    using T = wire::Malformed;
    static constexpr unsigned kind = 16;
    static constexpr auto fields = std::tuple(&T::subject, &T::size, &T::why);
};
template <>
struct Form<wire::TapGap>
{
    using T = wire::TapGap;
    static constexpr unsigned kind = 17;
    static constexpr auto fields = std::tuple(&T::why);
};
template <>
struct Form<wire::TapBack>
{
    static constexpr unsigned kind = 18;
    static constexpr auto fields = std::tuple();
};
template <>
struct Form<wire::TapDenied>
{
    using T = wire::TapDenied;
    static constexpr unsigned kind = 19;
    static constexpr auto fields = std::tuple(&T::why);
};
template <>
struct Form<wire::FramesSeen>
{
    using T = wire::FramesSeen;
    static constexpr unsigned kind = 20;
    static constexpr auto fields = std::tuple(&T::frames, &T::unknown);
};
template <>
struct Form<monitor::Answered>
{
    using T = monitor::Answered;
    static constexpr unsigned kind = 30;
    static constexpr auto fields =
        std::tuple(&T::purpose, &T::askedAt, &T::serverId, &T::version, &T::clients, &T::channels);
};
template <>
struct Form<monitor::Failed>
{
    using T = monitor::Failed;
    static constexpr unsigned kind = 31;
    static constexpr auto fields = std::tuple(&T::why);
};
template <>
struct Form<monitor::Presence>
{
    using T = monitor::Presence;
    static constexpr unsigned kind = 32;
    static constexpr auto fields = std::tuple(&T::client, &T::listening);
};
template <>
struct Form<monitor::Corrected>
{
    using T = monitor::Corrected;
    static constexpr unsigned kind = 33;
    static constexpr auto fields =
        std::tuple(&T::channels, &T::why, &T::clientsDiffer, &T::clients);
};
template <>
struct Form<process::Started>
{
    using T = process::Started;
    static constexpr unsigned kind = 40;
    static constexpr auto fields = std::tuple(&T::name, &T::role, &T::pid, &T::options);
};
template <>
struct Form<process::Ended>
{
    using T = process::Ended;
    static constexpr unsigned kind = 41;
    static constexpr auto fields = std::tuple(&T::name, &T::exitCode, &T::signal);
};
template <>
struct Form<process::Paused>
{
    using T = process::Paused;
    static constexpr unsigned kind = 42;
    static constexpr auto fields = std::tuple(&T::name);
};
template <>
struct Form<process::Resumed>
{
    using T = process::Resumed;
    static constexpr unsigned kind = 43;
    static constexpr auto fields = std::tuple(&T::name);
};
template <>
struct Form<process::Closing>
{
    using T = process::Closing;
    static constexpr unsigned kind = 44;
    static constexpr auto fields = std::tuple(&T::name);
};
template <>
struct Form<process::Forgotten>
{
    using T = process::Forgotten;
    static constexpr unsigned kind = 45;
    static constexpr auto fields = std::tuple(&T::name);
};
template <>
struct Form<process::StderrLine>
{
    using T = process::StderrLine;
    static constexpr unsigned kind = 46;
    static constexpr auto fields = std::tuple(&T::name, &T::line);
};
template <>
struct Form<process::Reported>
{
    using T = process::Reported;
    static constexpr unsigned kind = 47;
    static constexpr auto fields = std::tuple(&T::name, &T::report);
};
template <>
struct Form<process::BadReport>
{
    using T = process::BadReport;
    static constexpr unsigned kind = 48;
    static constexpr auto fields = std::tuple(&T::name, &T::line, &T::why);
};
template <>
struct Form<broker::Changed>
{
    using T = broker::Changed;
    static constexpr unsigned kind = 60;
    static constexpr auto fields = std::tuple(&T::state, &T::pid, &T::port, &T::monitorPort,
                                              &T::options, &T::clusterId, &T::error);
};
template <>
struct Form<broker::LogLine>
{
    using T = broker::LogLine;
    static constexpr unsigned kind = 61;
    static constexpr auto fields = std::tuple(&T::line);
};
template <>
struct Form<audit::Finished>
{
    using T = audit::Finished;
    static constexpr unsigned kind = 62;
    static constexpr auto fields = std::tuple(&T::verdict, &T::violations, &T::reason);
};
template <>
struct Form<laboratory::RunStarted>
{
    using T = laboratory::RunStarted;
    static constexpr unsigned kind = 63;
    static constexpr auto fields = std::tuple(
        &T::channel, &T::accounts, Limited{&T::unixNs, maxUnixNs}, &T::title, &T::attached,
        &T::monitored, &T::lowImpact, &T::cluster, &T::scenario, &T::sentences);
};
template <>
struct Form<laboratory::Problem>
{
    using T = laboratory::Problem;
    static constexpr unsigned kind = 64;
    static constexpr auto fields = std::tuple(&T::message, &T::remedy);
};
template <>
struct Form<laboratory::Lesson>
{
    using T = laboratory::Lesson;
    static constexpr unsigned kind = 65;
    static constexpr auto fields = std::tuple(&T::step);
};
template <>
struct Form<laboratory::Tick>
{
    static constexpr unsigned kind = 66;
    static constexpr auto fields = std::tuple();
};

} // namespace stanscope::codec
