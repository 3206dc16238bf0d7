#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <cstddef>

namespace stanscope {

/// The way through a lesson: a segment for each step, filled where the reader has been, outlined
/// where the reader is. A click asks for that step.
class StepLine : public QWidget
{
    Q_OBJECT

public:
    explicit StepLine(QWidget* parent = nullptr);

    /// `passed` of `count` steps have been told; `known` of them have a moment.
    void setSteps(std::size_t count, std::size_t passed, std::size_t known);
    void setTheme(const Theme& theme, double scale);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where the segment of that step is, from 0.
    QRectF segment(std::size_t step) const;

signals:
    /// Steps count from 0.
    void stepAsked(std::size_t step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double px(double pixels) const { return pixels * m_scale; }

    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    std::size_t m_count = 0;
    std::size_t m_passed = 0;
    std::size_t m_known = 0;
};

} // namespace stanscope
