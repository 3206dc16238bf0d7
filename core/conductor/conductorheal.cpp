#include "core/conductor/conductor.h"

// What was broken for a while only, and comes right by itself.
namespace stanscope {

/// What was ended on purpose comes back, unless somebody has brought it back already.
void Conductor::restartLater(const ClientId& name, std::int32_t afterMs)
{
    heal(afterMs, [this, name] {
        const ChildProcess* child = m_supervisor->find(name);
        if (m_services.contains(name) && (!m_supervisor->isAlive(name) || child->isClosing()))
            carryOut(command::RestartProcess{name});
    });
}

void Conductor::heal(std::int32_t afterMs, const std::function<void()>& cure)
{
    if (afterMs > 0)
        QTimer::singleShot(afterMs, m_supervisor.get(), cure);
}

void Conductor::healBroker()
{
    if (!m_supervisor->isAlive(brokerName())) {
        if (const auto started = m_broker->start(); !started)
            problem(started.error());
    } else if (m_broker->status().state == broker::State::Paused) {
        m_broker->resume();
    }
}

} // namespace stanscope
