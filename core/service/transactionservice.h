#pragma once

#include "core/service/faultbook.h"
#include "core/service/pauser.h"
#include "core/service/relay.h"
#include "core/service/reportwriter.h"
#include "core/service/servicearguments.h"
#include "core/service/servicehost.h"
#include "core/stan/stanclient.h"
#include "core/util/handoff.h"

#include <QObject>

#include <memory>
#include <stop_token>
#include <thread>
#include <variant>

namespace stanscope {

/// The transaction service: commands and STAN in the main thread, database and relay in another.
class TransactionService : public QObject
{
    Q_OBJECT

public:
    TransactionService(TransactionArguments arguments, ReportWriter& reports, ServiceHost& host,
                       QObject* parent = nullptr);
    ~TransactionService() override;

    void start();

signals:
    /// Closed and reported: the event loop may end.
    void finished();

private:
    struct Online
    {
        bool online = false;
    };
    using Input = std::variant<ServiceCommand, Relay::PublishResult, Online>;

    std::unique_ptr<Relay> makeRelay(TransactionStore& store);
    void runRelay(const std::stop_token& stop);
    void connectToBroker();
    void carryOut(const ServiceCommand& command);
    void stop();
    void finish();

    const TransactionArguments m_arguments;
    ReportWriter& m_reports;
    ServiceHost& m_host;
    FaultBook m_faults;
    Pauser m_pauser;
    HandOff<Input> m_inputs;
    std::unique_ptr<StanClient> m_client;
    std::jthread m_relayThread;
    bool m_stopping = false;
};

} // namespace stanscope
