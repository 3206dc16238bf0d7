#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace stanscope {

/// The captures that were opened or recorded last, newest first, at most ten; remembered in the
/// user's settings.
class RecentFiles
{
public:
    static constexpr qsizetype most = 10;

    /// `settings` must outlive it.
    explicit RecentFiles(QSettings& settings);

    /// Absolute paths; some may be gone by now.
    QStringList paths() const;
    void add(const QString& path);
    void remove(const QString& path);
    void clear();

private:
    void store(const QStringList& paths);

    QSettings& m_settings;
};

} // namespace stanscope
