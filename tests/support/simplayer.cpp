#include "tests/support/simplayer.h"

#include "tests/support/simcompare.h"

#include <sstream>
#include <utility>
#include <vector>

namespace stanscope::test {

namespace {

using namespace std::chrono_literals;
using Kind = SimOperation::Kind;

/// Time 0 means "none" to the fold.
constexpr Nanos simStart = 10s;
/// Clients connect, and so are asked for heartbeats, from here on. Everything else is done in the
/// phase before, and what it makes the timers do is over by then.
constexpr Nanos heartbeatPhase = 800ms;
constexpr Nanos firstPhase = 100ms;
constexpr Nanos lastPhase = 690ms;
/// Each client has a moment of its own in that phase. What a dropped one held is sent again at its
/// moment of the seconds to come, or 100 ms later: that is never between another's missed heartbeat
/// and the 20 ms after which the mirror counts it.
constexpr std::uint32_t simClients = 4;
constexpr Nanos clientsApart = 25ms;
constexpr Nanos connectsWithin = 5ms;
/// From the request of a takeover to its answer.
constexpr Nanos probe = 500ms;
/// No timer fires so near to what is done: their order would be nobody's to know.
constexpr Nanos apart = 3ms;
/// How long before an event the mirror has been told the time.
constexpr Nanos justBefore = 300us;

/// The next moment at or after `time` in that phase of a second.
Nanos phaseAfter(Nanos time, Nanos from, Nanos until)
{
    const Nanos second = time - time % 1s;
    const Nanos phase = time % 1s;
    if (phase < from)
        return second + from + phase % (until - from);
    return phase < until ? time : second + 1s + from + phase % (until - from);
}

std::string clientName(std::uint32_t number)
{
    return std::string(1, static_cast<char>('a' + number % simClients));
}

Nanos momentOf(std::uint32_t client)
{
    return heartbeatPhase + (client % simClients) * clientsApart;
}

std::string channelName(std::uint32_t number)
{
    return number % 4 == 0 ? "two" : "one";
}

SimBroker::SubscribeOptions optionsOf(std::uint32_t choice)
{
    SimBroker::SubscribeOptions options;
    const auto take = [&choice](std::uint32_t bound) {
        const std::uint32_t taken = choice % bound;
        choice /= bound;
        return taken;
    };
    static constexpr std::int32_t inflight[] = {1, 2, 3, 5, 40};
    static constexpr std::uint32_t starts[] = {0, 1, 4, 4};
    const std::uint32_t kind = take(6);
    options.queue = kind < 4 ? "g" : "";
    options.durable = kind == 2 || kind == 3 || kind == 4 ? "d" : "";
    options.ackWait = static_cast<std::int32_t>(1 + take(3));
    options.maxInflight = inflight[take(5)];
    options.start = starts[take(4)];
    options.acksAtOnce = take(4) == 0;
    return options;
}

} // namespace

SimPlayer::SimPlayer(const SimHistory& history)
    : m_history(history)
    , m_watcher(simStart, history.heartbeatFailures)
    , m_broker({1, 1, history.heartbeatFailures},
               {[this](const Frame& frame) { m_watcher.frame(frame); },
                [this](std::size_t row) { onRedelivery(row); },
                [this](Nanos time) { m_watcher.tick(time - justBefore); }})
{
    m_broker.runUntil(simStart);
}

std::optional<std::string> SimPlayer::play()
{
    for (const SimOperation& operation : m_history.operations) {
        const bool isPossible = goOn(operation);
        if (!m_difference.empty())
            return m_difference;
        compare();
        if (!m_difference.empty())
            return m_difference;
        if (isPossible)
            carryOut(operation);
    }
    for (const Nanos end = m_broker.now() + 4s; m_broker.now() < end && m_difference.empty();) {
        goOn({Kind::Wait, 0, 0, 0, 300});
        compare();
    }
    note(differenceOfHistory(m_broker, m_watcher));
    return m_difference.empty() ? std::nullopt : std::optional(m_difference);
}

void SimPlayer::note(std::optional<std::string> difference)
{
    if (difference && m_difference.empty())
        m_difference =
            "at " + std::to_string(m_broker.now().count() / 1'000'000) + " ms: " + *difference;
}

void SimPlayer::onRedelivery(std::size_t row)
{
    note(differenceOfDeadline(m_broker, m_watcher, row));
}

/// A heartbeat that has timed out counts with the mirror only when no answer has come for a moment
/// more: there is nothing to be compared meanwhile.
void SimPlayer::compare()
{
    m_watcher.tick(m_broker.now());
    if (m_broker.now() % 1s < heartbeatPhase)
        note(differenceNow(m_broker, m_watcher));
}

/// False when no moment is to be had for it: timers fire at all of them.
bool SimPlayer::goOn(const SimOperation& operation)
{
    m_broker.runUntil(m_broker.now() + 1ms); // what was done before has been answered
    const auto isKnown = [&] { return m_broker.clients().contains(clientName(operation.first)); };
    const bool isTakeover = operation.kind == Kind::Connect && isKnown();
    Nanos from = firstPhase;
    Nanos until = lastPhase;
    if (operation.kind == Kind::Connect) {
        from = momentOf(operation.first) - (isTakeover ? probe : 0ms);
        until = from + connectsWithin;
    }
    Nanos at = phaseAfter(m_broker.now() + std::chrono::milliseconds(operation.wait), from, until);
    m_broker.runUntil(at - 2 * apart);
    const auto isBusy = [&] {
        return m_broker.isBusyAt(at, apart) || (isTakeover && m_broker.isBusyAt(at + probe, apart));
    };
    for (int tries = 0; isBusy(); ++tries) {
        if (tries == 200)
            return false;
        at = phaseAfter(at + 1ms, from, until);
        m_broker.runUntil(at - 2 * apart);
    }
    m_broker.runUntil(at);
    if (isTakeover && !isKnown())
        return goOn(operation); // it was dropped meanwhile
    return true;
}

std::optional<std::string> SimPlayer::living(std::uint32_t choice) const
{
    std::vector<std::string> all;
    for (const auto& [id, client] : m_broker.clients())
        if (client.lives)
            all.push_back(id);
    if (all.empty())
        return std::nullopt;
    return all[choice % all.size()];
}

SimBroker::Subscription* SimPlayer::subscription(std::uint32_t choice, bool hasReceived) const
{
    std::vector<SimBroker::Subscription*> all;
    for (const auto& [id, one] : m_broker.subscriptions())
        if (m_broker.clients().at(one->client).lives && (!hasReceived || !one->received.empty()))
            all.push_back(one.get());
    return all.empty() ? nullptr : all[choice % all.size()];
}

void SimPlayer::carryOut(const SimOperation& operation)
{
    switch (operation.kind) {
    case Kind::Connect:
        m_broker.connect(clientName(operation.first));
        return;
    case Kind::CloseClient:
        if (const auto id = living(operation.first))
            m_broker.closeClient(*id);
        return;
    case Kind::Kill:
        if (const auto id = living(operation.first))
            m_broker.kill(*id);
        return;
    case Kind::Publish:
        if (const auto id = living(operation.first))
            for (std::uint32_t n = 0; n <= operation.third % 4; ++n)
                m_broker.publish(*id, channelName(operation.second));
        return;
    case Kind::Subscribe:
        if (const auto id = living(operation.first))
            m_broker.subscribe(*id, channelName(operation.second), optionsOf(operation.third));
        return;
    case Kind::Close:
    case Kind::Unsubscribe:
        if (auto* one = subscription(operation.first, false))
            m_broker.leave(*one, operation.kind == Kind::Unsubscribe);
        return;
    case Kind::Ack:
        if (auto* one = subscription(operation.first, true))
            m_broker.ack(*one, one->received[operation.second % one->received.size()]);
        return;
    case Kind::AckAll:
        if (auto* one = subscription(operation.first, true)) {
            const std::vector<std::uint64_t> all = one->received;
            for (const std::uint64_t sequence : all)
                m_broker.ack(*one, sequence);
        }
        return;
    case Kind::Look:
        m_watcher.answered(m_broker.now(), answerOf(m_broker));
        return;
    case Kind::Wait:
        return;
    }
}

std::optional<std::string> differenceIn(const SimHistory& history)
{
    return SimPlayer(history).play();
}

std::string shrunk(SimHistory history)
{
    for (bool isShorter = true; isShorter;) {
        isShorter = false;
        for (std::size_t i = history.operations.size(); i-- > 0;) {
            SimHistory less = history;
            less.operations.erase(less.operations.begin() + static_cast<std::ptrdiff_t>(i));
            if (!differenceIn(less))
                continue;
            history = std::move(less);
            isShorter = true;
        }
    }
    std::ostringstream out;
    out << "seed " << history.seed << ", heartbeat failures " << history.heartbeatFailures << '\n';
    for (const SimOperation& operation : history.operations)
        out << "  " << operation.text() << '\n';
    SimPlayer player(history);
    player.keepLines();
    const std::string difference = player.play().value_or("no difference");
    out << "the last events\n";
    for (const std::string& line : player.lines())
        out << "  " << line << '\n';
    out << difference << '\n';
    return out.str();
}

} // namespace stanscope::test
