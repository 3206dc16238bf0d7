#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QPointF;

namespace stanscope {

/// Texts of a picture that is painted again and again. Shaping costs more than drawing, and from
/// frame to frame the texts are the same: what a text looks like in a font is kept. Main thread.
namespace shapedtext {

/// px
double width(const QFont& font, const QString& text);
/// With the painter's font and pen, on the baseline. Where texts stay texts (SVG, PDF) they do.
void draw(QPainter& painter, const QPointF& base, const QString& text);
/// As much of it as fits into `room` px.
QString elided(const QFont& font, const QString& text, Qt::TextElideMode mode, double room);

} // namespace shapedtext

} // namespace stanscope
