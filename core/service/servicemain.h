#pragma once

#include "core/service/exitcodes.h"
#include "core/service/reportwriter.h"
#include "core/service/servicehost.h"
#include "core/stan/stanclient.h"
#include "core/util/result.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

namespace stanscope {

/// The main() of a service: Service is AccountService or TransactionService, `parse` reads its
/// arguments.
template <typename Service, typename Parse>
int runService(int argc, char** argv, Parse parse)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANSCOPE_VERSION));
    const auto arguments = parse(QCoreApplication::arguments());
    if (!arguments) {
        std::fprintf(stderr, "%s. %s\n", arguments.error().text.c_str(),
                     arguments.error().remedy.c_str());
        return exitUsage;
    }
    ServiceHost::dieWithParent(arguments->service.parentPid);
    ReportWriter reports(STDOUT_FILENO);
    int exitCode = 0;
    {
        ServiceHost host(reports, STDIN_FILENO);
        Service service(*arguments, reports, host);
        QObject::connect(&service, &Service::finished, &application, &QCoreApplication::quit,
                         Qt::QueuedConnection);
        service.start();
        exitCode = QCoreApplication::exec();
    }
    StanClient::closeLibrary();
    return exitCode;
}

} // namespace stanscope
