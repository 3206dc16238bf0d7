#include "core/util/unnamedfile.h"

#include "core/util/errortext.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stanscope {

Result<int> openUnnamedFile()
{
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + QStringLiteral("/stanscope");
    QDir().mkpath(directory);
    if (auto opened = openUnnamedFile(directory))
        return opened;
    return openUnnamedFile(QDir::tempPath());
}

Result<int> openUnnamedFile(const QString& directory)
{
    const QByteArray name = QFile::encodeName(directory);
    int file = ::open(name.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    // Some file systems do not know O_TMPFILE.
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
        QByteArray pattern = name + "/session-XXXXXX";
        file = ::mkostemp(pattern.data(), O_CLOEXEC);
        if (file >= 0)
            ::unlink(pattern.constData());
    }
    if (file < 0)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "Cannot write %1: %2."), directory,
                      std::string(std::strerror(errno))),
            errorText(QT_TRANSLATE_NOOP("Errors", "Choose a place that you may write to."))};
    return file;
}

} // namespace stanscope
