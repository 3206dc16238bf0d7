#pragma once

#include "core/export/streamcontext.h"
#include "core/lab/eventsink.h"

#include <mutex>
#include <string>
#include <vector>

namespace stanscope::testkit {

/// The stream as lines, from the folding thread to the test's.
class EventLog : public EventSink
{
public:
    struct Line
    {
        std::string json; ///< docs/watch-json.md
        std::string text; ///< for people; empty for what says little
    };

    /// Those since the last call; any thread.
    std::vector<Line> take();

    void folded(const stanscope::Event& event, const stanscope::Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const stanscope::Lab& lab) override;

private:
    void add(std::string json, std::string text);

    StreamContext m_context;
    std::mutex m_mutex;
    std::vector<Line> m_lines;
};

} // namespace stanscope::testkit
