#include "ui/panels/panel.h"

#include "ui/panels/panelkit.h"

#include <cmath>

namespace stanscope {

void Panel::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    tintIcons(this, theme);
}

void Panel::setAbilities(const Abilities& abilities)
{
    if (abilities == m_abilities)
        return;
    m_abilities = abilities;
    abilitiesChanged();
}

int Panel::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

void Panel::setDetail(const QString& detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    emit detailChanged(detail);
}

} // namespace stanscope
