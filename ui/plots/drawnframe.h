#pragma once

#include "core/lab/history.h"

#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace stanscope {

/// A mark on screen: which row it stands for, and where its moment was drawn.
struct DrawnMark
{
    enum class Kind : std::uint8_t
    {
        Accepted, ///< a transaction in the publisher's lane
        Published, ///< there too: a message whose publisher reports nothing
        Stored, ///< a message in its channel's lane
        Delivered, ///< `x` is the beginning of the bar, the end is rect.right()
        Deadline,
        LateAck,
        Fault,
        Wrong, ///< a decision on the balance
    };

    Kind kind = Kind::Accepted;
    RowRef row = 0;
    RowRef message = 0; ///< 0: none is known
    double x = 0; ///< px
    QRectF rect; ///< what a click hits
};

/// Marks that stand too close for labels: one count for all.
struct DrawnCrowd
{
    std::size_t count = 0;
    double from = 0; ///< s
    double to = 0;
    QRectF rect;
};

struct DrawnWord
{
    QString text;
    QRectF rect;
};

/// What one frame of the timeline has drawn, in pixels. Words ask it for their place first, so that
/// none is printed over another.
class DrawnFrame
{
public:
    void clear();

    void add(const DrawnMark& mark) { m_marks.push_back(mark); }
    /// A word of the legend.
    void explain(const QString& word) { m_legend.append(word); }
    void add(const DrawnCrowd& crowd) { m_crowds.push_back(crowd); }
    /// No word goes here.
    void block(const QRectF& rect);
    /// False when something is there already: then the word is left out.
    bool place(const QString& text, const QRectF& rect);

    /// A line goes here: a word that has another place takes that.
    void cross(const QList<QPolygonF>& lines) { m_crossed += lines; }
    bool isCrossed(const QRectF& rect) const;

    const std::vector<DrawnMark>& marks() const { return m_marks; }
    const std::vector<DrawnCrowd>& crowds() const { return m_crowds; }
    const std::vector<DrawnWord>& words() const { return m_words; }
    const QStringList& legend() const { return m_legend; }
    const DrawnCrowd* crowdAt(const QPointF& position) const;
    /// One that struck a transaction service: it has no message that a click selects.
    const DrawnMark* publishersFaultAt(const QPointF& position) const;

private:
    bool isFree(const QRectF& rect) const;
    void take(const QRectF& rect);

    std::vector<DrawnMark> m_marks;
    std::vector<DrawnCrowd> m_crowds;
    std::vector<DrawnWord> m_words;
    QList<QPolygonF> m_crossed;
    QStringList m_legend;
    std::vector<std::vector<QRectF>> m_taken; ///< by band of pixels from the top
};

} // namespace stanscope
