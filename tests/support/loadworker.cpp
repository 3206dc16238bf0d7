// One STAN client in a process of its own, for the load that the mirror is proved under: it can be
// killed, stopped and started again under the same client id. Commands are JSON lines on stdin,
// answers JSON lines on stdout; see loaddirector.cpp for both.
//   stanscope-loadworker URL TOKEN-FILE CLUSTER CLIENT

#include "tests/support/lateacks.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <nats/nats.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <unistd.h>

using namespace stanscope::test;

namespace {

constexpr std::int64_t requestWaitMs = 2000;
constexpr std::int64_t pubAckWaitMs = 5000;
constexpr std::int64_t reconnectWaitMs = 100;
constexpr int pingSeconds = 1;
constexpr int pingMaxOut = 30; ///< a restart of the broker takes less

enum ExitCode
{
    exitConnect = 2,
    exitLost = 3
};

void say(const QJsonObject& answer)
{
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const QByteArray line = QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

/// How a subscription acks. The wire tells nothing of it; that is the point.
struct AckPolicy
{
    std::string kind; ///< automatic, late, slow, none, random
    std::chrono::milliseconds delay{0};
    int share = 100; ///< per cent that are acked at all
};

class Worker;

struct Subscription
{
    Worker* worker = nullptr;
    AckPolicy policy;
    stanSubscription* handle = nullptr; ///< valid until the process ends: late acks may need it
    std::mt19937 random;
};

class Worker
{
public:
    bool connect(const std::string& url, const std::string& token, const char* cluster,
                 const char* client)
    {
        natsOptions* nats = nullptr;
        stanConnOptions* options = nullptr;
        natsOptions_Create(&nats);
        natsOptions_SetToken(nats, token.c_str());
        natsOptions_SetMaxReconnect(nats, -1);
        natsOptions_SetReconnectWait(nats, reconnectWaitMs);
        natsOptions_SetReconnectJitter(nats, 0, 0);
        natsOptions_SetSendAsap(nats, true);
        stanConnOptions_Create(&options);
        stanConnOptions_SetNATSOptions(options, nats);
        stanConnOptions_SetURL(options, url.c_str());
        stanConnOptions_SetConnectionWait(options, requestWaitMs);
        stanConnOptions_SetPubAckWait(options, pubAckWaitMs);
        stanConnOptions_SetPings(options, pingSeconds, pingMaxOut);
        stanConnOptions_SetConnectionLostHandler(
            options,
            [](stanConnection*, const char* why, void*) {
                say({{QStringLiteral("lost"), QString::fromUtf8(why)}});
                _exit(exitLost);
            },
            nullptr);
        const natsStatus status = stanConnection_Connect(&m_connection, cluster, client, options);
        stanConnOptions_Destroy(options);
        natsOptions_Destroy(nats);
        if (status != NATS_OK)
            say({{QStringLiteral("failed"), QString::fromUtf8(natsStatus_GetText(status))}});
        return status == NATS_OK;
    }

    void obey(const QJsonObject& command)
    {
        const QString what = command.value(QStringLiteral("do")).toString();
        natsStatus status = NATS_OK;
        if (what == QStringLiteral("subscribe"))
            status = subscribe(command);
        else if (what == QStringLiteral("close"))
            status = leave(command, stanSubscription_Close);
        else if (what == QStringLiteral("unsubscribe"))
            status = leave(command, stanSubscription_Unsubscribe);
        else if (what == QStringLiteral("publish"))
            status = publish(command);
        else if (what == QStringLiteral("quit"))
            quit();
        if (what != QStringLiteral("publish") || status != NATS_OK)
            say({{QStringLiteral("done"), what},
                 {QStringLiteral("name"), command.value(QStringLiteral("name"))},
                 {QStringLiteral("ok"), status == NATS_OK},
                 {QStringLiteral("why"), QString::fromUtf8(natsStatus_GetText(status))}});
    }

    [[noreturn]] void quit()
    {
        stanConnection_Close(m_connection);
        _exit(0);
    }

private:
    static std::string text(const QJsonObject& command, const char* key)
    {
        return command.value(QLatin1String(key)).toString().toStdString();
    }

    static void start(stanSubOptions* options, const QJsonObject& command)
    {
        const std::string start = text(command, "start");
        const auto from = command.value(QStringLiteral("from")).toInteger();
        if (start == "all")
            stanSubOptions_DeliverAllAvailable(options);
        else if (start == "last")
            stanSubOptions_StartWithLastReceived(options);
        else if (start == "sequence")
            stanSubOptions_StartAtSequence(options, static_cast<std::uint64_t>(from));
        else if (start == "ago")
            stanSubOptions_StartAtTimeDelta(options, from); // ms
    }

    natsStatus subscribe(const QJsonObject& command)
    {
        auto subscription = std::make_unique<Subscription>();
        subscription->worker = this;
        subscription->policy = {
            text(command, "ack"),
            std::chrono::milliseconds(command.value(QStringLiteral("delay")).toInteger()),
            command.value(QStringLiteral("share")).toInt(100)};
        subscription->random.seed(
            static_cast<unsigned>(command.value(QStringLiteral("seed")).toInteger()));
        stanSubOptions* options = nullptr;
        stanSubOptions_Create(&options);
        const std::string durable = text(command, "durable");
        if (!durable.empty())
            stanSubOptions_SetDurableName(options, durable.c_str());
        stanSubOptions_SetAckWait(options, command.value(QStringLiteral("wait")).toInteger()); // ms
        stanSubOptions_SetMaxInflight(options, command.value(QStringLiteral("max")).toInt());
        stanSubOptions_SetManualAckMode(options, subscription->policy.kind != "automatic");
        start(options, command);
        const std::string channel = text(command, "channel");
        const std::string queue = text(command, "queue");
        const natsStatus status = queue.empty()
            ? stanConnection_Subscribe(&subscription->handle, m_connection, channel.c_str(),
                                       onMessage, subscription.get(), options)
            : stanConnection_QueueSubscribe(&subscription->handle, m_connection, channel.c_str(),
                                            queue.c_str(), onMessage, subscription.get(), options);
        stanSubOptions_Destroy(options);
        m_byName[text(command, "name")] = subscription.get();
        m_subscriptions.push_back(std::move(subscription));
        return status;
    }

    natsStatus leave(const QJsonObject& command, natsStatus (*how)(stanSubscription*))
    {
        const auto found = m_byName.find(text(command, "name"));
        if (found == m_byName.end() || !found->second->handle)
            return NATS_INVALID_SUBSCRIPTION;
        const natsStatus status = how(found->second->handle);
        m_byName.erase(found);
        return status;
    }

    natsStatus publish(const QJsonObject& command)
    {
        const std::string channel = text(command, "channel");
        const int count = command.value(QStringLiteral("count")).toInt(1);
        natsStatus status = NATS_OK;
        for (int i = 0; i < count && status == NATS_OK; ++i) {
            const std::string payload = channel + ' ' + std::to_string(++m_published);
            status = stanConnection_PublishAsync(
                m_connection, channel.c_str(), payload.data(), static_cast<int>(payload.size()),
                [](const char*, const char*, void*) {}, nullptr);
        }
        return status;
    }

    static void onMessage(stanConnection*, stanSubscription* handle, const char*, stanMsg* message,
                          void* closure)
    {
        auto* self = static_cast<Subscription*>(closure);
        const AckPolicy& policy = self->policy;
        const bool acks = policy.kind != "automatic" && policy.kind != "none"
            && static_cast<int>(self->random() % 100) < policy.share;
        if (!acks) {
            stanMsg_Destroy(message);
            return;
        }
        if (policy.kind == "slow") {
            std::this_thread::sleep_for(policy.delay);
            stanSubscription_AckMsg(handle, message);
            stanMsg_Destroy(message);
            return;
        }
        std::chrono::milliseconds delay = policy.delay;
        if (policy.kind == "random")
            delay = std::chrono::milliseconds(
                self->random() % static_cast<unsigned>(std::max<std::int64_t>(1, delay.count())));
        self->worker->m_late.add(delay, handle, message);
    }

    stanConnection* m_connection = nullptr;
    std::map<std::string, Subscription*> m_byName;
    std::vector<std::unique_ptr<Subscription>> m_subscriptions;
    LateAcks m_late;
    std::uint64_t m_published = 0;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 5) {
        std::fputs("usage: stanscope-loadworker URL TOKEN-FILE CLUSTER CLIENT\n", stderr);
        return EXIT_FAILURE;
    }
    QFile token(QString::fromLocal8Bit(argv[2]));
    if (!token.open(QIODevice::ReadOnly))
        return EXIT_FAILURE;
    Worker worker;
    if (!worker.connect(argv[1], token.readLine().trimmed().toStdString(), argv[3], argv[4]))
        _exit(exitConnect);
    say({{QStringLiteral("done"), QStringLiteral("connect")}});
    std::string line;
    while (std::getline(std::cin, line))
        worker.obey(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
    _exit(EXIT_FAILURE); // the director is gone
}
