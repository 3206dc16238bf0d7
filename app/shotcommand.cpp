#include "app/shotcommand.h"

#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/reportfile.h"
#include "core/process/brokerlocation.h"
#include "ui/mainwindow/mainwindow.h"

#include <QApplication>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>
#include <QtGlobal>

#include <cstdio>

namespace stanscope {

namespace {

/// The picture shows the window as it is on the first day, whatever the user has arranged; and it
/// must leave the user's arrangement alone.
void useSettingsOf(const QTemporaryDir& directory)
{
    if (const auto broker = locateBroker(); broker)
        qputenv("STANSCOPE_BROKER", broker->toLocal8Bit());
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, directory.path());
}

QtMessageHandler messagesBefore = nullptr;

/// Off screen Qt says this for every window, and there is nothing to do about it.
void tellMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (text != u"This plugin does not support propagateSizeHints()")
        messagesBefore(type, context, text);
}

bool canWriteFiles(const CommandLine& line)
{
    return canWrite(line.output) && (line.json.isEmpty() || canWrite(line.json));
}

} // namespace

int takeShot(const CommandLine& line)
{
    const auto options = line.runOptions();
    if (!options)
        return exitcode::usage; // parse() has checked it
    if (!canWriteFiles(line))
        return exitcode::usage;
    messagesBefore = qInstallMessageHandler(tellMessage);
    const QTemporaryDir settings;
    useSettingsOf(settings);

    MainWindow window(bundledScenarios());
    window.overrideTheme(line.dark);
    window.chooseRun(QString::fromStdString(options->scenario.id),
                     options->handler.value_or(options->scenario.replica.handler));
    window.resize(line.size);
    LessonPlayer player(*options, false);
    Laboratory& laboratory = player.laboratory();
    window.setSession(laboratory);
    window.show();
    const int code = player.play();
    const bool judged =
        code == exitcode::valid || code == exitcode::violated || code == exitcode::unknown;
    if (!judged)
        return code;

    // From here on the window shows the snapshot that the report is made of.
    laboratory.disconnect(&window);
    window.prepareForPicture();
    QApplication::processEvents();
    if (!window.grab().save(line.output)) {
        std::fprintf(stderr, "stanscope: cannot write %s\n", qUtf8Printable(line.output));
        return exitcode::cannotWrite;
    }
    if (!line.json.isEmpty()
        && !writeFile(QByteArray::fromStdString(player.report().toJson()), line.json))
        return exitcode::cannotWrite;
    std::printf("%s: %s, verdict %s\n", qUtf8Printable(line.output),
                options->scenario.title.c_str(),
                std::string(toText(player.report().verdict())).c_str());
    return 0;
}

} // namespace stanscope
