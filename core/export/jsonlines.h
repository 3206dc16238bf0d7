#pragma once

#include "core/export/streamcontext.h"
#include "core/lab/eventsink.h"

#include <functional>
#include <string>
#include <string_view>

namespace stanscope {

/// The stream as JSON, one object a line: `type`, `t` (Unix time in ms, with decimals) and what
/// belongs to it; docs/watch-json.md lists them. Deadlines are in the same unit; what is unknown is
/// null. The same events give the same lines, live and replayed.
class JsonLines : public EventSink
{
public:
    /// `write` gets whole lines with their newlines, on the folding thread.
    explicit JsonLines(std::function<void(std::string_view)> write);

    void folded(const Event& event, const Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const Lab& lab) override;

private:
    void flush();

    std::function<void(std::string_view)> m_write;
    std::string m_buffer;
    StreamContext m_context;
};

} // namespace stanscope
