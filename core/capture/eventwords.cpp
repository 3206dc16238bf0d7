#include "core/capture/eventwords.h"

#include "core/words/eventtext.h"
#include "core/words/words.h"

#include <algorithm>
#include <string_view>

namespace stanscope {

namespace {

constexpr std::size_t longest = 160;

/// Payloads, log lines and error texts come from elsewhere: one line, no control characters, cut
/// at a whole UTF-8 character.
std::string oneLine(std::string text)
{
    for (char& character : text)
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f)
            character = ' ';
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

struct Words
{
    const Snapshot& after;

    std::string clientOf(wire::SubscriptionId id) const
    {
        const auto found =
            std::find_if(after.subscriptions.begin(), after.subscriptions.end(),
                         [&](const SubscriptionView& view) { return view.id == id.value(); });
        return found == after.subscriptions.end() ? "subscription " + std::to_string(id.value())
                                                  : found->client.value();
    }
    static std::string message(Sequence sequence)
    {
        return "message " + std::to_string(sequence.value());
    }

    std::string operator()(const wire::ClientConnected& e) const
    {
        return e.client.value() + " connected";
    }
    std::string operator()(const wire::ClientClosed& e) const
    {
        return e.client.value() + " closed its connection";
    }
    std::string operator()(const wire::PublishSent& e) const
    {
        return e.client.value() + " publishes to " + e.channel.value() + ": " + e.payload;
    }
    std::string operator()(const wire::PubAcked& e) const
    {
        return e.error.empty() ? "The broker stored what was published"
                               : "The broker refused a publish: " + e.error;
    }
    std::string operator()(const wire::Subscribed& e) const
    {
        return e.client.value() + " subscribed to " + e.channel.value()
            + (e.queueGroup.empty() ? "" : ", group " + e.queueGroup);
    }
    std::string operator()(const wire::Unsubscribed& e) const
    {
        return clientOf(e.subscription) + (e.remove ? " unsubscribed" : " closed its subscription");
    }
    std::string operator()(const wire::Delivered& e) const
    {
        const std::string to = " to " + clientOf(e.subscription);
        if (!e.redelivered)
            return message(e.sequence) + " delivered" + to;
        return message(e.sequence) + " delivered again" + to + ", attempt "
            + std::to_string(e.redeliveryCount + 1);
    }
    std::string operator()(const wire::AckSent& e) const
    {
        return clientOf(e.subscription) + " acks " + message(e.sequence);
    }
    std::string operator()(const wire::HeartbeatSent& e) const
    {
        return "The broker asks " + e.client.value() + " for a heartbeat";
    }
    std::string operator()(const wire::HeartbeatAnswered& e) const
    {
        return e.client.value() + " answers its heartbeat";
    }
    std::string operator()(const wire::TapGap& e) const
    {
        return "The tap is away: " + sourceText(e.why);
    }
    std::string operator()(const wire::TapBack&) const { return "The tap hears again"; }
    std::string operator()(const process::Started& e) const
    {
        return e.name.value() + " started, pid " + std::to_string(e.pid);
    }
    std::string operator()(const process::Ended& e) const
    {
        return e.name.value()
            + (e.signal != 0 ? " was ended by signal " + std::to_string(e.signal)
                             : " exited with " + std::to_string(e.exitCode));
    }
    std::string operator()(const process::Paused& e) const { return e.name.value() + " paused"; }
    std::string operator()(const process::Resumed& e) const { return e.name.value() + " resumed"; }
    std::string operator()(const process::Closing& e) const
    {
        return e.name.value() + " is asked to stop";
    }
    std::string operator()(const process::StderrLine& e) const
    {
        return e.name.value() + " says: " + e.line;
    }
    std::string operator()(const process::Reported& e) const
    {
        const Report& report = e.report;
        std::string words = e.name.value() + ": " + std::string(toText(report.kind));
        if (report.outcome != Outcome::None)
            words += ' ' + std::string(toText(report.outcome));
        if (!report.sequence.isNull())
            words += ", " + message(report.sequence);
        if (!report.number.isNull())
            words += ", " + report.account.value() + ' ' + std::to_string(report.number.value());
        if (!report.text.empty())
            words += ": " + report.text;
        return words;
    }
    std::string operator()(const broker::LogLine& e) const { return "Broker: " + e.line; }
    std::string operator()(const audit::Finished& e) const
    {
        if (!e.violations.empty())
            return "Audit: " + sourceText(e.violations.front().message);
        return e.reason.empty() ? "Audit" : "Audit: " + sourceText(e.reason);
    }
    std::string operator()(const laboratory::RunStarted& e) const
    {
        return e.title.empty() ? "The run begins" : "The run begins: " + e.title;
    }
    std::string operator()(const laboratory::Problem& e) const { return sourceText(e.message); }
    std::string operator()(const laboratory::Lesson&) const { return after.lesson; }
    std::string operator()(const laboratory::Tick&) const { return "Time passes"; }
    std::string operator()(const wire::FramesSeen&) const { return "Time passes"; }
};

} // namespace

std::string toWords(const Event& event, const Snapshot& after)
{
    return oneLine(std::visit(
        [&](const auto& body) -> std::string {
            const Words words{after};
            if constexpr (requires { words(body); }) {
                return words(body);
            } else {
                // The rest as a log has it, without its time.
                const std::string text = toText(event);
                return text.substr(std::min(text.size(), text.find(" ms ") + 4));
            }
        },
        event.body));
}

bool saysSomething(const Event& event)
{
    return !std::holds_alternative<wire::FramesSeen>(event.body)
        && !std::holds_alternative<laboratory::Tick>(event.body);
}

} // namespace stanscope
