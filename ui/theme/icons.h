#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace stanscope {

/// The icon `name` of resources/icons, drawn in `color`; `disabled` for its disabled state. Own
/// drawings in one stroke width, so that they follow the palette. Null when there is no such icon.
QIcon themedIcon(const QString& name, const QColor& color, const QColor& disabled);

} // namespace stanscope
