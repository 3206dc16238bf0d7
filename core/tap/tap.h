#pragma once

#include "core/util/result.h"
#include "core/wire/frame.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace stanscope {

/// A `>` subscription on a connection of its own that never publishes. Frames and gaps are handed
/// over in cnats' threads: both callbacks must only push into a hand-off queue.
class Tap
{
public:
    struct Callbacks
    {
        std::function<void(std::vector<Frame>)> frames;
        /// Disconnected, reconnected, or messages dropped: everything in between is unknown.
        std::function<void(std::string why)> gap;
    };

    explicit Tap(Callbacks callbacks);
    ~Tap();

    /// Connects and subscribes; returns when the broker has confirmed the subscription (a flush),
    /// so that no later frame is missed. Blocks up to 5 s.
    Result<> connect(const std::string& url, const std::string& token);
    void disconnect();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
