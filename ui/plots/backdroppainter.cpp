#include "ui/plots/backdroppainter.h"

#include "ui/models/tones.h"
#include "ui/plots/balancepainter.h"
#include "ui/plots/publishers.h"
#include "ui/theme/shapedtext.h"

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

constexpr double timesRise = 12; // px above the lanes: the cursor's handle stands below
constexpr double tickSpacing = 96; // px at scale 1
constexpr double longestName = 150;

QFont nameFont(const PlotFrame& frame)
{
    QFont font = frame.labelFont;
    font.setWeight(QFont::Medium);
    return font;
}

bool isHatched(BandKind kind)
{
    return kind == BandKind::Dead || kind == BandKind::TapGap;
}

Tone toneOfBand(BandKind kind)
{
    return kind == BandKind::Paused || kind == BandKind::Held ? Tone::Skipped : Tone::Failed;
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
    const QFont font = nameFont(frame);
    double widest = shapedtext::width(font, BackdropWords::tr("publisher"));
    for (const auto* lanes : {&frame.scene->replicas(), &frame.scene->channels()})
        for (const NameId lane : *lanes)
            widest =
                std::max(widest, shapedtext::width(font, nameText(frame.scene->history(), lane)));
    widest = std::max(
        widest,
        shapedtext::width(frame.labelFont, longestPublishersState(frame.scene->snapshot())));
    const double ofLanes = std::min(widest, frame.px(longestName)) + frame.px(24);
    if (!frame.scene->hasBalance())
        return ofLanes;
    // The balance's name and its levels stand beside each other.
    const double ofBalance =
        shapedtext::width(font, BackdropWords::tr("balance")) + BalancePainter::levelWidth(frame);
    return std::max(ofLanes, ofBalance + frame.px(26));
}

void BackdropPainter::paintBehind()
{
    for (std::size_t i = 0; i < m_frame.scene->extent().bands; ++i)
        paintBand(m_frame.scene->history().bands[i]);
    paintGrid();
    paintLaneLines();
}

void BackdropPainter::paintWords(DrawnFrame& drawn)
{
    for (std::size_t i = 0; i < m_frame.scene->extent().bands; ++i)
        paintBandWord(m_frame.scene->history().bands[i], drawn);
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
        const double width = shapedtext::width(m_frame.numberFont, tick.label);
        const double left = m_frame.time.x(tick.time) - width / 2;
        if (left + width > axis.right() + m_frame.px(12))
            continue; // a label stands over its line or not at all
        shapedtext::draw(m_painter, QPointF(left, axis.bottom() - m_frame.px(timesRise)),
                         tick.label);
    }
}

void BackdropPainter::paintLaneLines()
{
    m_painter.setPen(QPen(m_frame.theme.line, 1));
    const auto line = [this](double y) {
        m_painter.drawLine(QPointF(m_frame.time.left(), crisp(y)),
                           QPointF(m_frame.time.right(), crisp(y)));
    };
    const LaneLayout& layout = m_frame.layout;
    line(layout.publisher().bottom());
    for (int i = 0; i < layout.channels(); ++i)
        line(layout.channel(i).bottom());
    for (std::size_t i = 0; i < layout.replicaLanes(); ++i) {
        const double bottom = layout.replica(static_cast<int>(i)).bottom();
        if (bottom > layout.replicas().top() && bottom <= layout.replicas().bottom() + 1)
            line(bottom);
    }
    line(layout.lanes().bottom());
    if (layout.hasBalance())
        line(m_frame.layout.balance().top() - m_frame.px(4));
    const double x = crisp(m_frame.time.left());
    m_painter.drawLine(QPointF(x, m_frame.layout.lanes().top()),
                       QPointF(x, m_frame.layout.balance().bottom()));
}

/// Null: nothing of it is in view.
QRectF BackdropPainter::areaOf(const BandRow& band) const
{
    const TimelineScene& scene = *m_frame.scene;
    const double from = std::max(m_frame.time.x(scene.timeOf(band.from)), m_frame.time.left());
    const std::int64_t until = band.until.get();
    if (until == band.from.count())
        return {}; // none after all
    const double end =
        until == 0 ? std::max(m_frame.known, scene.timeOf(band.from)) : scene.timeOf(until);
    const double to = std::min(m_frame.time.x(end), m_frame.time.right());
    if (to <= m_frame.time.left() || from >= m_frame.time.right())
        return {};
    QRectF area = m_frame.layout.lanes();
    if (band.lane != 0) {
        const int lane = scene.replicaOf(band.lane);
        if (lane < 0 && band.lane != scene.publisher())
            return {};
        const LaneBox& box = lane < 0 ? m_frame.layout.publisher() : m_frame.layout.replica(lane);
        if (lane >= 0 && !m_frame.layout.canSee(box))
            return {};
        area = QRectF(0, box.top, 1, box.height);
        if (lane >= 0) {
            const QRectF& view = m_frame.layout.replicas();
            area.setTop(std::max(box.top, view.top()));
            area.setBottom(std::min(box.bottom(), view.bottom()));
        }
    }
    area.setLeft(from);
    area.setRight(std::max(to, from + 1));
    return area;
}

void BackdropPainter::paintBand(const BandRow& band)
{
    const QRectF area = areaOf(band);
    if (area.isNull())
        return;
    const Theme& theme = m_frame.theme;
    const bool hatched = isHatched(band.kind);
    QColor soft = hatched ? theme.sunken : theme[toneOfBand(band.kind)].soft;
    soft.setAlpha(hatched ? 255 : 150);
    m_painter.fillRect(area, soft);
    if (hatched)
        m_painter.fillRect(area, QBrush(theme.line, Qt::BDiagPattern));
}

void BackdropPainter::paintBandWord(const BandRow& band, DrawnFrame& drawn)
{
    const QRectF area = areaOf(band);
    const QString word = band.isOrderly ? BackdropWords::tr("stopped") : toWords(band.kind);
    const QFontMetricsF metrics(m_frame.labelFont);
    const double width = shapedtext::width(m_frame.labelFont, word);
    const int lane = band.lane == 0 ? -1 : m_frame.scene->replicaOf(band.lane);
    // A lane that is full of bars says it beside its name only.
    const bool full = lane >= 0 && m_frame.layout.replica(lane).rows > 2;
    if (area.isNull() || full || area.width() < width + m_frame.px(12))
        return;
    const auto& marks = drawn.marks();
    const auto inkAt = [&](double base) {
        return QRectF(area.left() + m_frame.px(6), base - metrics.capHeight() - 1, width,
                      metrics.capHeight() + 2);
    };
    std::vector<double> lines = wordLines(band, area, lane);
    std::ranges::stable_partition(lines,
                                  [&](double base) { return !drawn.isCrossed(inkAt(base)); });
    for (const double base : lines) {
        const QRectF ink = inkAt(base);
        const bool covered = std::any_of(marks.begin(), marks.end(), [&ink](const DrawnMark& mark) {
            return mark.rect.intersects(ink);
        });
        if (covered || ink.bottom() > m_frame.layout.lanes().bottom() || !drawn.place(word, ink))
            continue;
        const Theme& theme = m_frame.theme;
        m_painter.setFont(m_frame.labelFont);
        m_painter.setPen(isHatched(band.kind) ? theme.text2 : theme[toneOfBand(band.kind)].text);
        shapedtext::draw(m_painter, QPointF(ink.left(), base), word);
        return;
    }
}

/// Where the word of a band may stand, the best place first.
std::vector<double> BackdropPainter::wordLines(const BandRow& band, const QRectF& area,
                                               int lane) const
{
    const QFontMetricsF metrics(m_frame.labelFont);
    if (band.lane != 0)
        return lane < 0
            ? std::vector{area.top() + metrics.ascent()}
            : std::vector{area.bottom() - metrics.descent(), area.top() + metrics.ascent()};
    // For all lanes: below the ticks, whose labels stand at the top, or in the first free lane.
    const LaneLayout& layout = m_frame.layout;
    std::vector<double> lines{layout.publisher().top + metrics.ascent()};
    for (std::size_t i = 0; i < layout.replicaLanes(); ++i)
        if (const LaneBox box = layout.replica(static_cast<int>(i)); layout.canSee(box))
            lines.push_back(box.bottom() - metrics.descent());
    lines.push_back(layout.lanes().bottom() - metrics.descent());
    return lines;
}

QString BackdropPainter::stateOf(NameId lane) const
{
    const ReplicaState state = m_frame.scene->stateOf(lane);
    if (state == ReplicaState::Dead && m_frame.scene->hasStopped(lane))
        return BackdropWords::tr("stopped");
    if (state != ReplicaState::Running)
        return stanscope::toWords(state);
    // What is outstanding without a bar is said, not hidden.
    const std::uint32_t unknown = m_frame.scene->unknownOf(lane);
    return unknown == 0 ? QString() : BackdropWords::tr("%1 unknown").arg(unknown);
}

void BackdropPainter::paintNames()
{
    const TimelineScene& scene = *m_frame.scene;
    const LaneLayout& layout = m_frame.layout;
    paintTimes();
    paintName(layout.publisher(), BackdropWords::tr("publisher"),
              publishersState(scene.snapshot()));
    const auto& channels = scene.channels();
    for (int i = 0; i < layout.channels(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        const QString name = index < channels.size() ? nameText(scene.history(), channels[index])
            : channels.empty()                       ? BackdropWords::tr("channel")
                               : BackdropWords::tr("%1 more").arg(scene.channelsWithoutLane());
        paintName(layout.channel(i), name,
                  index < channels.size() || channels.empty() ? QString()
                                                              : BackdropWords::tr("channels"));
    }
    const QRectF& view = layout.replicas();
    m_painter.save();
    m_painter.setClipRect(QRectF(0, view.top(), view.right(), view.height()), Qt::IntersectClip);
    for (std::size_t i = 0; i < scene.replicas().size(); ++i) {
        const NameId lane = scene.replicas()[i];
        LaneBox box = layout.replica(static_cast<int>(i));
        const double bottom = std::min(box.bottom(), view.bottom());
        // In what can be seen of the lane.
        box.top = std::max(box.top, view.top());
        box.height = bottom - box.top;
        paintName(box, nameText(scene.history(), lane), stateOf(lane));
        if (std::ranges::find(m_frame.pointedAt, lane) != m_frame.pointedAt.end())
            paintFrame(box);
    }
    paintRest();
    m_painter.restore();
}

/// As around everything else that a lesson points at.
void BackdropPainter::paintFrame(const LaneBox& lane)
{
    const double width = std::max(1.0, m_frame.px(2));
    const QRectF area(QPointF(m_frame.px(4), lane.top + width),
                      QPointF(m_frame.time.right() - width / 2, lane.bottom() - width / 2));
    if (area.height() <= 2 * width)
        return;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_frame.theme.accent, width));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(area, m_frame.px(6), m_frame.px(6));
    m_painter.restore();
}

void BackdropPainter::paintRest()
{
    const QRectF& rest = m_frame.layout.rest();
    if (rest.isEmpty() || rest.bottom() > m_frame.layout.replicas().bottom() + 1)
        return;
    const QFontMetricsF metrics(m_frame.labelFont);
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(m_frame.theme.text2);
    shapedtext::draw(m_painter,
                     QPointF(m_frame.px(12), rest.center().y() + metrics.capHeight() / 2),
                     BackdropWords::tr("%1 more clients: less busy, without a lane")
                         .arg(m_frame.scene->withoutLane()));
}

void BackdropPainter::paintName(const LaneBox& lane, const QString& name, const QString& state)
{
    const QFont font = nameFont(m_frame);
    const QFontMetricsF metrics(font);
    if (lane.height < metrics.capHeight() + 2)
        return;
    const double left = m_frame.px(12);
    const double room = m_frame.time.left() - left - m_frame.px(6);
    const bool withState =
        !state.isEmpty() && lane.height >= 2 * metrics.capHeight() + m_frame.px(4);
    const double line = std::min(metrics.height(), lane.height * 0.48);
    const double base = lane.middle() + metrics.capHeight() / 2 - (withState ? line / 2 : 0);
    m_painter.setFont(font);
    m_painter.setPen(m_frame.theme.text);
    shapedtext::draw(m_painter, QPointF(left, base),
                     shapedtext::elided(font, name, Qt::ElideMiddle, room));
    if (!withState)
        return;
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(m_frame.theme.text2);
    shapedtext::draw(m_painter, QPointF(left, base + line),
                     shapedtext::elided(m_frame.labelFont, state, Qt::ElideMiddle, room));
}

} // namespace stanscope
