#include "core/scenario/servicefailure.h"

#include <QCoreApplication>

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::size_t shownStderrLines = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("ServiceFailure", text);
}

QString lastWords(const ReplicaView& service)
{
    if (!service.fatal.empty())
        return QLatin1Char(' ') + QString::fromStdString(service.fatal);
    QString words;
    const auto& lines = service.stderrTail;
    for (std::size_t i = lines.size() - std::min(lines.size(), shownStderrLines); i < lines.size();
         ++i)
        words += QLatin1Char('\n') + QString::fromStdString(lines[i]);
    return words;
}

} // namespace

std::optional<QString> failureOf(const ReplicaView& service)
{
    const bool dead = service.state == ReplicaState::Dead || service.state == ReplicaState::Ghost;
    if (!dead || service.everReady || service.pid == 0)
        return {};
    const QString how = service.signal != 0 ? tr("%1 was ended by signal %2 before it was ready.")
                                                  .arg(QString::fromStdString(service.name.value()))
                                                  .arg(service.signal)
                                            : tr("%1 ended with exit code %2 before it was ready.")
                                                  .arg(QString::fromStdString(service.name.value()))
                                                  .arg(service.exitCode);
    return QString(how + lastWords(service));
}

} // namespace stanscope
