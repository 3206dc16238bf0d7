#include "core/conductor/conductor.h"

// Commands for the bank: its accounts, and what its customers do.
namespace stanscope {

void Conductor::carryOut(const command::OpenAccount& command)
{
    if (!m_openings.try_emplace(command.account).second)
        return;
    m_opener.open(m_places.accountDatabase.toStdString(),
                  m_places.transactionDatabase.toStdString(), {command.account, command.opening});
}

void Conductor::onOpened(const OpenedAccount& account, const Result<>& result)
{
    const auto waiting = m_openings.extract(account.name);
    if (!result) {
        problem(message(Code::AccountNotOpened, account.name, said(result.error().text)),
                message(Code::TryAgain));
        return;
    }
    note(laboratory::AccountOpened{account.name, account.opening});
    for (const command::Act& act : waiting.mapped())
        execute(act);
}

void Conductor::carryOut(const command::Act& command)
{
    if (const auto opening = m_openings.find(command.account); opening != m_openings.end()) {
        opening->second.push_back(command);
        return;
    }
    ServiceCommand message;
    message.kind = ServiceCommandKind::Act;
    message.account = command.account;
    message.type = command.type;
    message.amount = command.amount;
    send(command.service.isNull() ? transactionService() : command.service, message);
}

void Conductor::carryOut(const command::Publish&)
{
    problem(message(Code::PublishesFromBank), message(Code::SendAction));
}

} // namespace stanscope
