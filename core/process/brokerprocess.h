#pragma once

#include "core/events/event.h"
#include "core/events/options.h"
#include "core/process/supervisor.h"
#include "core/util/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>

namespace stanscope {

/// The name of the broker among the children.
ClientId brokerName();

/// The laboratory's nats-streaming-server: on 127.0.0.1 with random ports and a random token, which
/// stay the same over restarts, or the replicas would never find it again. Main thread only.
class BrokerProcess : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        QString executable;
        QString directory; ///< for configuration, token, ports file and store; exists, private
        BrokerOptions options;
        std::string clusterId;
        std::function<void(std::string)> logLine; ///< runs on the reader's thread
    };

    /// Not up within this time: it has failed.
    static constexpr std::chrono::seconds startLimit{10};

    BrokerProcess(Supervisor& supervisor, Setup setup, QObject* parent = nullptr);
    ~BrokerProcess() override;

    /// Returns at once; `changed` tells Running, or Dead with the error. An Error: nothing was
    /// started.
    Result<> start();
    void stop();
    void kill();
    void pause();
    void resume();
    /// Ends it as `stop` does and starts it again; starts it when it is not running.
    Result<> restart();

    const broker::Changed& status() const { return m_status; }
    QString url() const; ///< without the token; empty before the first start
    QString token() const { return m_token; }
    QString tokenFile() const;

signals:
    void changed(const stanscope::broker::Changed& status);

private:
    struct Log;

    Result<> writeFiles();
    QString configuration() const;
    void watchStart();
    bool readPorts();
    void onStarted(const ClientId& name, qint64 pid);
    void onEnded(const ClientId& name, int exitCode, int signal, const QString& error);
    void failed(int exitCode, int signal, const QString& error);
    Message logEnd() const;
    void setState(broker::State state, Message error = {});

    Supervisor& m_supervisor;
    Setup m_setup;
    std::shared_ptr<Log> m_log;
    QString m_token;
    broker::Changed m_status;
    QTimer m_watch;
    QElapsedTimer m_starting;
    bool m_isTooSlow = false;
    bool m_restarting = false;
};

} // namespace stanscope
