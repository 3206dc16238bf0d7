#pragma once

#include <QWidget>

class QLabel;

namespace stanscope {

/// A label whose text changes many times a second. The layout around it is asked again only when
/// the text needs more room, or much less: each time costs a pass over the whole window.
class SteadyBox : public QWidget
{
    Q_OBJECT

public:
    /// Takes the label. `lines`: it wraps, and has room for so many at least; 0: it is one line,
    /// and all there.
    SteadyBox(QLabel* label, int lines, QWidget* parent);

    QSize sizeHint() const override { return m_room; }
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QLabel* m_label;
    int m_lines;
    QSize m_room;
};

} // namespace stanscope
