#include "ui/mainwindow/docktitle.h"

#include "ui/panels/panelkit.h"
#include "ui/panels/statedot.h"
#include "ui/panels/steadybox.h"

#include <QHBoxLayout>
#include <QLabel>

namespace stanscope {

using namespace Qt::StringLiterals;

DockTitle::DockTitle(const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_row(new QHBoxLayout(this))
    , m_dot(new StateDot(this))
    , m_title(makeLabel(u"title"_s, this, title))
    , m_detail(makeLabel(u"secondary"_s, this))
{
    setObjectName(u"dockTitle"_s);
    m_detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_row->setContentsMargins(12, 7, 12, 5);
    m_row->setSpacing(8);
    m_row->addWidget(m_dot);
    m_row->addWidget(m_title);
    m_row->addStretch(1);
    m_row->addWidget(new SteadyBox(m_detail, 0, this));
    m_dot->hide();
}

void DockTitle::setTitle(const QString& title)
{
    setTextIfNew(m_title, title);
}

void DockTitle::setDetail(const QString& detail)
{
    setTextIfNew(m_detail, detail);
}

void DockTitle::setDot(Tone tone)
{
    m_tone = tone;
    m_dot->setColor((*m_theme)[tone].mark);
    m_dot->show();
}

void DockTitle::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_dot->setScale(scale);
    m_dot->setColor(theme[m_tone].mark);
    tintIcons(this, theme);
}

void DockTitle::setTabbed(bool tabbed)
{
    if (tabbed == m_tabbed)
        return;
    m_tabbed = tabbed;
    setFixedHeight(tabbed ? 0 : QWIDGETSIZE_MAX);
    setMinimumHeight(0);
    updateGeometry();
}

void DockTitle::addControl(QWidget* control)
{
    m_row->addWidget(control);
}

QSize DockTitle::sizeHint() const
{
    return m_tabbed ? QSize(0, 0) : QFrame::sizeHint();
}

QSize DockTitle::minimumSizeHint() const
{
    return m_tabbed ? QSize(0, 0) : QFrame::minimumSizeHint();
}

} // namespace stanscope
