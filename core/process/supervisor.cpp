#include "core/process/supervisor.h"

#include <QCoreApplication>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace stanscope {

Supervisor::Supervisor(ProcessRegistry& registry, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_reader(std::make_unique<LineReader>())
{
    m_refresh.setInterval(250ms);
    connect(&m_refresh, &QTimer::timeout, this, &Supervisor::refresh);
    m_refresh.start();
}

Supervisor::~Supervisor()
{
    killAll();
}

bool Supervisor::start(ChildSpec spec)
{
    if (m_ending || isAlive(spec.name))
        return false;
    std::unique_ptr<ChildProcess>& place = m_children[spec.name];
    if (place)
        m_replaced.push_back(std::move(place)); // its pipes may still be read
    place = std::make_unique<ChildProcess>(std::move(spec), *m_reader);
    connectChild(place.get());
    place->start();
    return true;
}

void Supervisor::connectChild(ChildProcess* child)
{
    const ClientId name = child->spec().name;
    connect(child, &ChildProcess::started, this,
            [this, name](qint64 pid) { emit started(name, pid); });
    connect(child, &ChildProcess::executed, this, [this, child] {
        // A full disk here does not stop the run: the death signal still cleans up.
        [[maybe_unused]] const auto added = m_registry.add(child->pid());
    });
    connect(child, &ChildProcess::ended, this,
            [this, name](int exitCode, int signal, const QString& error) {
                emit ended(name, exitCode, signal, error);
            });
    connect(child, &ChildProcess::paused, this, [this, name] { emit paused(name); });
    connect(child, &ChildProcess::resumed, this, [this, name] { emit resumed(name); });
    connect(child, &ChildProcess::held, this, [this, name] { emit held(name); });
    connect(child, &ChildProcess::released, this, [this, name] { emit released(name); });
    connect(child, &ChildProcess::closing, this, [this, name] { emit closing(name); });
}

ChildProcess* Supervisor::find(const ClientId& name) const
{
    const auto found = m_children.find(name);
    return found == m_children.end() ? nullptr : found->second.get();
}

bool Supervisor::isAlive(const ClientId& name) const
{
    const ChildProcess* child = find(name);
    return child && child->isAlive();
}

void Supervisor::killAll()
{
    // First: an end is reported while it is waited for, and a pending restart would answer it with
    // a new process, which nobody kills.
    if (std::exchange(m_ending, true))
        return;
    m_refresh.stop();
    const std::vector<ChildProcess*> all = children();
    for (ChildProcess* child : all)
        child->kill();
    for (ChildProcess* child : all)
        child->waitForEnd();
    m_reader.reset(); // reads the last lines
    // The closed pipes were announced to this thread: deliver that, so that every end is reported.
    for (ChildProcess* child : all)
        QCoreApplication::sendPostedEvents(child, QEvent::MetaCall);
}

std::vector<ChildProcess*> Supervisor::children() const
{
    std::vector<ChildProcess*> list;
    for (const auto& [name, child] : m_children)
        list.push_back(child.get());
    return list;
}

void Supervisor::refresh()
{
    for (ChildProcess* child : children())
        child->refresh();
    std::erase_if(m_replaced, [](const auto& child) { return child->isDone(); });
}

} // namespace stanscope
