#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/statusline.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/replicaspanel.h"

#include <QScreen>
#include <QSettings>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// Raised when docks come or go: an older layout is then left alone.
constexpr int layoutVersion = 2;
constexpr QSize frameRoom(8, 40); // a usual title bar and borders

Handler handlerOf(const QSettings& settings, const QString& key, Handler fallback)
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
    options.handler = handlerOf(settings, u"replica/handler"_s, options.handler);
    options.queueGroup =
        settings.value(u"replica/queueGroup"_s, utf8(options.queueGroup)).toString().toStdString();
    options.durable =
        settings.value(u"replica/durable"_s, utf8(options.durable)).toString().toStdString();
    options.ackMode =
        settings.value(u"replica/autoAck"_s, false).toBool() ? AckMode::Auto : AckMode::Manual;
    options.deliverAllAvailable = settings.value(u"replica/allAvailable"_s, true).toBool();
    options.ackWaitSeconds = settings.value(u"replica/ackWait"_s, options.ackWaitSeconds).toInt();
    options.maxInflight = settings.value(u"replica/maxInflight"_s, options.maxInflight).toInt();
    options.closeOnStop = settings.value(u"replica/closeOnStop"_s, true).toBool();
    return options;
}

void remember(QSettings& settings, const ReplicaOptions& options)
{
    settings.setValue(u"replica/handler"_s, wordOf(options.handler));
    settings.setValue(u"replica/queueGroup"_s, utf8(options.queueGroup));
    settings.setValue(u"replica/durable"_s, utf8(options.durable));
    settings.setValue(u"replica/autoAck"_s, options.ackMode == AckMode::Auto);
    settings.setValue(u"replica/allAvailable"_s, options.deliverAllAvailable);
    settings.setValue(u"replica/ackWait"_s, options.ackWaitSeconds);
    settings.setValue(u"replica/maxInflight"_s, options.maxInflight);
    settings.setValue(u"replica/closeOnStop"_s, options.closeOnStop);
}

BrokerOptions brokerOptions(const QSettings& settings)
{
    BrokerOptions options;
    options.store =
        settings.value(u"broker/memory"_s, false).toBool() ? StoreKind::Memory : StoreKind::File;
    options.heartbeatIntervalSeconds =
        settings.value(u"broker/heartbeatInterval"_s, options.heartbeatIntervalSeconds).toInt();
    options.heartbeatTimeoutSeconds =
        settings.value(u"broker/heartbeatTimeout"_s, options.heartbeatTimeoutSeconds).toInt();
    options.heartbeatFailures =
        settings.value(u"broker/heartbeatFailures"_s, options.heartbeatFailures).toInt();
    return options;
}

void remember(QSettings& settings, const BrokerOptions& options)
{
    settings.setValue(u"broker/memory"_s, options.store == StoreKind::Memory);
    settings.setValue(u"broker/heartbeatInterval"_s, options.heartbeatIntervalSeconds);
    settings.setValue(u"broker/heartbeatTimeout"_s, options.heartbeatTimeoutSeconds);
    settings.setValue(u"broker/heartbeatFailures"_s, options.heartbeatFailures);
}

ThemeChoice themeOf(const QSettings& settings)
{
    const QString word = settings.value(u"window/theme"_s).toString();
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
    m_appearance->setScale(settings.value(u"window/zoom"_s, 1.0).toDouble());
    m_appearance->apply();
    const std::string lesson = settings.value(u"run/lesson"_s).toString().toStdString();
    for (std::size_t i = 0; i < m_scenarios.size(); ++i)
        if (m_scenarios[i].id == lesson)
            m_runBar->setLesson(static_cast<int>(i));
    m_runBar->setHandler(handlerOf(settings, u"run/handler"_s, Handler::Naive));
    m_runBar->setAckWaitSeconds(
        settings.value(u"run/ackWait"_s, m_runBar->ackWaitSeconds()).toInt());
    m_replicas->setOptions(replicaOptions(settings));
    m_broker->setOptions(brokerOptions(settings));
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    boundToScreen();
    if (!m_host->restoreState(settings.value(u"window/docks"_s).toByteArray(), layoutVersion))
        m_host->resetLayout();
    else
        m_host->keepHeights();
    m_host->setColumns(settings.value(u"window/columns"_s).toSize());
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
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/docks"_s, m_host->saveState(layoutVersion));
    settings.setValue(u"window/columns"_s, m_host->columns());
    if (!m_themeIsOverridden)
        settings.setValue(u"window/theme"_s, wordOf(m_appearance->choice()));
    settings.setValue(u"window/zoom"_s, m_appearance->scale());
    if (!m_scenarios.empty())
        settings.setValue(u"run/lesson"_s,
                          utf8(m_scenarios[static_cast<std::size_t>(m_runBar->lesson())].id));
    settings.setValue(u"run/handler"_s, wordOf(m_runBar->handler()));
    settings.setValue(u"run/ackWait"_s, m_runBar->ackWaitSeconds());
    remember(settings, m_replicas->options());
    remember(settings, m_broker->options());
    settings.sync();
}

} // namespace stanscope
