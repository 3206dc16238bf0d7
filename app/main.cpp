#include "app/commandline.h"
#include "app/complaint.h"
#include "app/diagnosis.h"
#include "app/display.h"
#include "app/exitcodes.h"
#include "app/plainoutput.h"
#include "app/replaycommand.h"
#include "app/runallcommand.h"
#include "app/runcommand.h"
#include "app/shotcommand.h"
#include "app/twinrun.h"
#include "app/watchcommand.h"
#include "app/windowapp.h"
#include "core/util/errortext.h"
#include "core/words/language.h"
#include "ui/mainwindow/languagesetting.h"

#include <QApplication>
#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <string>
#include <unistd.h>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

void nameApplication()
{
    QCoreApplication::setOrganizationName(u"stanscope"_s);
    QCoreApplication::setApplicationName(u"stanscope"_s);
    // Which desktop entry a window belongs to.
    QGuiApplication::setDesktopFileName(u"org.stanscope.stanscope"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANSCOPE_VERSION));
}

/// A descriptor that is closed would be the next file that is opened, and get what is printed.
void keepStandardFiles()
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; ++file)
        if (::fcntl(file, F_GETFD) < 0 && errno == EBADF)
            ::open("/dev/null", file == STDERR_FILENO ? O_WRONLY : O_RDONLY); // the lowest one
}

int tell(const std::string& text)
{
    PlainOutput output;
    output.print(text);
    return output.finish() ? 0 : exitcode::cannotWrite;
}

constexpr int idWidth = 24;

std::string scenarioList()
{
    QString list;
    const OfferedScenarios offered = offeredScenarios();
    for (const Error& broken : offered.broken)
        complain(broken);
    for (const Scenario& scenario : offered.scenarios)
        list +=
            u"%1 %2\n%3 %4\n"_s.arg(QString::fromStdString(scenario.id), -idWidth)
                .arg(QString::fromStdString(scenario.title.textFor(toText(currentLanguage()))))
                .arg(QString(), idWidth)
                .arg(QString::fromStdString(scenario.summary.textFor(toText(currentLanguage()))));
    return list.toStdString();
}

int openWindow(const CommandLine& line, int argc, char* argv[])
{
    if (!chooseDisplay()) {
        complain(errorText(
            QT_TRANSLATE_NOOP("Errors",
                              "there is no display to open a window on. Without one, stanscope run "
                              "case-1 plays a lesson, and scripts/run plays both.")));
        return exitcode::noDisplay;
    }
    const QApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(true);
    useLanguage(line.language.value_or(languageSetting().value_or(systemLanguage())));
    WindowApp window;
    window.setReplicaCommand(line.replicaCommand);
    if (!line.file.isEmpty())
        window.openLater(line.file);
    return window.run();
}

int shoot(const CommandLine& line, int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // no window may flash up, whatever is set
    const QApplication application(argc, argv);
    useLanguage(line.language.value_or(systemLanguage()));
    return takeShot(line);
}

} // namespace

int main(int argc, char* argv[])
{
    // A file at its size limit is a full disk to us: told, no reason to die. So is a reader that
    // left: recordings and states have others.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    keepStandardFiles();
    nameApplication();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Translations need one. A window has its own.
    std::optional<QCoreApplication> application(std::in_place, argc, argv);
    useLanguage(CommandLine::languageOf(arguments));
    const auto line = CommandLine::parse(arguments);
    if (!line) {
        complain(line.error().text, line.error().remedy);
        return exitcode::usage;
    }
    switch (line->mode) {
    case CommandLine::Mode::Help:
        return tell(CommandLine::help().toStdString());
    case CommandLine::Mode::Version:
        return tell("stanscope " STANSCOPE_VERSION "\n");
    case CommandLine::Mode::Diagnose:
        return tell(diagnosis());
    case CommandLine::Mode::Scenarios:
        return tell(scenarioList());
    case CommandLine::Mode::Run:
        return line->all ? runAll(*line) : line->twin ? runTwin(*line) : runScenario(*line);
    case CommandLine::Mode::Replay:
        return replay(*line);
    case CommandLine::Mode::Watch:
        return watch(*line);
    case CommandLine::Mode::Shot:
        application.reset();
        return shoot(*line, argc, argv);
    case CommandLine::Mode::Window:
        application.reset();
        return openWindow(*line, argc, argv);
    }
    return exitcode::usage;
}
