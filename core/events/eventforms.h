#pragma once

#include "core/events/recordforms.h"

#include <QtGlobal>

namespace stanscope::codec {

// What an event of each kind is: its number in captures (1-29 wire, 30-39 monitoring, 40-59
// processes, 60-69 the rest), what it is called, its fields. A kind that is called differently
// depending on what it says has several names, and `which` tells them apart.
template <>
struct Form<wire::ConnectRequested>
{
    using T = wire::ConnectRequested;
    static constexpr unsigned kind = 1;
    static constexpr Named name{.text = "connect-request", .type = "connect"};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::heartbeatInbox, "hb_inbox").quiet());
};
template <>
struct Form<wire::ClientConnected>
{
    using T = wire::ClientConnected;
    static constexpr unsigned kind = 2;
    static constexpr Named name{.text = "connected",
                                .type = "connected",
                                .label = QT_TRANSLATE_NOOP("Events", "{client} connected"),
                                .line = QT_TRANSLATE_NOOP("Lines", "connected")};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::heartbeatInbox, "hb_inbox").quiet());
};
template <>
struct Form<wire::ClientRefused>
{
    using T = wire::ClientRefused;
    static constexpr unsigned kind = 3;
    static constexpr Named name{.text = "connect-refused",
                                .type = "connect_refused",
                                .line = QT_TRANSLATE_NOOP("Lines", "refused"),
                                .more = QT_TRANSLATE_NOOP("Lines", "connect: {error}")};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::error, "error"));
};
template <>
struct Form<wire::ClientClosed>
{
    using T = wire::ClientClosed;
    static constexpr unsigned kind = 4;
    static constexpr Named name{.text = "closed",
                                .type = "close",
                                .label =
                                    QT_TRANSLATE_NOOP("Events", "{client} closed its connection"),
                                .line = QT_TRANSLATE_NOOP("Lines", "closed")};
    static constexpr auto fields = std::tuple(Field(&T::client, "client"));
};
template <>
struct Form<wire::PublishSent>
{
    using T = wire::PublishSent;
    static constexpr unsigned kind = 5;
    static constexpr Named name{
        .text = "publish",
        .type = "publish",
        .label = QT_TRANSLATE_NOOP("Events", "{client} publishes to {channel}: {payload}"),
        .line = QT_TRANSLATE_NOOP("Lines", "publish"),
        .more = "{payload}"};
    static constexpr auto fields = std::tuple(
        Field(&T::client, "client"), Field(&T::channel, "channel"), Field(&T::guid, "guid"),
        Field(&T::payload, "payload").as(Style::Payload).most(maxPayload));
};
template <>
struct Form<wire::PubAcked>
{
    using T = wire::PubAcked;
    static constexpr unsigned kind = 6;
    static constexpr Named names[] = {
        {.text = "puback",
         .type = "stored",
         .label = QT_TRANSLATE_NOOP("Events", "The broker stored what was published"),
         .line = QT_TRANSLATE_NOOP("Lines", "stored")},
        {.text = "puback",
         .type = "publish_refused",
         .label = QT_TRANSLATE_NOOP("Events", "The broker refused a publish: {error}"),
         .line = QT_TRANSLATE_NOOP("Lines", "refused"),
         .more = QT_TRANSLATE_NOOP("Lines", "publish: {error}")}};
    static std::size_t which(const T& event) { return event.error.empty() ? 0 : 1; }
    static constexpr auto fields =
        std::tuple(Field(&T::channel, "channel").then(Joined::Stored), Field(&T::guid, "guid"),
                   Field(&T::error, "error").as(Style::OrLeftOut));
};
template <>
struct Form<wire::SubscribeRequested>
{
    using T = wire::SubscribeRequested;
    static constexpr unsigned kind = 7;
    static constexpr Named name{.text = "subscribe-request", .type = "subscribe"};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::channel, "channel"),
                   Field(&T::queueGroup, "queue").as(Style::OrNull).quiet(),
                   Field(&T::durable, "durable").as(Style::OrNull).quiet());
};
template <>
struct Form<wire::Subscribed>
{
    using T = wire::Subscribed;
    static constexpr unsigned kind = 8;
    static constexpr Named names[] = {
        {.text = "subscribed",
         .type = "subscribed",
         .label = QT_TRANSLATE_NOOP("Events", "{client} subscribed to {channel}"),
         .line = QT_TRANSLATE_NOOP("Lines", "subscribed"),
         .more = QT_TRANSLATE_NOOP("Lines",
                                   "{names}{how}AckWait {ack_wait} s, MaxInflight {max_inflight}")},
        {.text = "subscribed",
         .type = "subscribed",
         .label = QT_TRANSLATE_NOOP("Events", "{client} subscribed to {channel}, group {queue}"),
         .line = QT_TRANSLATE_NOOP("Lines", "subscribed"),
         .more = QT_TRANSLATE_NOOP(
             "Lines", "{names}{how}AckWait {ack_wait} s, MaxInflight {max_inflight}")}};
    static std::size_t which(const T& event) { return event.queueGroup.empty() ? 0 : 1; }
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::channel, "channel"),
                   Field(&T::queueGroup, "queue").as(Style::OrNull).text("group"),
                   Field(&T::durable, "durable").as(Style::OrNull),
                   Field(&T::subscription, "subscription").text("sub"),
                   Field(&T::inbox, "inbox").quiet(), Field(&T::ackInbox, "ack_inbox").quiet(),
                   Field(&T::maxInflight, "max_inflight").text("max"),
                   Field(&T::ackWaitSeconds, "ack_wait").text("wait"),
                   Field(&T::start, "start").as(Style::Start));
};
template <>
struct Form<wire::SubscribeRefused>
{
    using T = wire::SubscribeRefused;
    static constexpr unsigned kind = 9;
    static constexpr Named name{.text = "subscribe-refused",
                                .type = "subscribe_refused",
                                .line = QT_TRANSLATE_NOOP("Lines", "refused"),
                                .more = QT_TRANSLATE_NOOP("Lines", "subscribe: {error}")};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::channel, "channel").quiet(),
                   Field(&T::error, "error"));
};
template <>
struct Form<wire::Unsubscribed>
{
    using T = wire::Unsubscribed;
    static constexpr unsigned kind = 10;
    static constexpr Named names[] = {
        {.text = "sub-closed",
         .type = "unsubscribe",
         .label = QT_TRANSLATE_NOOP("Events", "{subscription} closed its subscription"),
         .line = QT_TRANSLATE_NOOP("Lines", "sub closed"),
         .more = "{names}"},
        {.text = "unsubscribed",
         .type = "unsubscribe",
         .label = QT_TRANSLATE_NOOP("Events", "{subscription} unsubscribed"),
         .line = QT_TRANSLATE_NOOP("Lines", "unsubscribed"),
         .more = "{names}"}};
    static std::size_t which(const T& event) { return event.remove ? 1 : 0; }
    static constexpr auto fields = std::tuple(Field(&T::subscription, "subscription").text("sub"),
                                              Field(&T::remove, "removed").quiet());
};
template <>
struct Form<wire::Delivered>
{
    using T = wire::Delivered;
    static constexpr unsigned kind = 11;
    static constexpr Named names[] = {
        {.text = "delivered",
         .type = "deliver",
         .label = QT_TRANSLATE_NOOP("Events", "message {seq} delivered to {subscription}"),
         .line = QT_TRANSLATE_NOOP("Lines", "deliver"),
         .more = "{names}{attempt}{until}{payload}"},
        {.text = "redelivered",
         .type = "redeliver",
         .label = QT_TRANSLATE_NOOP("Events",
                                    "message {seq} delivered again to {subscription}, "
                                    "attempt {attempt}"),
         .line = QT_TRANSLATE_NOOP("Lines", "redeliver"),
         .more = "{names}{attempt}{until}{payload}"}};
    static std::size_t which(const T& event) { return event.redelivered ? 1 : 0; }
    static constexpr auto fields =
        std::tuple(Field(&T::subscription, "subscription").text("sub"),
                   Field(&T::sequence, "seq").then(Joined::Attempt), &T::redelivered,
                   Field(&T::redeliveryCount).text("count"),
                   Field(&T::storedAtUnixNs, "stored_at").as(Style::OrNull).quiet().most(maxUnixNs),
                   Field(&T::payload, "payload").as(Style::Payload).most(maxPayload));
};
template <>
struct Form<wire::AckSent>
{
    using T = wire::AckSent;
    static constexpr unsigned kind = 12;
    static constexpr Named name{
        .text = "ack",
        .type = "ack",
        .label = QT_TRANSLATE_NOOP("Events", "{subscription} acks message {seq}"),
        .line = QT_TRANSLATE_NOOP("Lines", "ack"),
        .more = "{names}{late}"};
    static constexpr auto fields =
        std::tuple(Field(&T::subscription, "subscription").text("sub"), Field(&T::sequence, "seq"));
};
template <>
struct Form<wire::HeartbeatSent>
{
    using T = wire::HeartbeatSent;
    static constexpr unsigned kind = 13;
    static constexpr Named name{
        .text = "heartbeat",
        .type = "heartbeat",
        .label = QT_TRANSLATE_NOOP("Events", "The broker asks {client} for a heartbeat")};
    static constexpr auto fields = std::tuple(Field(&T::client, "client"));
};
template <>
struct Form<wire::HeartbeatAnswered>
{
    using T = wire::HeartbeatAnswered;
    static constexpr unsigned kind = 14;
    static constexpr Named name{.text = "heartbeat-answer",
                                .type = "heartbeat_answer",
                                .label =
                                    QT_TRANSLATE_NOOP("Events", "{client} answers its heartbeat")};
    static constexpr auto fields = std::tuple(Field(&T::client, "client"));
};
template <>
struct Form<wire::PingRefused>
{
    using T = wire::PingRefused;
    static constexpr unsigned kind = 15;
    static constexpr Named name{.text = "ping-refused",
                                .type = "ping_refused",
                                .line = QT_TRANSLATE_NOOP("Lines", "refused"),
                                .more = QT_TRANSLATE_NOOP("Lines", "ping: {error}")};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::error, "error"));
};
template <>
struct Form<wire::Malformed>
{
    using T = wire::Malformed;
    static constexpr unsigned kind = 16;
    static constexpr Named name{.text = "malformed",
                                .type = "malformed",
                                .line = QT_TRANSLATE_NOOP("Lines", "malformed"),
                                .more = "{subject}: {why}",
                                .isNote = true};
    static constexpr auto fields =
        std::tuple(Field(&T::subject, "subject"), Field(&T::size, "size"), Field(&T::why, "why"));
};
template <>
struct Form<wire::ForeignCluster>
{
    using T = wire::ForeignCluster;
    static constexpr unsigned kind = 82;
    static constexpr Named names[] = {
        {.text = "foreign-cluster",
         .type = "foreign_cluster",
         .label = QT_TRANSLATE_NOOP("Events", "Somebody speaks with the cluster {cluster}"),
         .line = QT_TRANSLATE_NOOP("Lines", "other"),
         .more = QT_TRANSLATE_NOOP("Lines", "somebody speaks with the cluster {cluster}"),
         .isNote = true},
        {.text = "foreign-cluster",
         .type = "foreign_cluster",
         .label = QT_TRANSLATE_NOOP("Events", "{client} asks for the cluster {cluster}"),
         .line = QT_TRANSLATE_NOOP("Lines", "other"),
         .more = QT_TRANSLATE_NOOP("Lines", "{client} asks for the cluster {cluster}"),
         .isNote = true}};
    static std::size_t which(const T& event) { return event.client.isNull() ? 0 : 1; }
    static constexpr auto fields =
        std::tuple(Field(&T::cluster, "cluster"), Field(&T::client, "client"));
};
template <>
struct Form<wire::ForeignAnswered>
{
    using T = wire::ForeignAnswered;
    static constexpr unsigned kind = 92;
    static constexpr Named name{
        .text = "foreign-answered",
        .type = "foreign_answered",
        .label = QT_TRANSLATE_NOOP("Events", "The cluster {cluster} is there: it answers")};
    static constexpr auto fields = std::tuple(Field(&T::cluster, "cluster"));
};
template <>
struct Form<wire::TapMoved>
{
    using T = wire::TapMoved;
    static constexpr unsigned kind = 93;
    static constexpr Named name{
        .text = "tap-moved",
        .type = "tap_moved",
        .label = QT_TRANSLATE_NOOP("Events", "The tap is on another server now: {to}"),
        .line = QT_TRANSLATE_NOOP("Lines", "moved"),
        .more = QT_TRANSLATE_NOOP("Lines",
                                  "the tap was on {from} and is on {to}, which is no cluster with "
                                  "it: what was known is of another broker"),
        .isNote = true};
    static constexpr auto fields = std::tuple(Field(&T::from, "from"), Field(&T::to, "to"));
};
template <>
struct Form<wire::TapGap>
{
    using T = wire::TapGap;
    static constexpr unsigned kind = 17;
    static constexpr Named name{.text = "tap-gap",
                                .type = "gap",
                                .label = QT_TRANSLATE_NOOP("Events", "The tap is away: {why}"),
                                .line = QT_TRANSLATE_NOOP("Lines", "gap"),
                                .more = "{why}",
                                .isNote = true};
    static constexpr auto fields = std::tuple(Field(&T::why, "why"));
};
template <>
struct Form<wire::TapBack>
{
    static constexpr unsigned kind = 18;
    static constexpr Named name{.text = "tap-back",
                                .type = "gap_end",
                                .label = QT_TRANSLATE_NOOP("Events", "The tap hears again"),
                                .line = QT_TRANSLATE_NOOP("Lines", "gap ends"),
                                .more = QT_TRANSLATE_NOOP("Lines", "the tap hears again"),
                                .isNote = true};
    static constexpr auto fields = std::tuple();
};
template <>
struct Form<wire::TapDenied>
{
    using T = wire::TapDenied;
    static constexpr unsigned kind = 19;
    static constexpr Named name{.text = "tap-denied",
                                .type = "denied",
                                .line = QT_TRANSLATE_NOOP("Lines", "denied"),
                                .more = "{why}",
                                .isNote = true};
    static constexpr auto fields = std::tuple(Field(&T::why, "why"));
};
template <>
struct Form<wire::FramesSeen>
{
    using T = wire::FramesSeen;
    static constexpr unsigned kind = 20;
    static constexpr Named name{.text = "frames",
                                .label = QT_TRANSLATE_NOOP("Events", "Time passes")};
    static constexpr auto fields =
        std::tuple(Field(&T::frames, "seen"), Field(&T::unknown, "unknown"));
};
template <>
struct Form<monitor::Answered>
{
    using T = monitor::Answered;
    static constexpr unsigned kind = 30;
    static constexpr Named names[] = {
        {.text = "monitored",
         .type = "monitor",
         .line = QT_TRANSLATE_NOOP("Lines", "monitor"),
         .more =
             QT_TRANSLATE_NOOP("Lines", "nats-streaming-server {version}, {clients}, {channels}"),
         .isNote = true},
        {.text = "monitored", .type = "monitor"}};
    /// A round that is only compared says nothing.
    static std::size_t which(const T& event)
    {
        return event.purpose == monitor::Purpose::Bootstrap ? 0 : 1;
    }
    static constexpr auto fields =
        std::tuple(Field(&T::purpose, "purpose"), Field(&T::askedAt, "asked_at").quiet(),
                   Field(&T::serverId, "server_id").quiet(), Field(&T::version, "version").quiet(),
                   Field(&T::clients, "clients").as(Style::Count),
                   Field(&T::channels, "channels").as(Style::Count),
                   Field(&T::clusterId, "cluster").as(Style::OrNull).quiet(),
                   Field(&T::state, "state").as(Style::OrNull).quiet(),
                   Field(&T::role, "role").as(Style::OrNull).quiet(), Field(&T::lags, "lags"));
};
template <>
struct Form<monitor::ServerChanged>
{
    using T = monitor::ServerChanged;
    static constexpr unsigned kind = 90;
    static constexpr Named names[] = {
        {.text = "server",
         .type = "server",
         .label = QT_TRANSLATE_NOOP("Events", "Monitoring: {endpoint} is {state} {role}"),
         .line = QT_TRANSLATE_NOOP("Lines", "monitor"),
         .more = QT_TRANSLATE_NOOP("Lines", "{endpoint} is {state} {role}"),
         .isNote = true},
        {.text = "server",
         .type = "server",
         .label = QT_TRANSLATE_NOOP("Events",
                                    "Monitoring: {endpoint} is {state} {role}, which lags behind"),
         .line = QT_TRANSLATE_NOOP("Lines", "monitor"),
         .more = QT_TRANSLATE_NOOP("Lines",
                                   "{endpoint} is {state} {role}: it lags behind, so that nothing "
                                   "is compared with it"),
         .isNote = true}};
    static std::size_t which(const T& event) { return event.lags ? 1 : 0; }
    static constexpr auto fields = std::tuple(
        Field(&T::endpoint, "endpoint"), Field(&T::clusterId, "cluster").as(Style::OrNull),
        Field(&T::serverId, "server_id").quiet(), Field(&T::state, "state").as(Style::OrNull),
        Field(&T::role, "role").as(Style::OrNull), Field(&T::node, "node").as(Style::OrNull),
        Field(&T::lags, "lags"));
};
template <>
struct Form<monitor::LimitsKnown>
{
    using T = monitor::LimitsKnown;
    static constexpr unsigned kind = 91;
    static constexpr Named name{
        .text = "limits",
        .type = "limits",
        .label = QT_TRANSLATE_NOOP("Events", "What the broker keeps of its channels is known")};
    static constexpr auto fields = std::tuple(Field(&T::limits, "limits"));
};
template <>
struct Form<monitor::Failed>
{
    using T = monitor::Failed;
    static constexpr unsigned kind = 31;
    static constexpr Named name{.text = "monitoring-failed",
                                .type = "monitor_failed",
                                .line = QT_TRANSLATE_NOOP("Lines", "monitor"),
                                .more = "{why}",
                                .isNote = true};
    static constexpr auto fields = std::tuple(Field(&T::why, "why"));
};
template <>
struct Form<monitor::Presence>
{
    using T = monitor::Presence;
    static constexpr unsigned kind = 32;
    static constexpr Named name{.text = "presence", .type = "presence"};
    static constexpr auto fields =
        std::tuple(Field(&T::client, "client"), Field(&T::listening, "listening"));
};
template <>
struct Form<monitor::Corrected>
{
    using T = monitor::Corrected;
    static constexpr unsigned kind = 33;
    static constexpr Named name{.text = "corrected",
                                .type = "corrected",
                                .line = QT_TRANSLATE_NOOP("Lines", "corrected"),
                                .more = "{why}",
                                .isNote = true};
    static constexpr auto fields = std::tuple(
        Field(&T::channels, "channels"), Field(&T::why, "why"), &T::clientsDiffer, &T::clients);
};
template <>
struct Form<process::Started>
{
    using T = process::Started;
    static constexpr unsigned kind = 40;
    static constexpr Named name{.text = "started",
                                .type = "process",
                                .label =
                                    QT_TRANSLATE_NOOP("Events", "{process} started, pid {pid}"),
                                .state = "started"};
    static constexpr auto fields =
        std::tuple(Field(&T::name, "process"), Field(&T::role, "role").quiet(),
                   Field(&T::pid, "pid"), Field(&T::options, "options").as(Style::Inline).quiet());
    static bool isInlined(const T& event) { return event.role == process::Role::Account; }
};
template <>
struct Form<process::Ended>
{
    using T = process::Ended;
    static constexpr unsigned kind = 41;
    static constexpr Named names[] = {
        {.text = "ended",
         .type = "process",
         .label = QT_TRANSLATE_NOOP("Events", "{process} exited with {exit_code}"),
         .state = "ended"},
        {.text = "ended",
         .type = "process",
         .label = QT_TRANSLATE_NOOP("Events", "{process} was ended by signal {signal}"),
         .state = "ended"}};
    static std::size_t which(const T& event) { return event.signal == 0 ? 0 : 1; }
    static constexpr auto fields =
        std::tuple(Field(&T::name, "process"), Field(&T::exitCode, "exit_code").text("exit"),
                   Field(&T::signal, "signal"));
};
template <>
struct Form<process::Paused>
{
    using T = process::Paused;
    static constexpr unsigned kind = 42;
    static constexpr Named name{.text = "paused",
                                .type = "process",
                                .label = QT_TRANSLATE_NOOP("Events", "{process} paused"),
                                .state = "paused"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};
template <>
struct Form<process::Resumed>
{
    using T = process::Resumed;
    static constexpr unsigned kind = 43;
    static constexpr Named name{.text = "resumed",
                                .type = "process",
                                .label = QT_TRANSLATE_NOOP("Events", "{process} resumed"),
                                .state = "resumed"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};
template <>
struct Form<process::Closing>
{
    using T = process::Closing;
    static constexpr unsigned kind = 44;
    static constexpr Named name{.text = "closing",
                                .type = "process",
                                .label = QT_TRANSLATE_NOOP("Events", "{process} is asked to stop"),
                                .state = "closing"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};
template <>
struct Form<process::Forgotten>
{
    using T = process::Forgotten;
    static constexpr unsigned kind = 45;
    static constexpr Named name{.text = "forgotten", .type = "process", .state = "forgotten"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};
template <>
struct Form<process::StderrLine>
{
    using T = process::StderrLine;
    static constexpr unsigned kind = 46;
    static constexpr Named name{.text = "stderr",
                                .type = "stderr",
                                .label = QT_TRANSLATE_NOOP("Events", "{process} says: {line}")};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"), Field(&T::line, "line"));
};
template <>
struct Form<process::Reported>
{
    using T = process::Reported;
    static constexpr unsigned kind = 47;
    static constexpr Named name{.text = "report",
                                .type = "report",
                                .label = QT_TRANSLATE_NOOP("Events", "{process}: {report}")};
    static constexpr auto fields =
        std::tuple(Field(&T::name, "process"), Field(&T::report, "report").text("line"));
};
template <>
struct Form<process::BadReport>
{
    using T = process::BadReport;
    static constexpr unsigned kind = 48;
    static constexpr Named name{.text = "bad-report", .type = "bad_report"};
    static constexpr auto fields = std::tuple(
        Field(&T::name, "process"), Field(&T::line, "line").quiet(), Field(&T::why, "why"));
};
template <>
struct Form<broker::Changed>
{
    using T = broker::Changed;
    static constexpr unsigned kind = 60;
    static constexpr Named name{.text = "broker", .type = "broker"};
    static constexpr auto fields = std::tuple(
        Field(&T::state, "state"), Field(&T::pid, "pid"), Field(&T::port, "port"),
        Field(&T::monitorPort, "monitoring_port").quiet(),
        Field(&T::clusterId, "cluster").as(Style::OrNull).quiet(),
        Field(&T::options, "options").as(Style::Inline).quiet(), Field(&T::error, "error"));
};
template <>
struct Form<broker::LogLine>
{
    using T = broker::LogLine;
    static constexpr unsigned kind = 61;
    static constexpr Named name{.text = "broker-log",
                                .type = "broker_log",
                                .label = QT_TRANSLATE_NOOP("Events", "Broker: {line}")};
    static constexpr auto fields = std::tuple(Field(&T::line, "line"));
};
template <>
struct Form<audit::Finished>
{
    using T = audit::Finished;
    static constexpr unsigned kind = 62;
    static constexpr Named names[] = {
        {.text = "audit", .type = "audit", .label = QT_TRANSLATE_NOOP("Events", "Audit")},
        {.text = "audit", .type = "audit", .label = QT_TRANSLATE_NOOP("Events", "Audit: {reason}")},
        {.text = "audit",
         .type = "audit",
         .label = QT_TRANSLATE_NOOP("Events", "Audit: {violations}")}};
    static std::size_t which(const T& event)
    {
        if (!event.violations.empty())
            return 2;
        return event.reason.empty() ? 0 : 1;
    }
    static constexpr auto fields =
        std::tuple(Field(&T::verdict, "verdict"), Field(&T::violations, "violations"),
                   Field(&T::reason, "reason"), &T::counts, &T::accepted, &T::committed,
                   Field(&T::obstacle, "cause").quiet());
};
template <>
struct Form<audit::Unreported>
{
    using T = audit::Unreported;
    static constexpr unsigned kind = 70;
    static constexpr Named name{
        .text = "unreported",
        .type = "unreported",
        .label =
            QT_TRANSLATE_NOOP("Events", "Audit: {unreported} was committed, and nobody said so")};
    static constexpr auto fields = std::tuple(Field(&T::rows, "rows"));
};
template <>
struct Form<laboratory::RunStarted>
{
    using T = laboratory::RunStarted;
    static constexpr unsigned kind = 63;
    static constexpr Named names[] = {
        {.text = "run",
         .type = "run",
         .label = QT_TRANSLATE_NOOP("Events", "The run begins: {title}"),
         .line = QT_TRANSLATE_NOOP("Lines", "watch"),
         .more = "{title}",
         .isNote = true},
        {.text = "run",
         .type = "run",
         .label = QT_TRANSLATE_NOOP("Events", "The run begins"),
         .line = QT_TRANSLATE_NOOP("Lines", "watch"),
         .isNote = true}};
    static std::size_t which(const T& event) { return event.title.empty() ? 1 : 0; }
    static constexpr auto fields = std::tuple(
        Field(&T::channel, "channel"), Field(&T::title, "title").quiet(),
        Field(&T::accounts, "accounts").quiet(), Field(&T::attached, "attached").quiet(),
        Field(&T::monitored, "monitored").quiet(), Field(&T::lowImpact, "low_impact").quiet(),
        Field(&T::cluster, "cluster").as(Style::OrNull).quiet(), Field(&T::unixNs).most(maxUnixNs),
        &T::scenario, &T::sentences);
};
template <>
struct Form<laboratory::AccountOpened>
{
    using T = laboratory::AccountOpened;
    static constexpr unsigned kind = 84;
    static constexpr Named name{.text = "account_opened",
                                .type = "account",
                                .label =
                                    QT_TRANSLATE_NOOP("Events", "The account {account} is opened")};
    static constexpr auto fields =
        std::tuple(Field(&T::name, "account"), Field(&T::opening, "opening"));
};
template <>
struct Form<laboratory::Problem>
{
    using T = laboratory::Problem;
    static constexpr unsigned kind = 64;
    static constexpr Named name{.text = "problem",
                                .type = "problem",
                                .label = "{text}",
                                .line = QT_TRANSLATE_NOOP("Lines", "problem"),
                                .more = "{text} {remedy}",
                                .isNote = true};
    static constexpr auto fields =
        std::tuple(Field(&T::message, "text"), Field(&T::remedy, "remedy").quiet());
};
template <>
struct Form<laboratory::Lesson>
{
    using T = laboratory::Lesson;
    static constexpr unsigned kind = 65;
    static constexpr Named name{.text = "lesson", .type = "lesson", .label = "{sentence}"};
    static constexpr auto fields = std::tuple(Field(&T::step, "step").then(Joined::Sentence));
};
template <>
struct Form<laboratory::StepReached>
{
    using T = laboratory::StepReached;
    static constexpr unsigned kind = 83;
    static constexpr Named name{
        .text = "reached",
        .type = "step_reached",
        .label = QT_TRANSLATE_NOOP("Events", "Step {step} of the lesson is done")};
    static constexpr auto fields = std::tuple(Field(&T::step, "step"), Field(&T::at, "at").quiet());
};
template <>
struct Form<laboratory::Tick>
{
    static constexpr unsigned kind = 66;
    static constexpr Named name{.text = "tick",
                                .label = QT_TRANSLATE_NOOP("Events", "Time passes")};
    static constexpr auto fields = std::tuple();
};
template <>
struct Form<process::Held>
{
    using T = process::Held;
    static constexpr unsigned kind = 80;
    static constexpr Named name{
        .text = "held",
        .type = "process",
        .label = QT_TRANSLATE_NOOP("Events", "{process} is held until the tap listens"),
        .state = "held"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};
template <>
struct Form<process::Released>
{
    using T = process::Released;
    static constexpr unsigned kind = 81;
    static constexpr Named name{.text = "released",
                                .type = "process",
                                .label = QT_TRANSLATE_NOOP("Events", "{process} goes on"),
                                .state = "released"};
    static constexpr auto fields = std::tuple(Field(&T::name, "process"));
};

/// What that event is called.
template <typename Body>
constexpr const Named& namedOf([[maybe_unused]] const Body& body)
{
    if constexpr (requires { Form<Body>::which(body); })
        return Form<Body>::names[Form<Body>::which(body)];
    else
        return Form<Body>::name;
}

} // namespace stanscope::codec
