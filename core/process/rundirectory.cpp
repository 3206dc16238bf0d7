#include "core/process/rundirectory.h"

#include "core/util/errortext.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QThreadPool>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// `what` has places for the path and for why.
Error systemError(const char* what, const QString& path)
{
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    return Error{errorText(what, path, why),
                 errorText(QT_TRANSLATE_NOOP(
                     "Errors", "Point XDG_RUNTIME_DIR to a directory that you can write to.")),
                 Error::Kind::Persistent};
}

/// Ours, a directory and closed to everybody else: /tmp may hold a trap of the same name.
Result<> makePrivate(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), S_IRWXU) != 0 && errno != EEXIST)
        return systemError(QT_TRANSLATE_NOOP("Errors", "Cannot make the directory %1: %2."), path);
    struct stat found
    {
    };
    if (::lstat(name.constData(), &found) != 0)
        return systemError(QT_TRANSLATE_NOOP("Errors", "Cannot look at %1: %2."), path);
    if (!S_ISDIR(found.st_mode) || found.st_uid != ::getuid())
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "%1 belongs to somebody else."), path),
                     errorText(QT_TRANSLATE_NOOP("Errors", "Remove it, or set XDG_RUNTIME_DIR."))};
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0 && ::chmod(name.constData(), S_IRWXU) != 0)
        return systemError(QT_TRANSLATE_NOOP("Errors", "Cannot close %1 to others: %2."), path);
    return {};
}

/// An open, locked file, or -1. Not inherited: a child must not keep its parent's lock.
int lockFile(const QString& path, int operation)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC,
                            S_IRUSR | S_IWUSR);
    if (file >= 0 && ::flock(file, operation) != 0) {
        ::close(file);
        return -1;
    }
    return file;
}

/// Sorts by time, also for directories that are made within one millisecond.
QString timeStamp()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(now);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(now - whole);
    return QDateTime::fromSecsSinceEpoch(whole.count(), Qt::UTC).toString(u"yyyyMMdd-HHmmss-"_s)
        + u"%1"_s.arg(qint64(rest.count()), 9, 10, QLatin1Char('0'));
}

QString lockName(const QString& directory)
{
    return directory + u"/lock"_s;
}
QString registryName(const QString& directory)
{
    return directory + u"/processes"_s;
}

/// Deletes in the background, for a broker's store may be large; the application's end waits for
/// it. What a crash leaves behind goes with the next start.
void removeLater(const QString& path)
{
    QThreadPool::globalInstance()->start([path] { QDir(path).removeRecursively(); });
}

/// Removes what dead owners left. The base is locked: nobody is making a directory meanwhile.
void cleanUp(const QString& base)
{
    for (const QString& name : QDir(base).entryList({u"removed-*"_s}, QDir::Dirs))
        removeLater(base + u'/' + name);
    // Names begin with the time: the newest come first.
    const QStringList names =
        QDir(base).entryList({u"run-*"_s}, QDir::Dirs, QDir::Name | QDir::Reversed);
    int kept = 0;
    for (const QString& name : names) {
        const QString path = base + u'/' + name;
        const int lock = lockFile(lockName(path), LOCK_EX | LOCK_NB);
        if (lock < 0)
            continue; // its owner lives
        ProcessRegistry(registryName(path)).killLeftovers();
        // Out of the way under another name, which nobody looks at.
        const QString removed = base + u"/removed-"_s + name;
        if (++kept >= RunDirectory::keptRuns && QDir().rename(path, removed))
            removeLater(removed);
        ::close(lock);
    }
}

} // namespace

QString RunDirectory::usualBase()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty() && ::access(QFile::encodeName(runtime).constData(), W_OK | X_OK) == 0)
        return runtime + u"/stanscope"_s;
    return u"%1/stanscope-%2"_s.arg(QDir::tempPath()).arg(::getuid());
}

Result<std::unique_ptr<RunDirectory>> RunDirectory::create()
{
    return createIn(usualBase());
}

Result<std::unique_ptr<RunDirectory>> RunDirectory::createIn(const QString& base)
{
    if (auto made = makePrivate(base); !made)
        return made.error();
    const int baseLock = lockFile(base + u"/lock"_s, LOCK_EX);
    if (baseLock < 0)
        return systemError(QT_TRANSLATE_NOOP("Errors", "Cannot lock %1: %2."), base);
    cleanUp(base);

    QByteArray path = QFile::encodeName(base + u"/run-"_s + timeStamp() + u"-XXXXXX"_s);
    const bool made = ::mkdtemp(path.data()) != nullptr; // mode 0700
    const QString name = QFile::decodeName(path);
    const int lock = made ? lockFile(lockName(name), LOCK_EX) : -1;
    const int error = errno;
    ::close(baseLock);
    errno = error;
    if (lock < 0)
        return systemError(QT_TRANSLATE_NOOP("Errors", "Cannot make a run directory under %1: %2."),
                           base);
    return std::unique_ptr<RunDirectory>(new RunDirectory(name, lock));
}

RunDirectory::RunDirectory(QString path, int lock)
    : m_path(std::move(path))
    , m_lock(lock)
    , m_registry(registryName(m_path))
{
}

RunDirectory::~RunDirectory()
{
    ::close(m_lock);
}

QString RunDirectory::file(const QString& name) const
{
    return m_path + u'/' + name;
}

} // namespace stanscope
