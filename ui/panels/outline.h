#pragma once

#include <QColor>
#include <QMargins>
#include <QPointer>
#include <QWidget>

namespace stanscope {

/// A frame in the accent colour around another widget, which is to be looked at. It lies above it
/// and is in nobody's way.
class Outline : public QWidget
{
    Q_OBJECT

public:
    /// `host`, in which it lies, is the target's parent or the parent of that. Hidden until
    /// setShown().
    Outline(QWidget* target, QWidget* host, const QMargins& margins);

    void setShown(bool shown);
    void setColor(const QColor& color, double scale);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QPointer<QWidget> m_target;
    QMargins m_margins;
    bool m_shown = false;
    QColor m_color;
    double m_scale = 1.0;
};

} // namespace stanscope
