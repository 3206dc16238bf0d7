#include "ui/mainwindow/dockhost.h"

#include "ui/mainwindow/columnscroll.h"
#include "ui/mainwindow/docktitle.h"
#include "ui/panels/panel.h"

#include <QAction>
#include <QDockWidget>
#include <QScrollArea>
#include <QStyle>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int leftWidth = 276;
constexpr int rightWidth = 312;
// In a small window the account's figures still have their room, and the middle more.
constexpr int leastRightWidth = 252;
constexpr double mostRightShare = 0.22; // 312 of 1440
constexpr auto placeProperty = "place";
constexpr int leastMiddle = 360;
constexpr int leastHostHeight = 380;
constexpr int leastTimeline = 140;
constexpr int usualTables = 262; // five rows and the payload
constexpr int leastTables = 116; // two rows
constexpr double leastShareOfTables = 0.28;
constexpr int timelineFirst = 296; // lanes of two replicas, their balance and the legend
constexpr int usualTimers = 150; // three of them; what is below has the rest of the column
constexpr auto dressedProperty = "dressed";

} // namespace

DockHost::DockHost(QWidget* parent)
    : QMainWindow(parent, Qt::Widget)
{
    setObjectName(u"dockHost"_s);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_columns = QSize(leftWidth, rightWidth);
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
    dock->setWidget(body);
    if (grows) {
        layout->addWidget(content);
    } else {
        auto* scroll = new ColumnScroll(content, body);
        layout->addWidget(scroll);
        m_fitted.push_back({dock, content, scroll});
        content->installEventFilter(this);
    }
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

void DockHost::setPresent(QDockWidget* dock, bool present)
{
    QAction* action = dock->toggleViewAction();
    if (action->isVisible() == present)
        return;
    action->setVisible(present);
    if (!present && !dock->isHidden()) {
        m_absent.append(dock);
        dock->hide();
    } else if (present && m_absent.removeAll(dock) > 0) {
        dock->show();
    }
    // Qt shares out the room of what has gone as it likes.
    m_heightsDue = m_heightsDue || !m_ownHeights;
    arrangeSoon();
}

void DockHost::setLeftFolded(bool folded)
{
    if (std::exchange(m_isFolded, folded) == folded)
        return;
    if (folded) {
        for (QDockWidget* dock : at(Place::Left))
            if (!dock->isHidden() && !dock->isFloating()) {
                m_folded.append(dock);
                dock->hide();
            }
    } else {
        for (QDockWidget* dock : std::exchange(m_folded, {}))
            dock->show();
    }
    m_heightsDue = m_heightsDue || !m_ownHeights;
    arrangeSoon();
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
        dock->setVisible(dock->toggleViewAction()->isVisible() && !m_folded.contains(dock)
                         && !m_onDemand.contains(dock));
    tabs.first()->raise();
    m_columns = QSize(leftWidth, rightWidth);
    m_heightsDue = true;
    m_ownHeights = false;
    arrangeSoon();
    refreshTitles();
}

// Docks that were just added have no geometry yet: sizes wait until the layout has given them one.
void DockHost::arrangeSoon()
{
    if (!std::exchange(m_arrangeDue, true))
        QMetaObject::invokeMethod(this, &DockHost::arrange, Qt::QueuedConnection);
}

void DockHost::arrange()
{
    m_arrangeDue = false;
    if (!isVisible())
        return; // showEvent comes
    layout()->activate();
    settle();
    if (std::exchange(m_heightsDue, false))
        applyHeights();
}

/// The uppermost one that is there: without a bank there is no account.
QDockWidget* DockHost::topOf(Place place) const
{
    const QList<QDockWidget*> docks = at(place);
    const auto found = std::ranges::find_if(
        docks, [](const QDockWidget* dock) { return !dock->isFloating() && dock->isVisible(); });
    return found == docks.end() ? docks.first() : *found;
}

bool DockHost::hasColumns() const
{
    const QDockWidget* left = topOf(Place::Left);
    const QDockWidget* right = topOf(Place::Right);
    const bool docked =
        !left->isFloating() && !right->isFloating() && left->isVisible() && right->isVisible();
    return docked && left->x() <= 1 && right->geometry().right() >= width() - 2;
}

void DockHost::applyColumns()
{
    const bool hasLeft = m_folded.isEmpty();
    if (hasLeft && !hasColumns())
        return;
    const int left = static_cast<int>(std::lround(m_columns.width() * m_scale));
    // Drawn wider by hand it stays so; otherwise a small window has a smaller one.
    const int usual = std::clamp(static_cast<int>(width() * mostRightShare),
                                 static_cast<int>(std::lround(leastRightWidth * m_scale)),
                                 static_cast<int>(std::lround(rightWidth * m_scale)));
    const int right = m_columns.height() > rightWidth
        ? static_cast<int>(std::lround(m_columns.height() * m_scale))
        : usual;
    if (!hasLeft) {
        QDockWidget* side = topOf(Place::Right);
        if (!side->isFloating() && side->isVisible())
            resizeDocks({at(Place::Timeline).first(), side},
                        {std::max(1, width() - right - separator()), right}, Qt::Horizontal);
        return;
    }
    // With the middle, which takes the rest: Qt shares out what is not asked for.
    const int rest = std::max(1, width() - left - right - 2 * separator());
    resizeDocks({topOf(Place::Left), at(Place::Timeline).first(), topOf(Place::Right)},
                {left, rest, right}, Qt::Horizontal);
}

void DockHost::applyHeights()
{
    // The picture's proportion; the tables have five rows where the lanes can spare the room.
    const int usual = std::min(static_cast<int>(std::lround(usualTables * m_scale)),
                               std::max(static_cast<int>(std::lround(leastTables * m_scale)),
                                        height() - static_cast<int>(timelineFirst * m_scale)));
    const int below = std::max(usual, static_cast<int>(height() * leastShareOfTables));
    resizeDocks(
        {at(Place::Timeline).first(), at(Place::Tabs).first()},
        {std::max(static_cast<int>(std::lround(leastTimeline * m_scale)), height() - below), below},
        Qt::Vertical);
    QList<QDockWidget*> growing = at(Place::Right);
    growing.removeIf([this](const QDockWidget* dock) {
        return dock->isFloating() || !dock->isVisible()
            || std::any_of(m_fitted.begin(), m_fitted.end(),
                           [dock](const Fitted& fitted) { return fitted.dock == dock; });
    });
    QList<int> heights(growing.size(), static_cast<int>(std::lround(usualTimers * m_scale)));
    if (growing.size() < 2)
        return;
    heights.last() = height();
    resizeDocks(growing, heights, Qt::Vertical);
}

void DockHost::rememberColumns()
{
    if (!m_folded.isEmpty() || !hasColumns())
        return;
    m_columns = QSize(static_cast<int>(std::lround(topOf(Place::Left)->width() / m_scale)),
                      static_cast<int>(std::lround(topOf(Place::Right)->width() / m_scale)));
}

void DockHost::setColumns(const QSize& columns)
{
    m_columns = columns.expandedTo(QSize(leftWidth, leastRightWidth));
    applyColumns();
}

// Not what the docks have now: they give when the window gets smaller.
QSize DockHost::minimumSizeHint() const
{
    const double width = leftWidth + leastMiddle + leastRightWidth;
    return QSizeF(m_scale * QSizeF(width, leastHostHeight)).toSize() + QSize(2 * separator(), 0);
}

int DockHost::separator() const
{
    return style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, this);
}

void DockHost::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitAll();
    applyColumns();
    m_heightsDue = m_heightsDue || !m_ownHeights;
    // Once more when the docks' own layouts have settled.
    arrangeSoon();
}

void DockHost::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    applyColumns();
    arrangeSoon();
}

void DockHost::setTheme(const Theme& theme, double scale)
{
    // Larger type takes from the timeline what the tables need at least; smaller type gives it
    // back.
    if (std::exchange(m_scale, scale) != scale && isVisible()) {
        m_heightsDue = true;
        arrangeSoon();
    }
    for (QDockWidget* dock : m_docks) {
        titleOf(dock)->setTheme(theme, scale);
        const auto place = static_cast<Place>(dock->property(placeProperty).toInt());
        if (place == Place::Left)
            dock->setMinimumWidth(static_cast<int>(std::lround(leftWidth * scale)));
        if (place == Place::Timeline)
            dock->setMinimumHeight(static_cast<int>(std::lround(leastTimeline * scale)));
        if (place == Place::Right)
            dock->setMinimumWidth(static_cast<int>(std::lround(leastRightWidth * scale)));
    }
    applyColumns();
}

void DockHost::refreshTitles()
{
    for (QDockWidget* dock : m_docks)
        titleOf(dock)->setTabbed(!dock->isFloating() && !tabifiedDockWidgets(dock).isEmpty());
    const auto bars = findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly);
    for (QTabBar* bar : bars) {
        // Each of these asks for a new layout, which would bring us here again.
        if (bar->property(dressedProperty).toBool())
            continue;
        bar->setProperty(dressedProperty, true);
        bar->setAttribute(Qt::WA_StyledBackground);
        bar->setDrawBase(false);
        bar->setExpanding(false);
        bar->setUsesScrollButtons(true);
        bar->setElideMode(Qt::ElideNone);
        bar->setFocusPolicy(Qt::TabFocus);
        bar->setAccessibleName(tr("Panels"));
    }
}

bool DockHost::event(QEvent* event)
{
    const bool handled = QMainWindow::event(event);
    // A separator was dragged: from now on these are the columns.
    if (event->type() == QEvent::MouseButtonRelease) {
        rememberColumns();
        m_ownHeights = true;
    }
    // Qt makes a tab bar when docks meet; it is dressed when it appears.
    if (event->type() == QEvent::ChildPolished || event->type() == QEvent::LayoutRequest)
        refreshTitles();
    return handled;
}

} // namespace stanscope
