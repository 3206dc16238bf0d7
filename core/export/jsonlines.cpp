#include "core/export/jsonlines.h"

#include <utility>

namespace stanscope {

namespace {

/// Lines are handed over in pieces of about this size.
constexpr std::size_t pieceSize = 64 * 1024;

} // namespace

JsonLines::JsonLines(std::function<void(std::string_view)> write)
    : m_write(std::move(write))
{
}

void JsonLines::folded(const Event& event, const Lab& lab)
{
    appendLine(m_buffer, event, m_context.take(event, lab));
    for (const DriftRow& drift : m_context.takeDrifts(lab))
        appendLine(m_buffer, drift, m_context.clock());
    for (const NoticeRow& notice : m_context.takeNotices(lab))
        appendLine(m_buffer, notice, m_context.clock());
    for (const HealthRow& health : m_context.takeHealth(lab))
        appendLine(m_buffer, health, m_context.clock());
    m_context.forget(event);
    if (m_buffer.size() >= pieceSize)
        flush();
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

void JsonLines::ended(const Lab& lab)
{
    for (const DriftRow& drift : m_context.takeDrifts(lab, true))
        appendLine(m_buffer, drift, m_context.clock());
    flush();
}

} // namespace stanscope
