#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/languagesetting.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/panels/banner.h"
#include "ui/panels/lessonstrip.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

// Another language is another window in this one's place: every text is made where it is shown, and
// no widget keeps what it was made from.
namespace stanscope {

using namespace Qt::StringLiterals;

void MainWindow::buildLanguageMenu(QMenu* view)
{
    QMenu* menu = view->addMenu(tr("Lan&guage"));
    auto* group = new QActionGroup(this);
    // Started in another language than the remembered one, that one is ticked.
    std::optional<Language> chosen = languageSetting(*m_settings);
    if (chosen.value_or(systemLanguage()) != currentLanguage())
        chosen = currentLanguage();
    const auto add = [&](const QString& text, const QString& name,
                         std::optional<Language> language) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        group->addAction(action);
        action->setChecked(language == chosen);
        connect(action, &QAction::triggered, this, [this, language] {
            setLanguageSetting(*m_settings, language);
            emit languageAsked(language);
        });
    };
    add(tr("As the &System"), u"languageSystem"_s, std::nullopt);
    // Whoever looks for a language reads its own name.
    add(u"&English"_s, u"languageEnglish"_s, Language::English);
    add(u"Tiếng &Việt"_s, u"languageVietnamese"_s, Language::Vietnamese);
}

WindowState MainWindow::state()
{
    saveSettings();
    WindowState state;
    state.scenarios = m_scenarios;
    state.bundled = m_bundled;
    state.lastRun = m_lastRun;
    state.before = m_before;
    state.lesson = m_lesson;
    if (m_snapshot && !m_snapshot->title.empty())
        state.sentence = isTravelling() ? m_liveLesson : m_strip->text();
    state.steps = m_steps;
    state.ranWell = m_ranWell;
    state.playing = m_playing;
    state.conclusionDue = m_conclusionDue;
    state.concluded = m_concluded;
    state.problems = m_problems;
    state.banner = m_banner->problems();
    state.presenting = m_presenting->isChecked();
    if (m_themeIsOverridden)
        state.dark = m_appearance->choice() == ThemeChoice::Dark;
    state.selection = m_selection;
    if (!m_timeline->isFollowing() && m_snapshot)
        state.looksAt = {m_timeline->timeAxis().from(), m_timeline->timeAxis().to()};
    state.guess = m_desk->guess();
    state.forms = FormState::of(*this);
    return state;
}

void MainWindow::take(const WindowState& state)
{
    m_bundled = state.bundled;
    m_lastRun = state.lastRun;
    m_before = state.before;
    m_lesson = state.lesson;
    m_steps = state.steps;
    m_ranWell = state.ranWell;
    m_playing = state.playing;
    m_conclusionDue = state.conclusionDue;
    m_concluded = state.concluded;
    m_problems = state.problems;
    m_banner->setProblems(state.banner);
    if (!state.sentence.isEmpty())
        m_strip->setText(state.sentence);
    if (state.dark)
        overrideTheme(*state.dark);
    m_selection = state.selection;
    m_desk->take(state.guess);
    refreshRunBar();
}

void MainWindow::takeFields(const WindowState& state)
{
    state.forms.giveTo(*this);
    select(state.selection);
    if (state.presenting)
        m_presenting->setChecked(true);
    if (state.looksAt)
        m_timeline->lookAt(state.looksAt->first, state.looksAt->second);
}

} // namespace stanscope
