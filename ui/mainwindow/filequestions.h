#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QSettings;
class QWidget;

namespace stanscope {

/// Asks for files without stopping anything: what runs goes on behind the dialog. Remembers the
/// folder that was used last.
class FileQuestions
{
public:
    struct Save
    {
        QString title;
        QString filter; ///< "Captures (*.stanscope)"
        QString suffix; ///< without the dot; appended where it is missing
        QString name; ///< suggested, without folder
    };

    /// Both must outlive it.
    FileQuestions(QSettings& settings, QWidget* parent);

    void askOpen(const QString& title, const QString& filter,
                 const std::function<void(const QString&)>& chosen) const;
    /// An existing file is asked about by the dialog.
    void askSave(const Save& save, const std::function<void(const QString&)>& chosen) const;

private:
    QString folder() const;
    void remember(const QString& path) const;

    QSettings& m_settings;
    QWidget* m_parent;
};

/// "lesson-1-overtaking-2025-11-23-0926": of a session's title, without what file systems dislike.
QString fileNameFor(const QString& title, const QString& what = {});

} // namespace stanscope
