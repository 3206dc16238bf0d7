#pragma once

#include "core/events/command.h"
#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace stanscope {

class ElidedLabel;
class FaultForm;
class StateDot;

/// One replica: what it is, what it does now, what it did, and what can be done to it.
class ReplicaCard : public QWidget
{
    Q_OBJECT

public:
    explicit ReplicaCard(const ReplicaView& view, QWidget* parent = nullptr);

    void setView(const ReplicaView& view);
    /// Moves the countdown to the eviction; `now` is CLOCK_MONOTONIC.
    void setNow(Nanos now);
    bool countsDown(Nanos now) const { return m_view.evictionAt > now; }
    void setTheme(const Theme& theme, double scale);
    /// Why nothing can be done to it now; empty: it can.
    void setFrozen(const QString& why);
    /// Empty: it can be commanded.
    QString whyNot() const;
    bool takesFaults() const;

signals:
    void commanded(const stanscope::Command& command);
    /// The same for every replica; the command names none.
    void commandedAll(const stanscope::Command& command);
    /// The same for one of the replicas, whichever.
    void commandedOne(const stanscope::Command& command);
    /// It was clicked: why the replica stands as it does.
    void whyAsked(stanscope::NameId lane);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void wire();
    void refresh();
    void refreshButtons();
    void refreshDoing();

    ReplicaView m_view;
    QString m_frozen;
    Nanos m_now{};
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    StateDot* m_dot = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_pid = nullptr;
    ElidedLabel* m_options = nullptr;
    ElidedLabel* m_doing = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_fatal = nullptr;
    QLabel* m_stderr = nullptr;
    QWidget* m_buttons = nullptr;
    QPushButton* m_forget = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_kill = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_restart = nullptr;
    QPushButton* m_faults = nullptr;
    FaultForm* m_faultForm = nullptr;
};

} // namespace stanscope
