#pragma once

#include "core/nats/connectionoptions.h"

#include <QUrl>

#include <chrono>
#include <string>
#include <vector>

namespace stanscope {

struct AttachOptions
{
    ConnectionOptions connection;
    std::string cluster; ///< the broker's cluster id
    QUrl monitoring; ///< empty: the mirror starts empty and says so
    /// Those of the other servers of its cluster or its fault-tolerant pair.
    std::vector<QUrl> moreMonitoring = {};
    bool lowImpact = false;
    bool mayPublish = false; ///< command::Publish is refused without it
    bool mayRead = false; ///< command::ReadStored is refused without it, or mayPublish
    bool keepsSession = true; ///< writes a capture of its own, for time travel and recordings
    std::chrono::milliseconds snapshotInterval{16}; ///< at least; one frame of a 60 Hz display
    bool isShown = true; ///< else snapshots are what Lab::doubts() has, whatever the broker's size
};

} // namespace stanscope
