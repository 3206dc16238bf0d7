#pragma once

#include "tests/support/simbroker.h"
#include "tests/support/simhistory.h"
#include "tests/support/simwatcher.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace stanscope::test {

/// Plays a history on a SimBroker, whose frames go through the real decoder and fold, and compares
/// the mirror with the broker before each operation and with each redelivery.
class SimPlayer
{
public:
    explicit SimPlayer(const SimHistory& history);

    /// Remembers the last events as lines.
    void keepLines() { m_watcher.keepLines(); }
    const std::deque<std::string>& lines() const { return m_watcher.lines(); }
    /// The first difference between the mirror and the broker; nothing when they agree throughout.
    std::optional<std::string> play();

private:
    void note(std::optional<std::string> difference);
    void onRedelivery(std::size_t row);
    bool goOn(const SimOperation& operation);
    void compare();
    void carryOut(const SimOperation& operation);
    std::optional<std::string> living(std::uint32_t choice) const;
    SimBroker::Subscription* subscription(std::uint32_t choice, bool hasReceived) const;

    const SimHistory& m_history;
    SimWatcher m_watcher;
    SimBroker m_broker;
    std::string m_difference;
};

/// What SimPlayer::play() says.
std::optional<std::string> differenceIn(const SimHistory& history);

/// Leaves out operations while it still fails, and prints what is left, the last events and the
/// difference.
std::string shrunk(SimHistory history);

} // namespace stanscope::test
