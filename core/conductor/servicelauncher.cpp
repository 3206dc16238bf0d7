#include "core/conductor/servicelauncher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

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
    QString directory = qEnvironmentVariable("STANSCOPE_SERVICES");
    if (directory.isEmpty())
        directory = QCoreApplication::applicationDirPath();
    const QString path = QDir(directory).filePath(executable);
    const QFileInfo file(path);
    if (file.isFile() && file.isExecutable())
        return path;
    return Error{QCoreApplication::translate("ServiceLauncher", "The service %1 is missing.")
                     .arg(path)
                     .toStdString(),
                 QCoreApplication::translate("ServiceLauncher", "Build it again with scripts/run.")
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
