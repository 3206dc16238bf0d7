#include "core/scenario/scenariolimits.h"
#include "core/scenario/stepreader.h"
#include "core/scenario/tomlwords.h"
#include "core/util/errortext.h"

#include <array>
#include <string_view>

// The plain listener in a scenario file: of its arguments only those that are checked here.
namespace stanscope {

namespace {

constexpr std::int64_t maxAckDelayMs = 600'000;
constexpr std::int64_t maxSecondsAgo = 86'400;

std::string oneOf(TomlTable& table, const std::string& key, const std::string& fallback,
                  std::initializer_list<std::string_view> words)
{
    const std::string word = table.text(key, fallback);
    std::string all;
    for (const std::string_view known : words) {
        if (word == known)
            return word;
        all += (all.empty() ? "`" : ", `") + std::string(known) + '`';
    }
    table.fail(key,
               errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a value of `%2`"), word, key),
               errorText(QT_TRANSLATE_NOOP("Errors", "Write one of %1."), all));
}

} // namespace

step::Spawn StepReader::readListen(TomlTable& table)
{
    step::Spawn listen;
    listen.count = static_cast<int>(table.integer("count", 1, scenariolimits::replicas, 1));
    ReplicaOptions options;
    options.queueGroup = table.text("queue_group", {});
    options.durable = table.text("durable", {});
    listen.ownAckWait = table.has("ack_wait");
    options.ackWaitSeconds = static_cast<std::int32_t>(
        table.integer("ack_wait", 1, scenariolimits::ackWait, m_scenario.replica.ackWaitSeconds));
    options.maxInflight = static_cast<std::int32_t>(table.integer(
        "max_inflight", 1, scenariolimits::maxInflight, m_scenario.replica.maxInflight));
    options.closeOnStop = table.flag("close_on_stop", options.closeOnStop);
    std::string start =
        oneOf(table, "start", "all", {"new", "all", "last", "sequence", "seconds_ago"});
    if (start == "sequence")
        start += ':' + std::to_string(table.integer("from", 1, scenariolimits::count));
    else if (start == "seconds_ago")
        start = "time:" + std::to_string(table.integer("from", 0, maxSecondsAgo));
    const std::string ack = oneOf(table, "ack", "manual", {"manual", "auto", "none"});
    const std::int64_t delay = table.integer("ack_delay_ms", 0, maxAckDelayMs, 0);
    listen.listener = "stanscope-listener --start " + start + " --ack " + ack + " --ack-delay "
        + std::to_string(delay) + " --close-on-stop " + (options.closeOnStop ? "yes" : "no");
    options.deliverAllAvailable = start == "all";
    options.ackMode = ack == "auto" ? AckMode::Auto : AckMode::Manual;
    listen.options = std::move(options);
    listen.ownHandler = true;
    listen.as = readAlias(table);
    return listen;
}

} // namespace stanscope
