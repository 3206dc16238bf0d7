#pragma once

#include "core/storage/schema.h"
#include "core/util/result.h"

#include <QObject>
#include <QThreadPool>

#include <stop_token>
#include <string>

namespace stanscope {

/// Opens accounts in a run's databases, one after the other and on a thread of its own: another
/// writer may hold them for as long as a lesson wants. Signals come in the owner's thread.
class AccountOpener : public QObject
{
    Q_OBJECT

public:
    explicit AccountOpener(QObject* parent = nullptr);
    /// Gives up what still waits.
    ~AccountOpener() override;

    void open(const std::string& accountDatabase, const std::string& transactionDatabase,
              const OpenedAccount& account);

signals:
    void finished(const stanscope::OpenedAccount& account, const stanscope::Result<>& result);

private:
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace stanscope
