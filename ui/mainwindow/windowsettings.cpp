#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/settingskeys.h"
#include "ui/mainwindow/statusline.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/replicaspanel.h"
#include "ui/panels/tablepanel.h"

#include <QDockWidget>
#include <QScreen>
#include <QSettings>
#include <QUrl>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// Raised when docks come or go: an older layout is then left alone.
constexpr int layoutVersion = 4;
constexpr QSize frameRoom(8, 40); // a usual title bar and borders

Handler handlerOf(const QSettings& settings, QLatin1String key, Handler fallback)
{
    const auto word = settings.value(key).toString().toStdString();
    return fromText<Handler>(word).value_or(fallback);
}

QString wordOf(Handler handler)
{
    return QString::fromUtf8(toText(handler).data(),
                             static_cast<qsizetype>(toText(handler).size()));
}

// Settings are a file that anybody may edit: numbers are clamped by the forms that show them.
ReplicaOptions replicaOptions(const QSettings& settings)
{
    ReplicaOptions options;
    options.handler = handlerOf(settings, settingskeys::replicaHandler, options.handler);
    options.queueGroup = settings.value(settingskeys::replicaQueueGroup, utf8(options.queueGroup))
                             .toString()
                             .toStdString();
    options.durable = settings.value(settingskeys::replicaDurable, utf8(options.durable))
                          .toString()
                          .toStdString();
    options.ackMode = settings.value(settingskeys::replicaAutoAck, false).toBool()
        ? AckMode::Auto
        : AckMode::Manual;
    options.deliverAllAvailable = settings.value(settingskeys::replicaAllAvailable, true).toBool();
    options.ackWaitSeconds =
        settings.value(settingskeys::replicaAckWait, options.ackWaitSeconds).toInt();
    options.maxInflight =
        settings.value(settingskeys::replicaMaxInflight, options.maxInflight).toInt();
    options.closeOnStop = settings.value(settingskeys::replicaCloseOnStop, true).toBool();
    return options;
}

void remember(QSettings& settings, const ReplicaOptions& options)
{
    settings.setValue(settingskeys::replicaHandler, wordOf(options.handler));
    settings.setValue(settingskeys::replicaQueueGroup, utf8(options.queueGroup));
    settings.setValue(settingskeys::replicaDurable, utf8(options.durable));
    settings.setValue(settingskeys::replicaAutoAck, options.ackMode == AckMode::Auto);
    settings.setValue(settingskeys::replicaAllAvailable, options.deliverAllAvailable);
    settings.setValue(settingskeys::replicaAckWait, options.ackWaitSeconds);
    settings.setValue(settingskeys::replicaMaxInflight, options.maxInflight);
    settings.setValue(settingskeys::replicaCloseOnStop, options.closeOnStop);
}

BrokerOptions brokerOptions(const QSettings& settings)
{
    BrokerOptions options;
    options.store = settings.value(settingskeys::brokerMemory, false).toBool() ? StoreKind::Memory
                                                                               : StoreKind::File;
    options.heartbeatIntervalSeconds =
        settings.value(settingskeys::brokerHeartbeatInterval, options.heartbeatIntervalSeconds)
            .toInt();
    options.heartbeatTimeoutSeconds =
        settings.value(settingskeys::brokerHeartbeatTimeout, options.heartbeatTimeoutSeconds)
            .toInt();
    options.heartbeatFailures =
        settings.value(settingskeys::brokerHeartbeatFailures, options.heartbeatFailures).toInt();
    options.maxMessages = settings.value(settingskeys::brokerMaxMessages, 0).toInt();
    options.maxAgeSeconds = settings.value(settingskeys::brokerMaxAge, 0).toInt();
    options.maxInactivitySeconds = settings.value(settingskeys::brokerMaxInactivity, 0).toInt();
    return options;
}

bool mayHoldPassword(const QString& database)
{
    const QUrl url(database);
    return !url.isValid() || !url.password().isEmpty() || url.hasQuery();
}

void remember(QSettings& settings, const BrokerOptions& options)
{
    settings.setValue(settingskeys::brokerMemory, options.store == StoreKind::Memory);
    settings.setValue(settingskeys::brokerHeartbeatInterval, options.heartbeatIntervalSeconds);
    settings.setValue(settingskeys::brokerHeartbeatTimeout, options.heartbeatTimeoutSeconds);
    settings.setValue(settingskeys::brokerHeartbeatFailures, options.heartbeatFailures);
    settings.setValue(settingskeys::brokerMaxMessages, options.maxMessages);
    settings.setValue(settingskeys::brokerMaxAge, options.maxAgeSeconds);
    settings.setValue(settingskeys::brokerMaxInactivity, options.maxInactivitySeconds);
}

ThemeChoice themeOf(const QSettings& settings)
{
    const QString word = settings.value(settingskeys::theme).toString();
    if (word == u"light"_s)
        return ThemeChoice::Light;
    return word == u"dark"_s ? ThemeChoice::Dark : ThemeChoice::System;
}

QString wordOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return u"system"_s;
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    }
    return {};
}

} // namespace

void MainWindow::restoreSettings()
{
    const QSettings& settings = *m_settings;
    // Theme and zoom first: sizes in the layout follow them.
    m_appearance->setChoice(themeOf(settings));
    m_appearance->setScale(settings.value(settingskeys::zoom, 1.0).toDouble());
    m_appearance->apply();
    const std::string lesson = settings.value(settingskeys::lesson).toString().toStdString();
    for (std::size_t i = 0; i < m_scenarios.size(); ++i)
        if (m_scenarios[i].id == lesson)
            m_runBar->setLesson(static_cast<int>(i));
    m_runBar->setHandler(handlerOf(settings, settingskeys::handler, Handler::Naive));
    if (settings.contains(settingskeys::ackWait))
        m_runBar->chooseAckWait(settings.value(settingskeys::ackWait).toInt());
    m_replicas->setOptions(replicaOptions(settings));
    m_broker->setOptions(brokerOptions(settings));
    m_broker->setDatabase(settings.value(settingskeys::database).toString());
    restoreGeometry(settings.value(settingskeys::geometry).toByteArray());
    boundToScreen();
    if (!m_host->restoreState(settings.value(settingskeys::docks).toByteArray(), layoutVersion))
        m_host->resetLayout();
    else
        m_host->keepHeights();
    if (!m_desk->isOpen())
        m_questionDock->hide(); // it comes with a question
    m_host->setColumns(settings.value(settingskeys::columns).toSize());
}

// A window larger than its screen has its verdict and its status line outside; the window manager's
// frame is not known before the window is shown.
void MainWindow::boundToScreen()
{
    const QSize room = screen()->availableSize() - frameRoom;
    if (!isMaximized() && !isFullScreen())
        resize(size().boundedTo(room));
}

void MainWindow::saveSettings()
{
    QSettings& settings = *m_settings;
    settings.setValue(settingskeys::geometry, saveGeometry());
    m_host->setLeftFolded(false);
    for (QDockWidget* dock : m_ofLaboratory)
        m_host->setPresent(dock, true); // what is remembered is the laboratory's layout
    settings.setValue(settingskeys::docks, m_host->saveState(layoutVersion));
    settings.setValue(settingskeys::columns, m_host->columns());
    for (const TablePanel* table : m_tables)
        settings.setValue(settingskeys::tableColumns + table->tableName(), table->columnWidths());
    if (!m_themeIsOverridden)
        settings.setValue(settingskeys::theme, wordOf(m_appearance->choice()));
    settings.setValue(settingskeys::zoom, m_appearance->scale());
    if (!m_scenarios.empty())
        settings.setValue(settingskeys::lesson,
                          utf8(m_scenarios[static_cast<std::size_t>(m_runBar->lesson())].id));
    settings.setValue(settingskeys::handler, wordOf(m_runBar->handler()));
    if (const auto chosen = m_runBar->chosenAckWait())
        settings.setValue(settingskeys::ackWait, *chosen);
    else
        settings.remove(settingskeys::ackWait);
    remember(settings, m_replicas->options());
    remember(settings, m_broker->options());
    // An address with a password in it is refused when it is used, and never kept.
    if (const QString database = m_broker->database(); !mayHoldPassword(database))
        settings.setValue(settingskeys::database, database);
    else
        settings.remove(settingskeys::database);
    settings.sync();
}

} // namespace stanscope
