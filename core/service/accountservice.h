#pragma once

#include "core/service/faultbook.h"
#include "core/service/messagehandler.h"
#include "core/service/pauser.h"
#include "core/service/reportwriter.h"
#include "core/service/servicearguments.h"
#include "core/service/servicehost.h"
#include "core/stan/stanclient.h"
#include "core/util/handoff.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <thread>

namespace stanscope {

/// One replica: a STAN subscription in the main thread, a handler with its own database connection
/// in another, so that commands and SIGTERM are answered whatever the handler is waiting for.
class AccountService : public QObject
{
    Q_OBJECT

public:
    AccountService(AccountArguments arguments, ReportWriter& reports, ServiceHost& host,
                   QObject* parent = nullptr);
    ~AccountService() override;

    void start();

signals:
    /// Closed and reported: the event loop may end.
    void finished();

private:
    void handleMessages(const std::stop_token& stop);
    void connectToBroker();
    void subscribe();
    void receive(const StanMessage& message);
    void carryOut(const ServiceCommand& command);
    void stop();
    void finish();

    const AccountArguments m_arguments;
    ReportWriter& m_reports;
    ServiceHost& m_host;
    FaultBook m_faults;
    Pauser m_pauser;
    HandOff<Delivery> m_deliveries;
    std::unique_ptr<StanClient> m_client;
    std::jthread m_handlerThread;
    std::uint64_t m_received = 0;
    bool m_stopping = false;
};

} // namespace stanscope
