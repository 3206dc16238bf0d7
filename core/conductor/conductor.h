#pragma once

#include "core/conductor/accountopener.h"
#include "core/conductor/servicelauncher.h"
#include "core/events/command.h"
#include "core/events/event.h"
#include "core/process/brokerprocess.h"
#include "core/process/rundirectory.h"
#include "core/process/supervisor.h"
#include "core/util/result.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace stanscope {

class SchemaLease;

/// Carries out commands on the real processes of one run and tells what became of them. A command
/// that is not possible becomes a laboratory::Problem. Lives in the main thread; the sinks are
/// called from there and from the thread that reads the children's output.
class Conductor : public QObject
{
    Q_OBJECT

public:
    struct Sinks
    {
        std::function<void(Event)> event;
        std::function<void(ClientId, std::string)> reportLine; ///< a raw stdout line of a service
    };
    struct Setup
    {
        std::string clusterId;
        ChannelName channel;
        std::vector<laboratory::Account> accounts;
        BrokerOptions broker;
        /// While the broker starts again, the services are held until letGo(). It comes without
        /// being asked when the start fails or takes too long.
        bool holdsServices = false;
        Publishing publishing = Publishing::Outbox;
        std::string database = {}; ///< postgresql://…; empty: files in the run directory
    };

    explicit Conductor(Sinks sinks, QObject* parent = nullptr);
    ~Conductor() override;

    /// Makes the run directory and both databases (in PostgreSQL a schema each, of this run alone,
    /// which go with it) and starts the broker. Once in a Conductor's
    /// life.
    Result<> begin(const Setup& setup);
    void startTransactionService();
    void execute(const Command& command);
    /// Everything that the services do is heard again.
    void letGo();
    /// An id that no fault of this run has.
    FaultId newFaultId() { return FaultId(++m_lastFault); }
    /// Ends every process, paused ones too; returns when they are gone.
    void shutDown();

    const BrokerProcess* broker() const { return m_broker.get(); }
    QString runDirectory() const;
    QString accountDatabase() const { return m_places.accountDatabase; }
    QString transactionDatabase() const { return m_places.transactionDatabase; }

signals:
    void brokerChanged(const stanscope::broker::Changed& status);
    /// A service has gone, for whatever reason; `error` is set when it never ran.
    void serviceEnded(const stanscope::ClientId& name, int exitCode, int signal,
                      const QString& error);
    /// A command could not be carried out; it is in the stream as well.
    void refused(const QString& text);

private:
    Result<> placeDatabases(const std::string& database);
    struct Service
    {
        process::Role role = process::Role::Account;
        ReplicaOptions options;
        std::string external = {}; ///< command::SpawnReplicas::external
    };

    void carryOut(const command::SpawnReplicas& command);
    void carryOut(const command::KillProcess& command);
    void carryOut(const command::PauseProcess& command);
    void carryOut(const command::ResumeProcess& command);
    void carryOut(const command::StopProcess& command);
    void carryOut(const command::RestartProcess& command);
    void carryOut(const command::ForgetProcess& command);
    void carryOut(const command::ArmFault& command);
    void carryOut(const command::DisarmFault& command);
    void carryOut(const command::ReleaseFault& command);
    void carryOut(const command::ClearFaults& command);
    void carryOut(const command::Act& command);
    void carryOut(const command::Broker& command);
    void carryOut(const command::ReadStored& command);
    void carryOut(const command::AllowPublishing& command);
    void carryOut(const command::Publish& command);
    void carryOut(const command::SpawnTransactionService& command);
    void carryOut(const command::OpenAccount& command);
    void onOpened(const OpenedAccount& account, const Result<>& result);

    void restartLater(const ClientId& name, std::int32_t afterMs);
    void heal(std::int32_t afterMs, const std::function<void()>& cure);
    void healBroker();
    void launch(const ClientId& name, const Service& service);
    void launchExternal(const ClientId& name, const Service& service);
    void notLaunched(const ClientId& name, const Error& why);
    void send(const ClientId& name, const ServiceCommand& command);
    /// `kind`-1 and so on, from `first`.
    ClientId nextName(const std::string& kind, int first = 1) const;
    /// The child, or null after a Problem that says why it cannot take the command.
    ChildProcess* liveChild(const ClientId& name);
    /// It listens to no commands of ours, after a Problem that says so.
    bool isDeaf(const ClientId& name);
    void note(EventBody body);
    void problem(const Message& why, const Message& remedy);
    void problem(const Error& error);

    void onStarted(const ClientId& name, qint64 pid);
    void onEnded(const ClientId& name, int exitCode, int signal, const QString& error);
    void hold();
    void limitHold();
    void onBrokerChanged(const broker::Changed& status);

    Sinks m_sinks;
    std::unique_ptr<RunDirectory> m_directory;
    std::unique_ptr<Supervisor> m_supervisor;
    std::unique_ptr<BrokerProcess> m_broker;
    ServicePlaces m_places;
    QStringList m_schemas; ///< made for this run
    std::unique_ptr<SchemaLease> m_lease; ///< of the schemas, while the run lives
    std::map<ClientId, Service> m_services; ///< every card: live and dead
    AccountOpener m_opener;
    std::map<AccountName, std::vector<command::Act>> m_openings; ///< what waits for which account
    bool m_holdsServices = false;
    bool m_isHolding = false;
    std::vector<ClientId> m_waiting; ///< to be launched when nobody is held any more
    QTimer m_holdLimit;
    std::int64_t m_lastFault = 0;
    std::set<ClientId> m_restarting; ///< to be launched again when they have ended
};

} // namespace stanscope
