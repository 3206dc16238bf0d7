#include "ui/mainwindow/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr auto systemDarkProperty = "stanscopeSystemDark";

// Qt 6.4 does not tell the system's colour scheme; the palette that it gave the application before
// ours does.
bool systemIsDark()
{
    const QVariant known = qApp->property(systemDarkProperty);
    if (known.isValid())
        return known.toBool();
    const QPalette palette = QApplication::palette();
    const bool dark = palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
    qApp->setProperty(systemDarkProperty, dark);
    return dark;
}

} // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent)
    , m_systemDark(systemIsDark())
{
}

const Theme& Appearance::theme() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return lightTheme();
    case ThemeChoice::Dark:
        return darkTheme();
    case ThemeChoice::System:
        break;
    }
    return m_systemDark ? darkTheme() : lightTheme();
}

void Appearance::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Appearance::setScale(double scale)
{
    const double wanted = std::clamp(std::round(scale * 10) / 10, smallest, largest);
    if (std::abs(wanted - m_scale) < 0.01)
        return;
    m_scale = wanted;
    apply();
}

void Appearance::apply()
{
    if (QApplication::style()->objectName() != u"fusion"_s)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(theme()));
    QApplication::setFont(textFont(m_scale));
    qApp->setStyleSheet(styleSheetOf(theme(), m_scale));
    emit changed();
}

} // namespace stanscope
