#pragma once

#include "core/process/procstat.h"
#include "tests/support/reading.h"

#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTcpSocket>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace stanscope::test {

/// Gone, or a zombie that nobody reaps here.
inline bool isGone(std::int64_t pid)
{
    const auto stat = procStat(pid);
    return !stat || stat->isDead();
}

inline bool areGone(const std::vector<std::int64_t>& pids)
{
    return std::all_of(pids.begin(), pids.end(), isGone);
}

/// Every live child of a process, whichever of its threads has started it; none when it is gone. A
/// kernel that does not tell (CONFIG_PROC_CHILDREN) fails the test.
inline std::vector<std::int64_t> childrenOf(std::int64_t pid,
                                            const Caller& caller = Caller::current())
{
    std::vector<std::int64_t> children;
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + QStringLiteral("/%1/children").arg(task));
        if (!file.open(QIODevice::ReadOnly)) {
            if (QFile::exists(tasks + u'/' + task))
                failAt(caller, file.fileName() + QStringLiteral(" cannot be read"));
            continue;
        }
        for (const QByteArray& child : file.readAll().simplified().split(' ')) {
            if (!child.isEmpty() && !isGone(child.toLongLong()))
                children.push_back(child.toLongLong());
        }
    }
    return children;
}

inline QStringList argumentsOf(std::int64_t pid)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLocal8Bit(file.readAll()).split(QChar(u'\0'));
}

/// Somebody accepts connections on that port of this machine.
inline bool isListening(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    return socket.waitForConnected(1000);
}

} // namespace stanscope::test
