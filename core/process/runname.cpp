#include "core/process/runname.h"

#include "core/process/procstat.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QString>
#include <QSysInfo>
#include <QUuid>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

constexpr int partLength = 6;

QString shortened(const QByteArray& text)
{
    const auto hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.left(partLength));
}

/// Pids mean the same in all that has this name.
QString machine()
{
    const QString pids = QFile::symLinkTarget(u"/proc/self/ns/pid"_s);
    return shortened(QSysInfo::machineUniqueId() + QSysInfo::machineHostName().toUtf8()
                     + pids.toUtf8());
}

/// Since the machine's last start.
QString boot()
{
    return shortened(QSysInfo::bootUniqueId());
}

} // namespace

std::string newRunName()
{
    const std::int64_t self = ::getpid();
    const auto stat = procStat(self);
    return u"stanscope_%1_%2_%3_%4_%5"_s.arg(machine(), boot())
        .arg(self)
        .arg(stat ? stat->startTicks : 0)
        .arg(QUuid::createUuid().toString(QUuid::Id128).left(partLength))
        .toStdString();
}

bool isRunGone(std::string_view name)
{
    static const QRegularExpression form(
        u"^stanscope_([0-9a-f]{6})_([0-9a-f]{6})_([0-9]+)_([0-9]+)_[0-9a-f]{6}$"_s);
    const auto match =
        form.match(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    if (!match.hasMatch() || match.captured(1) != machine())
        return false;
    if (match.captured(2) != boot())
        return true;
    const auto stat = procStat(match.captured(3).toLongLong());
    return !stat || stat->isDead() || stat->startTicks != match.captured(4).toULongLong();
}

} // namespace stanscope
