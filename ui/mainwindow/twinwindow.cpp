#include "ui/mainwindow/twinwindow.h"

#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/playerkeys.h"
#include "ui/mainwindow/twinaxis.h"
#include "ui/mainwindow/twinpane.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"

#include <QCloseEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

TwinWindow::TwinWindow(const QString& title, const std::array<Handler, 2>& handlers,
                       QWidget* parent)
    : QMainWindow(parent)
    , m_lesson(title)
    , m_appearance(new Appearance(this))
    , m_strip(new PlayerStrip(this))
    , m_footer(makeLabel(u"secondary"_s, this))
    , m_panes{new TwinPane(handlers[0], this), new TwinPane(handlers[1], this)}
{
    setObjectName(u"twinWindow"_s);
    auto* keys = new PlayerKeys(this);
    keys->setActive(true);
    connect(keys, &PlayerKeys::nextAsked, m_strip, &PlayerStrip::nextAsked);
    connect(keys, &PlayerKeys::backAsked, m_strip, &PlayerStrip::backAsked);
    auto* middle = new QWidget(this);
    auto* rows = new QVBoxLayout(middle);
    rows->setContentsMargins(8, 8, 8, 8);
    rows->setSpacing(8);
    rows->addWidget(m_strip);
    for (TwinPane* pane : m_panes)
        rows->addWidget(pane, 1);
    rows->addWidget(m_footer);
    setCentralWidget(middle);
    connect(m_appearance, &Appearance::changed, this, &TwinWindow::applyTheme);
    retranslate();
    m_appearance->apply();
    resize(1280, 720);
}

void TwinWindow::retranslate()
{
    setWindowTitle(tr("%1, two handlers – stanscope").arg(m_lesson));
    m_footer->setText(
        tr("Two laboratories, the same actions and faults; 0 s is the same moment in both."));
}

void TwinWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void TwinWindow::overrideTheme(bool dark)
{
    m_appearance->setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
}

void TwinWindow::applyTheme()
{
    m_strip->setTheme(m_appearance->theme(), m_appearance->scale());
    for (TwinPane* pane : m_panes)
        pane->setTheme(m_appearance->theme(), m_appearance->scale());
}

void TwinWindow::setSession(std::size_t side, Session& session)
{
    m_panes.at(side)->setAbilities(session.abilities());
    connect(&session, &Session::abilitiesChanged, this,
            [this, side, &session] { m_panes.at(side)->setAbilities(session.abilities()); });
    connect(&session, &Session::snapshotChanged, this,
            [this, side](const std::shared_ptr<const Snapshot>& snapshot) {
                showSnapshot(side, snapshot);
            });
    showSnapshot(side, session.snapshot());
}

void TwinWindow::showSnapshot(std::size_t side, const std::shared_ptr<const Snapshot>& snapshot)
{
    m_panes.at(side)->showSnapshot(snapshot);
    shareAxis(m_panes);
}

void TwinWindow::closeEvent(QCloseEvent* event)
{
    emit closed();
    event->accept();
}

} // namespace stanscope
