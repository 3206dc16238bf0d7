#include "core/service/accountservice.h"

#include "core/service/exitcodes.h"
#include "core/service/striker.h"
#include "core/storage/accountstore.h"
#include "core/storage/databasetarget.h"

#include <QMetaObject>

#include <chrono>
#include <cstdlib>
#include <utility>

namespace stanscope {

AccountService::AccountService(AccountArguments arguments, ReportWriter& reports, ServiceHost& host,
                               QObject* parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_reports(reports)
    , m_host(host)
    , m_faults(FaultService::Account, m_arguments.replica.ackMode, reports,
               bankDatabaseOf(m_arguments.service.database))
{
    connect(&m_host, &ServiceHost::commandReceived, this, &AccountService::carryOut);
    connect(&m_host, &ServiceHost::stopRequested, this, &AccountService::stop);
}

AccountService::~AccountService()
{
    m_pauser.stop();
    m_deliveries.close();
}

void AccountService::start()
{
    m_reports.write(ReportKind::Hello);
    m_handlerThread = std::jthread([this](const std::stop_token& stop) { handleMessages(stop); });
}

void AccountService::handleMessages(const std::stop_token& stop)
{
    auto store = AccountStore::open(m_arguments.service.database, stop);
    if (!store) {
        const Error error = store.error();
        QMetaObject::invokeMethod(
            this, [this, error] { m_host.die(exitDatabase, error); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, &AccountService::connectToBroker, Qt::QueuedConnection);
    MessageHandler handler(m_arguments.replica.handler, m_arguments.service.name,
                           m_arguments.service.database, **store, m_faults, m_pauser, m_reports);
    while (!stop.stop_requested() && !m_deliveries.isClosed())
        for (const Delivery& delivery : m_deliveries.waitAndTake(std::chrono::hours(1)))
            if (!stop.stop_requested())
                handler.handle(delivery);
}

void AccountService::connectToBroker()
{
    if (m_stopping)
        return;
    const auto options = connectOptions(m_arguments.service);
    if (!options)
        m_host.die(exitConnection, options.error());
    m_client = std::make_unique<StanClient>(*options);
    const auto refused = [this](const Error& error) { m_host.die(exitConnection, error); };
    connect(m_client.get(), &StanClient::connectFailed, this, refused);
    connect(m_client.get(), &StanClient::subscribeFailed, this, refused);
    connect(m_client.get(), &StanClient::connected, this, &AccountService::subscribe);
    connect(m_client.get(), &StanClient::subscribed, this,
            [this] { m_reports.write(ReportKind::Ready); });
    connect(m_client.get(), &StanClient::messageReceived, this, &AccountService::receive);
    connect(m_client.get(), &StanClient::disconnected, this, [this] {
        if (!m_stopping)
            m_reports.write(ReportKind::Warning, "disconnected from the broker; reconnecting");
    });
    connect(m_client.get(), &StanClient::reconnected, this,
            [this] { m_reports.write(ReportKind::Warning, "reconnected to the broker"); });
    connect(m_client.get(), &StanClient::connectionLost, this, [this](const QString& why) {
        m_reports.write(ReportKind::ConnectionLost, why.toStdString());
        m_host.die(exitConnection,
                   {"connection lost: " + why.toStdString(),
                    "Restart this replica: the broker no longer knows it.",
                    Error::Kind::Transient});
    });
    connect(m_client.get(), &StanClient::closed, this, &AccountService::finish);
    m_client->connectToBroker();
}

void AccountService::subscribe()
{
    if (m_stopping)
        return;
    const ReplicaOptions& replica = m_arguments.replica;
    StanSubscribeOptions options;
    options.channel = m_arguments.service.channel;
    options.queueGroup = replica.queueGroup;
    options.durable = replica.durable;
    options.manualAck = replica.ackMode == AckMode::Manual;
    options.start.at = replica.deliverAllAvailable ? StanStart::At::All : StanStart::At::New;
    options.ackWaitSeconds = replica.ackWaitSeconds;
    options.maxInflight = replica.maxInflight;
    m_client->subscribe(options);
}

void AccountService::receive(const StanMessage& message)
{
    if (m_stopping)
        return;
    Report base;
    base.kind = ReportKind::Received;
    base.handling = ++m_received;
    base.sequence = message.sequence;
    base.redelivered = message.redelivered;
    Delivery delivery = deliveryFrom(message.payload, std::move(base));
    if (m_arguments.replica.ackMode == AckMode::Manual)
        delivery.ack = [message] { return StanClient::ack(message); };
    m_reports.write(delivery.base);
    m_deliveries.push(std::move(delivery));
}

void AccountService::carryOut(const ServiceCommand& command)
{
    switch (command.kind) {
    case ServiceCommandKind::Arm:
    case ServiceCommandKind::Disarm:
    case ServiceCommandKind::Release:
    case ServiceCommandKind::ClearFaults:
        carryOutFault(command, m_faults, m_pauser, m_reports);
        return;
    case ServiceCommandKind::Act:
    case ServiceCommandKind::Stop:
        m_reports.write(ReportKind::Warning, "command ignored: an account replica cannot do that");
        return;
    }
}

void AccountService::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_reports.write(ReportKind::Stopping);
    m_pauser.stop();
    m_deliveries.close();
    // The message being handled is finished, without its delays, so that it is committed and acked.
    m_handlerThread.request_stop();
    if (m_handlerThread.joinable())
        m_handlerThread.join();
    if (!m_arguments.replica.closeOnStop) {
        m_reports.write(ReportKind::Stopped);
        std::_Exit(0);
    }
    if (m_client)
        m_client->close();
    else
        finish();
}

void AccountService::finish()
{
    m_reports.write(ReportKind::Stopped);
    emit finished();
}

} // namespace stanscope
