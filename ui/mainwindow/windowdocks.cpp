#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/docktitle.h"
#include "ui/mainwindow/exportmenu.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/settingskeys.h"
#include "ui/models/clientmodel.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/messagemodel.h"
#include "ui/models/subscriptionmodel.h"
#include "ui/models/transactionmodel.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/actionspanel.h"
#include "ui/panels/brokerlogpanel.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/lifepanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/questionpanel.h"
#include "ui/panels/replicaspanel.h"
#include "ui/panels/tablepanel.h"
#include "ui/panels/timerspanel.h"
#include "ui/panels/verdictpill.h"
#include "ui/panels/violationspanel.h"
#include "ui/panels/whypanel.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QDockWidget>
#include <QPushButton>
#include <QSettings>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

void refreshInFront(const QDockWidget* dock, TablePanel* table)
{
    QObject::connect(dock, &QDockWidget::visibilityChanged, table, [table](bool inFront) {
        if (inFront)
            table->refresh();
    });
}

} // namespace

void MainWindow::buildDocks()
{
    using Place = DockHost::Place;
    const auto panel = [this](Panel* made, const QString& name, const QString& title, Place place,
                              bool grows) {
        m_panels.push_back(made);
        return m_host->addPanel(made, name, title, place, grows);
    };
    m_actions = new ActionsPanel(m_host);
    m_replicas = new ReplicasPanel(m_host);
    m_broker = new BrokerPanel(m_host);
    panel(m_actions, u"actionsDock"_s, tr("Actions"), Place::Left, false);
    panel(m_replicas, u"replicasDock"_s, tr("Replicas"), Place::Left, true);
    panel(m_broker, u"brokerDock"_s, tr("Broker"), Place::Left, false);

    m_timeline = new TimelineView(m_host);
    QDockWidget* timeline =
        m_host->add(m_timeline, u"timelineDock"_s, tr("Timeline"), Place::Timeline, true);
    auto* follow =
        makeButton(tr("follow ●"), {}, u"followButton"_s,
                   tr("Keep the newest events in view. The wheel zooms, dragging pans"), timeline);
    follow->setProperty("kind", u"flat"_s);
    follow->setCheckable(true);
    follow->setChecked(true);
    m_host->titleOf(timeline)->addControl(follow);
    m_host->titleOf(timeline)->setDetail(tr("wheel zooms, drag pans"));
    connect(follow, &QPushButton::toggled, m_timeline, &TimelineView::setFollow);
    connect(follow, &QPushButton::toggled, follow,
            [follow](bool on) { follow->setText(on ? tr("follow ●") : tr("follow ○")); });
    connect(m_timeline, &TimelineView::followChanged, follow, &QPushButton::setChecked);

    const auto table = [&](std::unique_ptr<RowModel> model, const QString& name,
                           const QString& dock, const QString& title, const QString& empty,
                           const QString& attached, bool payload = false) {
        auto* made = new TablePanel(std::move(model), name, empty, payload, m_host);
        made->setAttachedText(attached);
        made->setTableTitle(title);
        m_tables.push_back(made);
        QDockWidget* added = panel(made, dock, title, Place::Tabs, true);
        refreshInFront(added, made);
        return added;
    };
    m_historyDock =
        table(std::make_unique<MessageModel>(), u"historyTable"_s, u"historyDock"_s,
              tr("Channel history"), tr("No message yet. Deposit something, or run a lesson (F5)."),
              tr("No message yet. What is published from now on appears here."), true);
    table(std::make_unique<DeliveryModel>(), u"deliveryTable"_s, u"deliveryDock"_s,
          tr("Deliveries"), tr("No delivery yet. Spawn a replica and deposit something."),
          tr("No delivery yet. What the broker sends from now on appears here."));
    auto* violations = new ViolationsPanel(m_host);
    m_tables.push_back(violations);
    QDockWidget* violationsDock =
        panel(violations, u"violationDock"_s, tr("Violations"), Place::Tabs, true);
    refreshInFront(violationsDock, violations);
    connect(violations, &Panel::titleChanged, violationsDock, &QDockWidget::setWindowTitle);
    connect(m_runBar->pill(), &VerdictPill::violationsAsked, violationsDock, [violationsDock] {
        violationsDock->show();
        violationsDock->raise();
    });
    table(std::make_unique<SubscriptionModel>(), u"subscriptionTable"_s, u"subscriptionDock"_s,
          tr("Subscriptions"), tr("Nobody has subscribed yet. Spawn a replica."),
          tr("No subscription is known yet."));
    QDockWidget* transactions =
        table(std::make_unique<TransactionModel>(), u"transactionTable"_s, u"transactionDock"_s,
              tr("Transactions"), tr("No transaction yet. Deposit something."), {});
    QDockWidget* ledger =
        table(std::make_unique<LedgerModel>(), u"ledgerTable"_s, u"ledgerDock"_s, tr("Ledger"),
              tr("No money has moved yet. A replica writes a row when it commits."), {});
    m_log = new BrokerLogPanel(m_host);
    m_logDock = panel(m_log, u"brokerLogDock"_s, tr("Broker log"), Place::Tabs, true);
    table(std::make_unique<ClientModel>(), u"clientTable"_s, u"clientDock"_s, tr("Clients"),
          tr("No STAN client yet. Spawn a replica."), tr("No STAN client is known yet."));
    m_life = new LifePanel(m_host);
    m_lifeDock = panel(m_life, u"messageDock"_s, tr("Message"), Place::Tabs, true);
    m_host->setOnDemand(m_lifeDock);

    m_account = new AccountPanel(m_host);
    m_question = new QuestionPanel(m_host);
    m_timers = new TimersPanel(m_host);
    QDockWidget* account = panel(m_account, u"accountDock"_s, tr("Account"), Place::Right, false);
    m_questionDock = panel(m_question, u"questionDock"_s, tr("Your guess"), Place::Right, false);
    m_host->setWhole(m_questionDock, true);
    m_timersDock = panel(m_timers, u"timersDock"_s, tr("Ack timers"), Place::Right, true);
    m_why = new WhyPanel(m_host);
    panel(m_why, u"whyDock"_s, tr("Why?"), Place::Right, true);
    m_ofLaboratory = {violationsDock, transactions, ledger, m_logDock, account};
    wireTables();
    m_host->resetLayout();
}

void MainWindow::wireTables()
{
    const bool wallClock = m_settings->value(settingskeys::wallClock, false).toBool();
    for (TablePanel* table : m_tables) {
        table->setColumnWidths(
            m_settings->value(settingskeys::tableColumns + table->tableName()).toStringList());
        table->setWallClock(wallClock);
        connect(table, &TablePanel::wallClockAsked, this,
                [this](bool asked) { m_clockAction->setChecked(asked); });
        table->setFilterShown(m_settings->value(settingskeys::filterBar, false).toBool());
    }
}

// A click on anything is a question: what is selected, and cards and the account as well.
void MainWindow::wireWhy()
{
    connect(m_why, &WhyPanel::selected, this, &MainWindow::select);
    connect(m_life, &LifePanel::selected, this, &MainWindow::select);
    connect(m_why, &WhyPanel::followAsked, this, [this](RowRef message) {
        m_life->setSelection({message, 0});
        m_lifeDock->show();
        m_lifeDock->raise();
    });
    const auto askOfReplica = [this](NameId lane) {
        if (lane != 0)
            m_why->ask({Topic::Kind::Replica, lane});
    };
    connect(m_replicas, &ReplicasPanel::laneChosen, m_why, askOfReplica);
    connect(m_replicas, &ReplicasPanel::whyAsked, m_why, askOfReplica);
    for (const TablePanel* table : m_tables)
        connect(table, &TablePanel::clientChosen, this, &MainWindow::askAboutClient);
    connect(m_timers, &TimersPanel::selected, this, &MainWindow::select);
    connect(m_account, &AccountPanel::whyAsked, m_why, [this](NameId account) {
        m_why->ask({Topic::Kind::Account, account});
    });
}

void MainWindow::askAboutClient(const QString& client, quint32 subscription)
{
    if (subscription != 0) {
        m_why->ask({Topic::Kind::Subscription, subscription});
        return;
    }
    for (std::size_t name = 1; m_snapshot && name < m_snapshot->history->names.size(); ++name)
        if (utf8(m_snapshot->history->name(static_cast<NameId>(name))) == client)
            m_why->ask({Topic::Kind::Replica, static_cast<NameId>(name)});
}

void MainWindow::setFilterShown(bool shown)
{
    m_settings->setValue(settingskeys::filterBar, shown);
    for (TablePanel* table : m_tables)
        table->setFilterShown(shown);
}

void MainWindow::setWallClock(bool wallClock)
{
    m_settings->setValue(settingskeys::wallClock, wallClock);
    for (TablePanel* table : m_tables)
        table->setWallClock(wallClock);
    m_export->setTime(wallClock ? TableTime::UnixMs : TableTime::SinceStart);
}

// Of the table in front; the channel history comes to the front where that one has no filter.
void MainWindow::findInTables()
{
    m_filterAction->setChecked(true);
    for (TablePanel* table : m_tables)
        if (table->isSeen() && table->hasFilter()) {
            table->focusFilter();
            return;
        }
    m_historyDock->show();
    m_historyDock->raise();
    m_tables.front()->focusFilter();
}

} // namespace stanscope
