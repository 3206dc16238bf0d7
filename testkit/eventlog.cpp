#include "testkit/eventlog.h"

#include "core/export/eventline.h"
#include "core/export/readablelines.h"

#include <utility>

namespace stanscope::testkit {

namespace {

/// Without its newline.
std::string trimmed(std::string line)
{
    while (!line.empty() && line.back() == '\n')
        line.pop_back();
    return line;
}

template <typename... Parts>
std::string jsonOf(const Parts&... parts)
{
    std::string line;
    appendLine(line, parts...);
    return trimmed(std::move(line));
}

template <typename... Parts>
std::string textOf(const Parts&... parts)
{
    std::string line;
    appendReadableLine(line, parts...);
    return trimmed(std::move(line));
}

} // namespace

std::vector<EventLog::Line> EventLog::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lines, {});
}

void EventLog::folded(const stanscope::Event& event, const stanscope::Lab& lab)
{
    const EventContext context = m_context.take(event, lab);
    add(jsonOf(event, context), textOf(event, context));
    for (const DriftRow& drift : m_context.takeDrifts(lab))
        add(jsonOf(drift, m_context.clock()), textOf(drift, m_context.clock()));
    for (const HealthRow& health : m_context.takeHealth(lab))
        add(jsonOf(health, m_context.clock()), textOf(health, m_context.clock()));
    m_context.forget(event);
}

void EventLog::idle(Nanos) { }

void EventLog::ended(const stanscope::Lab&) { }

void EventLog::add(std::string json, std::string text)
{
    if (json.empty() && text.empty())
        return;
    const std::lock_guard lock(m_mutex);
    m_lines.push_back({std::move(json), std::move(text)});
}

} // namespace stanscope::testkit
