#include "ui/panels/panelkit.h"

#include "ui/models/tones.h"
#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVariant>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr auto iconProperty = "iconName";
constexpr auto tintProperty = "iconTint";

QColor iconColor(const QAbstractButton* button, const Theme& theme)
{
    const QString kind = button->property("kind").toString();
    if (kind == u"primary"_s)
        return theme.onAccent;
    if (kind == u"armed"_s)
        return theme[Tone::Failed].text;
    if (kind == u"again"_s)
        return theme[Tone::Flight].text;
    return theme.text;
}

} // namespace

QString signedMoneyText(Cents amount)
{
    const QString result = moneyText(amount.value());
    return amount.value() > 0 ? QString(u'+' + result) : result;
}

QString countdownText(double seconds)
{
    return u"%1 s"_s.arg(std::max(0.0, seconds), 0, 'f', 2);
}

QPushButton* makeButton(const QString& label, const QString& icon, const QString& name,
                        const QString& tip, QWidget* parent)
{
    auto* button = new QPushButton(label, parent);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    if (label.isEmpty())
        button->setAccessibleName(tip);
    if (!icon.isEmpty())
        setIconName(button, icon);
    return button;
}

QPushButton* makeSmallButton(const QString& label, const QString& icon, const QString& name,
                             const QString& tip, QWidget* parent)
{
    QPushButton* button = makeButton(label, icon, name, tip, parent);
    button->setProperty("kind", u"small"_s);
    return button;
}

QPushButton* makeActionButton(QAction* action, bool small, QWidget* parent)
{
    QPushButton* button =
        makeButton({}, action->data().toString(), action->objectName() + u"Button"_s, {}, parent);
    if (small)
        button->setProperty("kind", u"small"_s);
    button->setCheckable(action->isCheckable());
    const auto follow = [action, button, small] {
        if (!small)
            button->setText(button->property("bare").toBool() ? QString() : action->iconText());
        button->setAccessibleName(action->iconText());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
        button->setChecked(action->isChecked());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, [action, follow] {
        action->trigger();
        follow(); // a click toggles the button, whatever the action made of it
    });
    follow();
    return button;
}

QLabel* makeLabel(const QString& role, QWidget* parent, const QString& text)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void setStyleProperty(QWidget* widget, const char* property, const QString& value)
{
    if (widget->property(property).toString() == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    QEvent changed(QEvent::StyleChange); // so that it measures itself with its new padding
    QCoreApplication::sendEvent(widget, &changed);
    widget->update();
}

void setTone(QWidget* widget, Tone tone)
{
    setStyleProperty(widget, "tone", toneName(tone));
}

void setTextIfNew(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
}

void setAvailable(QWidget* widget, const QString& tip, const QString& reason)
{
    widget->setEnabled(reason.isEmpty());
    const QString& shown = reason.isEmpty() ? tip : reason;
    if (widget->toolTip() != shown)
        widget->setToolTip(shown);
}

void setIconName(QAbstractButton* button, const QString& icon)
{
    button->setProperty(iconProperty, icon);
    button->setProperty(tintProperty, QVariant());
}

void tintIcons(QWidget* root, const Theme& theme)
{
    const auto buttons = root->findChildren<QAbstractButton*>();
    for (QAbstractButton* button : buttons) {
        const QString name = button->property(iconProperty).toString();
        if (name.isEmpty())
            continue;
        const QColor color = iconColor(button, theme);
        const QString tint = name + color.name();
        if (button->property(tintProperty).toString() == tint)
            continue;
        button->setIcon(themedIcon(name, color, theme.text3));
        button->setProperty(tintProperty, tint);
    }
}

} // namespace stanscope
