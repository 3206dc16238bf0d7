#include "core/words/eventtext.h"

#include "core/words/words.h"

#include <cstdio>

namespace stanscope {

namespace {

/// "name key=value …"; empty values are left out.
class Line
{
public:
    explicit Line(std::string name)
        : m_text(std::move(name))
    {
    }

    Line& with(const char* key, const std::string& value)
    {
        if (!value.empty())
            m_text += std::string(" ") + key + '=' + value;
        return *this;
    }
    Line& with(const char* key, std::int64_t value)
    {
        if (value != 0)
            with(key, std::to_string(value));
        return *this;
    }
    template <typename Tag, typename Rep>
    Line& with(const char* key, const StrongId<Tag, Rep>& id)
    {
        if constexpr (std::is_same_v<Rep, std::string>)
            return with(key, id.value());
        else
            return with(key, static_cast<std::int64_t>(id.value()));
    }
    std::string text() const { return m_text; }

private:
    std::string m_text;
};

struct Writer
{
    Line operator()(const wire::ClientConnected& e) const
    {
        return Line("connected").with("client", e.client);
    }
    Line operator()(const wire::ClientRefused& e) const
    {
        return Line("connect-refused").with("client", e.client).with("error", e.error);
    }
    Line operator()(const wire::ClientClosed& e) const
    {
        return Line("closed").with("client", e.client);
    }
    Line operator()(const wire::PublishSent& e) const
    {
        return Line("publish")
            .with("client", e.client)
            .with("channel", e.channel)
            .with("guid", e.guid)
            .with("payload", e.payload);
    }
    Line operator()(const wire::PubAcked& e) const
    {
        return Line("puback")
            .with("channel", e.channel)
            .with("guid", e.guid)
            .with("error", e.error);
    }
    Line operator()(const wire::Subscribed& e) const
    {
        return Line("subscribed")
            .with("sub", e.subscription)
            .with("client", e.client)
            .with("channel", e.channel)
            .with("group", e.queueGroup)
            .with("durable", e.durable)
            .with("max", e.maxInflight)
            .with("wait", e.ackWaitSeconds)
            .with("start", e.start);
    }
    Line operator()(const wire::SubscribeRefused& e) const
    {
        return Line("subscribe-refused").with("client", e.client).with("error", e.error);
    }
    Line operator()(const wire::Unsubscribed& e) const
    {
        return Line(e.remove ? "unsubscribed" : "sub-closed").with("sub", e.subscription);
    }
    Line operator()(const wire::Delivered& e) const
    {
        return Line(e.redelivered ? "redelivered" : "delivered")
            .with("sub", e.subscription)
            .with("seq", e.sequence)
            .with("count", e.redeliveryCount)
            .with("payload", e.payload);
    }
    Line operator()(const wire::AckSent& e) const
    {
        return Line("ack").with("sub", e.subscription).with("seq", e.sequence);
    }
    Line operator()(const wire::HeartbeatSent& e) const
    {
        return Line("heartbeat").with("client", e.client);
    }
    Line operator()(const wire::HeartbeatAnswered& e) const
    {
        return Line("heartbeat-answer").with("client", e.client);
    }
    Line operator()(const wire::PingRefused& e) const
    {
        return Line("ping-refused").with("client", e.client).with("error", e.error);
    }
    Line operator()(const wire::Malformed& e) const
    {
        return Line("malformed").with("subject", e.subject).with("size", e.size).with("why", e.why);
    }
    Line operator()(const wire::TapGap& e) const
    {
        return Line("tap-gap").with("why", sourceText(e.why));
    }
    Line operator()(const wire::TapBack&) const { return Line("tap-back"); }
    Line operator()(const wire::TapDenied& e) const
    {
        return Line("tap-denied").with("why", e.why);
    }
    Line operator()(const wire::ConnectRequested& e) const
    {
        return Line("connect-request").with("client", e.client);
    }
    Line operator()(const wire::SubscribeRequested& e) const
    {
        return Line("subscribe-request").with("client", e.client).with("channel", e.channel);
    }
    Line operator()(const monitor::Answered& e) const
    {
        return Line("monitored")
            .with("purpose", static_cast<std::int64_t>(e.purpose))
            .with("clients", static_cast<std::int64_t>(e.clients.size()))
            .with("channels", static_cast<std::int64_t>(e.channels.size()));
    }
    Line operator()(const monitor::Failed& e) const
    {
        return Line("monitoring-failed").with("why", e.why);
    }
    Line operator()(const monitor::Presence& e) const
    {
        return Line("presence")
            .with("client", e.client)
            .with("listening", std::int64_t(e.listening));
    }
    Line operator()(const monitor::Corrected& e) const
    {
        return Line("corrected")
            .with("channels", static_cast<std::int64_t>(e.channels.size()))
            .with("differences", static_cast<std::int64_t>(e.why.size()));
    }
    Line operator()(const wire::FramesSeen& e) const
    {
        return Line("frames")
            .with("seen", static_cast<std::int64_t>(e.frames))
            .with("unknown", static_cast<std::int64_t>(e.unknown));
    }
    Line operator()(const process::Started& e) const
    {
        return Line("started").with("process", e.name).with("pid", e.pid);
    }
    Line operator()(const process::Ended& e) const
    {
        return Line("ended")
            .with("process", e.name)
            .with("exit", e.exitCode)
            .with("signal", e.signal);
    }
    Line operator()(const process::Paused& e) const
    {
        return Line("paused").with("process", e.name);
    }
    Line operator()(const process::Resumed& e) const
    {
        return Line("resumed").with("process", e.name);
    }
    Line operator()(const process::Closing& e) const
    {
        return Line("closing").with("process", e.name);
    }
    Line operator()(const process::Forgotten& e) const
    {
        return Line("forgotten").with("process", e.name);
    }
    Line operator()(const process::StderrLine& e) const
    {
        return Line("stderr").with("process", e.name).with("line", e.line);
    }
    Line operator()(const process::Reported& e) const
    {
        return Line("report").with("process", e.name).with("line", toLine(e.report));
    }
    Line operator()(const process::BadReport& e) const
    {
        return Line("bad-report").with("process", e.name).with("why", e.why);
    }
    Line operator()(const broker::Changed& e) const
    {
        return Line("broker")
            .with("state", static_cast<std::int64_t>(e.state))
            .with("pid", e.pid)
            .with("port", e.port)
            .with("error", e.error);
    }
    Line operator()(const broker::LogLine& e) const
    {
        return Line("broker-log").with("line", e.line);
    }
    Line operator()(const audit::Finished& e) const
    {
        return Line("audit")
            .with("verdict", static_cast<std::int64_t>(e.verdict))
            .with("violations", static_cast<std::int64_t>(e.violations.size()))
            .with("reason", sourceText(e.reason));
    }
    Line operator()(const laboratory::RunStarted& e) const
    {
        return Line("run").with("channel", e.channel);
    }
    Line operator()(const laboratory::Problem& e) const
    {
        return Line("problem").with("text", sourceText(e.message));
    }
    Line operator()(const laboratory::Lesson& e) const
    {
        return Line("lesson").with("step", std::int64_t{e.step});
    }
    Line operator()(const laboratory::Tick&) const { return Line("tick"); }
};

} // namespace

std::string toText(const Event& event)
{
    char time[32];
    std::snprintf(time, sizeof time, "%.3f ms ",
                  std::chrono::duration<double, std::milli>(event.time).count());
    return time + std::visit(Writer{}, event.body).text();
}

} // namespace stanscope
