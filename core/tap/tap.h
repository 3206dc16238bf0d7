#pragma once

#include "core/events/message.h"
#include "core/nats/connectionoptions.h"
#include "core/util/result.h"
#include "core/wire/frame.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace stanscope {

/// A `>` subscription on a connection of its own that never publishes. Frames and gaps are handed
/// over in cnats' threads: all callbacks must only push into a hand-off queue.
class Tap
{
public:
    struct Callbacks
    {
        /// What the frame points to is gone when it returns.
        std::function<void(const Frame&)> frame;
        /// Disconnected, or messages dropped: what happens from here on is unknown.
        std::function<void(Message why)> gap;
        /// Connected again and subscribed.
        std::function<void()> back = [] {};
        /// The library has given up, after a gap: refused when it came back. connect() tries anew.
        std::function<void(std::string why)> closed = [](const std::string&) {};
        /// A permissions violation: nothing will come, however long one waits.
        std::function<void(std::string why)> denied = [](const std::string&) {};
        /// The user may subscribe to everything, but what comes to inboxes is kept from it: no
        /// delivery, no answer, no heartbeat will come.
        std::function<void(std::string why)> inboxesDenied = [](const std::string&) {};
        /// Connected again, before `back`: to another server, which no cluster binds to the one
        /// before.
        std::function<void(std::string from, std::string to)> moved = [](const std::string&,
                                                                         const std::string&) {};
    };

    enum class Mode
    {
        Everything, ///< `>`
        LowImpact, ///< `_STAN.>` and what follow() names: protocol section 5.1
    };

    explicit Tap(Callbacks callbacks);
    ~Tap();

    /// Connects and subscribes; returns when the broker has confirmed the subscription (a flush),
    /// so that no later frame is missed. Blocks up to 5 s.
    /// `cluster`: whose clients may connect with a prefix of the broker's own, which low impact
    /// hears too, where the user may.
    Result<> connect(const ConnectionOptions& options, Mode mode = Mode::Everything,
                     const std::string& cluster = {});
    void disconnect();
    /// Low impact only: listens on these inboxes too. Any thread, does not block.
    void follow(const std::vector<std::string>& subjects);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
