#include "app/diagnosis.h"

#include "app/sessionshelf.h"
#include "core/nats/natslibrary.h"
#include "core/process/brokerlocation.h"
#include "core/process/installation.h"
#include "core/process/rundirectory.h"
#include "core/scenario/scenario.h"
#include "core/storage/sqllibraries.h"
#include "core/words/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QStringList>
#include <QSysInfo>
#include <QThread>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

constexpr int labelWidth = 18;
constexpr int brokerPatienceMs = 5000;

QString withoutHome(const QString& path)
{
    const QString home = QDir::homePath();
    return home.size() > 1 && (path == home || path.startsWith(home + u'/'))
        ? u'~' + path.mid(home.size())
        : path;
}

/// `path`, or the nearest directory above it that is there, can be written.
QString stateOf(const QString& path)
{
    QFileInfo file(path);
    const bool isThere = file.exists();
    while (!file.exists() && file.absolutePath() != file.absoluteFilePath())
        file.setFile(file.absolutePath());
    // Below what is no directory nothing can be made.
    const bool writable = (isThere || file.isDir())
        && ::access(QFile::encodeName(file.filePath()).constData(), W_OK) == 0;
    return u"%1 (%2, %3)"_s.arg(withoutHome(path), isThere ? u"there"_s : u"not there"_s,
                                writable ? u"can be written"_s : u"read-only"_s);
}

QString brokerVersion(const QString& path)
{
    QProcess broker;
    broker.start(path, {u"--version"_s});
    if (!broker.waitForFinished(brokerPatienceMs)) {
        broker.kill();
        broker.waitForFinished();
        return u"does not tell its version: %1"_s.arg(broker.errorString());
    }
    return QString::fromLocal8Bit(broker.readAllStandardOutput()).simplified();
}

/// One line for each thing that a report needs.
class Lines
{
public:
    void add(const QString& label, const QString& value)
    {
        m_text += u"%1 %2\n"_s.arg(label + u':', -labelWidth).arg(value.isEmpty() ? u"–"_s : value);
    }
    std::string text() const { return m_text.toStdString(); }

private:
    QString m_text;
};

void addVersions(Lines& lines)
{
    lines.add(u"stanscope"_s, QStringLiteral(STANSCOPE_VERSION));
    lines.add(u"Qt"_s,
              u"%1 (built with %2)"_s.arg(QString::fromLatin1(qVersion()),
                                          QStringLiteral(QT_VERSION_STR)));
    lines.add(u"cnats"_s, QString::fromStdString(natsLibraryVersion()));
    const QString sqlite = QString::fromStdString(sqliteVersion());
    lines.add(u"SQLite"_s, sqlite.isEmpty() ? u"Qt's driver for it is missing"_s : sqlite);
    lines.add(u"PostgreSQL driver"_s, hasPostgresDriver() ? u"there"_s : u"not installed"_s);
    const auto broker = locateBroker();
    lines.add(u"broker"_s,
              broker ? withoutHome(*broker) : QString::fromStdString(broker.error().text));
    lines.add(u"broker's version"_s, broker ? brokerVersion(*broker) : QString());
}

void addPaths(Lines& lines)
{
    lines.add(u"executable"_s, withoutHome(QCoreApplication::applicationFilePath()));
    const QString named = qEnvironmentVariable("STANSCOPE_SERVICES");
    const QString service = findCompanion(u"stanscope-account"_s);
    lines.add(u"services"_s,
              withoutHome(!named.isEmpty()        ? named
                              : service.isEmpty() ? u"not found"_s
                                                  : QFileInfo(service).path()));
    lines.add(u"home"_s, stateOf(QDir::homePath()));
    lines.add(u"settings"_s,
              stateOf(QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                                u"stanscope"_s)
                          .fileName()));
    lines.add(u"lessons"_s, stateOf(QString::fromStdString(userScenarioDirectory())));
    lines.add(u"sessions"_s, stateOf(SessionShelf::usualFolder()));
    lines.add(u"cache"_s,
              stateOf(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
                      + u"/stanscope"_s));
    lines.add(u"runs"_s, stateOf(RunDirectory::usualBase()));
    lines.add(u"Qt's plugins"_s, QLibraryInfo::path(QLibraryInfo::PluginsPath));
}

void addPlatform(Lines& lines)
{
    lines.add(u"system"_s,
              u"%1, %2 %3, %4"_s.arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(),
                                     QSysInfo::kernelVersion(),
                                     QSysInfo::currentCpuArchitecture()));
    lines.add(u"processors"_s, QString::number(QThread::idealThreadCount()));
    lines.add(u"language"_s,
              u"%1, locale %2"_s.arg(
                  QString::fromUtf8(toText(currentLanguage()).data(),
                                    static_cast<qsizetype>(toText(currentLanguage()).size())),
                  QLocale::system().name()));
}

/// The values of those that cannot hold a secret; of the others that they are set.
void addEnvironment(Lines& lines)
{
    for (const char* name :
         {"LC_ALL", "LC_MESSAGES", "LANG", "TZ", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE",
          "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE",
          "QT_PLUGIN_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
          "STANSCOPE_BROKER", "STANSCOPE_SERVICES"})
        if (qEnvironmentVariableIsSet(name))
            lines.add(QLatin1StringView(name), withoutHome(qEnvironmentVariable(name)));
    for (const char* name :
         {"NATS_URL", "NATS_USER", "NATS_PASSWORD", "NATS_TOKEN", "NATS_CREDS", "NATS_NKEY",
          "NATS_CA", "NATS_CERT", "NATS_KEY", "NATS_CONTEXT", "PGPASSWORD", "PGPASSFILE"})
        if (qEnvironmentVariableIsSet(name))
            lines.add(QLatin1StringView(name), u"set"_s);
}

} // namespace

std::string diagnosis()
{
    Lines lines;
    addVersions(lines);
    addPaths(lines);
    addPlatform(lines);
    addEnvironment(lines);
    return lines.text();
}

} // namespace stanscope
