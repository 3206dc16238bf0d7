#pragma once

#include "core/events/event.h"
#include "core/fleet/fleetviews.h"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace stanscope {

/// The nodes of the laboratory's own broker, as the supervisor sees them: a list, also while there
/// is one. Folding thread only.
class BrokerNodes
{
public:
    BrokerNodes() = default;

    /// What a change means for whoever follows the node.
    struct Turn
    {
        bool runsAgain = false; ///< after it was down or paused
        bool restarted = false; ///< as a new process
        bool stopped = false; ///< it ran until now
        bool isOut = false; ///< down or paused, after it had run
        bool isEnding = false; ///< asked to end, or it has, after it had run
        bool isUp = false;
    };
    Turn apply(Nanos time, const broker::Changed& event);
    void apply(const broker::LogLine& event);

    /// With the last lines of its log, 500 or 1 MiB. The first is the one that clients are sent to.
    std::vector<BrokerView> views() const;
    broker::State state() const { return m_nodes.front().view.state; }

private:
    struct Node
    {
        BrokerView view;
        std::deque<std::string> log;
        std::size_t logBytes = 0;
    };

    std::vector<Node> m_nodes = std::vector<Node>(1);
};

} // namespace stanscope
