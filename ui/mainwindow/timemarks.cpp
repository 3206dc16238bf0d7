#include "ui/mainwindow/timemarks.h"

#include <algorithm>

namespace stanscope {

namespace {

int worth(Tone tone)
{
    return tone == Tone::Violated ? 3 : tone == Tone::Failed ? 2 : 1;
}

} // namespace

TimeMarks::TimeMarks(const Snapshot& whole, Nanos start, Nanos end)
    : m_start(start)
    , m_end(end)
{
    const History& history = *whole.history;
    for (std::size_t row = 0; row < whole.extent.deliveries; ++row) {
        if (history.deliveries[row].attempt < 2)
            continue;
        ++m_redeliveries;
        mark(history.deliveries[row].deliveredAt, Tone::Expired);
    }
    for (std::size_t row = 0; row < whole.extent.bands; ++row) {
        const BandRow& band = history.bands[row];
        if (band.kind != BandKind::TapGap || band.until.get() == band.from.count())
            continue;
        const Nanos until = band.until.get() == 0 ? end : Nanos(band.until.get());
        for (std::size_t part = partOf(band.from); part <= partOf(until); ++part)
            if (!m_tones[part] || worth(*m_tones[part]) < worth(Tone::Failed))
                m_tones[part] = Tone::Failed;
    }
    for (std::size_t row = 0; row < whole.extent.ledger; ++row) {
        if (!history.ledger[row].wrong)
            continue;
        ++m_violations;
        mark(history.ledger[row].committedAt, Tone::Violated);
    }
}

Nanos TimeMarks::timeOf(std::size_t part) const
{
    return m_start + (m_end - m_start) / parts * part;
}

std::size_t TimeMarks::partOf(Nanos time) const
{
    const double whole = std::max(1.0, static_cast<double>((m_end - m_start).count()));
    const double part = static_cast<double>((time - m_start).count()) / whole * parts;
    return static_cast<std::size_t>(std::clamp(part, 0.0, parts - 1.0));
}

void TimeMarks::mark(Nanos time, Tone tone)
{
    auto& there = m_tones[partOf(time)];
    if (!there || worth(*there) < worth(tone))
        there = tone;
}

} // namespace stanscope
