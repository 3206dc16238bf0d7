#pragma once

#include "core/util/clock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stanscope {

struct Snapshot;

/// A step of a lesson as a reader comes to it.
struct PlayedStep
{
    std::uint32_t step = 0; ///< in the file, from 1
    std::optional<Nanos> moment = {}; ///< nothing: it has not come
    bool reached = true; ///< false: it was passed over, what it waits for never came

    bool operator==(const PlayedStep&) const = default;
};

/// What a stream tells of the steps `all` (those that say something). `isOver`: it tells no more.
/// In captures without moments that of a step is the beginning of the next.
std::vector<PlayedStep> playedSteps(const std::vector<std::uint32_t>& all, const Snapshot& latest,
                                    bool isOver);

/// A stream of events at the reader's pace: which moment of it is shown, and where that moment
/// goes. Between two moments it moves, it does not jump. It has no clock and no stream: both are
/// told.
class Playback
{
public:
    enum class Mode : std::uint8_t
    {
        Standing, ///< at a moment, until the reader goes on
        Moving, ///< to the step that was asked for
        Awaiting, ///< that step's moment has not come; the picture follows what happens
        Playing ///< on and on
    };
    /// A step takes no longer to come to than this.
    static constexpr Nanos longestWay = std::chrono::seconds(3);
    /// Nor, back, than this: there it has been seen.
    static constexpr Nanos longestWayBack = std::chrono::milliseconds(800);
    /// Where nothing says when the stream goes on, the picture stays this far behind it: a moment
    /// is told a little after it.
    static constexpr Nanos behindEdge = std::chrono::milliseconds(300);

    /// Another stream, at its beginning, before its first step.
    void begin(Nanos start);
    void setSteps(std::vector<PlayedStep> steps);
    /// How far the stream is known; `isOver`: there is no more of it.
    void setEnd(Nanos end, bool isOver);
    void setSpeed(double speed);

    /// To the next step; when on the way there, it is there at once.
    void next();
    /// To the step before, which is told at once while the picture moves there; once more on the
    /// way: to the one before that.
    void back();
    /// To that step, from 0; the number of steps: to the end. Nothing, when that has not come.
    void goTo(std::size_t step);
    /// Stands at any moment.
    void seek(Nanos moment);
    void play();
    void pause();
    /// Time passed. True: another moment or another step is to be shown.
    bool advance(Nanos elapsed);

    Mode mode() const { return m_mode; }
    double speed() const { return m_speed; }
    Nanos shown() const { return m_shown; }
    const std::vector<PlayedStep>& steps() const { return m_steps; }
    /// How many steps the reader has come to: its last one is what is told. One more than there are
    /// steps: the end.
    std::size_t passed() const { return m_passed; }
    bool isAtEnd() const { return m_passed > m_steps.size(); }
    bool canGoOn() const { return !isAtEnd() && m_mode != Mode::Awaiting; }
    bool canGoBack() const { return m_passed > 0; }
    bool isOver() const { return m_isOver; }
    /// What is shown is later than the step that is told.
    bool isGoingBack() const { return m_mode == Mode::Moving && m_rate < 0; }

private:
    /// Of the step counted from 1; one more than there are: the end.
    std::optional<Nanos> momentOf(std::size_t step) const;
    void headFor(std::size_t step);
    void headBack(std::size_t step);
    void standAt(std::size_t step);
    std::size_t passedAt(Nanos moment) const;
    bool follow(Nanos elapsed, Nanos limit);

    std::vector<PlayedStep> m_steps;
    Mode m_mode = Mode::Standing;
    Nanos m_start{};
    Nanos m_end{};
    bool m_isOver = false;
    Nanos m_shown{};
    std::size_t m_passed = 0;
    std::size_t m_target = 0; ///< while Moving or Awaiting, counted from 1
    double m_speed = 1;
    double m_rate = 1; ///< while Moving; below 0: back
};

} // namespace stanscope
