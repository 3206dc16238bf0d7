#include "core/capture/capturefile.h"

#include "core/util/errortext.h"
#include "core/util/unnamedfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace stanscope {

namespace {

constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

Error cannotCreate(const QString& path)
{
    return Error{errorText(QT_TRANSLATE_NOOP("Errors", "Cannot write %1: %2."), path,
                           std::string(std::strerror(errno))),
                 errorText(QT_TRANSLATE_NOOP("Errors", "Choose a place that you may write to."))};
}

Error isThere(const QString& path)
{
    return Error{
        errorText(QT_TRANSLATE_NOOP("Errors", "%1 exists already."), path),
        errorText(QT_TRANSLATE_NOOP("Errors", "Give --force to replace it, or another name."))};
}

} // namespace

CaptureFile::~CaptureFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<> CaptureFile::create(const QString& path, Existing existing)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    const bool hasName = ::lstat(name.constData(), &status) == 0;
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK;
    if (existing == Existing::Keep) {
        if (const auto inTheWay = isInTheWay(path))
            return *inTheWay;
        flags |= hasName ? 0 : O_EXCL; // somebody may have made one meanwhile
    } else {
        if (hasName && S_ISREG(status.st_mode))
            ::unlink(name.constData());
        flags |= O_TRUNC;
    }
    m_fd = ::open(name.constData(), flags, ownerOnly);
    if (m_fd < 0)
        return errno == EEXIST ? isThere(path) : cannotCreate(path);
    m_path = path;
    return {};
}

std::optional<Error> CaptureFile::isInTheWay(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return isThere(path);
}

Result<> CaptureFile::createUnnamed()
{
    const auto file = openUnnamedFile();
    if (!file)
        return file.error();
    m_fd = *file;
    return {};
}

bool CaptureFile::append(std::string_view bytes)
{
    if (m_failed)
        return false;
    const std::uint64_t whole = m_size;
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            m_size = whole;
            return fail();
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
        m_size += static_cast<std::uint64_t>(written);
    }
    return true;
}

bool CaptureFile::fail()
{
    const std::string where = m_path.isEmpty()
        ? errorText(QT_TRANSLATE_NOOP("Errors", "the session's capture"))
        : m_path.toStdString();
    const int cause = errno;
    {
        const std::lock_guard lock(m_mutex);
        m_failure = Error{
            errorText(QT_TRANSLATE_NOOP(
                          "Errors",
                          "Cannot write %1 any more: %2. What was recorded before can be used."),
                      where, std::string(std::strerror(cause))),
            errorText(QT_TRANSLATE_NOOP("Errors", "Make room on the disk, then record again."))};
    }
    // A pipe or a device has nothing to take back.
    [[maybe_unused]] const int taken = ::ftruncate(m_fd, static_cast<off_t>(m_size));
    m_failed = true;
    return false;
}

void CaptureFile::giveUp(Error why)
{
    const std::lock_guard lock(m_mutex);
    m_failure = std::move(why);
    m_failed = true;
}

QString CaptureFile::readablePath() const
{
    return m_path.isEmpty() ? QStringLiteral("/proc/self/fd/%1").arg(m_fd) : m_path;
}

std::optional<Error> CaptureFile::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

} // namespace stanscope
