#pragma once

#include "core/export/streamcontext.h"
#include "core/lab/eventsink.h"

#include <functional>
#include <string>
#include <string_view>

namespace stanscope {

/// The stream for people: a line for each event that says something about the application, in
/// columns. Heartbeats, unanswered requests and rounds of monitoring that found nothing are left
/// out. What strangers wrote is made harmless for a terminal.
class ReadableLines : public EventSink
{
public:
    /// `write` gets whole lines with their newlines, on the folding thread.
    explicit ReadableLines(std::function<void(std::string_view)> write);

    void folded(const Event& event, const Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const Lab& lab) override;

private:
    void flush();

    std::function<void(std::string_view)> m_write;
    std::string m_buffer;
    StreamContext m_context;
};

/// Appends the line of one event with its newline, or nothing.
void appendReadableLine(std::string& out, const Event& event, const EventContext& context);
void appendReadableLine(std::string& out, const DriftRow& row, const UnixClock& clock);
void appendReadableLine(std::string& out, const HealthRow& row, const UnixClock& clock);
void appendReadableLine(std::string& out, const NoticeRow& row, const UnixClock& clock);

} // namespace stanscope
