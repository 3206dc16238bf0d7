#pragma once

#include "core/capture/capturereader.h"
#include "core/lab/eventsink.h"
#include "core/lab/lab.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

struct ReplayedCapture
{
    std::unique_ptr<Lab> lab;
    std::optional<Error> brokenOff; ///< the capture ends too early, and why
};

/// Folds a whole capture as the engine folded it live; `sinks` follow it. The Error says that there
/// is no run in it. A capture that breaks later is folded as far as it goes. Ends early once
/// `isEnough`, which is asked between blocks.
Result<ReplayedCapture> replayCapture(
    CaptureReader& reader, const std::vector<std::shared_ptr<EventSink>>& sinks = {},
    const std::function<bool()>& isEnough = [] { return false; });

} // namespace stanscope
