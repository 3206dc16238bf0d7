#pragma once

#include <QString>

#include <vector>

namespace stanscope {

struct TimeTick
{
    double time = 0; ///< s
    QString label;
};

/// Time (s since the start of the run) ↔ horizontal pixels. A value; the span stays between 1 ms
/// and 1,000,000 s.
class TimeScale
{
public:
    TimeScale() = default;
    TimeScale(double from, double to, double left, double width);

    double from() const { return m_from; }
    double to() const { return m_from + m_span; }
    double span() const { return m_span; }
    double left() const { return m_left; }
    double right() const { return m_left + m_width; }
    double width() const { return m_width; }

    double x(double time) const { return m_left + (time - m_from) * m_width / m_span; }
    double time(double x) const { return m_from + (x - m_left) * m_span / m_width; }

    /// `factor` < 1 zooms in; the time under `aboutX` stays where it is.
    TimeScale zoomed(double factor, double aboutX) const;
    /// The picture moves by `pixels` to the right, so the view goes back in time.
    TimeScale moved(double pixels) const;

    /// A round time that takes at least `spacing` px.
    double step(double spacing) const;
    /// Round times (1, 2, 5 · 10ⁿ s, then minutes and hours) at least `spacing` px apart.
    std::vector<TimeTick> ticks(double spacing) const;

private:
    double m_from = 0;
    double m_span = 1;
    double m_left = 0;
    double m_width = 1;
};

} // namespace stanscope
