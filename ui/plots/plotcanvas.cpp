#include "ui/plots/plotcanvas.h"

#include <QBuffer>
#include <QSvgGenerator>

#include <qcustomplot.h>

#include <utility>

namespace stanscope {

namespace {

/// Hands the painter on; clipped by nothing but the widget.
class PaintHook : public QCPAbstractPlottable
{
public:
    PaintHook(QCPAxis* keys, QCPAxis* values, std::function<void(QPainter&)> paint)
        : QCPAbstractPlottable(keys, values)
        , m_paint(std::move(paint))
    {
        removeFromLegend();
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        found = false;
        return {};
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        found = false;
        return {};
    }

protected:
    QRect clipRect() const override { return parentPlot()->viewport(); }
    // Antialiasing is the painter's own decision per shape: QCPPainter would shift by half a pixel.
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override
    {
        applyAntialiasingHint(painter, false, QCP::aeNone);
    }
    void draw(QCPPainter* painter) override { m_paint(*painter); }
    void drawLegendIcon(QCPPainter*, const QRectF&) const override { }

private:
    std::function<void(QPainter&)> m_paint;
};

} // namespace

/// Replots when it is painted and stale, so that any number of changes cost one frame.
class LazyPlot : public QCustomPlot
{
public:
    using QCustomPlot::QCustomPlot;

    void outdate() { m_stale = true; }
    void invalidate()
    {
        outdate();
        update();
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        if (std::exchange(m_stale, false)) {
            // replot() asks for another paint event, which is this one.
            setAttribute(Qt::WA_UpdatesDisabled, true);
            replot(QCustomPlot::rpQueuedRefresh);
            setAttribute(Qt::WA_UpdatesDisabled, false);
        }
        QCustomPlot::paintEvent(event);
    }

    void resizeEvent(QResizeEvent*) override
    {
        setViewport(rect());
        invalidate();
    }

private:
    bool m_stale = true;
};

namespace {

QVector<QCPGraphData> graphData(const BalanceCurve::Points& points)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const BalancePoint& point : points)
        data.append({point.time, point.cents});
    return data;
}

constexpr std::size_t mostSmooth = 1000; // points drawn with a wide, smooth pen

} // namespace

struct PlotCanvas::Private
{
    LazyPlot* plot = nullptr;
    Hooks hooks;
    QCPGraph* expected = nullptr;
    QCPGraph* wrongExpected = nullptr;
    QCPGraph* wrongActual = nullptr;
    QCPGraph* actual = nullptr;
    Theme theme;
    double scale = 1;

    void addHook(const QString& layer, std::function<void(QPainter&)> paint);
    QCPGraph* addCurve();
    void fill(QCPGraph* graph, const BalanceCurve::Points& points, QPen pen);
};

void PlotCanvas::Private::addHook(const QString& layer, std::function<void(QPainter&)> paint)
{
    // The plot owns it.
    auto* hook = new PaintHook(plot->xAxis, plot->yAxis, std::move(paint));
    hook->setLayer(layer);
}

QCPGraph* PlotCanvas::Private::addCurve()
{
    QCPGraph* graph = plot->addGraph();
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setAdaptiveSampling(true);
    return graph;
}

void PlotCanvas::Private::fill(QCPGraph* graph, const BalanceCurve::Points& points, QPen pen)
{
    const bool smooth = points.size() <= mostSmooth;
    if (!smooth)
        pen.setWidth(1); // wide pens are many times slower
    graph->setAntialiased(smooth);
    graph->setPen(pen);
    graph->data()->set(graphData(points), true);
}

PlotCanvas::PlotCanvas(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    d->plot = new LazyPlot(this);
    d->plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    d->plot->setFocusPolicy(Qt::NoFocus);
    d->plot->setMinimumSize(0, 0);
    QCPAxisRect* axes = d->plot->axisRect();
    axes->setAutoMargins(QCP::msNone);
    axes->setMinimumMargins(QMargins());
    axes->setMinimumSize(1, 1);
    for (QCPAxis* axis : axes->axes())
        axis->setVisible(false);
    d->wrongExpected = d->addCurve();
    d->wrongActual = d->addCurve();
    d->wrongActual->setChannelFillGraph(d->wrongExpected);
    d->expected = d->addCurve();
    d->actual = d->addCurve();
    d->addHook(QStringLiteral("grid"), [this](QPainter& painter) {
        if (d->hooks.paintBehind)
            d->hooks.paintBehind(painter);
    });
    d->addHook(QStringLiteral("overlay"), [this](QPainter& painter) {
        if (d->hooks.paintInFront)
            d->hooks.paintInFront(painter);
    });
    connect(d->plot, &QCustomPlot::beforeReplot, this, [this] {
        if (d->hooks.prepare)
            d->hooks.prepare();
    });
}

PlotCanvas::~PlotCanvas() = default;

void PlotCanvas::setHooks(Hooks hooks)
{
    d->hooks = std::move(hooks);
}

void PlotCanvas::setTheme(const Theme& theme, double scale)
{
    d->theme = theme;
    d->scale = scale;
    d->plot->setBackground(QBrush(theme.surface));
    QColor area = theme[Tone::Violated].soft;
    area.setAlphaF(0.75F);
    d->wrongActual->setBrush(area);
    invalidate();
}

void PlotCanvas::setAxes(const Axes& axes)
{
    const QRect& area = axes.area;
    const QRect all = d->plot->rect();
    d->plot->axisRect()->setMargins(QMargins(area.left(), area.top(), all.right() - area.right(),
                                             all.bottom() - area.bottom()));
    d->plot->xAxis->setRange(axes.from, axes.to);
    d->plot->yAxis->setRange(axes.low, axes.high);
}

void PlotCanvas::setCurves(const Curves& curves)
{
    const double width = 2.5 * d->scale;
    const QPen good(d->theme[Tone::Acked].mark, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    const QPen bad(d->theme[Tone::Violated].mark, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    QPen should(d->theme.text2, 1.5 * d->scale, Qt::CustomDashLine, Qt::FlatCap);
    should.setDashPattern({4, 3});
    d->fill(d->actual, curves.actual, good);
    d->fill(d->expected, curves.expected, should);
    d->fill(d->wrongActual, curves.wrongActual, bad);
    d->fill(d->wrongExpected, curves.wrongExpected, QPen(Qt::NoPen));
}

void PlotCanvas::outdate()
{
    d->plot->outdate();
}

void PlotCanvas::invalidate()
{
    d->plot->invalidate();
}

QByteArray PlotCanvas::toPng()
{
    constexpr double fineness = 2;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (d->hooks.prepare)
        d->hooks.prepare();
    d->plot->toPixmap(d->plot->width(), d->plot->height(), fineness).save(&buffer, "PNG");
    return bytes;
}

QByteArray PlotCanvas::toSvg(const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    generator.setSize(d->plot->size());
    generator.setViewBox(d->plot->rect());
    // Fonts have pixel sizes: one unit of the picture is one pixel of the screen.
    generator.setResolution(d->plot->logicalDpiX());
    if (d->hooks.prepare)
        d->hooks.prepare();
    QCPPainter painter;
    if (!painter.begin(&generator))
        return {};
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(d->plot->rect(), d->theme.surface);
    d->plot->toPainter(&painter, d->plot->width(), d->plot->height());
    painter.end();
    return bytes;
}

void PlotCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    d->plot->setGeometry(rect());
}

} // namespace stanscope
