#include "core/stan/stanclient.h"

#include "core/stan/stancore.h"

#include <utility>

namespace stanscope {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace

StanClient::StanClient(StanConnectOptions options, QObject* parent)
    : QObject(parent)
    , m_wakeup([this] { drain(); })
    , m_core(StanCore::create(std::move(options), [this] { m_wakeup.wake(); }))
    , m_worker([this](const std::stop_token& stop) { work(stop); })
{
}

StanClient::~StanClient()
{
    m_core->forgetOwner();
    close();
    m_tasks.close();
    m_worker.join();
}

void StanClient::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        // Read before the queue: what was pushed before close() is still carried out.
        const bool last = m_tasks.isClosed();
        for (const auto& task : m_tasks.waitAndTake(std::chrono::hours(1)))
            task();
        if (last)
            return;
    }
}

void StanClient::connectToBroker()
{
    m_tasks.push([core = m_core] { core->connectToBroker(); });
}

void StanClient::subscribe(const StanSubscribeOptions& options)
{
    m_tasks.push([core = m_core, options] { core->subscribe(options); });
}

void StanClient::publish(const ChannelName& channel, std::string payload, quint64 tag)
{
    m_tasks.push([core = m_core, channel, text = std::move(payload), tag] {
        core->publish(channel, text, tag);
    });
}

void StanClient::close()
{
    m_tasks.push([core = m_core] { core->close(); });
}

Result<> StanClient::ack(const StanMessage& message)
{
    return StanCore::ack(message);
}

void StanClient::closeLibrary()
{
    constexpr std::int64_t patienceMs = 2000;
    nats_CloseAndWait(patienceMs);
}

void StanClient::drain()
{
    const auto deliver = Overloaded{
        [this](const stanevent::Connected&) { emit connected(); },
        [this](const stanevent::ConnectFailed& event) { emit connectFailed(event.error); },
        [this](const stanevent::Subscribed&) { emit subscribed(); },
        [this](const stanevent::SubscribeFailed& event) { emit subscribeFailed(event.error); },
        [this](const StanMessage& message) { emit messageReceived(message); },
        [this](const stanevent::PublishDone& event) { emit publishDone(event.tag, event.result); },
        [this](const stanevent::Lost& event) {
            emit connectionLost(QString::fromStdString(event.why));
        },
        [this](const stanevent::Disconnected&) { emit disconnected(); },
        [this](const stanevent::Reconnected&) { emit reconnected(); },
        [this](const stanevent::Closed&) { emit closed(); },
    };
    for (const StanEvent& event : m_core->take())
        std::visit(deliver, event);
}

} // namespace stanscope
