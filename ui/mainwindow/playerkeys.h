#pragma once

#include <QList>
#include <QObject>

class QWidget;

namespace stanscope {

/// Space and Page Down go to the next step, Backspace and Page Up back, wherever the focus is in
/// the window; but a text field keeps its keys, and a button its own.
class PlayerKeys : public QObject
{
    Q_OBJECT

public:
    explicit PlayerKeys(QWidget* window);

    /// Any of them: also those of a presenter's remote.
    static QList<Qt::Key> nextKeys() { return {Qt::Key_Space, Qt::Key_PageDown}; }
    static QList<Qt::Key> backKeys() { return {Qt::Key_Backspace, Qt::Key_PageUp}; }

    void setActive(bool active) { m_active = active; }

signals:
    void nextAsked();
    void backAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    bool m_active = false;
};

} // namespace stanscope
