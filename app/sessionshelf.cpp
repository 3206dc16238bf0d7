#include "app/sessionshelf.h"

#include "app/recorder.h"
#include "core/session/session.h"
#include "ui/mainwindow/filequestions.h"
#include "ui/models/runwords.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

struct ShelfWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::SessionShelf)
};

Error notKept(const QString& why)
{
    return {ShelfWords::tr("The run before was not kept: %1").arg(why).toStdString(),
            ShelfWords::tr("Record a session (Ctrl+R) to choose where it goes.").toStdString()};
}

} // namespace

SessionShelf::SessionShelf(QString folder)
    : m_folder(std::move(folder))
{
}

QString SessionShelf::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/stanscope/sessions"_s;
}

Result<QString> SessionShelf::keep(Session& session)
{
    const QString file = session.sessionFile();
    if (file.isEmpty() || session.snapshot()->extent.messages == 0)
        return QString();
    const qint64 size = QFileInfo(file).size();
    if (size > mostBytes)
        return notKept(ShelfWords::tr("it is larger than 1 GiB"));
    if (!QDir().mkpath(m_folder))
        return notKept(ShelfWords::tr("%1 cannot be made").arg(m_folder));
    QFile::setPermissions(m_folder, ownerOnly);
    makeRoom(size);
    const QString path = pathFor(session);
    Recorder recorder;
    if (const auto begun = recorder.start(path, session); !begun)
        return notKept(QString::fromStdString(begun.error().text));
    recorder.finish();
    return path;
}

void SessionShelf::makeRoom(qint64 bytes) const
{
    const QFileInfoList kept =
        QDir(m_folder).entryInfoList({u"*.stanscope"_s}, QDir::Files, QDir::Time); // newest first
    qsizetype count = 1;
    for (const QFileInfo& file : kept) {
        bytes += file.size();
        if (++count > mostSessions || bytes > mostBytes)
            QFile::remove(file.absoluteFilePath());
    }
}

QString SessionShelf::pathFor(const Session& session) const
{
    const QString name = m_folder + u'/' + fileNameFor(runWords(*session.snapshot()));
    QString path = name + u".stanscope"_s;
    for (int again = 2; QFileInfo::exists(path); ++again)
        path = name + u'-' + QString::number(again) + u".stanscope"_s;
    return path;
}

} // namespace stanscope
