#include "ui/mainwindow/playerkeys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

namespace stanscope {

namespace {

bool hasKeysOfItsOwn(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QComboBox*>(widget)
        || qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
}

} // namespace

PlayerKeys::PlayerKeys(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool PlayerKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey =
        event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!m_active || !isKey || QApplication::activePopupWidget() || !watched->isWidgetType())
        return QObject::eventFilter(watched, event);
    const auto* widget = static_cast<QWidget*>(watched); // NOLINT: it is one
    const auto* key = static_cast<QKeyEvent*>(event); // NOLINT: by its type
    if (widget->window() != m_window || hasKeysOfItsOwn(widget)
        || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return QObject::eventFilter(watched, event);
    const bool next = nextKeys().contains(static_cast<Qt::Key>(key->key()));
    const bool back = backKeys().contains(static_cast<Qt::Key>(key->key()));
    if (!next && !back)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // it is no shortcut: a key press follows
        return true;
    }
    if (next)
        emit nextAsked();
    else
        emit backAsked();
    return true;
}

} // namespace stanscope
