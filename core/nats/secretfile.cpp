#include "core/nats/secretfile.h"

#include "core/nats/connectionoptions.h"
#include "core/util/errortext.h"

#include <QFile>

#include <sys/stat.h>

namespace stanscope {

namespace {

/// NATS takes longer ones nowhere.
constexpr qint64 longestSecret = 64 * 1024;

} // namespace

Result<std::string> readSecret(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "The file %1 cannot be read."), path),
                     errorText(QT_TRANSLATE_NOOP("Errors", "Check its name and mode."))};
    QByteArray line = file.readLine(longestSecret + 1);
    if (line.size() > longestSecret)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The first line of %1 is too long for a secret."),
                      path),
            errorText(
                QT_TRANSLATE_NOOP("Errors", "Write the password or the token alone into it."))};
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The first line of %1 is empty."), path),
            errorText(QT_TRANSLATE_NOOP("Errors", "Write the password or the token there."))};
    return line.toStdString();
}

bool isReadByOthers(const std::string& path)
{
    struct stat status = {};
    const QByteArray name = QFile::encodeName(QString::fromStdString(path));
    return ::stat(name.constData(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

std::vector<std::string> filesReadByOthers(const ConnectionOptions& options)
{
    std::vector<std::string> files;
    for (const std::string& path : {options.credsFile, options.nkeyFile, options.tlsKey})
        if (!path.empty() && isReadByOthers(path))
            files.push_back(path);
    return files;
}

} // namespace stanscope
