#include "app/reportfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stanscope {

namespace {

constexpr QLatin1StringView standardOutput("-");

bool complain(const QString& file, const QString& why)
{
    std::fprintf(stderr, "stanscope: cannot write %s: %s\n", qUtf8Printable(file),
                 qUtf8Printable(why));
    return false;
}

/// The kernel's own answer; it knows of read-only file systems.
bool isWritable(const QString& path, int mode)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), mode, AT_EACCESS) == 0;
}

} // namespace

bool canWrite(const QString& file)
{
    if (file == standardOutput)
        return true;
    // Never opened: a pipe's reader would take that for the whole report.
    const QFileInfo info(file);
    if (info.isDir())
        errno = EISDIR;
    else if (info.exists() ? isWritable(file, W_OK) : isWritable(info.path(), W_OK | X_OK))
        return true;
    return complain(file, QString::fromLocal8Bit(std::strerror(errno)));
}

bool writeFile(const QByteArray& text, const QString& file)
{
    QFile target(file);
    const bool opened = file == standardOutput
        ? target.open(stdout, QIODevice::WriteOnly)
        : target.open(QIODevice::WriteOnly | QIODevice::Truncate);
    if (opened && target.write(text) == text.size() && target.flush())
        return true;
    return complain(file, target.errorString());
}

} // namespace stanscope
