#include "ui/panels/verdictpill.h"

#include "core/words/words.h"
#include "ui/models/tones.h"
#include "ui/models/verdictwords.h"
#include "ui/panels/panelkit.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 420;
constexpr int narrowest = 130;

std::uint32_t waitingActions(const Snapshot& snapshot)
{
    std::uint32_t waiting = 0;
    for (const AccountView& account : snapshot.accounts)
        waiting += account.waiting;
    return waiting;
}

QString pendingDetail(const Snapshot& snapshot)
{
    if (snapshot.broker.state == broker::State::Off && !snapshot.verdict.audited)
        return VerdictPill::tr("no run yet");
    const std::uint32_t waiting = waitingActions(snapshot);
    if (waiting > 0)
        return VerdictPill::tr("%1 on the way").arg(waiting);
    if (!snapshot.drained && snapshot.runningDeliveries > 0)
        return VerdictPill::tr("waiting for acks");
    return VerdictPill::tr("nothing wrong so far");
}

QString validDetail(const Snapshot& snapshot)
{
    if (snapshot.accounts.size() != 1)
        return VerdictPill::tr("%1 accounts right").arg(snapshot.accounts.size());
    const AccountView& account = snapshot.accounts.front();
    return VerdictPill::tr("%1 %2 = %3")
        .arg(utf8(account.name.value()), moneyText(account.balance.value()),
             moneyText(account.expected.value()));
}

/// "withdrawal 3" of "withdrawal 3 of 100.00".
QString shortTitle(const Arg& title)
{
    if (title.kind != Arg::Kind::Message || title.message.front().args.empty())
        return {};
    const Message& of = title.message.front();
    if (of.code == Code::DepositOf)
        return words({Code::Deposit, {of.args.front()}});
    return of.code == Code::WithdrawalOf ? words({Code::Withdrawal, {of.args.front()}}) : QString();
}

/// Of the commonest sentences; empty for the others.
QString shortWords(const Message& message)
{
    const QString title = message.args.empty() ? QString() : shortTitle(message.args.front());
    if (title.isEmpty())
        return {};
    const Code code = message.code;
    if (code == Code::AppliedTwice)
        return VerdictPill::tr("%1 applied twice").arg(title);
    if (message.args.size() < 2)
        return {};
    const std::int64_t second = message.args[1].number;
    if (code == Code::AppliedTimes)
        return VerdictPill::tr("%1 applied %2 times").arg(title).arg(second);
    if (code == Code::AppliedWrongly)
        return VerdictPill::tr("%1 applied and left %2").arg(title, moneyText(second));
    return code == Code::DeclinedWrongly
        ? VerdictPill::tr("%1 refused at %2").arg(title, moneyText(second))
        : QString();
}

// The audit's sentence, as far as the toolbar has room for it; the tooltip has all of it.
QString shortForm(const Snapshot& snapshot)
{
    if (!snapshot.verdict.violations.empty())
        if (const QString text = shortWords(snapshot.verdict.violations.front().message);
            !text.isEmpty())
            return text;
    return violationText(snapshot).section(u": "_s, 0, 0).section(u"; "_s, 0, 0);
}

QString violatedDetail(const Snapshot& snapshot)
{
    for (const AccountView& account : snapshot.accounts)
        if (account.waiting == 0 && account.balance != account.expected)
            return VerdictPill::tr("%1 %2 ≠ %3")
                .arg(utf8(account.name.value()), moneyText(account.balance.value()),
                     moneyText(account.expected.value()));
    return shortForm(snapshot);
}

QString tipOf(const Snapshot& snapshot)
{
    QStringList lines;
    switch (snapshot.verdict.verdict) {
    case audit::Verdict::Pending:
        lines << VerdictPill::tr("The verdict follows when every action is decided and acked.");
        break;
    case audit::Verdict::Valid:
        lines << VerdictPill::tr("Every invariant holds: balances, decisions and order are right.");
        break;
    case audit::Verdict::Violated:
        lines << countText(snapshot.verdict.total)
              << VerdictPill::tr("Click to see each of them in the panel Violations.");
        break;
    case audit::Verdict::Unknown:
    case audit::Verdict::NotConverged:
        lines << words(snapshot.verdict.reason);
        break;
    }
    return lines.join(u'\n');
}

} // namespace

VerdictPill::VerdictPill(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"verdictPill"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    showSnapshot(Snapshot{});
}

void VerdictPill::showSnapshot(const Snapshot& snapshot)
{
    QString word;
    QString detail;
    const audit::Verdict verdict = snapshot.verdict.verdict;
    switch (verdict) {
    case audit::Verdict::Pending:
        word = m_unjudged ? tr("… not yet judged") : tr("… PENDING");
        detail = m_unjudged ? QString() : pendingDetail(snapshot);
        break;
    case audit::Verdict::Valid:
        word = tr("✓ VALID");
        detail = validDetail(snapshot);
        break;
    case audit::Verdict::Violated:
        word = tr("✗ VIOLATED");
        detail = violatedDetail(snapshot);
        break;
    case audit::Verdict::Unknown:
        word = tr("? UNKNOWN");
        detail = words(snapshot.verdict.reason);
        break;
    case audit::Verdict::NotConverged:
        word = tr("◔ NOT CONVERGED");
        detail = words(snapshot.verdict.reason);
        break;
    }
    detail = detail.isEmpty() ? detail : u"  "_s + detail;
    if (const QString tip = tipOf(snapshot); tip != toolTip())
        setToolTip(tip);
    if (word == m_word && detail == m_detail && m_verdict == verdict)
        return;
    m_verdict = verdict;
    setCursor(verdict == audit::Verdict::Violated ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_word = word;
    m_detail = detail;
    setAccessibleName(VerdictPill::text());
    updateGeometry();
    update();
}

void VerdictPill::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    updateGeometry();
    update();
}

int VerdictPill::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

QFont VerdictPill::wordFont() const
{
    QFont font = textFont(m_scale);
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize VerdictPill::sizeHint() const
{
    const QFontMetrics metrics(wordFont());
    const int word = metrics.horizontalAdvance(m_word) + px(30);
    return {m_short ? word : std::min(word + reasonWidth(), px(widest)), px(30)};
}

int VerdictPill::reasonWidth() const
{
    const QFontMetrics metrics(wordFont());
    return metrics.horizontalAdvance(m_word + m_detail) - metrics.horizontalAdvance(m_word);
}

void VerdictPill::setShort(bool isShort)
{
    if (std::exchange(m_short, isShort) != isShort)
        updateGeometry();
    update();
}

QSize VerdictPill::minimumSizeHint() const
{
    // Of the word nothing is left out.
    const int whole = sizeHint().width();
    return {m_short ? whole : std::min(whole, px(narrowest)), px(30)};
}

void VerdictPill::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())
        && m_verdict == audit::Verdict::Violated)
        emit violationsAsked();
}

void VerdictPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColors& colors = (*m_theme)[toneOf(m_verdict)];
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.soft);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setPen(colors.text);
    painter.setFont(wordFont());
    const QRect inner = rect().adjusted(px(14), 0, -px(14), 0);
    const QFontMetrics metrics(wordFont());
    const bool fits = !m_short && metrics.horizontalAdvance(m_word + m_detail) <= inner.width() + 2;
    const QString shown =
        fits ? m_word + m_detail : metrics.elidedText(m_word, Qt::ElideRight, inner.width() + 2);
    painter.drawText(inner, Qt::AlignCenter | Qt::TextSingleLine, shown);
}

} // namespace stanscope
