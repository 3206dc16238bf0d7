#pragma once

#include "core/session/session.h"

#include <utility>
#include <vector>

namespace stanscope::test {

/// A session made by hand: what a test shows, and what it is asked to do.
class FakeSession : public Session
{
public:
    Abilities can;
    std::vector<Command> commands;
    QString url;
    QString files;

    void show(std::shared_ptr<const Snapshot> snapshot)
    {
        m_shown = std::move(snapshot);
        emit snapshotChanged(m_shown);
    }
    void become(const Abilities& abilities)
    {
        can = abilities;
        emit abilitiesChanged();
    }
    void run(bool running, bool playing)
    {
        can.takesCommands = running;
        can.isPlaying = playing;
        emit abilitiesChanged();
    }
    int count() const { return static_cast<int>(commands.size()); }

    Abilities abilities() const override { return can; }
    std::shared_ptr<const Snapshot> snapshot() const override { return m_shown; }
    QString sessionFile() const override { return {}; }
    void addSink(std::shared_ptr<EventSink>) override { }
    void removeSink(std::shared_ptr<EventSink>) override { }
    void execute(const Command& command) override { commands.push_back(command); }
    void shutDown() override { }
    QString directory() const override { return files; }
    QString brokerUrlWithToken() const override { return url; }

private:
    std::shared_ptr<const Snapshot> m_shown = emptySnapshot();
};

} // namespace stanscope::test
