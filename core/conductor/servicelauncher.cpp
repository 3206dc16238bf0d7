#include "core/conductor/servicelauncher.h"

#include "core/process/installation.h"

#include <QCoreApplication>
#include <QDir>

#include <cstddef>
#include <string_view>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

QString text(std::string_view word)
{
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QStringList commonArguments(const ClientId& name, const ServicePlaces& places)
{
    return {u"--name"_s,       QString::fromStdString(name.value()),
            u"--url"_s,        places.brokerUrl,
            u"--token-file"_s, places.tokenFile,
            u"--cluster"_s,    places.clusterId,
            u"--channel"_s,    places.channel,
            u"--parent-pid"_s, QString::number(QCoreApplication::applicationPid())};
}

} // namespace

Result<QString> locateService(const QString& executable)
{
    const QString named = qEnvironmentVariable("STANSCOPE_SERVICES");
    const QString path =
        named.isEmpty() ? findCompanion(executable) : QDir(named).filePath(executable);
    if (isExecutableFile(path))
        return path;
    return Error{
        QCoreApplication::translate("ServiceLauncher", "The service %1 is missing.")
            .arg(path.isEmpty() ? executable : path)
            .toStdString(),
        QCoreApplication::translate("ServiceLauncher",
                                    "Install stanscope again; in a checkout scripts/run builds it.")
            .toStdString()};
}

QStringList accountArguments(const ClientId& name, const ReplicaOptions& options,
                             const ServicePlaces& places)
{
    return commonArguments(name, places)
        + QStringList{u"--database"_s,      places.accountDatabase,
                      u"--queue-group"_s,   QString::fromStdString(options.queueGroup),
                      u"--durable"_s,       QString::fromStdString(options.durable),
                      u"--ack"_s,           text(toText(options.ackMode)),
                      u"--start"_s,         options.deliverAllAvailable ? u"all"_s : u"new"_s,
                      u"--ack-wait"_s,      QString::number(options.ackWaitSeconds),
                      u"--max-inflight"_s,  QString::number(options.maxInflight),
                      u"--handler"_s,       text(toText(options.handler)),
                      u"--close-on-stop"_s, options.closeOnStop ? u"yes"_s : u"no"_s};
}

QStringList transactionArguments(const ClientId& name, const ServicePlaces& places)
{
    return commonArguments(name, places)
        + QStringList{u"--database"_s, places.transactionDatabase, u"--publishes"_s,
                      text(wordsOf<Publishing>[static_cast<std::size_t>(places.publishing)])};
}

} // namespace stanscope
