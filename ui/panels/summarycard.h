#pragma once

#include <QFrame>
#include <QString>
#include <QStringList>

class QLabel;
class QPushButton;

namespace stanscope {

/// The end of a lesson: what happened, what the handler made of it, what is to be remembered.
struct LessonSummary
{
    QString title = {};
    QString happened = {};
    QString result = {}; ///< what this handler made of it
    QString resultTone = {}; ///< the style sheet's word
    QStringList remember = {};
    QString otherHandler = {}; ///< empty: there is none to offer
    bool hasTwin = false; ///< both handlers side by side
    QString nextLesson = {}; ///< its title; empty: this is the last one

    bool operator==(const LessonSummary&) const = default;
};

class SummaryCard : public QFrame
{
    Q_OBJECT

public:
    explicit SummaryCard(QWidget* parent = nullptr);

    void showSummary(const LessonSummary& summary);

signals:
    void otherHandlerAsked();
    void twinAsked();
    void nextLessonAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    LessonSummary m_summary;
    QLabel* m_happenedTitle;
    QLabel* m_happened;
    QLabel* m_resultTitle;
    QLabel* m_result;
    QLabel* m_rememberTitle;
    QLabel* m_remember;
    QPushButton* m_other;
    QPushButton* m_twin;
    QPushButton* m_next;
};

} // namespace stanscope
