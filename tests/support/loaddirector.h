#pragma once

#include "core/util/clock.h"
#include "tests/support/testbroker.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace stanscope::test {

struct LoadOptions
{
    std::uint64_t seed = 1;
    int clients = 8;
    int channels = 4;
    int operationsPerSecond = 20;
};

/// Makes its load workers do what STAN applications do, in an order that the seed decides:
/// subscribe in every way, publish, ack late or never, close, unsubscribe, leave, be killed, be
/// frozen, come back under the same client id, also while the old process is only frozen. Main
/// thread only; all processes end with it.
class LoadDirector : public QObject
{
    Q_OBJECT

public:
    /// Told what is about to be done, for the story of a miss.
    using OnOperation = std::function<void(const QString& text)>;

    LoadDirector(TestBroker& broker, LoadOptions options, OnOperation onOperation);
    ~LoadDirector() override;

    void start();
    /// No operation until resume(); what is under way goes on: late acks, redeliveries, heartbeats.
    void rest();
    void resume();
    /// A file that all brokers of this test leave alone; the clients reconnect or come back.
    void restartBroker(bool gracefully);

    std::uint64_t operations() const { return m_operations; }
    QStringList channels() const;

private:
    struct Slot
    {
        QString client;
        std::unique_ptr<QProcess> process; ///< null: to be started at `next`
        bool ready = false;
        bool frozen = false;
        Nanos next{}; ///< frozen: when it goes on; no process: when it starts
        QStringList subscriptions;
        QByteArray output;
    };

    void step();
    void tend(Slot& slot, Nanos now);
    void launch(Slot& slot);
    void read(Slot& slot);
    void gone(Slot& slot);
    void act();
    void subscribe(Slot& slot);
    void publish(Slot& slot);
    void leave(Slot& slot, const QString& how);
    void freeze(Slot& slot);
    void takeOver(Slot& slot);
    void send(Slot& slot, const QJsonObject& command);
    void note(const QString& text);
    void setTimer();
    int pick(int count);
    Nanos between(int fromMs, int toMs);
    QString channel();

    TestBroker& m_broker;
    LoadOptions m_options;
    OnOperation m_onOperation;
    std::mt19937_64 m_random;
    std::vector<Slot> m_slots;
    /// Processes that were replaced under their client id; frozen until they are let go.
    struct Zombie
    {
        std::unique_ptr<QProcess> process;
        Nanos wakes{};
    };
    std::vector<Zombie> m_zombies;
    QTimer m_timer;
    int m_names = 0;
    std::uint64_t m_operations = 0;
};

} // namespace stanscope::test
