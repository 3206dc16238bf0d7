#include "ui/plots/footerpainter.h"

#include "ui/theme/shapedtext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace stanscope {

namespace {

struct FooterWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

constexpr std::array legendOrder{Tone::Flight,   Tone::Acked,    Tone::Expired, Tone::Moved,
                                 Tone::Rejected, Tone::Parked,   Tone::Skipped, Tone::Declined,
                                 Tone::Failed,   Tone::Violated, Tone::Dead};

/// What only somebody who books money can do with a message.
bool isOfDecisions(Tone tone)
{
    switch (tone) {
    case Tone::Rejected:
    case Tone::Parked:
    case Tone::Skipped:
    case Tone::Declined:
    case Tone::Failed:
    case Tone::Violated:
        return true;
    case Tone::Flight:
    case Tone::Acked:
    case Tone::Expired:
    case Tone::Dead:
    case Tone::Moved:
        break;
    }
    return false;
}

QString legendWord(Tone tone)
{
    switch (tone) {
    case Tone::Flight:
        return FooterWords::tr("waiting");
    case Tone::Acked:
        return FooterWords::tr("acked");
    case Tone::Expired:
        return FooterWords::tr("expired");
    case Tone::Rejected:
        return FooterWords::tr("rejected");
    case Tone::Parked:
        return FooterWords::tr("parked");
    case Tone::Skipped:
        return FooterWords::tr("skipped");
    case Tone::Declined:
        return FooterWords::tr("declined");
    case Tone::Failed:
        return FooterWords::tr("failed, quarantined");
    case Tone::Violated:
        return FooterWords::tr("wrong");
    case Tone::Dead:
        return FooterWords::tr("to the dead");
    case Tone::Moved:
        return FooterWords::tr("transferred, kept");
    }
    return {};
}

} // namespace

FooterPainter::FooterPainter(const PlotFrame& frame, QPainter& painter)
    : m_frame(frame)
    , m_painter(painter)
{
}

TimeScale FooterPainter::overviewScale(const PlotFrame& frame)
{
    const QRectF& area = frame.layout.overview();
    double first = std::min(frame.scene->firstContent(), frame.time.from());
    double last = std::max({frame.scene->lastContent(), frame.time.to(), first + 1});
    if (frame.travel) {
        first = std::min(first, frame.scene->timeOf(frame.travel->start));
        last = std::max(last, frame.scene->timeOf(frame.travel->end));
    }
    return {first, last, area.left() + 1, area.width() - 2};
}

void FooterPainter::paintOverview()
{
    if (m_frame.layout.overview().isEmpty())
        return;
    const QRectF& area = m_frame.layout.overview();
    const Theme& theme = m_frame.theme;
    const TimeScale scale = overviewScale(m_frame);
    const OverviewBins& bins = m_frame.scene->overview();
    m_painter.fillRect(area, theme.sunken);
    const auto paintBin = [&](std::size_t bin, double inset, double least, const QColor& color) {
        const double from = std::floor(scale.x(static_cast<double>(bin) * bins.binSpan()));
        const double to = scale.x(static_cast<double>(bin + 1) * bins.binSpan());
        QRectF rect(from, area.top() + inset, std::max(to - from, least),
                    area.height() - 2 * inset);
        m_painter.fillRect(rect & area, color);
    };
    const QColor busy = theme.dark ? theme.text3.darker(170) : theme.line.darker(112);
    for (std::size_t bin = 0; bin < OverviewBins::count; ++bin) {
        if (bins.isActive(bin))
            paintBin(bin, m_frame.px(5), 1, busy);
    }
    for (const Tone tone : {Tone::Expired, Tone::Rejected, Tone::Failed, Tone::Violated}) {
        for (std::size_t bin = 0; bin < OverviewBins::count; ++bin) {
            if (bins.worst(bin) == tone)
                paintBin(bin, m_frame.px(2), m_frame.px(3), theme[tone].mark);
        }
    }
    QRectF window(QPointF(scale.x(m_frame.time.from()), area.top()),
                  QPointF(scale.x(m_frame.time.to()), area.bottom()));
    QColor veil = theme.accent;
    veil.setAlphaF(0.13F);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(theme.line, 1));
    m_painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    m_painter.fillRect(window & area, veil);
    m_painter.setPen(QPen(theme.accent, 1));
    m_painter.drawRect((window & area).adjusted(0.5, 0.5, -0.5, -0.5));
}

void FooterPainter::paintSwatch(const QRectF& rect, Tone tone)
{
    const Theme& theme = m_frame.theme;
    const QColor mark = tone == Tone::Dead ? theme.text3 : theme[tone].mark;
    QPen pen(mark, 1);
    if (tone == Tone::Expired || tone == Tone::Rejected)
        pen.setDashPattern({3, 2});
    m_painter.setPen(pen);
    const bool isHollow = tone == Tone::Declined || tone == Tone::Moved;
    m_painter.setBrush(isHollow ? theme.surface : theme[tone].soft);
    if (tone == Tone::Dead)
        m_painter.setBrush(QBrush(theme.text3, Qt::BDiagPattern));
    const double thin = tone == Tone::Skipped || tone == Tone::Parked ? rect.height() * 0.3 : 0;
    m_painter.drawRoundedRect(rect.adjusted(0, thin, 0, -thin), 2, 2);
    if (tone != Tone::Acked)
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mark);
    m_painter.drawRect(QRectF(rect.left() + 2, rect.bottom() - 3.5, rect.width() - 5, 2));
}

void FooterPainter::paintLegend(DrawnFrame& drawn)
{
    const QRectF& area = m_frame.layout.legend();
    if (area.isEmpty())
        return;
    const QFontMetricsF metrics(m_frame.labelFont);
    const double swatch = m_frame.px(14);
    const double height = m_frame.px(10);
    const double inner = m_frame.px(4);
    const double room = area.width() - 2 * m_frame.px(12);
    const double least = m_frame.px(6); // between two
    std::vector<Tone> shown;
    std::ranges::copy_if(legendOrder, std::back_inserter(shown), [&](Tone tone) {
        // Few members leave with something in their hands.
        const bool isUsual =
            tone != Tone::Moved && (m_frame.scene->hasBalance() || !isOfDecisions(tone));
        return isUsual || m_frame.scene->hasSeen(tone);
    });
    const auto widthOf = [&](Tone tone) {
        return swatch + inner + shapedtext::width(m_frame.labelFont, legendWord(tone));
    };
    double total = 0;
    for (const Tone tone : shown)
        total += widthOf(tone);
    // The gap gives way first, then, from the end, what has not happened in this run.
    for (std::size_t i = shown.size(); i-- > 0;) {
        if (total + least * static_cast<double>(shown.size() - 1) <= room)
            break;
        if (m_frame.scene->hasSeen(shown[i]))
            continue;
        total -= widthOf(shown[i]);
        shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(i));
    }
    const double gaps = static_cast<double>(std::max<std::size_t>(2, shown.size()) - 1);
    const double gap = std::clamp((room - total) / gaps, least, m_frame.px(14));
    double x = area.left() + m_frame.px(12);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(m_frame.labelFont);
    for (const Tone tone : shown) {
        const QString word = legendWord(tone);
        const double width = widthOf(tone);
        if (x + width > area.right() - m_frame.px(4))
            break;
        paintSwatch(QRectF(std::round(x) + 0.5, std::round(area.center().y() - height / 2) + 0.5,
                           swatch, height),
                    tone);
        m_painter.setPen(m_frame.theme.text2);
        shapedtext::draw(m_painter,
                         QPointF(x + swatch + inner, area.center().y() + metrics.capHeight() / 2),
                         word);
        drawn.explain(word);
        x += width + gap;
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace stanscope
