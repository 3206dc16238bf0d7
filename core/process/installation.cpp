#include "core/process/installation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <dlfcn.h>
#include <link.h>

namespace stanscope {

namespace {

/// The shared library that this code is in; empty: it is in the executable itself.
QString ownLibrary()
{
    Dl_info info{};
    void* found = nullptr;
    if (::dladdr1(reinterpret_cast<void*>(&isExecutableFile), &info, &found, RTLD_DL_LINKMAP) == 0)
        return {};
    const auto* library = static_cast<const link_map*>(found);
    return library && library->l_name ? QFile::decodeName(library->l_name) : QString();
}

} // namespace

bool isExecutableFile(const QString& path)
{
    const QFileInfo file(path);
    return file.isFile() && file.isExecutable();
}

QString ownDirectory()
{
    const QString library = ownLibrary();
    return library.isEmpty() ? QCoreApplication::applicationDirPath()
                             : QFileInfo(QFileInfo(library).canonicalFilePath()).path();
}

QString companionDirectory()
{
    return QDir::cleanPath(ownDirectory()
                           + (ownLibrary().isEmpty()
                                  ? QStringLiteral("/" STANSCOPE_COMPANIONS)
                                  : QStringLiteral("/" STANSCOPE_LIBRARY_COMPANIONS)));
}

QString findCompanion(const QString& executable)
{
    for (const QString& directory : {ownDirectory(), companionDirectory()}) {
        QString path = QDir(directory).filePath(executable);
        if (isExecutableFile(path))
            return path;
    }
    return {};
}

} // namespace stanscope
