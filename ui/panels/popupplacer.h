#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace stanscope {

/// Opens a popup below a button and keeps all of it on the button's screen: one whose content grows
/// or shrinks gets the size that it needs, and moves up only where the screen ends.
class PopupPlacer : public QObject
{
    Q_OBJECT

public:
    /// Shows it. `spare` px are left free below it, for what it is expected to grow by while the
    /// mouse is on it.
    static void open(QWidget* popup, const QWidget* button, int spare = 0);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit PopupPlacer(QWidget* popup);

    void place(int spare);
    void fit();

    QWidget* m_popup;
    QPointer<const QWidget> m_button;
    bool m_isDue = false;
};

} // namespace stanscope
