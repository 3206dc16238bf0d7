#include "ui/mainwindow/columnscroll.h"

#include <QEvent>
#include <QLayout>

namespace stanscope {

ColumnScroll::ColumnScroll(QWidget* content, QWidget* parent)
    : QScrollArea(parent)
{
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

int ColumnScroll::wantedHeight() const
{
    const QLayout* layout = widget()->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(contentsRect().width())
                                       : layout->totalSizeHint().height();
}

bool ColumnScroll::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        decide();
    return QScrollArea::eventFilter(watched, event);
}

void ColumnScroll::resizeEvent(QResizeEvent* event)
{
    decide();
    QScrollArea::resizeEvent(event);
}

void ColumnScroll::decide()
{
    setVerticalScrollBarPolicy(wantedHeight() > contentsRect().height() ? Qt::ScrollBarAlwaysOn
                                                                        : Qt::ScrollBarAlwaysOff);
}

} // namespace stanscope
