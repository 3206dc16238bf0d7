#include "ui/mainwindow/filequestions.h"

#include "ui/mainwindow/settingskeys.h"

#include <QDateTime>
#include <QFileDialog>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QFileDialog* makeDialog(QWidget* parent, const QString& title, const QString& folder,
                        const QString& filter)
{
    auto* dialog = new QFileDialog(parent, title, folder, filter);
    dialog->setObjectName(u"fileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

} // namespace

FileQuestions::FileQuestions(QSettings& settings, QWidget* parent)
    : m_settings(settings)
    , m_parent(parent)
{
}

void FileQuestions::askOpen(const QString& title, const QString& filter,
                            const std::function<void(const QString&)>& chosen) const
{
    QFileDialog* dialog = makeDialog(m_parent, title, folder(), filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, m_parent,
                     [this, chosen](const QString& path) {
                         remember(path);
                         chosen(path);
                     });
    dialog->open();
}

void FileQuestions::askSave(const Save& save,
                            const std::function<void(const QString&)>& chosen) const
{
    QFileDialog* dialog = makeDialog(m_parent, save.title, folder(), save.filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(save.suffix);
    dialog->selectFile(save.name + u'.' + save.suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, m_parent,
                     [this, chosen](const QString& path) {
                         remember(path);
                         chosen(path);
                     });
    dialog->open();
}

QString FileQuestions::folder() const
{
    const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString last = m_settings.value(settingskeys::filesFolder, usual).toString();
    return QFileInfo(last).isDir() ? last : QDir::homePath();
}

void FileQuestions::remember(const QString& path) const
{
    m_settings.setValue(settingskeys::filesFolder, QFileInfo(path).absolutePath());
}

QString fileNameFor(const QString& title, const QString& what)
{
    static const QRegularExpression others(u"[^\\p{L}\\p{N}]+"_s,
                                           QRegularExpression::UseUnicodePropertiesOption);
    QString name = (title.isEmpty() ? u"session"_s : title).toLower().replace(others, u"-"_s);
    name = name.left(60);
    if (!what.isEmpty())
        name += u'-' + what;
    name += QDateTime::currentDateTime().toString(u"-yyyy-MM-dd-HHmm"_s);
    static const QRegularExpression edges(u"^-+|-+(?=-)"_s);
    return name.remove(edges);
}

} // namespace stanscope
