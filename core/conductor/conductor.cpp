#include "core/conductor/conductor.h"

#include "core/events/faulttable.h"
#include "core/process/brokerlocation.h"
#include "core/process/runname.h"
#include "core/storage/databasetarget.h"
#include "core/storage/schema.h"
#include "core/storage/schemalease.h"
#include "core/words/words.h"

#include <QDir>

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

std::vector<OpenedAccount> opened(const std::vector<laboratory::Account>& accounts)
{
    std::vector<OpenedAccount> list;
    for (const laboratory::Account& account : accounts)
        list.push_back({account.name, account.opening});
    return list;
}

} // namespace

Conductor::Conductor(Sinks sinks, QObject* parent)
    : QObject(parent)
    , m_sinks(std::move(sinks))
{
    limitHold();
    connect(&m_opener, &AccountOpener::finished, this, &Conductor::onOpened);
}

Conductor::~Conductor()
{
    shutDown();
    // A schema that stays, because its server is gone, goes when this process has and another run
    // begins there.
    for (const QString& database : std::as_const(m_schemas))
        std::ignore = dropDatabase(database.toStdString());
}

Result<> Conductor::placeDatabases(const std::string& database)
{
    m_places.accountDatabase = m_directory->file(u"account.db"_s);
    m_places.transactionDatabase = m_directory->file(u"transaction.db"_s);
    if (database.empty())
        return {};
    auto target = databaseTargetFrom(database);
    if (!target)
        return target.error();
    // What a run left that was killed goes now, or, when that fails, with another start.
    if (const auto dropped = dropAbandonedSchemas(database, &isRunGone); !dropped)
        return dropped;
    const std::string run = newRunName();
    auto lease = SchemaLease::take(database, run);
    if (!lease)
        return lease.error();
    m_lease = std::move(*lease);
    const auto schema = [&](const char* side) {
        target->schema = run + '_' + side;
        return QString::fromStdString(toText(*target));
    };
    m_places.accountDatabase = schema("account");
    m_places.transactionDatabase = schema("transaction");
    m_schemas = {m_places.accountDatabase, m_places.transactionDatabase};
    return {};
}

Result<> Conductor::begin(const Setup& setup)
{
    auto executable = locateBroker();
    if (!executable)
        return executable.error();
    auto directory = RunDirectory::create();
    if (!directory)
        return directory.error();
    m_directory = std::move(*directory);

    m_holdsServices = setup.holdsServices;
    m_places.clusterId = QString::fromStdString(setup.clusterId);
    m_places.channel = QString::fromStdString(setup.channel.value());
    m_places.publishing = setup.publishing;
    if (auto placed = placeDatabases(setup.database); !placed)
        return placed;
    const auto accounts = opened(setup.accounts);
    if (auto made = createAccountDatabase(m_places.accountDatabase.toStdString(), accounts); !made)
        return made;
    if (auto made = createTransactionDatabase(m_places.transactionDatabase.toStdString(), accounts);
        !made)
        return made;

    m_supervisor = std::make_unique<Supervisor>(m_directory->registry());
    connect(m_supervisor.get(), &Supervisor::started, this, &Conductor::onStarted);
    connect(m_supervisor.get(), &Supervisor::ended, this, &Conductor::onEnded);
    connect(m_supervisor.get(), &Supervisor::paused, this,
            [this](const ClientId& name) { note(process::Paused{name}); });
    connect(m_supervisor.get(), &Supervisor::resumed, this,
            [this](const ClientId& name) { note(process::Resumed{name}); });
    connect(m_supervisor.get(), &Supervisor::held, this,
            [this](const ClientId& name) { note(process::Held{name}); });
    connect(m_supervisor.get(), &Supervisor::released, this,
            [this](const ClientId& name) { note(process::Released{name}); });
    connect(m_supervisor.get(), &Supervisor::closing, this,
            [this](const ClientId& name) { note(process::Closing{name}); });

    const QString brokerDirectory = m_directory->file(u"broker"_s);
    QDir().mkdir(brokerDirectory); // a failure shows when its files are written
    const auto logLine = [sink = m_sinks.event](std::string line) {
        sink({monotonicNow(), Source::Supervisor, broker::LogLine{std::move(line)}});
    };
    m_broker = std::make_unique<BrokerProcess>(
        *m_supervisor,
        BrokerProcess::Setup{*executable, brokerDirectory, setup.broker, setup.clusterId, logLine});
    m_places.tokenFile = m_broker->tokenFile();
    connect(m_broker.get(), &BrokerProcess::changed, this, &Conductor::onBrokerChanged);
    return m_broker->start();
}

QString Conductor::runDirectory() const
{
    return m_directory ? m_directory->path() : QString();
}

void Conductor::shutDown()
{
    m_restarting.clear();
    m_waiting.clear();
    m_holdLimit.stop();
    m_isHolding = false;
    if (m_supervisor)
        m_supervisor->killAll();
}

void Conductor::startTransactionService()
{
    launch(transactionService(), {process::Role::Transaction, {}});
}

void Conductor::execute(const Command& command)
{
    if (!m_supervisor) {
        problem(message(Code::NotRunning), message(Code::PressRun));
        return;
    }
    std::visit([this](const auto& one) { carryOut(one); }, command);
}

void Conductor::carryOut(const command::KillProcess& command)
{
    if (ChildProcess* child = liveChild(command.process)) {
        m_restarting.erase(command.process);
        child->kill();
        restartLater(command.process, command.forMs);
    }
}

void Conductor::carryOut(const command::PauseProcess& command)
{
    if (ChildProcess* child = liveChild(command.process)) {
        child->pause();
        heal(command.forMs, [this, name = command.process] {
            if (m_supervisor->isAlive(name))
                m_supervisor->find(name)->resume();
        });
    }
}

void Conductor::carryOut(const command::ResumeProcess& command)
{
    if (ChildProcess* child = liveChild(command.process))
        child->resume();
}

void Conductor::carryOut(const command::StopProcess& command)
{
    if (ChildProcess* child = liveChild(command.process)) {
        m_restarting.erase(command.process);
        child->stop();
        restartLater(command.process, command.forMs);
    }
}

void Conductor::carryOut(const command::RestartProcess& command)
{
    const auto service = m_services.find(command.process);
    if (service == m_services.end()) {
        problem(message(Code::NoProcessToRestart, command.process), message(Code::StartReplica));
    } else if (m_supervisor->isAlive(command.process)) {
        m_restarting.insert(command.process);
        m_supervisor->find(command.process)->stop();
    } else {
        launch(service->first, Service(service->second));
    }
}

void Conductor::carryOut(const command::ForgetProcess& command)
{
    if (m_supervisor->isAlive(command.process)) {
        problem(message(Code::StillAlive, command.process), message(Code::StopOrKill));
    } else if (command.process != transactionService() && m_services.erase(command.process) > 0) {
        note(process::Forgotten{command.process});
    }
}

void Conductor::carryOut(const command::ArmFault& command)
{
    if (!liveChild(command.process) || isDeaf(command.process))
        return;
    const Service& service = m_services.at(command.process);
    const FaultReason reason = reasonAgainst(
        command.fault,
        service.role == process::Role::Account ? FaultService::Account : FaultService::Transaction,
        service.options.ackMode, bankDatabaseOf(m_places.accountDatabase.toStdString()));
    if (reason != FaultReason::None) {
        problem(faultError(command.fault, reason));
        return;
    }
    ServiceCommand message;
    message.kind = ServiceCommandKind::Arm;
    message.fault = command.fault;
    if (message.fault.id.isNull())
        message.fault.id = newFaultId();
    send(command.process, message);
}

void Conductor::carryOut(const command::DisarmFault& command)
{
    ServiceCommand message;
    message.kind = ServiceCommandKind::Disarm;
    message.fault.id = command.fault;
    send(command.process, message);
}

void Conductor::carryOut(const command::ReleaseFault& command)
{
    ServiceCommand message;
    message.kind = ServiceCommandKind::Release;
    send(command.process, message);
}

void Conductor::carryOut(const command::ClearFaults& command)
{
    ServiceCommand message;
    message.kind = ServiceCommandKind::ClearFaults;
    send(command.process, message);
}

void Conductor::carryOut(const command::Broker& command)
{
    using command::BrokerAction;
    const bool alive = m_supervisor->isAlive(brokerName());
    const bool starts =
        command.action == BrokerAction::Start || command.action == BrokerAction::Restart;
    if (!alive && !starts) {
        problem(message(Code::BrokerNotRunning), message(Code::StartBroker));
        return;
    }
    Result<> done;
    switch (command.action) {
    case BrokerAction::Start:
        done = m_broker->start();
        break;
    case BrokerAction::Stop:
        m_broker->stop();
        break;
    case BrokerAction::Kill:
        m_broker->kill();
        break;
    case BrokerAction::Pause:
        m_broker->pause();
        break;
    case BrokerAction::Resume:
        m_broker->resume();
        break;
    case BrokerAction::Restart:
        done = m_broker->restart();
        break;
    }
    if (!done)
        problem(done.error());
    if (!starts && command.action != BrokerAction::Resume)
        heal(command.forMs, [this] { healBroker(); });
}

/// What our own broker stores was heard.
void Conductor::carryOut(const command::ReadStored&) { }

void Conductor::carryOut(const command::AllowPublishing&)
{
    problem(message(Code::NeedsNoPermission), message(Code::SendAction));
}

ChildProcess* Conductor::liveChild(const ClientId& name)
{
    ChildProcess* child = m_services.contains(name) ? m_supervisor->find(name) : nullptr;
    if (child && child->isAlive())
        return child;
    if (name == transactionService())
        problem(message(Code::TransactionServiceNotRunning), message(Code::RestartOrRun));
    else if (child)
        problem(message(Code::NotAlive, name), message(Code::RestartFirst));
    else
        problem(message(Code::NoProcess, name), message(Code::StartReplica));
    return nullptr;
}

void Conductor::note(EventBody body)
{
    m_sinks.event({monotonicNow(), Source::Supervisor, std::move(body)});
}

void Conductor::problem(const Message& why, const Message& remedy)
{
    note(laboratory::Problem{why, remedy});
    emit refused(words(why));
}

void Conductor::problem(const Error& error)
{
    problem(said(error.text), said(error.remedy));
}

void Conductor::onStarted(const ClientId& name, qint64 pid)
{
    if (name == brokerName())
        return; // it has its own events
    const Service& service = m_services[name];
    note(process::Started{name, service.role, pid, service.options});
}

void Conductor::onEnded(const ClientId& name, int exitCode, int signal, const QString& error)
{
    if (name == brokerName())
        return;
    note(process::Ended{name, exitCode, signal});
    if (!error.isEmpty())
        problem(message(Code::NotStarted, name, error.toStdString()), message(Code::CloseOthers));
    emit serviceEnded(name, exitCode, signal, error);
    if (m_restarting.erase(name) > 0)
        launch(name, Service(m_services[name]));
}

} // namespace stanscope
