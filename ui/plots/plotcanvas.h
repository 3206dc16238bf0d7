#pragma once

#include "ui/plots/balancecurve.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QRect>
#include <QWidget>

#include <functional>
#include <memory>

class QPainter;

namespace stanscope {

/// The one place that knows QCustomPlot: an axis rectangle with the balance curves, and a plottable
/// that hands its painter to the timeline. Paints at most once per paint event, and then the newest
/// state. Mouse events pass through to the parent.
class PlotCanvas : public QWidget
{
    Q_OBJECT

public:
    struct Hooks
    {
        std::function<void()> prepare; ///< before painting; calls setAxes and setCurves
        std::function<void(QPainter&)> paintBehind;
        std::function<void(QPainter&)> paintInFront; ///< of the balance curves
    };
    struct Axes
    {
        QRect area; ///< of the balance, px
        double from = 0; ///< s
        double to = 1;
        double low = 0; ///< cents
        double high = 1;
    };
    struct Curves
    {
        BalanceCurve::Points actual;
        BalanceCurve::Points expected;
        BalanceCurve::Points wrongActual; ///< from the first wrong decision on
        BalanceCurve::Points wrongExpected; ///< the other border of the violated area
    };

    explicit PlotCanvas(QWidget* parent = nullptr);
    ~PlotCanvas() override;

    void setHooks(Hooks hooks);
    void setTheme(const Theme& theme, double scale);
    void setAxes(const Axes& axes);
    void setCurves(const Curves& curves);
    /// The picture is out of date; it is painted anew with the next paint event, whoever asks for
    /// it.
    void outdate();
    /// The same, and asks for one.
    void invalidate();

    /// The picture as it is on screen, twice as fine, as a PNG file.
    QByteArray toPng();
    /// The same in lines and letters.
    QByteArray toSvg(const QString& title);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
