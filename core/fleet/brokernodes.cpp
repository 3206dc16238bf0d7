#include "core/fleet/brokernodes.h"

namespace stanscope {

namespace {

constexpr std::size_t maxBrokerLog = 500;
/// A line may be long, and each snapshot has them all.
constexpr std::size_t maxBrokerLogBytes = std::size_t{1} << 20;

} // namespace

BrokerNodes::Turn BrokerNodes::apply(Nanos time, const broker::Changed& event)
{
    BrokerView& view = m_nodes.front().view;
    const bool hadStarted = view.pid != 0;
    const bool wasUp = view.state == broker::State::Running;
    Turn turn;
    turn.isUp = event.state == broker::State::Running;
    turn.restarted = hadStarted && event.pid != view.pid;
    turn.runsAgain = turn.isUp && !wasUp && hadStarted;
    turn.stopped = wasUp && !turn.isUp;
    turn.isEnding = hadStarted
        && (event.state == broker::State::Closing || event.state == broker::State::Dead
            || event.state == broker::State::Off);
    turn.isOut = event.state == broker::State::Paused || event.state == broker::State::Dead
        || (event.state == broker::State::Off && hadStarted);
    const bool isGone = event.state == broker::State::Dead || event.state == broker::State::Off;
    if (hadStarted && isGone && view.options.store == StoreKind::Memory)
        view.forgotAt = time;
    view.state = event.state;
    view.pid = event.pid != 0 ? event.pid : view.pid;
    view.port = event.port;
    view.monitorPort = event.monitorPort;
    view.clusterId = event.clusterId;
    view.options = event.options;
    view.error = event.error;
    return turn;
}

void BrokerNodes::apply(const broker::LogLine& event)
{
    Node& node = m_nodes.front();
    node.log.push_back(event.line);
    node.logBytes += event.line.size();
    while (node.log.size() > maxBrokerLog
           || (node.logBytes > maxBrokerLogBytes && node.log.size() > 1)) {
        node.logBytes -= node.log.front().size();
        node.log.pop_front();
    }
}

std::vector<BrokerView> BrokerNodes::views() const
{
    std::vector<BrokerView> views;
    for (const Node& node : m_nodes) {
        views.push_back(node.view);
        views.back().log.assign(node.log.begin(), node.log.end());
    }
    return views;
}

} // namespace stanscope
