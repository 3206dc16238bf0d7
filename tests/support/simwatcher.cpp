#include "tests/support/simwatcher.h"

#include "core/words/eventtext.h"
#include "core/words/words.h"
#include "tests/support/simbroker.h"

namespace stanscope::test {

namespace {

constexpr std::size_t mostLines = 60;

laboratory::RunStarted runOf(Nanos start)
{
    laboratory::RunStarted run;
    run.unixNs = SimBroker::unixNs + start.count();
    run.monitored = true;
    return run;
}

} // namespace

SimWatcher::SimWatcher(Nanos start, std::int32_t heartbeatFailures)
    : m_fold(m_writer, runOf(start), start, hooks())
{
    BrokerOptions options;
    options.heartbeatIntervalSeconds = 1;
    options.heartbeatTimeoutSeconds = 1;
    options.heartbeatFailures = heartbeatFailures;
    m_fold.setHeartbeats(options);
}

BrokerFold::Hooks SimWatcher::hooks()
{
    return {nullptr, nullptr,
            [this](Nanos, const std::string& source, const Message& what) {
                const bool isRefusal =
                    what.code == Code::ConnectRefused || what.code == Code::SubscribeRefused;
                if (!isRefusal && m_oddity.empty())
                    m_oddity = source + ": " + sourceText(what);
            },
            nullptr};
}

/// As the product does it (Lab::apply).
void SimWatcher::apply(const Event& event)
{
    if (m_keepsLines) {
        if (!std::holds_alternative<laboratory::Tick>(event.body))
            m_lines.push_back(toText(event));
        if (m_lines.size() > mostLines)
            m_lines.pop_front();
    }
    m_changes.nextEvent();
    if (event.time - m_advanced >= std::chrono::milliseconds(1) || m_fold.isDue(event.time)) {
        m_advanced = event.time;
        m_fold.advance(event.time);
    }
    std::visit(
        [&](const auto& body) {
            if constexpr (requires { m_fold.apply(event.time, body); })
                m_fold.apply(event.time, body);
        },
        event.body);
}

void SimWatcher::frame(const Frame& frame)
{
    m_events.clear();
    m_decoder.decode(frame, m_events);
    for (const Event& event : m_events)
        apply(event);
}

void SimWatcher::answered(Nanos time, monitor::Answered answer)
{
    m_decoder.adopt(answer);
    apply({time, Source::Monitor, std::move(answer)});
}

const DeliveryRow* SimWatcher::delivery(std::size_t row) const
{
    const auto& rows = m_tables.deliveries;
    return row < rows.size() ? &rows[row] : nullptr;
}

} // namespace stanscope::test
