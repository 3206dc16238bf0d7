#pragma once

#include "ui/panels/elidedlabel.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

/// Which texts of a window have less room than they need.
namespace stanscope::test {

namespace clipped {

/// For what rounding and a font's overhang make of a width.
constexpr int slack = 1;

inline QString withoutAccelerator(QString text)
{
    return text.remove(QLatin1Char('&'));
}

/// What its ancestors leave of it from side to side. Up and down there may be a scroll bar.
inline bool isCutAtASide(const QWidget& widget)
{
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        const int left = widget.mapTo(above, QPoint(0, 0)).x();
        if (left < -slack || left + widget.width() > above->width() + slack)
            return true;
        if (above->isWindow())
            break;
    }
    return false;
}

inline bool hasRoom(const QLabel& label)
{
    if (label.text().isEmpty() || label.text() == QLatin1String(" "))
        return true;
    // Made to be elided: then the tooltip has all of it.
    if (const auto* elided = qobject_cast<const ElidedLabel*>(&label))
        return elided->text() == elided->said() || elided->toolTip().startsWith(elided->said());
    if (label.wordWrap())
        return label.heightForWidth(label.width()) <= label.height() + slack;
    return label.sizeHint().width() <= label.width() + slack;
}

inline bool hasRoom(const QAbstractButton& button)
{
    if (button.text().isEmpty())
        return true;
    // Of one line or more.
    const QSize text = button.fontMetrics().size(0, withoutAccelerator(button.text()));
    if (text.height() > button.height() + slack)
        return false;
    int needed = text.width();
    if (!button.icon().isNull())
        needed += button.iconSize().width() + 4;
    if (qobject_cast<const QToolButton*>(&button))
        return needed <= button.width() + slack;
    QStyleOptionButton option;
    option.initFrom(&button);
    option.text = button.text();
    const auto contents = qobject_cast<const QCheckBox*>(&button) ? QStyle::SE_CheckBoxContents
                                                                  : QStyle::SE_PushButtonContents;
    return needed <= button.style()->subElementRect(contents, &option, &button).width() + slack;
}

inline bool hasRoom(const QTabBar& bar)
{
    for (int tab = 0; tab < bar.count(); ++tab) {
        const QRect room = bar.tabRect(tab);
        if (room.right() > bar.width() + slack
            || bar.fontMetrics().horizontalAdvance(withoutAccelerator(bar.tabText(tab)))
                > room.width() + slack)
            return false;
    }
    return true;
}

} // namespace clipped

/// One line for each: its name, its text, what it has and what it needs.
inline QStringList clippedTexts(const QWidget& window)
{
    QStringList found;
    const auto note = [&found](const QWidget& widget, const QString& text) {
        found.append(QStringLiteral("%1 \"%2\": %3 px, %4 wanted")
                         .arg(widget.objectName().isEmpty()
                                  ? QString::fromLatin1(widget.metaObject()->className())
                                  : widget.objectName(),
                              text)
                         .arg(widget.width())
                         .arg(widget.sizeHint().width()));
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&window) || widget->window() != &window
            || widget->visibleRegion().isEmpty())
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            if (!clipped::hasRoom(*label)
                || (!label->text().isEmpty() && clipped::isCutAtASide(*label)))
                note(*label, label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            if (!clipped::hasRoom(*button) || clipped::isCutAtASide(*button))
                note(*button, button->text());
        } else if (const auto* bar = qobject_cast<const QTabBar*>(widget)) {
            if (!clipped::hasRoom(*bar))
                note(*bar, bar->tabText(bar->count() - 1));
        }
    }
    return found;
}

} // namespace stanscope::test
