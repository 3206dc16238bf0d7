#include "app/shotcommand.h"

#include "app/complaint.h"
#include "app/console.h"
#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/plainoutput.h"
#include "app/reportfile.h"
#include "app/sourceswitch.h"
#include "app/twinplayer.h"
#include "core/capture/bundledcaptures.h"
#include "core/export/droppedline.h"
#include "core/process/brokerlocation.h"
#include "core/util/errortext.h"
#include "core/words/words.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/twinwindow.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"

#include <QApplication>
#include <QCoreApplication>
#include <QEventLoop>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <optional>
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

/// Writes what the window shows, and says so.
int draw(MainWindow& window, const CommandLine& line, const std::string& what)
{
    window.prepareForPicture();
    QApplication::processEvents();
    if (!window.grab().save(line.output)) {
        complain(errorText(QT_TRANSLATE_NOOP("Errors", "cannot write %1"), line.output));
        return exitcode::cannotWrite;
    }
    PlainOutput output;
    output.print(line.output.toStdString() + ": " + what + '\n');
    return output.finish() ? 0 : exitcode::cannotWrite;
}

/// Of a moment of a capture: nothing runs.
int drawCapture(const CommandLine& line)
{
    MainWindow window(bundledScenarios());
    window.overrideTheme(line.dark);
    window.resize(line.size);
    SourceSwitch source(window);
    window.show();
    QEventLoop loop;
    std::optional<Error> wrong;
    QObject::connect(&source, &SourceSwitch::failed, &loop,
                     [&](const QString& why, const QString& remedy) {
                         wrong = Error{why.toStdString(), remedy.toStdString()};
                         loop.quit();
                     });
    QObject::connect(&source, &SourceSwitch::positioned, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    source.open(captureFile(line.file));
    loop.exec();
    if (!wrong && line.at && source.seek(*line.at))
        loop.exec();
    if (wrong) {
        complain(*wrong);
        return exitcode::damaged;
    }
    return draw(window, line, line.file.toStdString());
}

/// Of a lesson that has been played.
int drawLesson(const CommandLine& line)
{
    const auto options = line.runOptions();
    if (!options)
        return exitcode::usage; // parse() has checked it
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
    if (!exitcode::isJudgement(code))
        return code;

    // From here on the window shows the snapshot that the report is made of.
    laboratory.disconnect(&window);
    const int drawn = draw(window, line,
                           QCoreApplication::translate("Shot", "%1, verdict %2")
                               .arg(utf8(options->scenario.title.textFor(options->language)),
                                    wordText(toText(player.report().verdict())))
                               .toStdString());
    if (drawn == 0 && !line.json.isEmpty()
        && !writeFile(QByteArray::fromStdString(player.report().toJson()), line.json))
        return exitcode::cannotWrite;
    return drawn;
}

/// Of a lesson that two handlers have played.
int drawTwin(const CommandLine& line)
{
    const auto options = line.runOptions();
    if (!options)
        return exitcode::usage; // parse() has checked it
    TwinWindow window(utf8(options->scenario.title.textFor(options->language)), *line.twin);
    window.overrideTheme(line.dark);
    window.resize(line.size);
    Console console(droppedReadableLine);
    TwinPlayer players(*options, *line.twin, console);
    for (std::size_t side = 0; side < 2; ++side)
        window.setSession(side, players.player(side).laboratory());
    PlayerView told;
    told.sentence = utf8(options->scenario.summary.textFor(options->language));
    window.strip()->showView(told);
    window.show();
    const int code = players.play();
    if (!exitcode::isJudgement(code))
        return code;
    QApplication::processEvents();
    if (!window.grab().save(line.output)) {
        complain("cannot write " + line.output.toStdString());
        return exitcode::cannotWrite;
    }
    PlainOutput output;
    output.print(line.output.toStdString() + ": "
                 + options->scenario.title.textFor(options->language) + '\n');
    return output.finish() ? 0 : exitcode::cannotWrite;
}

} // namespace

int takeShot(const CommandLine& line)
{
    if (!canWriteFiles(line))
        return exitcode::usage;
    messagesBefore = qInstallMessageHandler(tellMessage);
    const QTemporaryDir settings;
    useSettingsOf(settings);
    if (line.twin)
        return drawTwin(line);
    return line.file.isEmpty() ? drawLesson(line) : drawCapture(line);
}

} // namespace stanscope
