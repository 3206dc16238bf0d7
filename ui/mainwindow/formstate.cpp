#include "ui/mainwindow/formstate.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QWidget>

namespace stanscope {

namespace {

/// A choice by its data, which is no text of any language, and by its place where it has none.
QVariant chosenOf(const QComboBox& box)
{
    const QVariant data = box.currentData();
    return data.isValid() ? data : QVariant(box.currentIndex());
}

void choose(QComboBox& box, const QVariant& chosen)
{
    const bool byData = box.itemData(0).isValid();
    const int index = byData ? box.findData(chosen) : chosen.toInt();
    if (index >= 0 && index < box.count() && index != box.currentIndex()) {
        box.setCurrentIndex(index);
        emit box.activated(index);
    }
}

QVariant valueOf(const QWidget& widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return line->text();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget))
        return text->isReadOnly() ? QVariant() : text->toPlainText();
    if (const auto* spin = qobject_cast<const QSpinBox*>(&widget))
        return spin->value();
    if (const auto* real = qobject_cast<const QDoubleSpinBox*>(&widget))
        return real->value();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        return box->isEditable() ? QVariant(box->currentText()) : chosenOf(*box);
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->isCheckable() ? QVariant(button->isChecked()) : QVariant();
    return {};
}

void setValue(QWidget& widget, const QVariant& value)
{
    if (valueOf(widget) == value)
        return;
    if (auto* line = qobject_cast<QLineEdit*>(&widget)) {
        line->setText(value.toString());
        emit line->textEdited(line->text());
    } else if (auto* text = qobject_cast<QPlainTextEdit*>(&widget)) {
        text->setPlainText(value.toString());
    } else if (auto* spin = qobject_cast<QSpinBox*>(&widget)) {
        spin->setValue(value.toInt());
    } else if (auto* real = qobject_cast<QDoubleSpinBox*>(&widget)) {
        real->setValue(value.toDouble());
    } else if (auto* box = qobject_cast<QComboBox*>(&widget)) {
        if (box->isEditable())
            box->setEditText(value.toString());
        else
            choose(*box, value);
    } else if (auto* button = qobject_cast<QAbstractButton*>(&widget)) {
        if (button->isEnabled())
            button->click(); // as a person would: what it opens opens
    }
}

/// Those that a name of ours finds again; the parts of a spin box have Qt's.
bool isField(const QWidget& widget)
{
    return !widget.objectName().isEmpty() && !widget.objectName().startsWith(QLatin1String("qt_"));
}

} // namespace

FormState FormState::of(const QWidget& window)
{
    FormState state;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!isField(*widget))
            continue;
        if (const QVariant value = valueOf(*widget); value.isValid())
            state.m_values.insert(widget->objectName(), value);
        if (widget->hasFocus())
            state.m_focus = widget->objectName();
    }
    return state;
}

void FormState::giveTo(QWidget& window) const
{
    // What one of them opens may have fields of its own: the order is the window's.
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const auto found = m_values.constFind(widget->objectName());
        if (isField(*widget) && found != m_values.constEnd())
            setValue(*widget, *found);
    }
    if (auto* focus = m_focus.isEmpty() ? nullptr : window.findChild<QWidget*>(m_focus))
        focus->setFocus();
}

} // namespace stanscope
