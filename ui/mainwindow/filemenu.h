#pragma once

#include "ui/mainwindow/recentfiles.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

class QAction;
class QMenu;
class QSettings;
class QWidget;

namespace stanscope {

class FileQuestions;

/// Captures in the File menu: open, open recent, recorded lessons, record; and files dropped on the
/// window. It asks for names and says what a person wants; it reads and writes no capture.
class FileMenu : public QObject
{
    Q_OBJECT

public:
    struct Lesson
    {
        QString title;
        QString path;
    };

    /// Both must outlive it; `window` takes dropped files from now on.
    FileMenu(QSettings& settings, const FileQuestions& questions, QWidget* window);

    void build(QMenu* menu);
    void setLessons(const std::vector<Lesson>& lessons);
    /// Remembers a file that was opened or recorded.
    void noteFile(const QString& path);
    void forgetFile(const QString& path);

    /// Why nothing can be recorded; empty: it can.
    void setRecordable(const QString& whyNot);
    /// What is recorded now, "0:12 · 1.3 MiB"; nothing: no recording.
    void setRecording(const std::optional<QString>& progress);
    /// Of the session that would be recorded: the suggested file name is made of it.
    void setTitle(const QString& title) { m_title = title; }
    QAction* recordAction() const { return m_record; }

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void openAsked(const QString& path);
    /// A scenario file.
    void lessonAsked(const QString& path);
    void recordAsked(const QString& path);
    void recordEndAsked();

private:
    void askOpen();
    void askLesson();
    void toggleRecord();
    void fillRecent();
    void refreshRecord();

    const FileQuestions& m_questions;
    QWidget* m_window;
    RecentFiles m_recent;
    QString m_title;
    QString m_whyNoRecord;
    std::optional<QString> m_recording;
    QAction* m_open;
    QAction* m_openLesson;
    QAction* m_record;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_lessonMenu = nullptr;
};

} // namespace stanscope
