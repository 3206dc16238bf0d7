#include "core/capture/capturereplay.h"

#include "core/util/errortext.h"

#include <utility>

namespace stanscope {

namespace {

/// The first events, which begin a run.
Result<std::vector<Event>> beginning(CaptureReader& reader)
{
    auto events = reader.read(0);
    if (!events)
        return events;
    if (events->empty())
        return reader.truncation().value_or(
            Error{errorText(QT_TRANSLATE_NOOP("Errors", "The capture is empty.")),
                  errorText(QT_TRANSLATE_NOOP(
                      "Errors", "Record again; it takes a moment until events come."))});
    if (!std::holds_alternative<laboratory::RunStarted>(events->front().body))
        return Error{
            errorText(
                QT_TRANSLATE_NOOP("Errors", "The capture does not begin with the start of a run.")),
            errorText(QT_TRANSLATE_NOOP("Errors", "Open a file that stanscope has recorded."))};
    return events;
}

} // namespace

Result<ReplayedCapture> replayCapture(CaptureReader& reader,
                                      const std::vector<std::shared_ptr<EventSink>>& sinks,
                                      const std::function<bool()>& isEnough)
{
    auto events = beginning(reader);
    if (!events)
        return events.error();
    const Event& first = events->front();
    ReplayedCapture result;
    result.lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(first.body), first.time,
                                       std::make_shared<PagedMemory>());
    std::uint64_t next = 0;
    for (; events && !events->empty() && !isEnough(); events = reader.read(next)) {
        for (const Event& event : *events) {
            result.lab->apply(event);
            for (const auto& sink : sinks)
                sink->folded(event, *result.lab);
        }
        next += events->size();
    }
    for (const auto& sink : sinks)
        sink->ended(*result.lab);
    result.brokenOff = reader.truncation();
    return result;
}

} // namespace stanscope
