#include "ui/plots/balancepainter.h"

#include "ui/models/tones.h"
#include "ui/plots/followmotion.h"
#include "ui/theme/shapedtext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stanscope {

namespace {

struct BalanceWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

constexpr double margin = 0.09; // of the range, above and below the curves
constexpr std::size_t mostLevels = 40;
constexpr std::size_t mostWrongLabels = 3;
constexpr std::size_t mostWrongTried = 40;
constexpr double labelAfter = 12; // px from a mark to its words
constexpr double labelAtMost = 48; // px, where they find no room there
constexpr double labelStep = 6;
constexpr double leastRange = 100; // cents
constexpr double tooFlat = 0.2; // of the run's range, what is in view
constexpr double includesZero = 0.4; // of the highest level, the range from which the axis has 0
constexpr double lowestStep = 4; // px: lower ones are told in words
constexpr std::size_t mostLowSteps = 60;

/// Lowest and highest of a curve from `from` to `to`.
void widen(BalancePainter::Range& range, const BalanceCurve::Points& curve, double from, double to)
{
    const auto later = [](const BalancePoint& point, double time) { return point.time <= time; };
    auto point = std::lower_bound(curve.begin(), curve.end(), from, later);
    if (point != curve.begin())
        --point; // the level it begins with
    for (; point != curve.end() && (point->time <= to || point == curve.begin()); ++point) {
        range.low = std::min(range.low, point->cents);
        range.high = std::max(range.high, point->cents);
    }
}

/// Levels in the order of their importance: the ends of both curves, the extremes, then the newest.
std::vector<double> levelsOf(const BalanceCurve& curve)
{
    std::vector<double> levels{curve.actual().back().cents, curve.expected().back().cents,
                               curve.highest(), curve.lowest()};
    for (const auto* points : {&curve.actual(), &curve.expected()}) {
        for (auto point = points->rbegin(); point != points->rend() && levels.size() < mostLevels;
             ++point)
            levels.push_back(point->cents);
    }
    return levels;
}

} // namespace

BalancePainter::BalancePainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn)
    : m_frame(frame)
    , m_painter(painter)
    , m_drawn(drawn)
{
}

BalancePainter::Range BalancePainter::rangeOf(const BalanceCurve& curve, double from, double to)
{
    Range all{curve.lowest(), curve.highest()};
    Range seen{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (const auto* points : {&curve.actual(), &curve.expected()})
        widen(seen, *points, from, to);
    Range range = all;
    if (seen.high - seen.low < tooFlat * (all.high - all.low)) {
        range = seen;
        if (range.low > 0 && range.high - range.low >= includesZero * range.high)
            range.low = 0;
    }
    range.high = std::max(range.high, range.low + leastRange);
    const double rim = margin * (range.high - range.low);
    return {range.low - rim, range.high + rim};
}

QString BalancePainter::levelText(double cents)
{
    QString text = shortMoneyText(std::llround(cents));
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    const qsizetype first = text.isEmpty() || text[0].isDigit() ? 0 : 1;
    constexpr QChar noBreakSpace(0xa0);
    // From five digits on, thousands apart.
    qsizetype at = (point < 0 ? text.size() : point) - 3;
    if (at - first < 2)
        return text;
    for (; at > first; at -= 3)
        text.insert(at, noBreakSpace);
    return text;
}

double BalancePainter::levelWidth(const PlotFrame& frame)
{
    const QFontMetricsF metrics(frame.numberFont);
    const BalanceCurve& curve = frame.scene->balance();
    return std::max(shapedtext::width(frame.numberFont, levelText(curve.highest())),
                    shapedtext::width(frame.numberFont, levelText(curve.lowest())));
}

void BalancePainter::paint()
{
    paintName();
    paintLevels();
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintWrong();
    paintLowSteps();
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void BalancePainter::paintName()
{
    QFont font = m_frame.labelFont;
    font.setWeight(QFont::Medium);
    const QFontMetricsF metrics(font);
    const QRectF& area = m_frame.layout.balance();
    m_painter.setFont(font);
    m_painter.setPen(m_frame.theme.text);
    const double base = area.top() + metrics.ascent();
    shapedtext::draw(m_painter, QPointF(m_frame.px(12), base), BalanceWords::tr("balance"));
    const QString account = nameText(m_frame.scene->history(), m_frame.scene->balance().account());
    if (account.isEmpty() || area.height() < 3 * metrics.height())
        return;
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(m_frame.theme.text2);
    const double room = m_frame.time.left() - m_frame.px(24) - levelWidth(m_frame);
    shapedtext::draw(m_painter, QPointF(m_frame.px(12), base + metrics.height()),
                     shapedtext::elided(font, account, Qt::ElideRight, room));
}

void BalancePainter::paintLevels()
{
    const QFontMetricsF metrics(m_frame.numberFont);
    m_painter.setFont(m_frame.numberFont);
    m_painter.setPen(m_frame.theme.text2);
    std::vector<double> taken;
    for (const double level : levelsOf(m_frame.scene->balance())) {
        const double at = y(level);
        const QRectF& area = m_frame.layout.balance();
        if (at < area.top() - 1 || at > area.bottom() + 1)
            continue; // the axis shows another part
        if (std::any_of(taken.begin(), taken.end(),
                        [&](double other) { return std::abs(other - at) < metrics.height(); }))
            continue;
        taken.push_back(at);
        const QString text = levelText(level);
        shapedtext::draw(m_painter,
                         QPointF(m_frame.time.left() - m_frame.px(6)
                                     - shapedtext::width(m_frame.numberFont, text),
                                 at + metrics.capHeight() / 2),
                         text);
    }
}

QString BalancePainter::wrongText(const History& history, const LedgerRow& row)
{
    const TransactionRow* transaction =
        row.transaction == 0 ? nullptr : &history.transactions[row.transaction - 1];
    if (row.breaks.gravest() == Breach::Early)
        return BalanceWords::tr("! number %1 before a lower one").arg(row.number);
    if (row.breaks.gravest() == Breach::Balance)
        return BalanceWords::tr("! this balance does not follow");
    if (row.outcome == Outcome::Declined) {
        if (transaction != nullptr && transaction->applied.get() > 0)
            return row.type == TransactionType::Withdraw
                ? BalanceWords::tr("! refused after the money was taken")
                : BalanceWords::tr("! refused after the money was paid in");
        return BalanceWords::tr("! refused at %1, in order it is approved")
            .arg(moneyText(row.balance));
    }
    const std::uint32_t applied = transaction != nullptr ? transaction->applied.get() : 0;
    if (row.breaks.contains(Breach::AppliedTwice))
        return applied > 2
            ? BalanceWords::tr("! number %1 applied %2 times").arg(row.number).arg(applied)
            : BalanceWords::tr("! number %1 applied twice").arg(row.number);
    return BalanceWords::tr("! approved, in order it is declined");
}

void BalancePainter::paintWrong()
{
    const TimelineScene& scene = *m_frame.scene;
    std::vector<std::pair<std::uint32_t, double>> seen;
    for (const std::uint32_t index : scene.wrongLedgerRows()) {
        const LedgerRow& row = scene.history().ledger[index];
        const double x = m_frame.time.x(scene.timeOf(row.committedAt));
        if (x < m_frame.time.left() || x > m_frame.time.right())
            continue;
        if (seen.empty() || x >= seen.back().second + m_frame.px(4))
            seen.emplace_back(index, x);
        else if (row.breaks.gravest() < scene.history().ledger[seen.back().first].breaks.gravest())
            seen.back() = {index, x}; // one mark for both
    }
    m_painter.setPen(QPen(m_frame.theme.surface, m_frame.px(1.5)));
    m_painter.setBrush(m_frame.theme[Tone::Violated].mark);
    const double radius = m_frame.px(4.5);
    for (const auto& [row, x] : seen) {
        const double level =
            scene.balance().actualAt(scene.timeOf(scene.history().ledger[row].committedAt));
        const QPointF center(x, y(level));
        m_painter.drawEllipse(center, radius, radius);
        const QRectF rect(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius);
        const auto index = static_cast<RowRef>(row + 1);
        m_drawn.add({DrawnMark::Kind::Wrong, index, 0, x, rect});
        m_drawn.block(rect);
    }
    paintWrongLabels(std::move(seen));
}

/// The gravest is said where they crowd, of those that are as grave the first: it explains the
/// rest.
void BalancePainter::paintWrongLabels(std::vector<std::pair<std::uint32_t, double>> marks)
{
    const auto& ledger = m_frame.scene->history().ledger;
    std::ranges::stable_sort(
        marks, {}, [&ledger](const auto& mark) { return ledger[mark.first].breaks.gravest(); });
    if (marks.size() > mostWrongTried)
        marks.resize(mostWrongTried);
    std::vector<TimeSpan> taken; // px
    for (const auto& [row, x] : marks) {
        const TimeSpan wish{x, x + m_frame.px(labelAfter) + wrongWidth(ledger[row])};
        if (std::ranges::any_of(taken, [&wish](const TimeSpan& other) {
                return wish.from < other.to && other.from < wish.to;
            }))
            continue;
        if (paintWrongLabel(ledger[row], x))
            taken.push_back({wish.from, wish.to + m_frame.px(12)});
        if (taken.size() == mostWrongLabels)
            return;
    }
}

double BalancePainter::wrongWidth(const LedgerRow& row) const
{
    QFont font = m_frame.labelFont;
    font.setWeight(QFont::Medium);
    return shapedtext::width(font, wrongText(m_frame.scene->history(), row));
}

/// Where the curve that goes on from the mark leaves it no room, a little further right.
bool BalancePainter::paintWrongLabel(const LedgerRow& row, double x)
{
    for (double away = labelAfter; away <= labelAtMost; away += labelStep)
        if (paintWrongLabelAt(row, x + m_frame.px(away)))
            return true;
    return false;
}

bool BalancePainter::paintWrongLabelAt(const LedgerRow& row, double wanted)
{
    const TimelineScene& scene = *m_frame.scene;
    const QRectF& area = m_frame.layout.balance();
    QFont font = m_frame.labelFont;
    font.setWeight(QFont::Medium);
    const QFontMetricsF metrics(font);
    const QString text = wrongText(scene.history(), row);
    const double width = shapedtext::width(font, text);
    const double left = std::min(wanted, m_frame.time.right() - width - m_frame.px(4));
    // In the middle of the gap when it is wide enough, else clear of both curves, which may step
    // while the text lasts.
    const double time =
        std::max(scene.timeOf(row.committedAt), m_frame.time.time(wanted - m_frame.px(labelAfter)));
    double actual = y(scene.balance().actualAt(time));
    double expected = y(scene.balance().expectedAt(time));
    const bool inGap = std::abs(actual - expected) > metrics.height() * 1.6;
    double top = std::min(actual, expected);
    double bottom = std::max(actual, expected);
    const double step = std::max(m_frame.px(4), width / 64);
    for (double at = left; !inGap && at <= left + width; at += step) {
        const double seen = m_frame.time.time(at);
        for (const double level :
             {y(scene.balance().actualAt(seen)), y(scene.balance().expectedAt(seen))}) {
            top = std::min(top, level);
            bottom = std::max(bottom, level);
        }
    }
    const double above = top - m_frame.px(7);
    const double below = bottom + metrics.height();
    const double outside = above - metrics.ascent() >= area.top() ? above
        : below + metrics.descent() <= area.bottom()              ? below
                                                                  : 0;
    if (!inGap && outside == 0)
        return false; // it would stand in a lane
    const double base = inGap ? (actual + expected + metrics.capHeight()) / 2 : outside;
    if (!m_drawn.place(
            text, QRectF(left, base - metrics.capHeight() - 1, width, metrics.capHeight() + 2)))
        return false;
    m_painter.setFont(font);
    m_painter.setPen(m_frame.theme[Tone::Violated].text);
    shapedtext::draw(m_painter, QPointF(left, base), text);
    return true;
}

// Beside a large deposit a small one is no step that one could see: it is said.
void BalancePainter::paintLowSteps()
{
    const QFontMetricsF metrics(m_frame.numberFont);
    const auto points = BalanceCurve::visible(
        m_frame.scene->balance().actual(), m_frame.time.from(),
        std::min(m_frame.time.to(), m_frame.known), m_frame.time.span() / m_frame.time.width());
    m_painter.setFont(m_frame.numberFont);
    m_painter.setPen(m_frame.theme.text2);
    std::size_t said = 0;
    for (std::size_t i = 1; i < points.size() && said < mostLowSteps; ++i) {
        const double change = points[i].cents - points[i - 1].cents;
        const double high = y(points[i].cents);
        if (change == 0 || std::abs(high - y(points[i - 1].cents)) >= m_frame.px(lowestStep))
            continue;
        const QString text = (change > 0 ? QStringLiteral("+") : QString()) + levelText(change);
        const double x = m_frame.time.x(points[i].time) + m_frame.px(2);
        const double width = shapedtext::width(m_frame.numberFont, text);
        for (const double base :
             {high - m_frame.px(5), high + m_frame.px(5) + metrics.capHeight()}) {
            const QRectF ink(x, base - metrics.capHeight() - 1, width, metrics.capHeight() + 2);
            if (ink.top() < m_frame.layout.balance().top() - 1
                || ink.bottom() > m_frame.layout.balance().bottom() + 1
                || !m_drawn.place(text, ink))
                continue;
            shapedtext::draw(m_painter, QPointF(x, base), text);
            ++said;
            break;
        }
    }
}

} // namespace stanscope
