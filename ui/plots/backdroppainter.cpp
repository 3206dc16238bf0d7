#include "ui/plots/backdroppainter.h"

#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

struct BackdropWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

constexpr double tickSpacing = 96; // px at scale 1
constexpr double longestName = 150;

QFont nameFont(const PlotFrame& frame)
{
    QFont font = frame.labelFont;
    font.setWeight(QFont::Medium);
    return font;
}

double crisp(double at)
{
    return std::floor(at) + 0.5;
}

} // namespace

BackdropPainter::BackdropPainter(const PlotFrame& frame, QPainter& painter)
    : m_frame(frame)
    , m_painter(painter)
{
}

double BackdropPainter::nameWidth(const PlotFrame& frame)
{
    const QFontMetricsF metrics(nameFont(frame));
    double widest = metrics.horizontalAdvance(BackdropWords::tr("publisher"));
    for (const NameId lane : frame.scene->replicas())
        widest =
            std::max(widest, metrics.horizontalAdvance(nameText(frame.scene->history(), lane)));
    const double ofLanes = std::min(widest, frame.px(longestName)) + frame.px(24);
    if (!frame.scene->hasBalance())
        return ofLanes;
    // The balance's name and its levels stand beside each other.
    const BalanceCurve& balance = frame.scene->balance();
    const QFontMetricsF numbers(frame.numberFont);
    double levels = 0;
    for (const double level : {balance.highest(), balance.lowest()})
        levels = std::max(levels, numbers.horizontalAdvance(shortMoneyText(std::llround(level))));
    const double ofBalance = metrics.horizontalAdvance(BackdropWords::tr("balance")) + levels;
    return std::max(ofLanes, ofBalance + frame.px(26));
}

void BackdropPainter::paintBehind()
{
    for (std::size_t i = 0; i < m_frame.scene->extent().bands; ++i)
        paintBand(m_frame.scene->history().bands[i]);
    paintGrid();
    paintLaneLines();
}

void BackdropPainter::paintGrid()
{
    m_painter.setPen(QPen(m_frame.theme.line, 1));
    for (const TimeTick& tick : m_frame.time.ticks(m_frame.px(tickSpacing))) {
        const double x = crisp(m_frame.time.x(tick.time));
        m_painter.drawLine(QPointF(x, m_frame.layout.axis().bottom() - m_frame.px(4)),
                           QPointF(x, m_frame.layout.balance().bottom()));
    }
}

void BackdropPainter::paintTimes()
{
    const QFontMetricsF metrics(m_frame.numberFont);
    const QRectF& axis = m_frame.layout.axis();
    m_painter.setFont(m_frame.numberFont);
    m_painter.setPen(m_frame.theme.text2);
    for (const TimeTick& tick : m_frame.time.ticks(m_frame.px(tickSpacing))) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left =
            std::min(m_frame.time.x(tick.time) - width / 2, axis.right() + m_frame.px(10) - width);
        m_painter.drawText(QPointF(left, axis.bottom() - m_frame.px(8)), tick.label);
    }
}

void BackdropPainter::paintLaneLines()
{
    m_painter.setPen(QPen(m_frame.theme.line, 1));
    const auto line = [this](double y) {
        m_painter.drawLine(QPointF(m_frame.time.left(), crisp(y)),
                           QPointF(m_frame.time.right(), crisp(y)));
    };
    for (const LaneBox& box : m_frame.layout.boxes())
        line(box.bottom());
    if (m_frame.scene->hasBalance())
        line(m_frame.layout.balance().top() - m_frame.px(4));
    const double x = crisp(m_frame.time.left());
    m_painter.drawLine(QPointF(x, m_frame.layout.lanes().top()),
                       QPointF(x, m_frame.layout.balance().bottom()));
}

void BackdropPainter::paintBand(const BandRow& band)
{
    const TimelineScene& scene = *m_frame.scene;
    const double from = std::max(m_frame.time.x(scene.timeOf(band.from)), m_frame.time.left());
    const std::int64_t until = band.until.get();
    if (until == band.from.count())
        return; // none after all
    const double end = until == 0 ? m_frame.time.right() : m_frame.time.x(scene.timeOf(until));
    const double to = std::min(end, m_frame.time.right());
    if (to <= m_frame.time.left() || from >= m_frame.time.right())
        return;
    QRectF area = m_frame.layout.lanes();
    if (band.lane != 0) {
        const int lane = scene.replicaOf(band.lane);
        if (lane < 0 && band.lane != scene.publisher())
            return;
        const LaneBox& box = lane < 0 ? m_frame.layout.publisher() : m_frame.layout.replica(lane);
        area = QRectF(0, box.top, 1, box.height);
    }
    area.setLeft(from);
    area.setRight(std::max(to, from + 1));
    const Theme& theme = m_frame.theme;
    const bool hatched = band.kind == BandKind::Dead || band.kind == BandKind::TapGap;
    const Tone tone =
        band.kind == BandKind::Paused || band.kind == BandKind::Held ? Tone::Skipped : Tone::Failed;
    QColor soft = hatched ? theme.sunken : theme[tone].soft;
    soft.setAlpha(hatched ? 255 : 150);
    m_painter.fillRect(area, soft);
    if (hatched)
        m_painter.fillRect(area, QBrush(theme.line, Qt::BDiagPattern));

    paintBandWord(band, area, hatched ? theme.text2 : theme[tone].text);
}

void BackdropPainter::paintBandWord(const BandRow& band, const QRectF& area, const QColor& color)
{
    const QString word = toWords(band.kind);
    const QFontMetricsF metrics(m_frame.labelFont);
    const int lane = band.lane == 0 ? -1 : m_frame.scene->replicaOf(band.lane);
    // A lane that is full of bars says it beside its name only.
    const bool full = lane >= 0 && m_frame.layout.replica(lane).rows > 2;
    if (full || area.width() < metrics.horizontalAdvance(word) + m_frame.px(12))
        return;
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(color);
    // For all lanes: below the ticks, whose labels stand at the top.
    const double base = band.lane == 0 ? m_frame.layout.publisher().top + metrics.ascent()
        : lane < 0                     ? area.top() + metrics.ascent()
                                       : area.bottom() - metrics.descent();
    m_painter.drawText(QPointF(area.left() + m_frame.px(6), base), word);
}

QString BackdropPainter::stateOf(NameId lane) const
{
    const auto& replicas = m_frame.scene->snapshot().replicas;
    const auto found = std::find_if(replicas.begin(), replicas.end(),
                                    [lane](const ReplicaView& view) { return view.lane == lane; });
    if (found != replicas.end() && found->state != ReplicaState::Running)
        return stanscope::toWords(found->state);
    // What is outstanding without a bar is said, not hidden.
    const std::uint32_t unknown = m_frame.scene->unknownOf(lane);
    return unknown == 0 ? QString() : BackdropWords::tr("%1 unknown").arg(unknown);
}

void BackdropPainter::paintNames()
{
    paintTimes();
    paintName(m_frame.layout.publisher(), BackdropWords::tr("publisher"), {});
    const std::size_t more = m_frame.scene->withoutLane();
    paintName(m_frame.layout.channel(),
              m_frame.scene->hasBalance() ? BackdropWords::tr("channel")
                                          : BackdropWords::tr("channels"),
              more == 0 ? QString() : BackdropWords::tr("%1 more clients").arg(more));
    for (std::size_t i = 0; i < m_frame.scene->replicas().size(); ++i) {
        const NameId lane = m_frame.scene->replicas()[i];
        paintName(m_frame.layout.replica(static_cast<int>(i)),
                  nameText(m_frame.scene->history(), lane), stateOf(lane));
    }
}

void BackdropPainter::paintName(const LaneBox& lane, const QString& name, const QString& state)
{
    const QFont font = nameFont(m_frame);
    const QFontMetricsF metrics(font);
    if (lane.height < metrics.capHeight() + 2)
        return;
    const double left = m_frame.px(12);
    const double room = m_frame.time.left() - left - m_frame.px(6);
    const bool withState = !state.isEmpty() && lane.height > 2 * metrics.height();
    const double base =
        lane.middle() + metrics.capHeight() / 2 - (withState ? metrics.height() / 2 : 0);
    m_painter.setFont(font);
    m_painter.setPen(m_frame.theme.text);
    m_painter.drawText(QPointF(left, base), metrics.elidedText(name, Qt::ElideMiddle, room));
    if (!withState)
        return;
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(m_frame.theme.text2);
    m_painter.drawText(QPointF(left, base + metrics.height()), state);
}

} // namespace stanscope
