#include "core/process/installation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace stanscope {

bool isExecutableFile(const QString& path)
{
    const QFileInfo file(path);
    return file.isFile() && file.isExecutable();
}

QString companionDirectory()
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath()
                           + QStringLiteral("/" STANSCOPE_COMPANIONS));
}

QString findCompanion(const QString& executable)
{
    for (const QString& directory :
         {QCoreApplication::applicationDirPath(), companionDirectory()}) {
        QString path = QDir(directory).filePath(executable);
        if (isExecutableFile(path))
            return path;
    }
    return {};
}

} // namespace stanscope
