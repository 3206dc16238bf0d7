#include "core/service/transactionservice.h"

#include "core/service/exitcodes.h"
#include "core/service/hastyrelay.h"
#include "core/service/outboxrelay.h"
#include "core/service/striker.h"
#include "core/storage/databasetarget.h"
#include "core/storage/transactionstore.h"

#include <QMetaObject>

#include <algorithm>
#include <chrono>
#include <utility>

namespace stanscope {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

} // namespace

TransactionService::TransactionService(TransactionArguments arguments, ReportWriter& reports,
                                       ServiceHost& host, QObject* parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_reports(reports)
    , m_host(host)
    , m_faults(FaultService::Transaction, AckMode::Manual, reports,
               bankDatabaseOf(m_arguments.service.database))
{
    connect(&m_host, &ServiceHost::commandReceived, this, &TransactionService::carryOut);
    connect(&m_host, &ServiceHost::stopRequested, this, &TransactionService::stop);
}

TransactionService::~TransactionService()
{
    m_pauser.stop();
    m_inputs.close();
}

void TransactionService::start()
{
    m_reports.write(ReportKind::Hello);
    m_relayThread = std::jthread([this](const std::stop_token& stop) { runRelay(stop); });
}

std::unique_ptr<Relay> TransactionService::makeRelay(TransactionStore& store)
{
    // The client exists before the relay is online, and until this thread has ended.
    const auto publish = [this](std::int64_t row, const std::string& payload) {
        m_client->publish(m_arguments.service.channel, payload, static_cast<quint64>(row));
    };
    if (m_arguments.publishing == Publishing::BeforeInsert)
        return std::make_unique<HastyRelay>(store, m_reports, publish);
    auto relay = std::make_unique<OutboxRelay>(store, m_reports, publish);
    relay->setPublishing(m_arguments.publishing);
    return relay;
}

void TransactionService::runRelay(const std::stop_token& stop)
{
    const auto die = [this](const Error& error) {
        QMetaObject::invokeMethod(
            this, [this, error] { m_host.die(exitDatabase, error); }, Qt::QueuedConnection);
    };
    auto store = TransactionStore::open(m_arguments.service.database, stop);
    if (!store)
        return die(store.error());
    const auto relay = makeRelay(**store);
    Striker striker(m_arguments.service.database, m_faults, m_pauser, m_reports);
    relay->setStrike([&striker](FaultPlace place, const Report& handling) {
        return striker.strike(place, handling);
    });
    if (auto loaded = relay->load(); !loaded)
        return die(loaded.error());
    QMetaObject::invokeMethod(this, &TransactionService::connectToBroker, Qt::QueuedConnection);
    const auto take = Overloaded{
        [&](const ServiceCommand& action) { relay->add(action); },
        [&](const Relay::PublishResult& result) { relay->add(result, monotonicNow()); },
        [&](const Online& change) { relay->setOnline(change.online); },
    };
    while (!stop.stop_requested() && !m_inputs.isClosed()) {
        const auto due = relay->due();
        const Nanos wait = due ? std::max(*due - monotonicNow(), Nanos(0)) : std::chrono::hours(1);
        for (const Input& input : m_inputs.waitAndTake(wait))
            std::visit(take, input);
        relay->round(monotonicNow());
    }
}

void TransactionService::connectToBroker()
{
    if (m_stopping)
        return;
    auto options = connectOptions(m_arguments.service);
    if (!options)
        m_host.die(exitConnection, options.error());
    options->pubAckWait = m_arguments.pubAckTimeout;
    m_client = std::make_unique<StanClient>(*options);
    connect(m_client.get(), &StanClient::connectFailed, this,
            [this](const Error& error) { m_host.die(exitConnection, error); });
    connect(m_client.get(), &StanClient::connected, this, [this] {
        m_reports.write(ReportKind::Ready);
        m_inputs.push(Online{true});
    });
    connect(m_client.get(), &StanClient::publishDone, this,
            [this](quint64 tag, const Result<>& result) {
                m_inputs.push(Relay::PublishResult{static_cast<std::int64_t>(tag), result});
            });
    connect(m_client.get(), &StanClient::disconnected, this, [this] {
        m_inputs.push(Online{false});
        if (!m_stopping)
            m_reports.write(ReportKind::Warning, "disconnected from the broker; reconnecting");
    });
    connect(m_client.get(), &StanClient::reconnected, this, [this] {
        m_reports.write(ReportKind::Warning, "reconnected to the broker");
        m_inputs.push(Online{true});
    });
    connect(m_client.get(), &StanClient::connectionLost, this, [this](const QString& why) {
        m_reports.write(ReportKind::ConnectionLost, why.toStdString());
        m_host.die(exitConnection,
                   {"connection lost: " + why.toStdString(),
                    "Restart the transaction service: the broker no longer knows it.",
                    Error::Kind::Transient});
    });
    connect(m_client.get(), &StanClient::closed, this, &TransactionService::finish);
    m_client->connectToBroker();
}

void TransactionService::carryOut(const ServiceCommand& command)
{
    switch (command.kind) {
    case ServiceCommandKind::Act:
        m_inputs.push(command);
        return;
    case ServiceCommandKind::Arm:
    case ServiceCommandKind::Disarm:
    case ServiceCommandKind::Release:
    case ServiceCommandKind::ClearFaults:
        carryOutFault(command, m_faults, m_pauser, m_reports);
        return;
    case ServiceCommandKind::Stop:
        m_reports.write(ReportKind::Warning,
                        "command ignored: the transaction service cannot do that");
        return;
    }
}

void TransactionService::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_reports.write(ReportKind::Stopping);
    m_pauser.stop();
    m_inputs.close();
    m_relayThread.request_stop();
    if (m_relayThread.joinable())
        m_relayThread.join();
    if (m_client)
        m_client->close();
    else
        finish();
}

void TransactionService::finish()
{
    m_reports.write(ReportKind::Stopped);
    emit finished();
}

} // namespace stanscope
