#include "core/export/jsonlines.h"

#include "core/export/eventwords.h"
#include "core/lab/lab.h"

namespace stanscope {

namespace {

/// Lines are handed over in pieces of about this size.
constexpr std::size_t pieceSize = 64 * 1024;

/// Writes the line of one event, or none.
class LineWriter
{
public:
    LineWriter(std::string& out, const UnixClock& clock, Nanos time, const Lab& lab)
        : m_out(out)
        , m_clock(clock)
        , m_time(time)
        , m_lab(lab)
    {
    }

    const JsonLines::Subscription* subscription = nullptr; ///< of the event, when known
    const DeliveryRow* delivery = nullptr; ///< that the event made

    void operator()(const wire::ConnectRequested& e)
    {
        line("connect").id("client", e.client).id("hb_inbox", e.heartbeatInbox).finish();
    }
    void operator()(const wire::ClientConnected& e)
    {
        line("connected").id("client", e.client).id("hb_inbox", e.heartbeatInbox).finish();
    }
    void operator()(const wire::ClientRefused& e)
    {
        line("connect_refused").id("client", e.client).text("error", e.error).finish();
    }
    void operator()(const wire::ClientClosed& e) { line("close").id("client", e.client).finish(); }
    void operator()(const wire::PublishSent& e)
    {
        JsonObject json = line("publish");
        json.id("client", e.client).id("channel", e.channel).text("guid", e.guid);
        payload(json, e.payload);
        json.finish();
    }
    void operator()(const wire::PubAcked& e)
    {
        JsonObject json = line(e.error.empty() ? "stored" : "publish_refused");
        json.id("channel", e.channel);
        if (e.error.empty()) {
            const auto sequence = m_lab.lastStored(e.channel);
            sequence ? json.number("seq", sequence->value()) : json.null("seq");
        }
        json.text("guid", e.guid);
        if (!e.error.empty())
            json.text("error", e.error);
        json.finish();
    }
    void operator()(const wire::SubscribeRequested& e)
    {
        JsonObject json = line("subscribe");
        names(json, e.client, e.channel, e.queueGroup, e.durable);
        json.finish();
    }
    void operator()(const wire::Subscribed& e)
    {
        JsonObject json = line("subscribed");
        names(json, e.client, e.channel, e.queueGroup, e.durable);
        number(json, e.subscription)
            .id("inbox", e.inbox)
            .id("ack_inbox", e.ackInbox)
            .number("max_inflight", std::int64_t{e.maxInflight})
            .number("ack_wait", std::int64_t{e.ackWaitSeconds})
            .text("start", startWord(e.start))
            .finish();
    }
    void operator()(const wire::SubscribeRefused& e)
    {
        line("subscribe_refused")
            .id("client", e.client)
            .id("channel", e.channel)
            .text("error", e.error)
            .finish();
    }
    void operator()(const wire::Unsubscribed& e)
    {
        JsonObject json = line("unsubscribe");
        names(json);
        number(json, e.subscription).flag("removed", e.remove).finish();
    }
    void operator()(const wire::Delivered& e)
    {
        JsonObject json = line(e.redelivered ? "redeliver" : "deliver");
        names(json);
        number(json, e.subscription).number("seq", e.sequence.value());
        json.number("attempt", std::uint64_t{delivery ? delivery->attempt : e.redeliveryCount + 1});
        const std::int64_t deadline = delivery ? delivery->deadline.get() : 0;
        deadline ? json.raw("deadline", m_clock.text(Nanos(deadline))) : json.null("deadline");
        json.raw("stored_at", millisecondsText(e.storedAtUnixNs));
        payload(json, e.payload);
        json.finish();
    }
    void operator()(const wire::AckSent& e)
    {
        JsonObject json = line("ack");
        names(json);
        number(json, e.subscription).number("seq", e.sequence.value()).finish();
    }
    void operator()(const wire::HeartbeatSent& e)
    {
        line("heartbeat").id("client", e.client).finish();
    }
    void operator()(const wire::HeartbeatAnswered& e)
    {
        line("heartbeat_answer").id("client", e.client).finish();
    }
    void operator()(const wire::PingRefused& e)
    {
        line("ping_refused").id("client", e.client).text("error", e.error).finish();
    }
    void operator()(const wire::Malformed& e)
    {
        line("malformed")
            .id("subject", e.subject)
            .number("size", std::uint64_t{e.size})
            .text("why", e.why)
            .finish();
    }
    void operator()(const wire::TapGap& e) { line("gap").text("why", e.why).finish(); }
    void operator()(const wire::TapBack&) { line("gap_end").finish(); }
    void operator()(const wire::TapDenied& e) { line("denied").text("why", e.why).finish(); }
    void operator()(const monitor::Answered& e)
    {
        line("monitor")
            .text("purpose", toWord(e.purpose))
            .raw("asked_at", m_clock.text(e.askedAt))
            .text("server_id", e.serverId)
            .text("version", e.version)
            .number("clients", std::uint64_t{e.clients.size()})
            .number("channels", std::uint64_t{e.channels.size()})
            .finish();
        drift();
    }
    void operator()(const monitor::Failed& e)
    {
        line("monitor_failed").text("why", e.why).finish();
    }
    void operator()(const monitor::Presence& e)
    {
        line("presence").id("client", e.client).flag("listening", e.listening).finish();
    }
    void operator()(const monitor::Corrected& e)
    {
        std::string channels = "[";
        for (const MonitoredChannel& channel : e.channels) {
            if (channels.size() > 1)
                channels += ',';
            appendJsonText(channels, channel.name.value());
        }
        line("corrected").raw("channels", channels + ']').text("why", e.why).finish();
        drift();
    }
    void operator()(const process::Started& e)
    {
        JsonObject json = life("started", e.name);
        json.text("role", toWord(e.role)).number("pid", e.pid);
        if (e.role == process::Role::Account)
            json.text("handler", toText(e.options.handler))
                .textOrNull("queue", e.options.queueGroup)
                .textOrNull("durable", e.options.durable)
                .number("ack_wait", std::int64_t{e.options.ackWaitSeconds})
                .number("max_inflight", std::int64_t{e.options.maxInflight});
        json.finish();
    }
    void operator()(const process::Ended& e)
    {
        life("ended", e.name)
            .number("exit_code", std::int64_t{e.exitCode})
            .number("signal", std::int64_t{e.signal})
            .finish();
    }
    void operator()(const process::Paused& e) { life("paused", e.name).finish(); }
    void operator()(const process::Resumed& e) { life("resumed", e.name).finish(); }
    void operator()(const process::Closing& e) { life("closing", e.name).finish(); }
    void operator()(const process::Forgotten& e) { life("forgotten", e.name).finish(); }
    void operator()(const process::StderrLine& e)
    {
        line("stderr").id("process", e.name).text("line", e.line).finish();
    }
    void operator()(const process::Reported& e)
    {
        line("report").id("process", e.name).raw("report", toLine(e.report)).finish();
    }
    void operator()(const process::BadReport& e)
    {
        line("bad_report").id("process", e.name).text("line", e.line).text("why", e.why).finish();
    }
    void operator()(const broker::Changed& e)
    {
        line("broker")
            .text("state", toWord(e.state))
            .number("pid", e.pid)
            .number("port", std::int64_t{e.port})
            .number("monitoring_port", std::int64_t{e.monitorPort})
            .textOrNull("cluster", e.clusterId)
            .text("store", e.options.store == StoreKind::File ? "file" : "memory")
            .textOrNull("error", e.error)
            .finish();
    }
    void operator()(const broker::LogLine& e) { line("broker_log").text("line", e.line).finish(); }
    void operator()(const audit::Finished& e)
    {
        std::string list = "[";
        for (const audit::Violation& violation : e.violations) {
            if (list.size() > 1)
                list += ',';
            JsonObject(list)
                .number("invariant", std::int64_t{violation.invariant})
                .text("text", violation.text)
                .id("account", violation.account)
                .number("transaction", violation.transaction.value())
                .number("seq", violation.sequence.value())
                .id("replica", violation.replica)
                .finish();
        }
        line("audit")
            .text("verdict", toWord(e.verdict))
            .raw("violations", list + ']')
            .textOrNull("reason", e.reason)
            .finish();
    }
    void operator()(const laboratory::RunStarted& e)
    {
        std::string accounts = "[";
        for (const laboratory::Account& account : e.accounts) {
            if (accounts.size() > 1)
                accounts += ',';
            JsonObject(accounts)
                .id("name", account.name)
                .number("opening", account.opening.value())
                .finish();
        }
        line("run")
            .id("channel", e.channel)
            .text("title", e.title)
            .raw("accounts", accounts + ']')
            .flag("attached", e.attached)
            .flag("monitored", e.monitored)
            .flag("low_impact", e.lowImpact)
            .finish();
    }
    void operator()(const laboratory::Problem& e)
    {
        line("problem").text("text", e.text).text("remedy", e.remedy).finish();
    }
    void operator()(const laboratory::Lesson& e) { line("lesson").text("text", e.text).finish(); }
    // Counters and the passing of time: nothing that happened.
    void operator()(const wire::FramesSeen&) { }
    void operator()(const laboratory::Tick&) { }

private:
    JsonObject line(std::string_view type)
    {
        if (!m_out.empty() && m_out.back() != '\n')
            m_out += '\n';
        JsonObject json(m_out);
        json.text("type", type).raw("t", m_clock.text(m_time));
        return json;
    }
    JsonObject life(std::string_view state, const ClientId& process)
    {
        JsonObject json = line("process");
        json.id("process", process).text("state", state);
        return json;
    }
    JsonObject& names(JsonObject& json, const ClientId& client, const ChannelName& channel,
                      const std::string& queueGroup, const std::string& durable)
    {
        return json.id("client", client)
            .id("channel", channel)
            .textOrNull("queue", queueGroup)
            .textOrNull("durable", durable);
    }
    void names(JsonObject& json)
    {
        const JsonLines::Subscription none;
        const JsonLines::Subscription& from = subscription ? *subscription : none;
        names(json, from.client, from.channel, from.queueGroup, from.durable);
    }
    JsonObject& number(JsonObject& json, wire::SubscriptionId id)
    {
        return json.number("subscription", std::uint64_t{id.value()});
    }
    void payload(JsonObject& json, std::string_view bytes)
    {
        isReadableText(bytes) ? json.text("payload", bytes)
                              : json.text("payload_hex", hexText(bytes));
    }
    /// What the check that was just folded has found.
    void drift()
    {
        for (const DriftRow& row : m_lab.check().drift)
            if (row.time == m_time)
                line("drift")
                    .id("channel", row.channel)
                    .id("client", row.client)
                    .text("text", row.text)
                    .flag("corrected", row.corrected)
                    .finish();
    }

    std::string& m_out;
    const UnixClock& m_clock;
    Nanos m_time;
    const Lab& m_lab;
};

std::uint32_t subscriptionOf(const EventBody& body)
{
    if (const auto* delivered = std::get_if<wire::Delivered>(&body))
        return delivered->subscription.value();
    if (const auto* ack = std::get_if<wire::AckSent>(&body))
        return ack->subscription.value();
    if (const auto* left = std::get_if<wire::Unsubscribed>(&body))
        return left->subscription.value();
    return 0;
}

} // namespace

JsonLines::JsonLines(std::function<void(std::string_view)> write)
    : m_write(std::move(write))
{
}

void JsonLines::folded(const Event& event, const Lab& lab)
{
    remember(event);
    LineWriter writer(m_buffer, m_clock, event.time, lab);
    if (const auto found = m_subscriptions.find(subscriptionOf(event.body));
        found != m_subscriptions.end())
        writer.subscription = &found->second;
    const auto& deliveries = lab.history()->deliveries;
    if (deliveries.size() > m_deliveries)
        writer.delivery = &deliveries[deliveries.size() - 1];
    m_deliveries = deliveries.size();
    std::visit(writer, event.body);
    if (!m_buffer.empty() && m_buffer.back() != '\n')
        m_buffer += '\n';
    forget(event);
    if (m_buffer.size() >= pieceSize)
        flush();
}

void JsonLines::remember(const Event& event)
{
    if (const auto* run = std::get_if<laboratory::RunStarted>(&event.body)) {
        m_clock = UnixClock(run->unixNs, event.time);
    } else if (const auto* subscribed = std::get_if<wire::Subscribed>(&event.body)) {
        m_subscriptions[subscribed->subscription.value()] = {
            subscribed->client, subscribed->channel, subscribed->queueGroup, subscribed->durable};
    } else if (const auto* answer = std::get_if<monitor::Answered>(&event.body)) {
        for (const MonitoredChannel& channel : answer->channels)
            for (const MonitoredSubscription& one : channel.subscriptions)
                if (one.subscription != 0)
                    m_subscriptions.try_emplace(
                        one.subscription,
                        Subscription{one.client, channel.name, one.queueGroup, one.durable});
    }
}

/// The decoder does not use the number of a subscription that is gone again.
void JsonLines::forget(const Event& event)
{
    ClientId client;
    if (const auto* left = std::get_if<wire::Unsubscribed>(&event.body))
        m_subscriptions.erase(left->subscription.value());
    else if (const auto* closed = std::get_if<wire::ClientClosed>(&event.body))
        client = closed->client;
    else if (const auto* connected = std::get_if<wire::ClientConnected>(&event.body))
        client = connected->client;
    if (!client.isNull())
        std::erase_if(m_subscriptions,
                      [&](const auto& entry) { return entry.second.client == client; });
}

void JsonLines::flush()
{
    if (m_buffer.empty())
        return;
    m_write(m_buffer);
    m_buffer.clear();
}

void JsonLines::idle(Nanos)
{
    flush();
}

void JsonLines::ended(const Lab&)
{
    flush();
}

} // namespace stanscope
