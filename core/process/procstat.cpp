#include "core/process/procstat.h"

#include <QFile>
#include <QList>

#include <array>
#include <climits>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

std::optional<ProcStat> procStat(std::int64_t pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    // The name in field 2 may hold spaces and brackets: fields are counted from the last bracket.
    const qsizetype bracket = text.lastIndexOf(')');
    if (bracket < 0)
        return {};
    const QList<QByteArray> fields = text.mid(bracket + 1).simplified().split(' ');
    constexpr qsizetype stateField = 3 - 3;
    constexpr qsizetype startField = 22 - 3;
    if (fields.size() <= startField || fields[stateField].isEmpty())
        return {};
    return ProcStat{fields[stateField].front(), fields[startField].toULongLong()};
}

QString executableOf(std::int64_t pid)
{
    std::array<char, PATH_MAX> target{};
    const QByteArray link = u"/proc/%1/exe"_s.arg(pid).toLocal8Bit();
    const ssize_t length = ::readlink(link.constData(), target.data(), target.size());
    if (length <= 0)
        return {};
    QString path = QString::fromLocal8Bit(target.data(), length);
    if (const QString mark = u" (deleted)"_s; path.endsWith(mark))
        path.chop(mark.size());
    return path;
}

} // namespace stanscope
