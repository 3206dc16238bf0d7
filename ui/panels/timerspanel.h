#pragma once

#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <QTimer>

#include <vector>

class QLabel;
class QScrollArea;

namespace stanscope {

class TimersCanvas;

/// A ring and a countdown for each running delivery. They move at the display's rate on a clock of
/// their own, and reach 0 when the broker redelivers; then the row says for a moment what happened.
class TimersPanel : public Panel
{
    Q_OBJECT

public:
    explicit TimersPanel(QWidget* parent = nullptr);

    /// The rows; what is said about them follows by showWords().
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void showWords(const Snapshot& snapshot);
    /// A lesson points at it: all its rows are to be seen, with one line each if need be.
    void setPointedAt(bool pointedAt);
    void setTheme(const Theme& theme, double scale) override;
    /// "account-1 · seq 1 · attempt 1 | to the group again in | 0.93 s" for each row.
    QStringList rowTexts() const;

signals:
    /// A row was clicked.
    void selected(const stanscope::Selection& selection);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void abilitiesChanged() override { updateClock(); }

private:
    void tick();
    void updateClock();
    void placeEmpty();
    void fitRows();

    std::weak_ptr<const History> m_history;
    QTimer m_clock;
    bool m_isPointedAt = false;
    QScrollArea* m_scroll;
    TimersCanvas* m_canvas;
    QLabel* m_empty;
};

} // namespace stanscope
