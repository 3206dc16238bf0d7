#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/attachdesk.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/exportmenu.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/helpdialogs.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/memorysetting.h"
#include "ui/mainwindow/settingskeys.h"
#include "ui/panels/brokerpanel.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace stanscope {

using namespace Qt::StringLiterals;

QAction* MainWindow::addWindowAction(QMenu* menu, const QString& text, const QKeySequence& key,
                                     const QString& name)
{
    QAction* action = menu->addAction(text);
    action->setShortcut(key);
    action->setObjectName(name);
    return action;
}

void MainWindow::buildMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_files->build(file);
    QMenu* exports = file->addMenu(tr("&Export"));
    m_export = new ExportMenu(*m_questions, *m_timeline, this);
    m_export->build(exports);
    m_export->setTime(m_settings->value(settingskeys::wallClock, false).toBool()
                          ? TableTime::UnixMs
                          : TableTime::SinceStart);
    QAction* memory = addWindowAction(file, tr("&Memory…"), {}, u"memory"_s);
    connect(memory, &QAction::triggered, m_memory, &MemorySetting::ask);
    file->addSeparator();
    m_copyUrl = addWindowAction(file, tr("&Copy URL and Token"), QKeySequence(tr("Ctrl+Shift+C")),
                                u"copyUrl"_s);
    m_copyUrl->setEnabled(false);
    connect(m_copyUrl, &QAction::triggered, m_broker, &BrokerPanel::copyUrl);
    file->addSeparator();
    QAction* quit = addWindowAction(file, tr("&Quit"), QKeySequence(QKeySequence::Quit), u"quit"_s);
    connect(quit, &QAction::triggered, this, &MainWindow::close);

    QMenu* lesson = menuBar()->addMenu(tr("&Run"));
    QAction* play = addWindowAction(lesson, tr("&Run"), QKeySequence(Qt::Key_F5), u"run"_s);
    connect(play, &QAction::triggered, this, &MainWindow::run);
    m_againAction = addWindowAction(lesson, tr("Run &Again with the Other Handler"),
                                    QKeySequence(Qt::Key_F6), u"again"_s);
    connect(m_againAction, &QAction::triggered, this, &MainWindow::runAgain);
    m_restartAction =
        addWindowAction(lesson, tr("R&estart"), QKeySequence(Qt::SHIFT | Qt::Key_F5), u"restart"_s);
    connect(m_restartAction, &QAction::triggered, this, &MainWindow::restart);
    lesson->addSeparator();
    m_paceAction = addWindowAction(lesson, tr("Lessons at the Reader's &Pace"),
                                   QKeySequence(Qt::Key_F7), u"readersPace"_s);
    m_paceAction->setCheckable(true);
    m_paceAction->setChecked(m_settings->value(settingskeys::readersPace, true).toBool());
    connect(m_paceAction, &QAction::toggled, this, [this](bool readers) {
        m_settings->setValue(settingskeys::readersPace, readers);
        emit paceAsked(readers);
    });
    m_anotherService = addWindowAction(lesson, tr("Start Another &Transaction Service"), {},
                                       u"anotherTransactionService"_s);
    m_anotherService->setToolTip(tr("On the same database; actions go to all of them in turn"));
    m_anotherService->setEnabled(false);
    connect(m_anotherService, &QAction::triggered, this,
            [this] { execute(command::SpawnTransactionService{}); });
    buildTwinMenu(lesson);
    m_attach->addTo(lesson);

    buildTimeMenu();
    buildViewMenu();

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    QAction* keys = addWindowAction(help, tr("&Keyboard"), {}, u"keyboard"_s);
    keys->setShortcuts({QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)});
    connect(keys, &QAction::triggered, this, [this] { m_help.showKeyboard(this); });
    QAction* about = addWindowAction(help, tr("&About stanscope"), {}, u"about"_s);
    connect(about, &QAction::triggered, this, [this] { m_help.showAbout(this); });
}

void MainWindow::buildViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    buildPresenter(view);
    QMenu* panels = view->addMenu(tr("&Panels"));
    int digit = 1;
    for (QDockWidget* dock : m_host->docks()) {
        panels->addAction(dock->toggleViewAction());
        if (digit > 9)
            continue;
        // Ctrl+1..9 brings a panel to the front and the keyboard into it.
        auto* focus = new QAction(tr("Go to %1").arg(dock->windowTitle()), this);
        focus->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + digit++)));
        connect(focus, &QAction::triggered, dock, [dock] {
            dock->show();
            dock->raise();
            if (QWidget* first = dock->widget()->nextInFocusChain())
                first->setFocus(Qt::ShortcutFocusReason);
        });
        addAction(focus);
    }
    QAction* find = addWindowAction(view, tr("&Find in Tables"), QKeySequence(QKeySequence::Find),
                                    u"findInTables"_s);
    connect(find, &QAction::triggered, this, &MainWindow::findInTables);
    m_filterAction = addWindowAction(view, tr("Filter &Bar"), {}, u"filterBar"_s);
    m_filterAction->setCheckable(true);
    m_filterAction->setChecked(m_settings->value(settingskeys::filterBar, false).toBool());
    connect(m_filterAction, &QAction::toggled, this, &MainWindow::setFilterShown);
    m_clockAction = addWindowAction(view, tr("&Wall-Clock Time"), {}, u"wallClock"_s);
    m_clockAction->setCheckable(true);
    m_clockAction->setChecked(m_settings->value(settingskeys::wallClock, false).toBool());
    connect(m_clockAction, &QAction::toggled, this, &MainWindow::setWallClock);
    QMenu* themes = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const auto addTheme = [&](const QString& text, const QString& name, ThemeChoice choice) {
        QAction* action = themes->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, m_appearance, [this, choice] {
            m_themeIsOverridden = false;
            m_appearance->setChoice(choice);
        });
        connect(m_appearance, &Appearance::changed, action,
                [this, action, choice] { action->setChecked(m_appearance->choice() == choice); });
    };
    addTheme(tr("&System"), u"themeSystem"_s, ThemeChoice::System);
    addTheme(tr("&Light"), u"themeLight"_s, ThemeChoice::Light);
    addTheme(tr("&Dark"), u"themeDark"_s, ThemeChoice::Dark);
    buildLanguageMenu(view);
    view->addSeparator();
    QAction* larger = addWindowAction(view, tr("&Larger Type"), {}, u"zoomIn"_s);
    larger->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    connect(larger, &QAction::triggered, m_appearance, &Appearance::zoomIn);
    QAction* smaller = addWindowAction(view, tr("S&maller Type"),
                                       QKeySequence(Qt::CTRL | Qt::Key_Minus), u"zoomOut"_s);
    connect(smaller, &QAction::triggered, m_appearance, &Appearance::zoomOut);
    QAction* normal = addWindowAction(view, tr("&Normal Type"), QKeySequence(Qt::CTRL | Qt::Key_0),
                                      u"zoomReset"_s);
    connect(normal, &QAction::triggered, m_appearance, &Appearance::zoomReset);
    view->addSeparator();
    QAction* reset = addWindowAction(view, tr("&Reset Layout"), {}, u"resetLayout"_s);
    connect(reset, &QAction::triggered, m_host, &DockHost::resetLayout);
}

} // namespace stanscope
