#include "app/shotcommand.h"

#include "app/complaint.h"
#include "app/console.h"
#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/plainoutput.h"
#include "app/reportfile.h"
#include "core/export/droppedline.h"
#include "core/process/brokerlocation.h"
#include "ui/mainwindow/mainwindow.h"

#include <QApplication>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

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

    std::vector<Scenario> scenarios = bundledScenarios();
    if (std::ranges::find(scenarios, options->scenario.id, &Scenario::id) == scenarios.end())
        scenarios.push_back(options->scenario); // from a file
    MainWindow window(std::move(scenarios));
    window.overrideTheme(line.dark);
    window.chooseRun(QString::fromStdString(options->scenario.id),
                     options->handler.value_or(options->scenario.replica.handler));
    window.resize(line.size);
    Console console(droppedReadableLine);
    LessonPlayer player(*options, console, LessonPlayer::Tells::Troubles);
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
        complain("cannot write " + line.output.toStdString());
        return exitcode::cannotWrite;
    }
    if (!line.json.isEmpty()
        && !writeFile(QByteArray::fromStdString(player.report().toJson()), line.json))
        return exitcode::cannotWrite;
    PlainOutput output;
    output.print(line.output.toStdString() + ": " + options->scenario.title + ", verdict "
                 + std::string(toText(player.report().verdict())) + '\n');
    return output.finish() ? 0 : exitcode::cannotWrite;
}

} // namespace stanscope
