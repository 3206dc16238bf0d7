#pragma once

#include "core/lab/eventsink.h"
#include "core/util/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

class CaptureWriter;

/// A session's own capture, always on: what time travel and recordings read. Main thread.
class SessionCapture
{
public:
    SessionCapture();
    ~SessionCapture();

    /// A new file for a new run. Returns its sinks, the session's own first: recordings catch up
    /// with it.
    std::vector<std::shared_ptr<EventSink>> begin(std::vector<std::shared_ptr<EventSink>> sinks);
    /// Empty when there is none.
    QString file() const;
    /// Why nothing is written (any more); told once a run. The run itself goes on.
    std::optional<Error> takeFailure();

private:
    std::shared_ptr<CaptureWriter> m_writer;
    std::optional<Error> m_notCreated;
    bool m_told = false;
};

} // namespace stanscope
