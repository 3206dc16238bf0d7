#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"
#include "ui/plots/timetravel.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <cstddef>
#include <memory>
#include <optional>

class QLabel;

namespace stanscope {

class StepLine;
class TimelineView;
class VerdictPill;

/// What the presenter shows of a lesson.
struct PresenterStep
{
    QString sentence = {};
    std::size_t count = 0; ///< of steps; 0: it is no lesson
    std::size_t passed = 0; ///< the one that is told, from 1
    std::size_t known = 0;
    bool isJudged = true; ///< the verdict on the run may be seen

    bool operator==(const PresenterStep&) const = default;
};

/// For a room: one sentence, the timeline, two figures and the verdict on the whole screen, to be
/// read from the last row. Its type follows the screen's height. GUI thread.
class PresenterView : public QWidget
{
    Q_OBJECT

public:
    explicit PresenterView(QWidget* window);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTravel(const std::optional<TimeTravel>& travel);
    void setTold(const std::optional<ToldSpan>& told);
    void setAccount(NameId account);
    void setStep(const PresenterStep& step);
    /// What the step speaks of.
    void pointAt(const std::vector<stanscope::NameId>& lanes);
    void setSelection(const stanscope::Selection& selection);
    void setTheme(const Theme& theme);
    TimelineView* timeline() const { return m_timeline; }

    struct Keys
    {
        QList<Qt::Key> keys; ///< any of them
        QString does;
        void (PresenterView::*asks)(); ///< null: it closes
    };
    static QList<Keys> keyTable();

signals:
    void nextAsked();
    void backAsked();
    /// Steps count from 0.
    void stepAsked(std::size_t step);
    void twinAsked();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void applyScale();
    void refresh();
    void retranslate();
    const AccountView* account() const;

    const Theme* m_theme = &lightTheme();
    Theme m_plotTheme = lightTheme();
    double m_scale = 0;
    std::shared_ptr<const Snapshot> m_snapshot;
    PresenterStep m_step;
    NameId m_account = 0;
    QLabel* m_number;
    QLabel* m_sentence;
    VerdictPill* m_pill;
    StepLine* m_line;
    TimelineView* m_timeline;
    QWidget* m_figures;
    QLabel* m_balanceOf;
    QLabel* m_balance;
    QLabel* m_expectedIs;
    QLabel* m_expected;
    QLabel* m_wrong;
    QLabel* m_keys;
    QLabel* m_leave;
};

} // namespace stanscope
