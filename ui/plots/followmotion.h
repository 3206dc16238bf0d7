#pragma once

namespace stanscope {

/// The visible span of time, s.
struct TimeSpan
{
    double from = 0;
    double to = 4.2;

    double span() const { return to - from; }
    bool operator==(const TimeSpan&) const = default;
};

/// What the view shows while it follows, and how it gets there without a jerk. No clock of its own.
class FollowMotion
{
public:
    static constexpr double leastSpan = 4.2; ///< s: a lesson's AckWait of 3 s and what follows it
    static constexpr double mostSpan = 12; ///< s: a longer run scrolls
    static constexpr double leastToldSpan = 0.2; ///< s: all of it may happen at once

    struct Content
    {
        double first = 0; ///< s: first thing that happened
        double last = 0; ///< s: last thing, or now while something runs
        double deadline = 0; ///< s: latest deadline to come; 0: none
        double width = 700; ///< px of the view
        double scale = 1;
    };

    /// The span to aim at. `wanted` > 0: the person's own span instead of the automatic one.
    static TimeSpan target(const Content& content, double wanted);
    /// `aim`, or when it ends before `edge` the span like it that ends there.
    static TimeSpan notBefore(const TimeSpan& aim, double edge, double wanted);
    /// The whole run.
    static TimeSpan whole(const Content& content);
    /// Of a lesson that is told from `first` to `last`, s: its moments fill the view. While more of
    /// them come it grows in few steps. It is no longer than `mostSpan`.
    static TimeSpan told(double first, double last, const Content& content);
    /// s of `span` that a label behind the last moment takes.
    static double roomBehind(double span, const Content& content);
    /// `current`, moved as little as brings `time` into it; far away it is centred. It does not
    /// begin before `least`.
    static TimeSpan holding(const TimeSpan& current, double time, double least);
    /// `wanted`, where there is something to see: it begins hardly before the run's first event and
    /// not after the last, and is not much longer than the run.
    static TimeSpan within(const TimeSpan& wanted, const Content& content);
    /// From `current` towards `aim` after `passed` seconds. Far away it jumps.
    static TimeSpan approach(const TimeSpan& current, const TimeSpan& aim, double passed);
};

} // namespace stanscope
