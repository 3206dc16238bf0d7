#pragma once

#include "core/nats/connectionoptions.h"

#include <QUrl>

#include <chrono>
#include <string>

namespace stanscope {

struct AttachOptions
{
    ConnectionOptions connection;
    std::string cluster; ///< the broker's cluster id
    QUrl monitoring; ///< empty: the mirror starts empty and says so
    bool lowImpact = false;
    bool mayPublish = false; ///< command::Publish is refused without it
    bool keepsSession = true; ///< writes a capture of its own, for time travel and recordings
    std::chrono::milliseconds snapshotInterval{16}; ///< at least; one frame of a 60 Hz display
    bool isShown = true; ///< else snapshots are what Lab::doubts() has, whatever the broker's size
};

} // namespace stanscope
