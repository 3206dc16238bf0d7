#pragma once

#include "app/lessonplayer.h"

#include <array>
#include <memory>

namespace stanscope {

class Console;

/// Plays one scenario with two handlers at once, on a laboratory each. Ctrl+C ends both.
class TwinPlayer
{
public:
    /// `console` must outlive it.
    TwinPlayer(const RunOptions& options, const std::array<Handler, 2>& handlers, Console& console);

    /// Runs the event loop until both are over; returns the exit code of the one that came out
    /// worse.
    int play();
    LessonPlayer& player(std::size_t side) { return *m_players.at(side); }

private:
    bool isOver() const;

    std::array<std::unique_ptr<LessonPlayer>, 2> m_players;
};

} // namespace stanscope
