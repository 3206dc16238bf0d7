#include "core/conductor/conductor.h"
#include "core/conductor/externalcommand.h"
#include "core/words/words.h"

// How what a command asks for is started and spoken to; the other commands are in conductor.cpp.
namespace stanscope {

namespace {

/// The laboratory's own.
bool isListener(const std::string& external)
{
    const std::string ours = listenerExecutable().toStdString();
    return external == ours || external.starts_with(ours + ' ');
}

} // namespace

void Conductor::carryOut(const command::SpawnReplicas& command)
{
    if (m_broker->url().isEmpty()) {
        problem(message(Code::ReplicaNeedsBroker), message(Code::StartBroker));
        return;
    }
    const bool listens = isListener(command.external);
    const process::Role role = command.external.empty() ? process::Role::Account
        : listens                                       ? process::Role::Listener
                                                        : process::Role::External;
    for (int i = 0; i < command.count; ++i)
        launch(nextName(listens ? "listener" : "account"),
               {role, command.options, command.external});
}

void Conductor::carryOut(const command::SpawnTransactionService&)
{
    if (m_broker->url().isEmpty())
        problem(message(Code::ReplicaNeedsBroker), message(Code::StartBroker));
    else
        launch(nextName(transactionService().value(), 2), {process::Role::Transaction, {}});
}

ClientId Conductor::nextName(const std::string& kind, int first) const
{
    for (int number = first;; ++number) {
        ClientId name(kind + '-' + std::to_string(number));
        if (!m_services.contains(name))
            return name;
    }
}

void Conductor::launch(const ClientId& name, const Service& service)
{
    m_services[name] = service;
    if (m_isHolding) {
        m_waiting.push_back(name);
        return;
    }
    m_places.brokerUrl = m_broker->url();
    if (process::reportsNothing(service.role)) {
        launchExternal(name, service);
        return;
    }
    const bool account = service.role == process::Role::Account;
    const auto program = locateService(account ? accountExecutable() : transactionExecutable());
    if (!program) {
        notLaunched(name, program.error());
        return;
    }
    const QStringList arguments = account ? accountArguments(name, service.options, m_places)
                                          : transactionArguments(name, m_places);
    const auto report = [sink = m_sinks.reportLine, name](std::string line) {
        sink(name, std::move(line));
    };
    const auto complain = [sink = m_sinks.event, name](std::string line) {
        sink({monotonicNow(), Source::Supervisor, process::StderrLine{name, std::move(line)}});
    };
    m_supervisor->start({name, service.role, *program, arguments, report, complain});
}

/// What it prints, on either stream, is its log; the token is not for everybody who reads that.
void Conductor::launchExternal(const ClientId& name, const Service& service)
{
    const auto command = externalCommandFrom(QString::fromStdString(service.external));
    if (!command) {
        notLaunched(name, command.error());
        return;
    }
    const auto print = [sink = m_sinks.event, name,
                        token = m_broker->token().toStdString()](std::string line) {
        for (auto at = line.find(token); !token.empty() && at != std::string::npos;
             at = line.find(token, at))
            line.replace(at, token.size(), "***");
        sink({monotonicNow(), Source::Supervisor, process::StderrLine{name, std::move(line)}});
    };
    m_supervisor->start({name, service.role, command->program, command->arguments, print, print,
                         externalVariables(name, service.options, m_places, m_broker->token())});
}

void Conductor::notLaunched(const ClientId& name, const Error& why)
{
    m_services.erase(name);
    problem(why);
    emit serviceEnded(name, 127, 0, QString::fromStdString(why.text));
}

void Conductor::send(const ClientId& name, const ServiceCommand& command)
{
    if (ChildProcess* child = liveChild(name); child && !isDeaf(name))
        child->send(toLine(command));
}

bool Conductor::isDeaf(const ClientId& name)
{
    const auto service = m_services.find(name);
    if (service == m_services.end() || !process::reportsNothing(service->second.role))
        return false;
    problem(message(Code::ExternalTakesNoFaults, name), message(Code::PauseOrKill));
    return true;
}

} // namespace stanscope
