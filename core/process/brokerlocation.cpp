#include "core/process/brokerlocation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

constexpr QLatin1StringView executableName("nats-streaming-server");

struct LocationWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::BrokerLocation)
};

bool isExecutable(const QString& path)
{
    const QFileInfo file(path);
    return file.isFile() && file.isExecutable();
}

Error notThere(const QString& path, const QString& origin)
{
    return {LocationWords::tr("%1 names the broker %2, which is not an executable file.")
                .arg(origin, path)
                .toStdString(),
            LocationWords::tr(
                "Correct or remove that setting, or run scripts/run, which installs the broker.")
                .toStdString()};
}

QString inCheckout()
{
    QDir directory(QCoreApplication::applicationDirPath());
    do {
        const QString path = directory.filePath(u".tools/bin/"_s + executableName);
        if (isExecutable(path))
            return path;
    } while (directory.cdUp());
    return {};
}

} // namespace

Result<QString> locateBroker()
{
    if (const QString path = qEnvironmentVariable("STANSCOPE_BROKER"); !path.isEmpty()) {
        if (isExecutable(path))
            return path;
        return notThere(path, u"STANSCOPE_BROKER"_s);
    }
    // The file in which the window keeps its settings too.
    const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                             u"stanscope"_s);
    if (const QString path = settings.value(u"broker/path"_s).toString(); !path.isEmpty()) {
        if (isExecutable(path))
            return path;
        return notThere(path, LocationWords::tr("The setting broker/path"));
    }
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(executableName);
    if (isExecutable(beside))
        return beside;
    if (const QString path = inCheckout(); !path.isEmpty())
        return path;
    if (const QString path = QStandardPaths::findExecutable(executableName); !path.isEmpty())
        return path;
    return Error{
        LocationWords::tr("The broker nats-streaming-server is not installed.").toStdString(),
        LocationWords::tr(
            "Run scripts/run, which installs it, or set STANSCOPE_BROKER to its path.")
            .toStdString()};
}

} // namespace stanscope
