#include "ui/mainwindow/lessondesk.h"

#include "core/scenario/playedlesson.h"
#include "core/words/language.h"
#include "ui/mainwindow/awaitedwords.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/lessonlook.h"
#include "ui/mainwindow/playerkeys.h"
#include "ui/models/handlerwords.h"
#include "ui/models/tones.h"
#include "ui/models/unjudged.h"
#include "ui/models/verdictwords.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/outline.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/questionpanel.h"
#include "ui/panels/summarycard.h"
#include "ui/panels/timerspanel.h"
#include "ui/panels/verdictpill.h"

#include <QDockWidget>
#include <QEvent>
#include <QMargins>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// The picture of a moment has what is told so shortly after it.
constexpr Nanos toldTogether = std::chrono::milliseconds(60);
// What stands above and below a figure is close.
constexpr QMargins aroundFigure{6, 2, 6, 2};

} // namespace

LessonDesk::LessonDesk(Parts parts, QWidget* window)
    : QObject(window)
    , m_parts(parts)
    , m_keys(new PlayerKeys(window))
    , m_language(toText(currentLanguage()))
{
    m_outlines = {new Outline(parts.account->balanceBox(), parts.account, aroundFigure),
                  new Outline(parts.account->expectedBox(), parts.account, aroundFigure),
                  new Outline(parts.timers, parts.timers->parentWidget(), {}),
                  new Outline(parts.pill, parts.pill->parentWidget(), {3, 3, 3, 3})};
    window->installEventFilter(this);
    m_parts.player->hide();
    m_parts.summary->hide();
    m_parts.host->setPresent(m_parts.questionDock, false);
    connect(m_keys, &PlayerKeys::nextAsked, this, [this] {
        if (m_parts.player->view().canGoOn)
            emit nextAsked();
    });
    connect(m_keys, &PlayerKeys::backAsked, this, [this] {
        if (m_parts.player->view().canGoBack)
            emit backAsked();
    });
    connect(m_parts.player, &PlayerStrip::nextAsked, this, &LessonDesk::nextAsked);
    connect(m_parts.player, &PlayerStrip::backAsked, this, &LessonDesk::backAsked);
    connect(m_parts.player, &PlayerStrip::playAsked, this, &LessonDesk::playAsked);
    connect(m_parts.player, &PlayerStrip::speedChosen, this, &LessonDesk::speedChosen);
    connect(m_parts.player, &PlayerStrip::stepAsked, this, &LessonDesk::stepAsked);
    connect(m_parts.player, &PlayerStrip::liveAsked, this, &LessonDesk::liveAsked);
    connect(m_parts.summary, &SummaryCard::otherHandlerAsked, this, [this] {
        if (const auto other = otherHandler())
            emit lessonAsked(utf8(m_lesson.id), *other);
    });
    connect(m_parts.summary, &SummaryCard::twinAsked, this,
            [this] { emit twinAsked(m_handler.value_or(Handler::Naive)); });
    connect(m_parts.strip, &LessonStrip::refreshed, this, [this] {
        if (m_told.empty())
            refresh();
    });
    connect(m_parts.summary, &SummaryCard::nextLessonAsked, this, [this] {
        if (const Scenario* next = nextLesson())
            emit lessonAsked(utf8(next->id), m_handler.value_or(Handler::Naive));
    });
}

void LessonDesk::begin(const Snapshot& latest)
{
    m_isOpen = true;
    m_lesson = latest.run ? lessonOf(*latest.run) : Scenario();
    m_told = toldSteps(m_lesson);
    m_handler = handlerOf(latest);
    m_passed = 0;
    m_isAtEnd = false;
    m_snapshot.reset();
    m_steps.clear();
    m_parts.strip->hide(); // the player says what it would, or both would not fit a small window
    m_parts.player->show();
}

void LessonDesk::end()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_isReading = false;
    m_lesson = {};
    m_told.clear();
    m_steps.clear();
    m_isAtEnd = false;
    m_asked = 0;
    m_taken.reset();
    m_keys->setActive(false);
    m_parts.pill->setUnjudged(false);
    m_parts.account->setUnjudged(false);
    m_parts.player->hide();
    m_parts.summary->hide();
    m_parts.strip->show();
    m_parts.host->setLeftFolded(false);
    m_parts.host->setPresent(m_parts.questionDock, false);
    refreshOutlines();
    emit spanTold(std::nullopt);
}

std::optional<ToldSpan> LessonDesk::toldSpan() const
{
    std::optional<ToldSpan> span;
    for (const PlayedStep& step : m_steps) {
        if (!step.moment || !m_isReading)
            continue;
        if (!span)
            span = ToldSpan{*step.moment, *step.moment};
        span->first = std::min(span->first, *step.moment);
        span->last = std::max(span->last, *step.moment);
    }
    // Before the first sentence the cursor is at the start: it is seen where that is not far.
    if (const Nanos start = m_snapshot ? m_snapshot->history->start : Nanos::max();
        span && start < span->first && span->first - start <= span->last - span->first)
        span->first = start;
    return span;
}

void LessonDesk::setLanguage(const QString& language)
{
    m_language = language.toStdString();
    refresh();
    refreshQuestion();
    refreshSummary();
}

bool LessonDesk::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        const std::string_view word = toText(currentLanguage());
        setLanguage(QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
    }
    return QObject::eventFilter(watched, event);
}

void LessonDesk::setState(const PlayerState& state)
{
    if (!m_isOpen)
        return;
    const Playback& playback = *state.playback;
    const bool another = m_passed != playback.passed() || m_isAtEnd != playback.isAtEnd()
        || m_isReading != state.isReading;
    const bool begins = state.isReading && !m_isReading;
    m_steps = playback.steps();
    m_passed = playback.passed();
    m_isAtEnd = playback.isAtEnd();
    m_isReading = state.isReading;
    m_mode = playback.mode();
    m_isGoingBack = playback.isGoingBack();
    m_hasComeBack = m_isGoingBack || (m_hasComeBack && m_mode == Playback::Mode::Standing);
    m_patience = state.patience;
    m_hasLive = state.hasLive;
    m_keys->setActive(!m_told.empty());
    PlayerView view = m_parts.player->view();
    view.count = m_told.size();
    view.passed = m_passed;
    view.known = static_cast<std::size_t>(
        std::ranges::count_if(m_steps, [](const auto& step) { return step.moment.has_value(); }));
    view.speed = playback.speed();
    view.isPlaying = m_mode == Playback::Mode::Playing;
    view.canGoOn = playback.canGoOn();
    view.canGoBack = playback.canGoBack();
    view.hasLive = state.hasLive;
    view.behind = state.behind
        ? tr("%1 s behind live").arg(static_cast<double>(state.behind->count()) / 1000, 0, 'f', 1)
        : QString();
    view.sentence = sentence();
    view.note = note();
    const ScenarioStep* told = toldStep();
    view.explain = told ? text(told->explain) : QString();
    m_parts.player->showView(view);
    m_parts.pill->setUnjudged(!isVerdictShown());
    m_parts.account->setUnjudged(!isVerdictShown());
    emit spanTold(toldSpan());
    emit toldAnew();
    if (!another)
        return;
    m_lookDue = true;
    if (m_isReading && !m_told.empty())
        emit followAsked();
    m_parts.host->setLeftFolded(m_isReading && !m_told.empty());
    refreshQuestion();
    if (begins) // what had the focus may be folded away, and what comes next has keys of its own
        m_parts.player->setFocus();
    refreshOutlines();
    refreshSummary();
    if (m_snapshot)
        showSnapshot(m_snapshot);
}

void LessonDesk::refresh()
{
    if (!m_isOpen)
        return;
    PlayerView view = m_parts.player->view();
    view.sentence = sentence();
    view.note = note();
    const ScenarioStep* told = toldStep();
    view.explain = told ? text(told->explain) : QString();
    m_parts.player->showView(view);
}

const ScenarioStep* LessonDesk::stepAt(std::size_t told) const
{
    return told < m_told.size() ? &m_lesson.steps[m_told[told] - 1] : nullptr;
}

const ScenarioStep* LessonDesk::toldStep() const
{
    return m_passed > 0 ? stepAt(m_passed - 1) : nullptr;
}

QString LessonDesk::text(const LessonText& text) const
{
    return utf8(text.textFor(m_language, m_handler));
}

QString LessonDesk::sentence() const
{
    if (m_told.empty())
        return m_parts.strip->shownText();
    if (m_isAtEnd)
        return tr("The end: %1").arg(text(m_lesson.title));
    if (const ScenarioStep* told = toldStep())
        return text(told->say);
    return m_lesson.summary.isEmpty() ? text(m_lesson.title) : text(m_lesson.summary);
}

QString LessonDesk::note() const
{
    if (m_mode == Playback::Mode::Awaiting) {
        const ScenarioStep* next = stepAt(m_passed);
        const QString what = next ? awaitedText(*next) : tr("the run is over");
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_patience).count();
        return seconds > 0 ? tr("Waiting until %1 · at most %2 s").arg(what).arg(seconds)
                           : tr("Waiting until %1").arg(what);
    }
    if (m_passed > 0 && m_passed <= m_steps.size() && !m_steps[m_passed - 1].reached)
        return tr("What this step waits for did not come in this run.");
    return {};
}

bool LessonDesk::isVerdictShown() const
{
    return !m_isReading || m_told.empty() || m_isAtEnd || m_passed > verdictStepOf(m_lesson);
}

std::shared_ptr<const Snapshot>
LessonDesk::shown(const std::shared_ptr<const Snapshot>& snapshot) const
{
    if (!m_isOpen || isVerdictShown())
        return snapshot;
    return unjudged(snapshot);
}

void LessonDesk::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!m_isOpen)
        return;
    m_snapshot = snapshot;
    if (const auto handler = handlerOf(*snapshot); handler && handler != m_handler) {
        m_handler = handler;
        refresh();
    }
    const bool isTold = m_passed > 0 && m_passed <= m_steps.size();
    const Nanos moment =
        isTold ? m_steps[m_passed - 1].moment.value_or(snapshot->now) : snapshot->now;
    const bool isLater = m_hasComeBack && snapshot->now > moment + toldTogether;
    if (snapshot->now < moment || m_isGoingBack || isLater)
        return;
    m_hasComeBack = false;
    if (m_isReading && std::exchange(m_lookDue, false))
        applyHighlights();
    reveal();
    refreshSummary();
}

void LessonDesk::refreshOutlines()
{
    const ScenarioStep* told = m_isOpen && m_isReading && !m_isAtEnd ? toldStep() : nullptr;
    const auto has = [told](Highlight::What what) {
        return told
            && std::ranges::find(told->highlights, what, &Highlight::what)
            != told->highlights.end();
    };
    using What = Highlight::What;
    const What whats[] = {What::Balance, What::ShouldBe, What::Timers, What::Verdict};
    for (qsizetype i = 0; i < m_outlines.size(); ++i)
        m_outlines[i]->setShown(has(whats[i]));
    pointAtTimers(has(What::Timers));
    emit lanesPointedAt({}); // until the picture is there
}

/// What is outlined is seen whole.
void LessonDesk::pointAtTimers(bool pointedAt)
{
    m_parts.timers->setPointedAt(pointedAt);
    m_parts.host->setWhole(m_parts.timersDock, pointedAt);
}

void LessonDesk::applyHighlights()
{
    const ScenarioStep* told = toldStep();
    if (!told)
        return;
    if (std::ranges::find(told->highlights, Highlight::What::Timers, &Highlight::what)
        != told->highlights.end())
        pointAtTimers(true); // its rows have come with the picture
    Selection selection;
    std::vector<NameId> lanes;
    for (const Highlight& one : told->highlights) {
        if (one.what == Highlight::What::Row || one.what == Highlight::What::Bar
            || one.what == Highlight::What::Message)
            selection = lessonlook::selectionOf(*m_snapshot, one);
        if (const NameId lane = lessonlook::laneOf(*m_snapshot, one); lane != 0) {
            lanes.push_back(lane);
            emit laneAsked(lane);
        }
    }
    emit lanesPointedAt(lanes);
    emit selectionAsked(selection);
}

void LessonDesk::refreshSummary()
{
    const bool shown = m_isOpen && m_isReading && m_isAtEnd && !m_told.empty();
    m_parts.summary->setVisible(shown);
    if (!shown || !m_snapshot)
        return;
    LessonSummary summary;
    summary.happened = text(m_lesson.summary);
    const ScenarioStep* last = stepAt(m_told.size() - 1);
    summary.result = text(last->say);
    if (m_handler)
        summary.result = u"%1: %2"_s.arg(toWords(*m_handler), summary.result);
    if (m_snapshot->verdict.verdict != audit::Verdict::Pending)
        summary.resultTone = toneName(toneOf(m_snapshot->verdict.verdict));
    for (const LessonText& one : m_lesson.remember)
        summary.remember += u"• "_s + text(one);
    if (const auto other = otherHandler())
        summary.otherHandler = toWords(*other);
    summary.hasTwin = m_handler && !m_lesson.accounts.empty();
    if (const Scenario* next = nextLesson())
        summary.nextLesson = text(next->title);
    m_parts.summary->showSummary(summary);
}

std::optional<Handler> LessonDesk::otherHandler() const
{
    if (!m_handler || m_lesson.id.empty())
        return std::nullopt;
    return *m_handler == Handler::Naive ? Handler::Ordered : Handler::Naive;
}

const Scenario* LessonDesk::nextLesson() const
{
    const std::vector<Scenario>& all = *m_parts.lessons;
    if (!m_lesson.next.empty()) {
        const auto named = std::ranges::find(all, m_lesson.next, &Scenario::id);
        return named == all.end() ? nullptr : &*named;
    }
    auto own = std::ranges::find(all, m_lesson.id, &Scenario::id);
    if (own == all.end() || ++own == all.end() || !own->group)
        return nullptr;
    return &*own;
}

void LessonDesk::setTheme(const Theme& theme, double scale)
{
    m_parts.player->setTheme(theme, scale);
    for (Outline* outline : std::as_const(m_outlines))
        outline->setColor(theme.accent, scale);
}

} // namespace stanscope
