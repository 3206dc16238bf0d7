#include "app/reportfile.h"

#include "app/complaint.h"
#include "app/plainoutput.h"
#include "core/capture/capturefile.h"
#include "core/util/errortext.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stanscope {

namespace {

constexpr QLatin1StringView standardOutput("-");

bool refuse(const QString& file, const QString& why)
{
    complain(errorText(QT_TRANSLATE_NOOP("Errors", "cannot write %1: %2"), file, why));
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
    return refuse(file, QString::fromLocal8Bit(std::strerror(errno)));
}

bool canCreate(const QString& file)
{
    const auto inTheWay = CaptureFile::isInTheWay(file);
    if (inTheWay)
        complain(*inTheWay);
    return !inTheWay;
}

bool writeFile(const QByteArray& text, const QString& file)
{
    if (file == standardOutput) {
        PlainOutput output;
        output.print({text.constData(), static_cast<std::size_t>(text.size())});
        return output.finish();
    }
    QFile target(file);
    const bool opened = target.open(QIODevice::WriteOnly | QIODevice::Truncate);
    if (opened && target.write(text) == text.size() && target.flush())
        return true;
    return refuse(file, target.errorString());
}

} // namespace stanscope
