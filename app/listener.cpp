#include "core/service/listener.h"

#include "app/signalwatcher.h"
#include "core/service/exitcodes.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    using namespace stanscope;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANSCOPE_VERSION));
    const auto arguments = listenerArguments(QCoreApplication::arguments());
    if (!arguments) {
        std::fprintf(stderr, "%s. %s\n", arguments.error().text.c_str(),
                     arguments.error().remedy.c_str());
        return exitUsage;
    }
    const SignalWatcher signalWatcher;
    int exitCode = 0;
    {
        Listener listener(*arguments, [](const std::string& line) {
            std::printf("%s\n", line.c_str());
            std::fflush(stdout);
        });
        QObject::connect(&signalWatcher, &SignalWatcher::caught, &listener, [&] {
            if (!arguments->closeOnStop)
                std::_Exit(0);
            listener.stop();
        });
        QObject::connect(
            &listener, &Listener::finished, &application,
            [](int code, const QString& why) {
                if (!why.isEmpty())
                    std::fprintf(stderr, "%s\n", qPrintable(why));
                QCoreApplication::exit(code);
            },
            Qt::QueuedConnection);
        listener.start();
        exitCode = QCoreApplication::exec();
    }
    StanClient::closeLibrary();
    return exitCode;
}
