#include "core/conductor/conductor.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

// The services stand still while the broker starts again: until the tap hears what they do.
namespace stanscope {

namespace {

/// A tap comes back within a quarter of a second of the broker's start, which has a limit of its
/// own. Nobody is held for longer than both.
constexpr auto longestHold = 30s;

} // namespace

void Conductor::limitHold()
{
    m_holdLimit.setSingleShot(true);
    m_holdLimit.setInterval(longestHold);
    connect(&m_holdLimit, &QTimer::timeout, this, [this] {
        problem(message(Code::TapLate), message(Code::RunForWhole));
        letGo();
    });
}

void Conductor::onBrokerChanged(const broker::Changed& status)
{
    note(status);
    // The new process has been forked and does not listen yet.
    if (status.state == broker::State::Starting)
        hold();
    emit brokerChanged(status);
    if (m_isHolding
        && (status.state == broker::State::Dead || status.state == broker::State::Off)) {
        if (!status.error.empty()) // else a person has ended it
            problem(message(Code::BrokerLate), message(Code::StartBrokerAgain));
        letGo();
    }
}

void Conductor::hold()
{
    if (!m_holdsServices || m_services.empty())
        return;
    m_isHolding = true;
    m_holdLimit.start();
    for (const auto& [name, service] : m_services)
        if (ChildProcess* child = m_supervisor->find(name); child && !child->isClosing())
            child->hold();
}

void Conductor::letGo()
{
    if (!std::exchange(m_isHolding, false))
        return;
    m_holdLimit.stop();
    for (const auto& [name, service] : m_services)
        if (ChildProcess* child = m_supervisor->find(name))
            child->release();
    for (const ClientId& name : std::exchange(m_waiting, {}))
        if (const auto service = m_services.find(name);
            service != m_services.end() && !m_supervisor->isAlive(name))
            launch(name, Service(service->second));
}

} // namespace stanscope
