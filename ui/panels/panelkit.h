#pragma once

#include "core/util/ids.h"
#include "ui/theme/theme.h"

#include <QString>

#include <string>

class QAbstractButton;
class QAction;
class QLabel;
class QPushButton;
class QWidget;

namespace stanscope {

/// Small helpers that every panel needs. GUI thread.

inline QString utf8(const std::string& text)
{
    return QString::fromStdString(text);
}

/// "+100.00" or "−5.00".
QString signedMoneyText(Cents amount);
/// "0.93 s"; never below zero.
QString countdownText(double seconds);

/// `name` is the object name, by which tests and style sheets find it; `icon` may be empty.
QPushButton* makeButton(const QString& label, const QString& icon, const QString& name,
                        const QString& tip, QWidget* parent);
/// A card's 24 px button.
QPushButton* makeSmallButton(const QString& label, const QString& icon, const QString& name,
                             const QString& tip, QWidget* parent);
/// A button that is its action: text, tooltip, whether it can be pressed or is checked. The
/// action's data names the icon. `small`: icon only, in a card's height. Its property "bare" hides
/// the text.
QPushButton* makeActionButton(QAction* action, bool small, QWidget* parent);
/// `role` is a word of the style sheet: title, secondary, quiet, number, big, countdown, empty.
QLabel* makeLabel(const QString& role, QWidget* parent, const QString& text = {});

/// Sets a property that the style sheet looks at; polishes again only when it changed.
void setStyleProperty(QWidget* widget, const char* property, const QString& value);
void setTone(QWidget* widget, Tone tone);
void setTextIfNew(QLabel* label, const QString& text);
/// Enabled with `tip`, or disabled with `reason` as its tooltip. An empty reason means enabled.
void setAvailable(QWidget* widget, const QString& tip, const QString& reason);

/// Gives the button an icon that follows the theme: see tintIcons().
void setIconName(QAbstractButton* button, const QString& icon);
/// Draws the icons of all buttons below `root` in the colours of the theme.
void tintIcons(QWidget* root, const Theme& theme);

} // namespace stanscope
