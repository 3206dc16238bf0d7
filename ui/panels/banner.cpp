#include "ui/panels/banner.h"

#include "ui/panels/panelkit.h"
#include "ui/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxProblems = 20;
constexpr int outside = 6; // above the covered row, in the margin there

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_cause(makeLabel(u"title"_s, this))
    , m_remedy(makeLabel(u"body"_s, this))
    , m_more(makeLabel(u"body"_s, this))
    , m_offer(makeSmallButton({}, {}, u"bannerOffer"_s, tr("It needs no broker"), this))
    , m_dismiss(makeSmallButton(tr("Dismiss"), u"kill"_s, u"bannerDismiss"_s,
                                tr("Put this message away"), this))
{
    setObjectName(u"banner"_s);
    m_cause->setObjectName(u"bannerCause"_s);
    m_remedy->setObjectName(u"bannerRemedy"_s);
    for (QLabel* label : {m_cause, m_remedy}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_cause);
    texts->addWidget(m_remedy);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_more);
    row->addWidget(m_offer);
    row->addWidget(m_dismiss);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_offer, &QPushButton::clicked, this, &Banner::offerTaken);
    connect(m_dismiss, &QPushButton::clicked, this, &Banner::dismiss);
    refresh();
}

void Banner::add(const QString& cause, const QString& remedy, const QString& offer)
{
    Problem* last = m_problems.isEmpty() ? nullptr : &m_problems.last();
    if (last && last->cause == cause && last->remedy == remedy && last->offer == offer) {
        ++last->times;
    } else if (last && last->cause == cause && (last->remedy.isEmpty() || remedy.isEmpty())) {
        // The same trouble, told from two sides.
        last->remedy += remedy;
        last->offer = offer.isEmpty() ? last->offer : offer;
    } else {
        m_problems.append({cause, remedy, offer, 1});
        if (m_problems.size() > maxProblems)
            m_problems.removeFirst();
    }
    refresh();
}

void Banner::dismiss()
{
    if (!m_problems.isEmpty())
        m_problems.removeLast();
    refresh();
}

void Banner::setProblems(const QList<Problem>& problems)
{
    m_problems = problems;
    refresh();
}

void Banner::clear()
{
    m_problems.clear();
    refresh();
}

void Banner::refresh()
{
    setVisible(!m_problems.isEmpty());
    if (m_problems.isEmpty())
        return;
    const Problem& problem = m_problems.last();
    m_cause->setText(problem.times > 1 ? tr("%1 (%2 times)").arg(problem.cause).arg(problem.times)
                                       : problem.cause);
    m_remedy->setText(problem.remedy);
    m_remedy->setVisible(!problem.remedy.isEmpty());
    const int earlier = static_cast<int>(m_problems.size()) - 1;
    m_more->setText(tr("%1 earlier").arg(earlier));
    m_more->setVisible(earlier > 0);
    // An offer stays in reach when other trouble follows.
    QString offer;
    for (const Problem& one : std::as_const(m_problems))
        offer = one.offer.isEmpty() ? offer : one.offer;
    m_offer->setText(offer);
    m_offer->setVisible(!offer.isEmpty());
    place();
}

void Banner::cover(QWidget* row)
{
    m_row = row;
    setParent(row->parentWidget());
    row->installEventFilter(this);
    refresh();
}

void Banner::place()
{
    if (m_row == nullptr || isHidden())
        return;
    ensurePolished();
    layout()->activate();
    const QRect row = m_row->geometry();
    const int wanted = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(row.width())
                                                     : layout()->totalSizeHint().height();
    setGeometry(row.x(), row.y() - outside, row.width(), std::max(wanted, row.height() + outside));
    raise();
}

bool Banner::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_row && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    return QFrame::eventFilter(watched, event);
}

void Banner::setTheme(const Theme& theme, double scale)
{
    const int size = static_cast<int>(std::lround(18 * scale));
    m_icon->setPixmap(
        themedIcon(u"alert"_s, theme[Tone::Failed].text, theme.text3).pixmap(size, size));
    tintIcons(this, theme);
    place();
}

} // namespace stanscope
