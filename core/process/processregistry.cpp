#include "core/process/processregistry.h"

#include "core/process/procstat.h"
#include "core/util/errortext.h"

#include <QFile>

#include <csignal>

namespace stanscope {

bool ProcessRegistry::Entry::isAlive() const
{
    const auto stat = procStat(pid);
    return stat && !stat->isDead() && stat->startTicks == startTicks
        && executableOf(pid) == executable;
}

ProcessRegistry::ProcessRegistry(QString file)
    : m_file(std::move(file))
{
}

Result<> ProcessRegistry::add(std::int64_t pid)
{
    const auto stat = procStat(pid);
    if (!stat)
        return {}; // already gone: nothing to clean up after
    const QByteArray line = QByteArray::number(static_cast<qlonglong>(pid)) + ' '
        + QByteArray::number(static_cast<qulonglong>(stat->startTicks)) + ' '
        + executableOf(pid).toUtf8() + '\n';
    QFile file(m_file);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(line) != line.size())
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The process registry cannot be written: %1"),
                      file.errorString()),
            errorText(QT_TRANSLATE_NOOP("Errors", "Free some space in %1."), m_file)};
    return {};
}

std::vector<ProcessRegistry::Entry> ProcessRegistry::entries() const
{
    std::vector<Entry> found;
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).chopped(1);
        Entry entry;
        entry.pid = line.section(QLatin1Char(' '), 0, 0).toLongLong();
        entry.startTicks = line.section(QLatin1Char(' '), 1, 1).toULongLong();
        entry.executable = line.section(QLatin1Char(' '), 2);
        if (entry.pid > 1 && entry.startTicks > 0 && !entry.executable.isEmpty())
            found.push_back(entry);
    }
    return found;
}

int ProcessRegistry::killLeftovers() const
{
    int killed = 0;
    for (const Entry& entry : entries()) {
        if (entry.isAlive() && ::kill(static_cast<pid_t>(entry.pid), SIGKILL) == 0)
            ++killed;
    }
    return killed;
}

} // namespace stanscope
