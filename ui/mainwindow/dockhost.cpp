#include "ui/mainwindow/dockhost.h"

#include "ui/mainwindow/docktitle.h"
#include "ui/panels/panel.h"

#include <QDockWidget>
#include <QEvent>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int leftWidth = 276;
constexpr int rightWidth = 312;
constexpr auto placeProperty = "place";

} // namespace

DockHost::DockHost(QWidget* parent)
    : QMainWindow(parent, Qt::Widget)
{
    setObjectName(u"dockHost"_s);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
}

QDockWidget* DockHost::add(QWidget* content, const QString& name, const QString& title, Place place,
                           bool grows)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setProperty(placeProperty, static_cast<int>(place));
    dock->setTitleBarWidget(new DockTitle(title, dock));
    auto* body = new QFrame(dock);
    body->setObjectName(u"dockBody"_s);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content);
    dock->setWidget(body);
    dock->setSizePolicy(QSizePolicy::Preferred,
                        grows ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    m_docks.append(dock);
    connect(dock, &QDockWidget::dockLocationChanged, this, &DockHost::refreshTitles,
            Qt::QueuedConnection);
    connect(dock, &QDockWidget::topLevelChanged, this, &DockHost::refreshTitles,
            Qt::QueuedConnection);
    connect(dock, &QDockWidget::visibilityChanged, this, &DockHost::refreshTitles,
            Qt::QueuedConnection);
    return dock;
}

QDockWidget* DockHost::addPanel(Panel* panel, const QString& name, const QString& title,
                                Place place, bool grows)
{
    QDockWidget* dock = add(panel, name, title, place, grows);
    DockTitle* row = titleOf(dock);
    connect(panel, &Panel::titleChanged, row, &DockTitle::setTitle);
    connect(panel, &Panel::detailChanged, row, &DockTitle::setDetail);
    connect(panel, &Panel::dotChanged, row, &DockTitle::setDot);
    return dock;
}

DockTitle* DockHost::titleOf(const QDockWidget* dock) const
{
    return qobject_cast<DockTitle*>(dock->titleBarWidget());
}

QList<QDockWidget*> DockHost::at(Place place) const
{
    QList<QDockWidget*> found;
    std::copy_if(m_docks.begin(), m_docks.end(), std::back_inserter(found),
                 [place](const QDockWidget* dock) {
                     return dock->property(placeProperty).toInt() == static_cast<int>(place);
                 });
    return found;
}

void DockHost::column(const QList<QDockWidget*>& docks)
{
    for (qsizetype i = 1; i < docks.size(); ++i)
        splitDockWidget(docks[i - 1], docks[i], Qt::Vertical);
}

void DockHost::resetLayout()
{
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    const auto left = at(Place::Left);
    const auto right = at(Place::Right);
    const auto tabs = at(Place::Tabs);
    QDockWidget* timeline = at(Place::Timeline).first();
    addDockWidget(Qt::LeftDockWidgetArea, left.first());
    splitDockWidget(left.first(), timeline, Qt::Horizontal);
    splitDockWidget(timeline, right.first(), Qt::Horizontal);
    column(left);
    column(right);
    splitDockWidget(timeline, tabs.first(), Qt::Vertical);
    for (qsizetype i = 1; i < tabs.size(); ++i)
        tabifyDockWidget(tabs[i - 1], tabs[i]);
    for (QDockWidget* dock : m_docks)
        dock->show();
    tabs.first()->raise();
    applySizes();
    refreshTitles();
}

void DockHost::applySizes()
{
    const auto px = [this](int pixels) { return static_cast<int>(std::lround(pixels * m_scale)); };
    QDockWidget* timeline = at(Place::Timeline).first();
    QDockWidget* tabs = at(Place::Tabs).first();
    QDockWidget* left = at(Place::Left).first();
    QDockWidget* right = at(Place::Right).first();
    const int middle = std::max(px(400), width() - px(leftWidth) - px(rightWidth) - px(16));
    resizeDocks({left, timeline, right}, {px(leftWidth), middle, px(rightWidth)}, Qt::Horizontal);
    // The picture's proportion; the tables never fall below five rows.
    const int below = std::clamp(height() * 34 / 100, px(250), px(420));
    resizeDocks({timeline, tabs}, {std::max(px(200), height() - below), below}, Qt::Vertical);
}

void DockHost::setTheme(const Theme& theme, double scale)
{
    m_scale = scale;
    for (QDockWidget* dock : m_docks) {
        titleOf(dock)->setTheme(theme, scale);
        const auto place = static_cast<Place>(dock->property(placeProperty).toInt());
        if (place == Place::Left)
            dock->setMinimumWidth(static_cast<int>(std::lround(leftWidth * scale)));
        if (place == Place::Right)
            dock->setMinimumWidth(static_cast<int>(std::lround(rightWidth * scale)));
    }
}

void DockHost::refreshTitles()
{
    for (QDockWidget* dock : m_docks)
        titleOf(dock)->setTabbed(!dock->isFloating() && !tabifiedDockWidgets(dock).isEmpty());
    const auto bars = findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly);
    for (QTabBar* bar : bars) {
        bar->setAttribute(Qt::WA_StyledBackground);
        bar->setDrawBase(false);
        bar->setExpanding(false);
        bar->setUsesScrollButtons(true);
        bar->setElideMode(Qt::ElideNone);
        bar->setFocusPolicy(Qt::TabFocus);
    }
}

bool DockHost::event(QEvent* event)
{
    const bool handled = QMainWindow::event(event);
    // Qt makes a tab bar when docks meet; it is dressed when it appears.
    if (event->type() == QEvent::ChildPolished || event->type() == QEvent::LayoutRequest)
        refreshTitles();
    return handled;
}

} // namespace stanscope
