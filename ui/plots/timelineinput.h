#pragma once

#include <QObject>
#include <QPoint>
#include <QPointF>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace stanscope {

/// What one notch of the wheel or one key press zooms in by.
inline constexpr double zoomPerNotch = 0.8;

/// Turns the mouse and key events of a widget into what a person wants of a timeline: zoom, pan, go
/// to an end, follow, select, be told. Positions are in the widget's pixels.
class TimelineInput : public QObject
{
    Q_OBJECT

public:
    explicit TimelineInput(QWidget* widget);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// The wheel, `notches` > 0: away from the hand.
    void wheeled(double notches, const QPointF& position);
    /// `factor` < 1 zooms in.
    void zoomedAboutCentre(double factor);
    /// `way` > 0: the picture moves right and down. `pressedAt`: where the drag began.
    void dragged(const QPointF& way, const QPointF& pressedAt, const QPointF& position);
    /// By so many lanes, > 0: down.
    void scrolledByLanes(double lanes);
    /// By what is in view.
    void scrolledByPages(double pages);
    /// `fraction` of the visible span, > 0: later.
    void stepped(double fraction);
    void clicked(const QPointF& position);
    void fitAsked();
    void startAsked();
    void endAsked();
    void followToggled();
    void toolTipAsked(const QPoint& position, const QPoint& onScreen);
    /// Reached with Tab: the focus is to be seen.
    void keyboardFocused(bool focused);

private:
    bool wheel(const QWheelEvent& event);
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    bool key(const QKeyEvent& event);

    QWidget* m_widget;
    QPointF m_pressedAt;
    QPointF m_last;
    bool m_pressed = false;
    bool m_dragging = false;
};

} // namespace stanscope
