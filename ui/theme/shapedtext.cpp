#include "ui/theme/shapedtext.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPaintEngine>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <vector>

namespace stanscope::shapedtext {

namespace {

struct Shape
{
    double width = 0; ///< < 0: not measured yet
    bool hasRuns = false;
    QList<QGlyphRun> runs;
};

struct FontShapes
{
    QFont font;
    QHash<QString, Shape> shapes;
};

constexpr qsizetype mostShapes = 4096; // a font's
constexpr std::size_t mostFonts = 8;

Shape& shapeOf(const QFont& font, const QString& text)
{
    static std::vector<FontShapes> fonts; // the one used last in front
    auto found = std::ranges::find(fonts, font, &FontShapes::font);
    if (found == fonts.end()) {
        if (fonts.size() == mostFonts)
            fonts.pop_back();
        found = fonts.insert(fonts.begin(), {font, {}});
    } else if (found != fonts.begin()) {
        std::rotate(fonts.begin(), found, found + 1);
        found = fonts.begin();
    }
    auto& shapes = found->shapes;
    if (const auto known = shapes.find(text); known != shapes.end())
        return *known;
    if (shapes.size() >= mostShapes)
        shapes.clear();
    return *shapes.insert(text, {-1, false, {}});
}

QList<QGlyphRun> runsOf(const QFont& font, const QString& text)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setNumColumns(static_cast<int>(text.size())); // all in one line; measured from here on
    line.setPosition({0, -line.ascent()});
    layout.endLayout();
    return layout.glyphRuns();
}

} // namespace

double width(const QFont& font, const QString& text)
{
    Shape& shape = shapeOf(font, text);
    if (shape.width < 0)
        shape.width = QFontMetricsF(font).horizontalAdvance(text);
    return shape.width;
}

void draw(QPainter& painter, const QPointF& base, const QString& text)
{
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        painter.drawText(base, text);
        return;
    }
    Shape& shape = shapeOf(painter.font(), text);
    if (!shape.hasRuns) {
        shape.hasRuns = true;
        shape.runs = runsOf(painter.font(), text);
    }
    for (const QGlyphRun& run : std::as_const(shape.runs))
        painter.drawGlyphRun(base, run);
}

QString elided(const QFont& font, const QString& text, Qt::TextElideMode mode, double room)
{
    return width(font, text) <= room ? text : QFontMetricsF(font).elidedText(text, mode, room);
}

} // namespace stanscope::shapedtext
