#pragma once

#include "core/lab/snapshot.h"
#include "core/scenario/scenario.h"
#include "core/session/playback.h"
#include "ui/models/selection.h"
#include "ui/panels/questionpanel.h"
#include "ui/plots/timetravel.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QDockWidget;
class QWidget;

namespace stanscope {

class AccountPanel;
class DockHost;
class LessonStrip;
class Outline;
class PlayerKeys;
class PlayerStrip;
class SummaryCard;
class TimersPanel;
class VerdictPill;

/// What drives the player, seen from the window.
struct PlayerState
{
    const Playback* playback = nullptr;
    bool isReading = false; ///< at the reader's pace; else a recording is only looked at
    bool hasLive = false; ///< there is something to go back to
    std::optional<std::chrono::milliseconds> behind = {}; ///< live
    std::chrono::milliseconds patience{}; ///< for what is waited for; 0: not known
};

/// Which question it answers, and what was said to it.
struct LessonGuess
{
    std::size_t step = 0; ///< of those that are told, from 1
    Guess guess = {};
};

/// A lesson in the window: its sentences, its questions, what is to be looked at, its end. Knows
/// nothing of where the stream comes from.
class LessonDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        LessonStrip* strip = nullptr;
        PlayerStrip* player = nullptr;
        SummaryCard* summary = nullptr;
        DockHost* host = nullptr;
        QuestionPanel* question = nullptr;
        QDockWidget* questionDock = nullptr;
        AccountPanel* account = nullptr;
        TimersPanel* timers = nullptr;
        QDockWidget* timersDock = nullptr;
        VerdictPill* pill = nullptr;
        const std::vector<Scenario>* lessons = nullptr; ///< that are offered
    };

    LessonDesk(Parts parts, QWidget* window);

    /// A stream is looked at: its latest snapshot.
    void begin(const Snapshot& latest);
    void end();
    bool isOpen() const { return m_isOpen; }
    bool isReading() const { return m_isReading; }
    const Scenario& lesson() const { return m_lesson; }
    void setState(const PlayerState& state);
    /// What of a snapshot is to be shown: at the reader's pace nobody has judged yet.
    std::shared_ptr<const Snapshot> shown(const std::shared_ptr<const Snapshot>& snapshot) const;
    /// A moment is on screen.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(const Theme& theme, double scale);
    /// "vi", "en_GB": what the texts of lessons are told in.
    void setLanguage(const QString& language);

    /// What a person has guessed at this moment, for the window that takes this one's place.
    std::optional<LessonGuess> guess() const;
    /// Comes to the question of its step when that is asked.
    void take(const std::optional<LessonGuess>& guess) { m_taken = guess; }

    /// The verdict on the run may be seen.
    bool isJudged() const { return !m_isOpen || isVerdictShown(); }

signals:
    /// Another step is told, or something else of it.
    void toldAnew();
    void nextAsked();
    void backAsked();
    void playAsked(bool play);
    void speedChosen(double speed);
    void stepAsked(std::size_t step);
    void liveAsked();
    /// It is to be run, or looked at, once more with another handler.
    void lessonAsked(const QString& id, stanscope::Handler handler);
    /// The lesson that is told, with its handler and another one side by side.
    void twinAsked(stanscope::Handler handler);
    void selectionAsked(const stanscope::Selection& selection);
    /// Its lane is to be seen.
    void laneAsked(stanscope::NameId lane);
    /// Another step is told: the timeline goes there.
    void followAsked();
    /// What there is to see of the lesson, from its first moment to its last; nothing: none is
    /// read.
    void spanTold(const std::optional<stanscope::ToldSpan>& told);
    /// These lanes are what is spoken of; none: nobody's.
    void lanesPointedAt(const std::vector<stanscope::NameId>& lanes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const ScenarioStep* toldStep() const;
    const ScenarioStep* stepAt(std::size_t told) const;
    QString text(const LessonText& text) const;
    QString sentence() const;
    QString note() const;
    bool isVerdictShown() const;
    void refresh();
    void refreshQuestion();
    void reveal();
    std::optional<ToldSpan> toldSpan() const;
    void refreshOutlines();
    void refreshSummary();
    void pointAtTimers(bool pointedAt);
    void applyHighlights();
    std::optional<Handler> otherHandler() const;
    const Scenario* nextLesson() const;

    Parts m_parts;
    PlayerKeys* m_keys;
    QList<Outline*> m_outlines; ///< balance, should be, timers, verdict
    std::string m_language;
    bool m_isOpen = false;
    bool m_isReading = false;
    Scenario m_lesson;
    std::vector<std::uint32_t> m_told;
    std::optional<Handler> m_handler;
    std::vector<PlayedStep> m_steps;
    std::size_t m_passed = 0;
    bool m_isAtEnd = false;
    Playback::Mode m_mode = Playback::Mode::Standing;
    bool m_isGoingBack = false;
    bool m_hasComeBack = false; ///< what is on screen may still be later than what is told
    std::chrono::milliseconds m_patience{};
    bool m_hasLive = false;
    std::size_t m_asked = 0; ///< the step whose question is there, from 1; 0: none
    std::optional<LessonGuess> m_taken; ///< for a question that is still to be asked
    bool m_lookDue = false; ///< the step's highlights are to be applied
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace stanscope
