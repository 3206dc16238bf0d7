#include "ui/mainwindow/filemenu.h"

#include "ui/mainwindow/filequestions.h"

#include <QAction>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// The one file that is dragged; empty: something else.
QString draggedFile(const QDropEvent& event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

FileMenu::FileMenu(QSettings& settings, const FileQuestions& questions, QWidget* window)
    : QObject(window)
    , m_questions(questions)
    , m_window(window)
    , m_recent(settings)
    , m_open(new QAction(tr("&Open Recording…"), this))
    , m_openLesson(new QAction(tr("Open Lesso&n…"), this))
    , m_record(new QAction(this))
{
    m_open->setObjectName(u"open"_s);
    m_open->setShortcut(QKeySequence::Open);
    m_openLesson->setObjectName(u"openLesson"_s);
    m_openLesson->setToolTip(tr("A scenario file, to be played by the next run"));
    m_record->setObjectName(u"record"_s);
    m_record->setShortcut(QKeySequence(tr("Ctrl+R")));
    m_record->setCheckable(true);
    m_record->setData(u"record"_s);
    connect(m_open, &QAction::triggered, this, &FileMenu::askOpen);
    connect(m_openLesson, &QAction::triggered, this, &FileMenu::askLesson);
    connect(m_record, &QAction::triggered, this, &FileMenu::toggleRecord);
    setRecordable(tr("Nothing has happened yet: press Run (F5)"));
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

void FileMenu::build(QMenu* menu)
{
    menu->addAction(m_open);
    m_recentMenu = menu->addMenu(tr("Open R&ecent"));
    m_recentMenu->setObjectName(u"recentMenu"_s);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &FileMenu::fillRecent);
    fillRecent();
    menu->addAction(m_openLesson);
    m_lessonMenu = menu->addMenu(tr("Recorded &Lessons"));
    m_lessonMenu->setObjectName(u"lessonsMenu"_s);
    m_lessonMenu->menuAction()->setVisible(false);
    menu->addAction(m_record);
}

void FileMenu::setLessons(const std::vector<Lesson>& lessons)
{
    m_lessonMenu->clear();
    for (const Lesson& lesson : lessons) {
        QAction* action = m_lessonMenu->addAction(lesson.title);
        action->setObjectName(u"lesson:"_s + lesson.path);
        connect(action, &QAction::triggered, this,
                [this, path = lesson.path] { emit openAsked(path); });
    }
    m_lessonMenu->menuAction()->setVisible(!lessons.empty());
}

void FileMenu::fillRecent()
{
    m_recentMenu->clear();
    const QStringList paths = m_recent.paths();
    m_recentMenu->menuAction()->setEnabled(!paths.isEmpty());
    for (const QString& path : paths) {
        const QFileInfo file(path);
        // An ampersand in a name is no mnemonic.
        QString name = file.fileName().replace(u'&', u"&&"_s);
        if (!file.exists())
            name = tr("%1 (gone)").arg(name);
        QAction* action = m_recentMenu->addAction(name);
        action->setEnabled(file.exists());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { emit openAsked(path); });
    }
    if (paths.isEmpty())
        return;
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->addSeparator();
    QAction* clear = m_recentMenu->addAction(tr("&Clear List"));
    clear->setObjectName(u"clearRecent"_s);
    // After the menu has let go of the action.
    connect(
        clear, &QAction::triggered, this,
        [this] {
            m_recent.clear();
            fillRecent();
        },
        Qt::QueuedConnection);
}

void FileMenu::noteFile(const QString& path)
{
    m_recent.add(path);
    fillRecent();
}

void FileMenu::forgetFile(const QString& path)
{
    m_recent.remove(path);
    fillRecent();
}

void FileMenu::askOpen()
{
    m_questions.askOpen(tr("Open a recording"), tr("Recordings (*.stanscope);;All files (*)"),
                        [this](const QString& path) { emit openAsked(path); });
}

void FileMenu::askLesson()
{
    m_questions.askOpen(tr("Open a lesson"), tr("Lessons (*.toml);;All files (*)"),
                        [this](const QString& path) { emit lessonAsked(path); });
}

void FileMenu::toggleRecord()
{
    refreshRecord(); // whether it records is not the action's to say
    if (m_recording)
        emit recordEndAsked();
    else
        m_questions.askSave({tr("Record the session"), tr("Recordings (*.stanscope)"),
                             u"stanscope"_s, fileNameFor(m_title)},
                            [this](const QString& path) { emit recordAsked(path); });
}

void FileMenu::setRecordable(const QString& whyNot)
{
    m_whyNoRecord = whyNot;
    refreshRecord();
}

void FileMenu::setRecording(const std::optional<QString>& progress)
{
    m_recording = progress;
    refreshRecord();
}

void FileMenu::refreshRecord()
{
    m_record->setChecked(m_recording.has_value());
    m_record->setEnabled(m_recording || m_whyNoRecord.isEmpty());
    m_record->setText(m_recording ? tr("&Stop Recording") : tr("&Record…"));
    m_record->setIconText(m_recording ? *m_recording : tr("Record"));
    m_record->setToolTip(m_recording ? tr("Finish the recording (Ctrl+R)")
                             : m_whyNoRecord.isEmpty()
                             ? tr("Write the session into a file, from its first event (Ctrl+R)")
                             : m_whyNoRecord);
}

bool FileMenu::eventFilter(QObject* watched, QEvent* event)
{
    const bool arrives = event->type() == QEvent::DragEnter;
    if (watched != m_window || (!arrives && event->type() != QEvent::Drop))
        return QObject::eventFilter(watched, event);
    auto& drop = *static_cast<QDropEvent*>(event);
    const QString path = draggedFile(drop);
    if (path.isEmpty()) {
        drop.ignore();
        return true;
    }
    drop.setDropAction(Qt::CopyAction); // the file stays where it is
    drop.accept();
    if (!arrives && path.endsWith(u".toml"))
        emit lessonAsked(path);
    else if (!arrives)
        emit openAsked(path);
    return true;
}

} // namespace stanscope
