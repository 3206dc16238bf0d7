#include "core/conductor/accountopener.h"

#include <QMetaObject>

namespace stanscope {

AccountOpener::AccountOpener(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

AccountOpener::~AccountOpener()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void AccountOpener::open(const std::string& accountDatabase, const std::string& transactionDatabase,
                         const OpenedAccount& account)
{
    m_pool.start([this, accountDatabase, transactionDatabase, account] {
        auto result =
            openAccount(accountDatabase, transactionDatabase, account, m_stop.get_token());
        QMetaObject::invokeMethod(
            this, [this, account, result] { emit finished(account, result); },
            Qt::QueuedConnection);
    });
}

} // namespace stanscope
