#include "ui/mainwindow/columnscroll.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/docktitle.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLayout>

#include <algorithm>
#include <cmath>
#include <utility>

// How high the docks of a column are.
namespace stanscope {

namespace {

// A dock that is as high as its content takes no more of the column than this; then it scrolls.
constexpr double largestShare = 0.4;
constexpr double largestShareOfForm = 0.55; // while a form is open in it
constexpr int leastHeight = 90;
constexpr int leastGrowing = 72; // its title and two lines, where others want the room
constexpr int leastBeside = 50; // its title and a line, while one that grows is seen whole as well
constexpr auto openerProperty = "opener";
constexpr auto wholeProperty = "whole"; // somebody is asked there: all of it is seen

/// What is too much for the column is taken from those that grow, evenly; returns how much.
int takeFrom(const QList<QDockWidget*>& growing, int tooMuch, int least)
{
    int taken = 0;
    for (qsizetype i = 0; i < growing.size(); ++i) {
        const int now = growing[i]->minimumSizeHint().height();
        const auto others = static_cast<int>(growing.size() - i);
        const int given =
            std::clamp((tooMuch - taken + others - 1) / others, 0, std::max(0, now - least));
        if (given == 0)
            continue;
        QWidget* body = growing[i]->widget();
        body->setMinimumHeight(std::max(1, body->minimumSizeHint().height() - given));
        taken += given;
    }
    return taken;
}

} // namespace

void DockHost::fit(const Fitted& fitted)
{
    const int wanted = fitted.scroll->wantedHeight();
    double share = fitted.hasOpenForm ? largestShareOfForm : largestShare;
    if (fitted.dock->property(wholeProperty).toBool())
        share = 1;
    const int most = std::max(static_cast<int>(height() * share), static_cast<int>(100 * m_scale));
    // The body's heights are what a dock respects.
    QWidget* body = fitted.dock->widget();
    const QMargins frame = body->contentsMargins();
    const int now = std::min(wanted, most) + frame.top() + frame.bottom();
    if (body->maximumHeight() == now)
        return;
    body->setMinimumHeight(std::min(body->minimumHeight(), now));
    body->setMaximumHeight(now);
    if (!std::exchange(m_fitsDue, true))
        QMetaObject::invokeMethod(this, &DockHost::applyFits, Qt::QueuedConnection);
}

// Docks that fit their content take what they want; the one that grows takes the rest.
void DockHost::applyFits()
{
    m_fitsDue = false;
    for (const Fitted& fitted : m_fitted)
        fitted.dock->layout()->activate();
    layout()->activate();
    fitColumn(Place::Left);
    fitColumn(Place::Right);
    applyColumns();
    reveal();
}

// Where they have not all the room they want, the highest give first.
void DockHost::fitColumn(Place place)
{
    QList<QDockWidget*> docks;
    QList<int> heights;
    QList<bool> whole;
    QList<QDockWidget*> growing;
    bool hasWhole = false;
    int room = height();
    for (QDockWidget* dock : at(place)) {
        if (dock->isFloating() || !dock->isVisible())
            continue;
        room -= separator();
        const bool fitted = std::any_of(m_fitted.begin(), m_fitted.end(),
                                        [dock](const Fitted& other) { return other.dock == dock; });
        if (!fitted) {
            dock->widget()->setMinimumHeight(0);
            room -= dock->minimumSizeHint().height();
            if (!dock->property(wholeProperty).toBool())
                growing.append(dock);
            else
                hasWhole = true;
            continue;
        }
        docks.append(dock);
        heights.append(dock->widget()->maximumHeight() + titleOf(dock)->sizeHint().height());
        whole.append(dock->property(wholeProperty).toBool());
    }
    const auto givenOf = [&](qsizetype i, int cap) {
        return whole[i] ? heights[i] : std::min(heights[i], cap);
    };
    const auto within = [&](int cap) {
        int sum = 0;
        for (qsizetype i = 0; i < docks.size(); ++i)
            sum += givenOf(i, cap);
        return sum;
    };
    // On the left the one that grows has the replicas' buttons.
    if (hasWhole || whole.contains(true) || place == Place::Right)
        room += takeFrom(
            growing, within(height()) - room,
            static_cast<int>(std::lround((hasWhole ? leastBeside : leastGrowing) * m_scale)));
    int cap = height();
    while (cap > leastHeight && within(cap) > room)
        --cap;
    for (qsizetype i = 0; i < docks.size(); ++i) {
        const int given = givenOf(i, cap) - titleOf(docks[i])->sizeHint().height();
        docks[i]->widget()->setMinimumHeight(std::max(0, given));
    }
    resizeDocks(docks, heights, Qt::Vertical);
}

void DockHost::setWhole(QDockWidget* dock, bool whole)
{
    const bool was = dock->property(wholeProperty).toBool();
    if (!whole && !was)
        return;
    dock->setProperty(wholeProperty, whole);
    dock->widget()->layout()->activate();
    dock->layout()->activate();
    fitAll();
    if (whole == was)
        return;
    m_heightsDue = m_heightsDue || !m_ownHeights;
    arrangeSoon();
}

void DockHost::reveal()
{
    if (!m_reveal)
        return;
    for (const Fitted& fitted : m_fitted) {
        if (!fitted.content->isAncestorOf(m_reveal))
            continue;
        // The lower end has the buttons; what is above it comes as far as there is room.
        layout()->activate();
        const QPoint end = m_reveal->mapTo(fitted.content, m_reveal->rect().bottomLeft());
        fitted.scroll->ensureVisible(end.x(), end.y(), 0, 8);
    }
    m_reveal.clear();
}

void DockHost::disclose(QAbstractButton* open, QWidget* form)
{
    form->setProperty(openerProperty, QVariant::fromValue(open));
    form->installEventFilter(this);
    connect(open, &QAbstractButton::toggled, this, [this, form](bool isOpen) {
        for (Fitted& fitted : m_fitted)
            if (fitted.content->isAncestorOf(form)) {
                fitted.hasOpenForm = isOpen;
                fit(fitted);
            }
        if (!isOpen)
            return;
        // Two turns: the form is laid out, then its dock has grown.
        QMetaObject::invokeMethod(
            this,
            [this, form = QPointer<QWidget>(form)] {
                m_reveal = form;
                fitAll();
            },
            Qt::QueuedConnection);
    });
}

void DockHost::settle()
{
    fitAll();
    applyFits();
}

void DockHost::fitAll()
{
    for (const Fitted& fitted : m_fitted)
        fit(fitted);
    if (!std::exchange(m_fitsDue, true))
        QMetaObject::invokeMethod(this, &DockHost::applyFits, Qt::QueuedConnection);
}

bool DockHost::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize
        || event->type() == QEvent::Show)
        for (const Fitted& fitted : m_fitted)
            if (fitted.content == watched)
                fit(fitted);
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        if (auto* open = watched->property(openerProperty).value<QAbstractButton*>()) {
            open->setChecked(false);
            open->setFocus(Qt::OtherFocusReason);
            return true;
        }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace stanscope
