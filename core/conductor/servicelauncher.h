#pragma once

#include "core/events/options.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <QString>
#include <QStringList>

namespace stanscope {

/// Where the services of one run find everything.
struct ServicePlaces
{
    QString brokerUrl;
    QString tokenFile;
    QString clusterId;
    QString channel;
    QString accountDatabase;
    QString transactionDatabase;
    Publishing publishing = Publishing::Outbox;
};

/// Executable of a service: in STANSCOPE_SERVICES, or else a companion. The Error tells what is
/// missing.
Result<QString> locateService(const QString& executable);

inline QString accountExecutable()
{
    return QStringLiteral("stanscope-account");
}
inline QString transactionExecutable()
{
    return QStringLiteral("stanscope-transaction");
}

inline QString listenerExecutable()
{
    return QStringLiteral("stanscope-listener");
}

/// The token never is among the arguments: everybody on the machine can read those.
QStringList accountArguments(const ClientId& name, const ReplicaOptions& options,
                             const ServicePlaces& places);
QStringList transactionArguments(const ClientId& name, const ServicePlaces& places);

} // namespace stanscope
