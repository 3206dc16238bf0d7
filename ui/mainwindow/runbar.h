#pragma once

#include "core/events/bankwords.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QList>

#include <optional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace stanscope {

class VerdictPill;

/// The one toolbar: lesson, run, restart, handler, AckWait, and the verdict at the right.
class RunBar : public QFrame
{
    Q_OBJECT

public:
    explicit RunBar(QWidget* parent = nullptr);

    /// Lessons count from 0 in the order in which they were added. `apart`: a line is drawn above.
    void addLesson(const QString& title, bool apart);
    int lesson() const;
    void setLesson(int index);
    Handler handler() const;
    void setHandler(Handler handler);
    /// What is shown.
    int ackWaitSeconds() const;
    /// What a person has chosen for this lesson; nothing: what the lesson says.
    std::optional<int> chosenAckWait() const;
    void chooseAckWait(int seconds);
    /// What the lesson says: shown until a person chooses.
    void proposeAckWait(int seconds);

    /// `again`: the handler of the one-click second run, when there is one to offer.
    void setState(bool hasRun, bool playing, std::optional<Handler> again);
    /// What is on screen is another run than the one that Run would begin: then the choice is
    /// marked as the next run's. `shown` empty: nothing is on screen, or it is the same.
    void setShown(const QString& shown);
    /// Puts a button for `action` left of the verdict. `small`: its icon only, and nothing where
    /// there is little room.
    void addTool(QAction* action, bool small);
    /// Watching somebody else's broker: `title` stands where the lessons are, with a button to
    /// leave it. Empty: lessons again.
    /// Where there is no bank there is no verdict.
    void setHasBank(bool hasBank);
    void setAttached(const QString& title);
    /// Whether the chosen lesson has a bank: without one no handler has a part in it.
    void setChoosesHandler(bool chooses);
    /// Why the chosen lesson cannot be played with two handlers side by side; empty: it can.
    void setTwinnable(const QString& whyNot);
    /// Another button is the obvious one.
    void setRunIsPlain(bool plain);
    VerdictPill* pill() const { return m_pill; }
    void setTheme(const Theme& theme, double scale);
    QSize minimumSizeHint() const override;

signals:
    void lessonChanged(int index);
    /// Handler or AckWait of the next run.
    void choiceChanged();
    void runClicked();
    void restartClicked();
    void againClicked();
    void twinClicked();
    void detachClicked();

protected:
    bool event(QEvent* event) override;

private:
    void fitTools();
    void showHandlers();
    int roomForTools() const;
    void makeHandlers();
    void build();
    void wire();

    const Theme* m_theme = nullptr;
    QHBoxLayout* m_row = nullptr;
    QList<QPushButton*> m_tools;
    QWidget* m_lastTool = nullptr; ///< in the order of the keys
    bool m_hasBank = true;
    bool m_choosesHandler = true;
    bool m_pillIsShort = false;
    bool m_tight = false; ///< tools without words, steps only in the time bar
    QList<QWidget*> m_ofLessons; ///< what a broker of somebody else has no use for
    bool m_offersAgain = false;
    QLabel* m_next; ///< before the choice: "Handler", or that it is the next run's
    QLabel* m_attached;
    QPushButton* m_detach;
    QComboBox* m_lesson;
    int m_lessons = 0;
    QPushButton* m_run;
    QPushButton* m_restart;
    QList<QPushButton*> m_handlers; ///< in the order of the enum
    QComboBox* m_ackWait;
    bool m_proposing = false;
    bool m_ackWaitIsChosen = false;
    QPushButton* m_twin;
    QPushButton* m_again;
    VerdictPill* m_pill;
};

} // namespace stanscope
