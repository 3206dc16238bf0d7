#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/twinpair.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/playerstrip.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>

// What a room sees, and two handlers side by side.
namespace stanscope {

using namespace Qt::StringLiterals;

void MainWindow::buildPresenter(QMenu* view)
{
    m_presenter = new PresenterView(this);
    m_presenting =
        addWindowAction(view, tr("&Presenter"), QKeySequence(Qt::Key_F11), u"presenter"_s);
    m_presenting->setCheckable(true);
    connect(m_presenting, &QAction::toggled, this, &MainWindow::present);
    connect(m_presenter, &PresenterView::closed, m_presenting,
            [this] { m_presenting->setChecked(false); });
    connect(m_presenter, &PresenterView::nextAsked, m_desk, [this] {
        if (m_player->view().canGoOn)
            emit m_desk->nextAsked();
    });
    connect(m_presenter, &PresenterView::backAsked, m_desk, [this] {
        if (m_player->view().canGoBack)
            emit m_desk->backAsked();
    });
    connect(m_presenter, &PresenterView::stepAsked, m_desk, &LessonDesk::stepAsked);
    connect(m_presenter, &PresenterView::twinAsked, this,
            [this] { emit twinRequested(chosenRun(), pairWith(m_runBar->handler())); });
    connect(m_desk, &LessonDesk::spanTold, m_presenter, &PresenterView::setTold);
    connect(m_desk, &LessonDesk::lanesPointedAt, m_presenter, &PresenterView::pointAt);
    connect(m_desk, &LessonDesk::selectionAsked, m_presenter, &PresenterView::setSelection);
    connect(m_desk, &LessonDesk::toldAnew, this, &MainWindow::tellPresenter);
    connect(m_account, &AccountPanel::accountChosen, m_presenter, &PresenterView::setAccount);
}

void MainWindow::present(bool shown)
{
    if (!shown) {
        m_presenter->hide();
        return;
    }
    m_presenter->resize(size());
    m_presenter->setTheme(m_appearance->theme());
    if (m_snapshot)
        m_presenter->showSnapshot(m_snapshot);
    tellPresenter();
    m_presenter->showFullScreen();
    m_presenter->setFocus(Qt::OtherFocusReason);
}

/// What the strip says, or the player where a lesson is read.
void MainWindow::tellPresenter()
{
    if (!m_presenting->isChecked())
        return;
    PresenterStep step;
    step.sentence = m_strip->text();
    if (m_desk->isOpen()) {
        const PlayerView& view = m_player->view();
        step = {view.sentence, view.count, view.passed, view.known, m_desk->isJudged()};
        if (!view.note.isEmpty())
            step.sentence += u" · "_s + view.note;
    }
    m_presenter->setStep(step);
}

void MainWindow::buildTwinMenu(QMenu* lesson)
{
    connect(m_runBar, &RunBar::twinClicked, this,
            [this] { emit twinRequested(chosenRun(), pairWith(m_runBar->handler())); });
    QMenu* twin = lesson->addMenu(tr("&Compare Two Handlers"));
    const auto add = [&](const QString& text, std::array<Handler, 2> handlers,
                         const QKeySequence& key, const QString& name) {
        QAction* action = addWindowAction(twin, text, key, name);
        connect(action, &QAction::triggered, this,
                [this, handlers] { emit twinRequested(chosenRun(), handlers); });
    };
    add(tr("&Naive and Ordered"), {Handler::Naive, Handler::Ordered},
        QKeySequence(tr("Ctrl+Shift+T")), u"twinNaiveOrdered"_s);
    add(tr("Naive and &Inbox"), {Handler::Naive, Handler::Inbox}, {}, u"twinNaiveInbox"_s);
    add(tr("&Ordered and Inbox"), {Handler::Ordered, Handler::Inbox}, {}, u"twinOrderedInbox"_s);
}

} // namespace stanscope
