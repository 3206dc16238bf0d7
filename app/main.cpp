#include "app/commandline.h"
#include "app/display.h"
#include "app/exitcodes.h"
#include "app/replaycommand.h"
#include "app/runcommand.h"
#include "app/shotcommand.h"
#include "app/watchcommand.h"
#include "app/windowapp.h"

#include <QApplication>
#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

void nameApplication()
{
    QCoreApplication::setOrganizationName(u"stanscope"_s);
    QCoreApplication::setApplicationName(u"stanscope"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANSCOPE_VERSION));
}

int listScenarios()
{
    for (const Scenario& scenario : bundledScenarios())
        std::printf("%-10s %s\n           %s\n", scenario.id.c_str(), scenario.title.c_str(),
                    scenario.summary.c_str());
    return 0;
}

int openWindow(const CommandLine& line, int argc, char* argv[])
{
    if (!chooseDisplay()) {
        std::fputs("stanscope: there is no display to open a window on. Without one, stanscope run "
                   "case-1 plays a lesson, and scripts/run plays both.\n",
                   stderr);
        return exitcode::noDisplay;
    }
    const QApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(true);
    WindowApp window;
    if (!line.file.isEmpty())
        window.openLater(line.file);
    return window.run();
}

int shoot(const CommandLine& line, int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // no window may flash up, whatever is set
    const QApplication application(argc, argv);
    return takeShot(line);
}

} // namespace

int main(int argc, char* argv[])
{
    // A file at its size limit is a full disk to us: told, no reason to die.
    std::signal(SIGXFSZ, SIG_IGN);
    nameApplication();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto line = CommandLine::parse(arguments);
    if (!line) {
        std::fprintf(stderr, "stanscope: %s %s\n", line.error().text.c_str(),
                     line.error().remedy.c_str());
        return exitcode::usage;
    }
    switch (line->mode) {
    case CommandLine::Mode::Help:
        std::fputs(qUtf8Printable(CommandLine::help()), stdout);
        return 0;
    case CommandLine::Mode::Version:
        std::puts("stanscope " STANSCOPE_VERSION);
        return 0;
    case CommandLine::Mode::Scenarios:
        return listScenarios();
    case CommandLine::Mode::Run: {
        const QCoreApplication application(argc, argv);
        return runScenario(*line);
    }
    case CommandLine::Mode::Replay: {
        const QCoreApplication application(argc, argv);
        return replay(*line);
    }
    case CommandLine::Mode::Watch: {
        const QCoreApplication application(argc, argv);
        return watch(*line);
    }
    case CommandLine::Mode::Shot:
        return shoot(*line, argc, argv);
    case CommandLine::Mode::Window:
        return openWindow(*line, argc, argv);
    }
    return exitcode::usage;
}
