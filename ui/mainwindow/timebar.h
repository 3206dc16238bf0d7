#pragma once

#include "core/session/timeposition.h"
#include "ui/mainwindow/timemarks.h"

#include <QFrame>
#include <QList>
#include <QPointer>

class QAction;
class QLabel;
class QPushButton;

namespace stanscope {

class TimeTrack;

/// Travels in time: where the cursor stands in a session, what happened there, and the steps from
/// there. Its actions are the Time menu's; they are enabled while time travels.
class TimeBar : public QFrame
{
    Q_OBJECT

public:
    /// What is travelled in.
    enum class Source
    {
        None, ///< live: the bar is hidden
        Session, ///< the live one, frozen
        Capture ///< an opened file
    };

    explicit TimeBar(QWidget* parent = nullptr);

    /// `live`: there is something to go back to. While it is opened there are no positions yet.
    void begin(Source source, bool live);
    /// The reader has a player instead: the bar is out of the way, its actions are there.
    void setQuiet(bool quiet);
    void showProgress(int percent);
    void setMarks(const TimeMarks& marks);
    void showPosition(const TimePosition& position);
    /// For a moment, in place of what the event says.
    void say(const QString& text);
    Source source() const { return m_source; }
    bool hasPosition() const { return m_position.events > 0; }

    /// Why time cannot be frozen now; empty: it can.
    void setFreezable(const QString& whyNot);
    /// In the order of the menu; the null ones are separators.
    QList<QAction*> menuActions() const { return m_actions; }
    QAction* freezeAction() const { return m_freeze; }
    QAction* backAction() const { return m_back; }
    QAction* forwardAction() const { return m_forward; }
    void setTheme(const Theme& theme, double scale);

signals:
    void freezeAsked();
    void stepAsked(int events);
    /// 1: the next one, -1: the one before.
    void redeliveryAsked(int direction);
    void violationAsked();
    void startAsked();
    void endAsked();
    void timeAsked(std::chrono::nanoseconds time);
    /// Back to live, or away from the capture.
    void leaveAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QAction* makeAction(const QString& text, const QKeySequence& key, const QString& name,
                        const QString& icon, const QString& tip);
    void build();
    void wire();
    void refresh();

    Source m_source = Source::None;
    bool m_live = false;
    bool m_opening = false;
    bool m_quiet = false;
    TimePosition m_position;
    QList<QAction*> m_actions;
    QString m_whyNotFreeze;
    QAction* m_freeze = nullptr;
    QAction* m_start = nullptr;
    QAction* m_redeliveryBack = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QAction* m_redeliveryForward = nullptr;
    QAction* m_violation = nullptr;
    QAction* m_end = nullptr;
    QAction* m_leave = nullptr;
    TimeTrack* m_track;
    QPointer<QWidget> m_focusBefore; ///< the time travel
    QLabel* m_where;
    QLabel* m_says;
    QPushButton* m_leaveButton;
};

} // namespace stanscope
