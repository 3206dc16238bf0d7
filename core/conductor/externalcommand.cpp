#include "core/conductor/externalcommand.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

struct ExternalWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ExternalCommand)
};

Error externalError(const QString& text, const QString& remedy)
{
    return {text.toStdString(), remedy.toStdString()};
}

} // namespace

Result<ExternalCommand> externalCommandFrom(const QString& line)
{
    QStringList words = QProcess::splitCommand(line);
    if (words.isEmpty() || words.first().isEmpty())
        return externalError(ExternalWords::tr("The replica command is empty."),
                             ExternalWords::tr("Say a program and its arguments, such as "
                                               "\"node service.js\"."));
    const QString name = words.takeFirst();
    if (name == listenerExecutable()) {
        if (!QCoreApplication::instance())
            return ExternalCommand{name, words}; // where we are is not known yet
        const auto ours = locateService(name);
        if (!ours)
            return ours.error();
        return ExternalCommand{*ours, words};
    }
    const QFileInfo file(name);
    const QString program = !name.contains(u'/') ? QStandardPaths::findExecutable(name)
        : file.isFile() && file.isExecutable()   ? file.absoluteFilePath()
                                                 : QString();
    if (program.isEmpty())
        return externalError(
            ExternalWords::tr("There is no program \"%1\" for the replica command.").arg(name),
            ExternalWords::tr("Give its path, or install it."));
    return ExternalCommand{program, words};
}

std::map<QString, QString> externalVariables(const ClientId& name, const ReplicaOptions& options,
                                             const ServicePlaces& places, const QString& token)
{
    QUrl url(places.brokerUrl);
    url.setUserName(token);
    return {{u"NATS_URL"_s, url.toString(QUrl::FullyEncoded)},
            {u"STAN_CLUSTER"_s, places.clusterId},
            {u"STAN_CLIENT_ID"_s, QString::fromStdString(name.value())},
            {u"STAN_CHANNEL"_s, places.channel},
            {u"STAN_QUEUE_GROUP"_s, QString::fromStdString(options.queueGroup)},
            {u"STAN_DURABLE"_s, QString::fromStdString(options.durable)},
            {u"STAN_ACK_WAIT"_s, QString::number(options.ackWaitSeconds)},
            {u"STAN_MAX_INFLIGHT"_s, QString::number(options.maxInflight)}};
}

} // namespace stanscope
