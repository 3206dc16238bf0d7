#include "ui/mainwindow/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>

#include <algorithm>
#include <cmath>
#include <vector>

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

std::vector<Appearance*>& everybodys()
{
    static std::vector<Appearance*> all;
    return all;
}

} // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent)
    , m_systemDark(systemIsDark())
{
    auto& all = everybodys();
    if (!all.empty()) {
        m_choice = all.front()->m_choice;
        m_scale = all.front()->m_scale;
    }
    all.push_back(this);
}

Appearance::~Appearance()
{
    std::erase(everybodys(), this);
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
    const auto all = everybodys();
    for (Appearance* one : all) {
        one->m_choice = m_choice;
        one->m_scale = m_scale;
        emit one->changed();
    }
}

} // namespace stanscope
