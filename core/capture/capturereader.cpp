#include "core/capture/capturereader.h"

#include "core/capture/captureformat.h"
#include "core/events/eventcodec.h"
#include "core/util/errortext.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stanscope {

using namespace captureformat;

namespace {

Error damaged(const std::string& what)
{
    return {errorText(QT_TRANSLATE_NOOP("Errors", "The capture is damaged: %1."), what),
            errorText(
                QT_TRANSLATE_NOOP("Errors", "What stands before can be used; the rest is lost."))};
}

int openFile(const QString& path)
{
    // Not blocking: somebody may offer a pipe.
    return ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/// A bundled capture, as a file in memory.
int openResource(const QString& path)
{
    QFile resource(path);
    if (!resource.open(QIODevice::ReadOnly)) {
        errno = ENOENT;
        return -1;
    }
    const QByteArray bytes = resource.readAll();
    const int file = ::memfd_create("capture", MFD_CLOEXEC);
    if (file >= 0 && ::write(file, bytes.constData(), static_cast<std::size_t>(bytes.size())) < 0)
        return -1;
    return file;
}

} // namespace

struct CaptureReader::Private
{
    struct Block
    {
        std::uint64_t first = 0;
        std::uint64_t offset = 0;
    };

    ~Private()
    {
        if (fd >= 0)
            ::close(fd);
    }

    bool readAt(std::uint64_t offset, char* to, std::size_t size) const
    {
        while (size > 0) {
            const ssize_t got = ::pread(fd, to, size, static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return false;
            to += got;
            size -= static_cast<std::size_t>(got);
            offset += static_cast<std::uint64_t>(got);
        }
        return true;
    }

    std::uint64_t fileSize() const
    {
        struct stat status = {};
        return ::fstat(fd, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    }

    void scan();
    Result<std::vector<Event>> readBlock(const Block& block, std::uint64_t first);
    Error endAt(const Block& block, const std::string& what);

    int fd = -1;
    std::vector<Block> blocks;
    std::uint64_t end = 0; ///< of the last whole block
    std::uint64_t events = 0;
    std::optional<Error> truncation;
    bool isDamaged = false; ///< it ends where it broke, whatever follows
};

CaptureReader::CaptureReader()
    : d(std::make_unique<Private>())
{
}

CaptureReader::CaptureReader(CaptureReader&&) noexcept = default;
CaptureReader& CaptureReader::operator=(CaptureReader&&) noexcept = default;
CaptureReader::~CaptureReader() = default;

Result<CaptureReader> CaptureReader::open(const QString& path)
{
    CaptureReader reader;
    const std::string name = path.toStdString();
    reader.d->fd = path.startsWith(u":/") ? openResource(path) : openFile(path);
    struct stat status = {};
    if (reader.d->fd < 0 || ::fstat(reader.d->fd, &status) != 0)
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "Cannot read %1: %2."), name,
                               std::string(std::strerror(errno))),
                     errorText(QT_TRANSLATE_NOOP(
                         "Errors", "Check the name and that you may read the file."))};
    std::array<char, fileHeaderSize> bytes{};
    const bool isFile = S_ISREG(status.st_mode);
    const auto header = isFile && reader.d->readAt(0, bytes.data(), bytes.size())
        ? parseFileHeader({bytes.data(), bytes.size()})
        : std::nullopt;
    if (!header)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "%1 is not a capture."), name),
            errorText(QT_TRANSLATE_NOOP("Errors", "Open a file that stanscope has recorded."))};
    if (header->version != version)
        return Error{
            errorText(
                QT_TRANSLATE_NOOP(
                    "Errors", "%1 is a capture of version %2; this stanscope reads version %3."),
                name, header->version, version),
            header->version > version
                ? errorText(QT_TRANSLATE_NOOP("Errors", "Open it with a newer stanscope."))
                : errorText(QT_TRANSLATE_NOOP(
                    "Errors", "Open it with the stanscope that recorded it, or record it again."))};
    reader.d->end = header->size;
    reader.d->scan();
    return reader;
}

/// Looks for whole blocks from `end` on.
void CaptureReader::Private::scan()
{
    if (isDamaged)
        return;
    truncation.reset();
    const std::uint64_t size = fileSize();
    std::array<char, blockHeaderSize> bytes{};
    while (end < size) {
        if (size - end < blockHeaderSize || !readAt(end, bytes.data(), bytes.size()))
            break;
        const auto header = parseBlockHeader({bytes.data(), bytes.size()});
        if (!header || header->first != events || header->size > size - end - blockHeaderSize)
            break;
        blocks.push_back({events, end});
        events += header->count;
        end += blockHeaderSize + header->size;
    }
    if (end < size)
        truncation =
            Error{errorText(QT_TRANSLATE_NOOP(
                                "Errors",
                                "The capture breaks off: its last %1 bytes are no whole block."),
                            size - end),
                  errorText(QT_TRANSLATE_NOOP(
                      "Errors", "Its last moments are missing; everything before can be used."))};
}

std::uint64_t CaptureReader::events() const
{
    return d->events;
}

void CaptureReader::refresh()
{
    d->scan();
}

std::optional<Error> CaptureReader::truncation() const
{
    return d->truncation;
}

Result<std::vector<Event>> CaptureReader::read(std::uint64_t first)
{
    if (first >= d->events)
        return std::vector<Event>{};
    const auto next = std::upper_bound(
        d->blocks.begin(), d->blocks.end(), first,
        [](std::uint64_t event, const Private::Block& block) { return event < block.first; });
    const Private::Block block = *std::prev(next);
    return d->readBlock(block, first);
}

Result<std::vector<Event>> CaptureReader::Private::readBlock(const Block& block,
                                                             std::uint64_t first)
{
    std::array<char, blockHeaderSize> headerBytes{};
    const std::string_view headerView(headerBytes.data(), headerBytes.size());
    if (!readAt(block.offset, headerBytes.data(), headerBytes.size()))
        return endAt(block, errorText(QT_TRANSLATE_NOOP("Errors", "a block cannot be read")));
    const auto header = parseBlockHeader(headerView);
    if (!header || header->size > fileSize())
        return endAt(block, errorText(QT_TRANSLATE_NOOP("Errors", "a block has changed")));
    std::string bytes(header->size, '\0');
    if (!readAt(block.offset + blockHeaderSize, bytes.data(), bytes.size()))
        return endAt(block, errorText(QT_TRANSLATE_NOOP("Errors", "a block cannot be read")));
    if (!isWhole(headerView, bytes))
        return endAt(block, errorText(QT_TRANSLATE_NOOP("Errors", "a block's checksum is wrong")));

    std::vector<Event> result;
    result.reserve(header->count);
    Nanos previous = header->base;
    std::string_view rest = bytes;
    for (std::uint64_t number = block.first; number < block.first + header->count; ++number) {
        // What the writer never does could take far more memory than the file is long.
        if (bytes.size() - rest.size() >= blockSize)
            return endAt(block, errorText(QT_TRANSLATE_NOOP("Errors", "a block is too long")));
        // Events before the first one that is wanted are overwritten by the next.
        if (result.empty() || number > first)
            result.emplace_back();
        Event& event = result.back();
        const auto size = decodeInto(event, rest, previous);
        if (!size)
            return endAt(block, size.error().text);
        rest.remove_prefix(size->consumed);
        // An event of a kind that only a newer version knows keeps its number.
        if (!size->known)
            event = {event.time, Source::Laboratory, laboratory::Tick{}};
    }
    return result;
}

/// From here on the capture does not go on.
Error CaptureReader::Private::endAt(const Block& block, const std::string& what)
{
    isDamaged = true;
    events = block.first;
    end = block.offset;
    std::erase_if(blocks, [&](const Block& one) { return one.first >= block.first; });
    truncation = damaged(what);
    return *truncation;
}

} // namespace stanscope
