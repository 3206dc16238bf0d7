#pragma once

#include "ui/mainwindow/timemarks.h"

#include <QWidget>

#include <optional>

namespace stanscope {

/// The whole time of a session as a line with marks, and a handle where the cursor stands. Pressing
/// or dragging asks for a time; while a file is read it shows how far that is.
class TimeTrack : public QWidget
{
    Q_OBJECT

public:
    explicit TimeTrack(QWidget* parent = nullptr);

    void setSpan(Nanos start, Nanos end);
    /// Left alone while a person drags the handle.
    void setCursorTime(Nanos time);
    void setMarks(const TimeMarks& marks);
    /// 0 to 100; nothing: the file is read.
    void setProgress(std::optional<int> percent);
    void setTheme(const Theme& theme, double scale);

    QSize sizeHint() const override;

signals:
    void timeAsked(std::chrono::nanoseconds time);
    // By keys: Left and Right, Page Up and Page Down, Home.
    void stepAsked(int events);
    void redeliveryAsked(int direction);
    void startAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QRectF groove() const;
    double xOf(Nanos time) const;
    void moveTo(double x);
    double px(double pixels) const { return pixels * m_scale; }
    void paintMarks(QPainter& painter) const;
    void paintHandle(QPainter& painter) const;

    TimeMarks m_marks;
    Nanos m_start{};
    Nanos m_end{};
    Nanos m_cursor{};
    std::optional<int> m_progress;
    bool m_dragging = false;
    bool m_focusSeen = false; ///< it came by Tab
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
};

} // namespace stanscope
