#pragma once

#include <QColor>
#include <QWidget>

namespace stanscope {

/// The 8 px dot that says a state by its colour; words beside it say it too.
class StateDot : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(QWidget* parent = nullptr);

    void setColor(const QColor& color);
    void setScale(double scale);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor m_color;
};

} // namespace stanscope
