#pragma once

#include "ui/theme/theme.h"

#include <QRect>

class QPainter;

namespace stanscope {

/// The frame of a card: rounded, with an edge at the left whose colour says the state.
void paintCardFrame(QPainter& painter, const QRect& area, const Theme& theme, const QColor& edge,
                    double scale);

} // namespace stanscope
