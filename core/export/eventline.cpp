#include "core/export/eventline.h"

#include "core/export/eventwords.h"
#include "core/export/messagejson.h"
#include "core/words/words.h"

namespace stanscope {

namespace {

/// Writes the line of one event, or none.
class LineWriter
{
public:
    LineWriter(std::string& out, const EventContext& context, Nanos time)
        : m_out(out)
        , m_context(context)
        , m_time(time)
    {
    }

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
            m_context.stored ? json.number("seq", m_context.stored->value()) : json.null("seq");
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
        const DeliveryRow* delivery = m_context.delivery;
        json.number("attempt", std::uint64_t{delivery ? delivery->attempt : e.redeliveryCount + 1});
        const std::int64_t deadline = delivery ? delivery->deadline.get() : 0;
        deadline ? json.raw("deadline", m_context.clock.text(Nanos(deadline)))
                 : json.null("deadline");
        e.storedAtUnixNs ? json.raw("stored_at", millisecondsText(e.storedAtUnixNs))
                         : json.null("stored_at");
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
    void operator()(const wire::TapGap& e)
    {
        JsonObject json = line("gap");
        addMessage(json, "why", e.why);
        json.finish();
    }
    void operator()(const wire::TapBack&) { line("gap_end").finish(); }
    void operator()(const wire::TapDenied& e) { line("denied").text("why", e.why).finish(); }
    void operator()(const monitor::Answered& e)
    {
        line("monitor")
            .text("purpose", toWord(e.purpose))
            .raw("asked_at", m_context.clock.text(e.askedAt))
            .text("server_id", e.serverId)
            .text("version", e.version)
            .number("clients", std::uint64_t{e.clients.size()})
            .number("channels", std::uint64_t{e.channels.size()})
            .finish();
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
        std::string why;
        std::string differences = "[";
        for (const Message& difference : e.why) {
            why += (why.empty() ? "" : "; ") + sourceText(difference);
            if (differences.size() > 1)
                differences += ',';
            appendJson(differences, difference);
        }
        line("corrected")
            .raw("channels", channels + ']')
            .text("why", why)
            .raw("differences", differences + ']')
            .finish();
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
            JsonObject json(list);
            json.number("invariant", std::int64_t{violation.invariant});
            addMessage(json, "text", violation.message);
            json.id("account", violation.account)
                .number("transaction", violation.transaction.value())
                .number("seq", violation.sequence.value())
                .id("replica", violation.replica)
                .finish();
        }
        JsonObject json = line("audit");
        json.text("verdict", toWord(e.verdict)).raw("violations", list + ']');
        addMessage(json, "reason", e.reason);
        json.finish();
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
            .textOrNull("cluster", e.cluster)
            .finish();
    }
    void operator()(const laboratory::Problem& e)
    {
        JsonObject json = line("problem");
        addMessage(json, "text", e.message);
        json.text("remedy", sourceText(e.remedy));
        if (!e.remedy.empty()) {
            std::string remedy;
            appendJson(remedy, e.remedy);
            json.raw("do", remedy);
        }
        json.finish();
    }
    void operator()(const laboratory::Lesson& e)
    {
        line("lesson")
            .number("step", std::uint64_t{e.step})
            .text("text", m_context.run ? m_context.run->sentenceOf(e.step) : "")
            .finish();
    }
    // Counters and the passing of time: nothing that happened.
    void operator()(const wire::FramesSeen&) { }
    void operator()(const laboratory::Tick&) { }

private:
    JsonObject line(std::string_view type)
    {
        JsonObject json(m_out);
        json.text("type", type).raw("t", m_context.clock.text(m_time));
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
        const SubscriptionNames none;
        const SubscriptionNames& from = m_context.subscription ? *m_context.subscription : none;
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

    std::string& m_out;
    const EventContext& m_context;
    Nanos m_time;
};

} // namespace

void appendLine(std::string& out, const Event& event, const EventContext& context)
{
    const std::size_t before = out.size();
    std::visit(LineWriter(out, context, event.time), event.body);
    if (out.size() > before)
        out += '\n';
}

void appendLine(std::string& out, const HealthRow& row, const UnixClock& clock)
{
    JsonObject(out)
        .text("type", "health")
        .raw("t", clock.text(row.time))
        .id("client", row.client)
        .text("health", toWord(row.health))
        .finish();
    out += '\n';
}

void appendLine(std::string& out, const DriftRow& row, const UnixClock& clock)
{
    JsonObject json(out);
    json.text("type", "drift")
        .raw("t", clock.text(row.time))
        .id("channel", row.channel)
        .id("client", row.client);
    addMessage(json, "text", row.difference);
    json.flag("corrected", row.corrected).finish();
    out += '\n';
}

} // namespace stanscope
