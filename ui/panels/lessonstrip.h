#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/checkwords.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QString>
#include <QStringList>
#include <QTimer>

class QLabel;
class QPushButton;

namespace stanscope {

/// One sentence for the step that is happening. Steps may follow each other faster than anybody
/// reads, so that each sentence stays for two seconds and the next ones wait.
class LessonStrip : public QFrame
{
    Q_OBJECT

public:
    explicit LessonStrip(QWidget* parent = nullptr);

    /// Shows `text` now and forgets what waits.
    void setText(const QString& text);
    /// Shows `text` after the sentences before it. What is shown or waits already is not repeated.
    void say(const QString& text);
    /// Shows the last sentence now.
    void showLast();
    /// What somebody who watches another's broker has to know, instead of any sentence; empty: the
    /// lessons' sentences again.
    void setNotice(const ToldState& notice);
    /// What is on screen, by its own lesson and handler; empty: nothing is.
    void setRun(const QString& words);
    /// The next `say` is the first of a new run: nothing is before it.
    void beginAnew();
    /// The sentence, also under a notice.
    QString text() const;
    /// All that it shows: the notice, or which run it is and the sentence.
    QString shownText() const;
    /// The one obvious thing to do while nothing has run: a large button.
    void offerStart(bool offered);
    bool offersStart() const { return m_offersStart; }
    void setTheme(const Theme& theme, double scale);

signals:
    void startAsked();
    /// shownText() may be another.
    void refreshed();

private:
    void next();
    void refresh();

    QString m_sentence;
    ToldState m_notice;
    QStringList m_waiting;
    QTimer m_reading; ///< active while the sentence shown has not been there for long enough
    QLabel* m_icon;
    QLabel* m_run;
    QLabel* m_text;
    QPushButton* m_start;
    bool m_offersStart = false;
};

} // namespace stanscope
