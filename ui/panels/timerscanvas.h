#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QStringList>
#include <QWidget>

#include <memory>
#include <vector>

namespace stanscope {

/// Paints the rows of the timers panel in one go.
class TimersCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit TimersCanvas(QWidget* parent = nullptr);

    /// `keepsEnded`: what ended stays for a moment, and says how.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot, Nanos now, bool keepsEnded);
    /// Forgets what ended a while ago. True while something moves.
    bool advance(Nanos now);
    void setTheme(const Theme& theme, double scale);
    bool isEmpty() const { return m_rows.empty(); }
    /// Rows that do not fit into so many px may be of one line; they are where not even one fits.
    void setRoom(int height, bool mayFold);
    /// What all rows need, of one line where they are several.
    int leastHeight() const;
    QStringList rowTexts() const;

signals:
    /// The delivery of a row was clicked.
    void clicked(stanscope::RowRef delivery);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Row
    {
        TimerView timer;
        QString client;
        QString says;
        Tone tone = Tone::Flight;
        QString brief = {}; ///< of what it says, what must not go unsaid in one line
        Nanos endedAt{}; ///< 0: still running
        QString shownNumber = {}; ///< when it last moved
        int shownArc = 0;

        /// But for what moves.
        bool saysTheSame(const Row& other) const
        {
            return timer.delivery == other.timer.delivery && timer.attempt == other.timer.attempt
                && timer.started == other.timer.started && timer.deadline == other.timer.deadline
                && timer.deadlineIsGuess == other.timer.deadlineIsGuess
                && timer.sequence == other.timer.sequence && client == other.client
                && says == other.says && tone == other.tone && endedAt == other.endedAt;
        }
    };
    Row rowOf(const TimerView& timer, const Snapshot& snapshot) const;
    void keepEnded(const Snapshot& snapshot, Nanos now, std::vector<Row>& rows) const;
    QString detail(const Row& row) const;
    QString fittingDetail(const Row& row, const QFontMetrics& metrics, int width) const;
    QString countdown(const Row& row) const;
    void updateMoving();
    QRectF ringOf(const QRect& area) const;
    int sixteenthsLeft(const Row& row) const;
    void paintRow(QPainter& painter, const Row& row, const QRect& area,
                  const QRegion& region) const;
    void paintRing(QPainter& painter, const Row& row, const QRectF& ring) const;
    void fitHeight();
    bool isFolded() const;
    int rowPx() const;
    int px(double pixels) const;

    std::vector<Row> m_rows;
    std::shared_ptr<const History> m_history;
    Nanos m_now{};
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    int m_room = 0; ///< px
    bool m_mayFold = false;
    QFont m_name;
    QFont m_text;
    QFont m_small;
    QFont m_number;
    int m_numberWidth = 0; ///< px: room for what a number may become
};

} // namespace stanscope
