#pragma once

#include "core/events/bankwords.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QStringList>

#include <optional>

class QComboBox;
class QPushButton;

namespace stanscope {

class VerdictPill;

/// The one toolbar: lesson, run, restart, handler, AckWait, and the verdict at the right.
class RunBar : public QFrame
{
    Q_OBJECT

public:
    explicit RunBar(const QStringList& lessons, QWidget* parent = nullptr);

    int lesson() const;
    void setLesson(int index);
    Handler handler() const;
    void setHandler(Handler handler);
    int ackWaitSeconds() const;
    void setAckWaitSeconds(int ackWait);

    /// `again`: the handler of the one-click second run, when there is one to offer.
    void setState(bool hasRun, bool playing, std::optional<Handler> again);
    VerdictPill* pill() const { return m_pill; }
    void setTheme(const Theme& theme, double scale);

signals:
    void lessonChanged(int index);
    /// Handler or AckWait of the next run.
    void choiceChanged();
    void runClicked();
    void restartClicked();
    void againClicked();

private:
    void build();
    void wire();

    QComboBox* m_lesson;
    QPushButton* m_run;
    QPushButton* m_restart;
    QPushButton* m_naive;
    QPushButton* m_ordered;
    QComboBox* m_ackWait;
    QPushButton* m_again;
    VerdictPill* m_pill;
};

} // namespace stanscope
