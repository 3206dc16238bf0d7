#include "ui/plots/balancepainter.h"

#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

struct BalanceWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

constexpr double margin = 0.09; // of the range, above and below the curves
constexpr std::size_t mostLevels = 40;
constexpr std::size_t mostWrongLabels = 3;

double rangeOf(const TimelineScene& scene)
{
    return std::max(100.0, scene.balance().highest() - scene.balance().lowest());
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

BalancePainter::BalancePainter(const PlotFrame& frame, QPainter& painter)
    : m_frame(frame)
    , m_painter(painter)
{
}

double BalancePainter::lowest(const TimelineScene& scene)
{
    return scene.balance().lowest() - margin * rangeOf(scene);
}

double BalancePainter::highest(const TimelineScene& scene)
{
    return std::max(scene.balance().highest(), scene.balance().lowest() + 100)
        + margin * rangeOf(scene);
}

double BalancePainter::y(double cents) const
{
    const double low = lowest(*m_frame.scene);
    const double high = highest(*m_frame.scene);
    const QRectF& area = m_frame.layout.balance();
    return area.bottom() - (cents - low) / (high - low) * area.height();
}

void BalancePainter::paint()
{
    paintName();
    paintLevels();
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintWrong();
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
    m_painter.drawText(QPointF(m_frame.px(12), base), BalanceWords::tr("balance"));
    const QString account = nameText(m_frame.scene->history(), m_frame.scene->balance().account());
    if (account.isEmpty() || area.height() < 3 * metrics.height())
        return;
    m_painter.setFont(m_frame.labelFont);
    m_painter.setPen(m_frame.theme.text2);
    const double room = m_frame.time.left() - m_frame.px(54);
    m_painter.drawText(QPointF(m_frame.px(12), base + metrics.height()),
                       metrics.elidedText(account, Qt::ElideRight, std::max(room, m_frame.px(24))));
}

void BalancePainter::paintLevels()
{
    const QFontMetricsF metrics(m_frame.numberFont);
    m_painter.setFont(m_frame.numberFont);
    m_painter.setPen(m_frame.theme.text2);
    std::vector<double> taken;
    for (const double level : levelsOf(m_frame.scene->balance())) {
        const double at = y(level);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](double other) { return std::abs(other - at) < metrics.height(); }))
            continue;
        taken.push_back(at);
        const QString text = shortMoneyText(std::llround(level));
        m_painter.drawText(
            QPointF(m_frame.time.left() - m_frame.px(6) - metrics.horizontalAdvance(text),
                    at + metrics.capHeight() / 2),
            text);
    }
}

QString BalancePainter::wrongText(const History& history, const LedgerRow& row)
{
    const TransactionRow* transaction =
        row.transaction == 0 ? nullptr : &history.transactions[row.transaction - 1];
    if (row.outcome == Outcome::Declined) {
        if (transaction != nullptr && transaction->applied.get() > 0)
            return row.type == TransactionType::Withdraw
                ? BalanceWords::tr("! refused after the money was taken")
                : BalanceWords::tr("! refused after the money was paid in");
        return BalanceWords::tr("! refused at %1, in order it is approved")
            .arg(moneyText(row.balance));
    }
    if (transaction != nullptr && transaction->applied.get() > 1)
        return BalanceWords::tr("! number %1 applied twice").arg(row.number);
    return BalanceWords::tr("! approved, in order it is declined");
}

void BalancePainter::paintWrong()
{
    const TimelineScene& scene = *m_frame.scene;
    std::vector<std::pair<const LedgerRow*, double>> seen;
    for (const std::uint32_t index : scene.wrongLedgerRows()) {
        const LedgerRow& row = scene.history().ledger[index];
        const double x = m_frame.time.x(scene.timeOf(row.committedAt));
        const double least =
            seen.empty() ? m_frame.time.left() : seen.back().second + m_frame.px(4);
        if (x >= least && x <= m_frame.time.right())
            seen.emplace_back(&row, x);
    }
    m_painter.setPen(QPen(m_frame.theme.surface, m_frame.px(1.5)));
    m_painter.setBrush(m_frame.theme[Tone::Violated].mark);
    const double radius = m_frame.px(4.5);
    for (const auto& [row, x] : seen) {
        const double level = scene.balance().actualAt(scene.timeOf(row->committedAt));
        m_painter.drawEllipse(QPointF(x, y(level)), radius, radius);
    }
    // Above the marks; the first ones explain the rest.
    std::size_t labels = 0;
    double free = m_frame.time.left();
    for (const auto& [row, x] : seen) {
        if (x < free || labels == mostWrongLabels)
            continue;
        free = paintWrongLabel(*row, x);
        ++labels;
    }
}

double BalancePainter::paintWrongLabel(const LedgerRow& row, double x)
{
    const TimelineScene& scene = *m_frame.scene;
    const QRectF& area = m_frame.layout.balance();
    QFont font = m_frame.labelFont;
    font.setWeight(QFont::Medium);
    const QFontMetricsF metrics(font);
    const QString text = wrongText(scene.history(), row);
    const double width = metrics.horizontalAdvance(text);
    const double left = std::min(x + m_frame.px(12), m_frame.time.right() - width - m_frame.px(4));
    // In the middle of the gap when it is wide enough, else clear of both curves, which may step
    // while the text lasts.
    const double time = scene.timeOf(row.committedAt);
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
                                                     : std::min(actual, expected) - m_frame.px(7);
    const double base = inGap ? (actual + expected + metrics.capHeight()) / 2 : outside;
    m_painter.setFont(font);
    m_painter.setPen(m_frame.theme[Tone::Violated].text);
    m_painter.drawText(QPointF(left, base), text);
    return left + width + m_frame.px(12);
}

} // namespace stanscope
