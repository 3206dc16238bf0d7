#include "ui/mainwindow/recentfiles.h"

#include "ui/mainwindow/settingskeys.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace stanscope {

namespace {

QString clean(const QString& path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

} // namespace

RecentFiles::RecentFiles(QSettings& settings)
    : m_settings(settings)
{
}

QStringList RecentFiles::paths() const
{
    // Settings are a file that anybody may edit.
    QStringList paths = m_settings.value(settingskeys::filesRecent).toStringList();
    paths.removeAll(QString());
    paths.removeDuplicates();
    return paths.mid(0, most);
}

void RecentFiles::add(const QString& path)
{
    QStringList all = paths();
    all.removeAll(clean(path));
    all.prepend(clean(path));
    store(all.mid(0, most));
}

void RecentFiles::remove(const QString& path)
{
    QStringList all = paths();
    all.removeAll(clean(path));
    store(all);
}

void RecentFiles::clear()
{
    store({});
}

void RecentFiles::store(const QStringList& paths)
{
    m_settings.setValue(settingskeys::filesRecent, paths);
}

} // namespace stanscope
