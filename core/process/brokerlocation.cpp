#include "core/process/brokerlocation.h"

#include "core/process/installation.h"

#include <QCoreApplication>
#include <QDir>
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
    QDir directory(ownDirectory());
    do {
        const QString path = directory.filePath(u".tools/bin/"_s + executableName);
        if (isExecutableFile(path))
            return path;
    } while (directory.cdUp());
    return {};
}

} // namespace

Result<QString> locateBroker()
{
    if (const QString path = qEnvironmentVariable("STANSCOPE_BROKER"); !path.isEmpty()) {
        if (isExecutableFile(path))
            return path;
        return notThere(path, u"STANSCOPE_BROKER"_s);
    }
    // The file in which the window keeps its settings too.
    const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                             u"stanscope"_s);
    if (const QString path = settings.value(u"broker/path"_s).toString(); !path.isEmpty()) {
        if (isExecutableFile(path))
            return path;
        return notThere(path, LocationWords::tr("The setting broker/path"));
    }
    if (const QString path = findCompanion(executableName); !path.isEmpty())
        return path;
    if (const QString path = QStandardPaths::findExecutable(executableName); !path.isEmpty())
        return path;
    if (const QString path = inCheckout(); !path.isEmpty())
        return path;
    return Error{
        LocationWords::tr("There is no broker: nats-streaming-server was not found.").toStdString(),
        LocationWords::tr(
            "In a checkout scripts/run builds it, and Debian's package of stanscope brings it "
            "along. With Go: go install github.com/nats-io/nats-streaming-server@v0.25.6; then put "
            "it on PATH, or set STANSCOPE_BROKER to its path. The recordings that come along need "
            "none: stanscope replay case-1-naive, or File, Recorded Lessons in the window.")
            .toStdString()};
}

} // namespace stanscope
