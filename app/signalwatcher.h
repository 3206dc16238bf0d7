#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace stanscope {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal by the self-pipe trick, because a signal
/// handler may hardly do anything itself. One per process.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatcher(QObject* parent = nullptr);
    ~SignalWatcher() override;

signals:
    void caught(int signal);

private:
    void read();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace stanscope
