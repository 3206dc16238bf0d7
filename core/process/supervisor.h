#pragma once

#include "core/process/childprocess.h"
#include "core/process/linereader.h"
#include "core/process/processregistry.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// Owns the children of one run by name and registers every one of them. Main thread only.
class Supervisor : public QObject
{
    Q_OBJECT

public:
    explicit Supervisor(ProcessRegistry& registry, QObject* parent = nullptr);
    /// SIGKILL to what still lives; returns when it is gone. No line is delivered afterwards.
    ~Supervisor() override;

    /// A dead child of the same name is replaced. False when a live one is in the way, or after
    /// killAll.
    bool start(ChildSpec spec);
    /// Null when there never was one of that name.
    ChildProcess* find(const ClientId& name) const;
    bool isAlive(const ClientId& name) const;
    /// Ends every child at once, paused ones too, and reports their ends. Nothing starts any more,
    /// whatever the receivers of those reports ask for.
    void killAll();

signals:
    void started(const stanscope::ClientId& name, qint64 pid);
    void ended(const stanscope::ClientId& name, int exitCode, int signal, const QString& error);
    void paused(const stanscope::ClientId& name);
    void resumed(const stanscope::ClientId& name);
    void held(const stanscope::ClientId& name);
    void released(const stanscope::ClientId& name);
    void closing(const stanscope::ClientId& name);

private:
    void refresh();
    void connectChild(ChildProcess* child);
    /// Those of now: what a signal leads to may change the children.
    std::vector<ChildProcess*> children() const;

    ProcessRegistry& m_registry;
    QTimer m_refresh;
    // Declared before the reader: its thread ends first, while the children it calls still exist.
    std::unordered_map<ClientId, std::unique_ptr<ChildProcess>> m_children;
    std::vector<std::unique_ptr<ChildProcess>> m_replaced; ///< until their pipes are read
    std::unique_ptr<LineReader> m_reader;
    bool m_ending = false; ///< killAll has begun
};

} // namespace stanscope
