#include "core/capture/capturewriter.h"

#include "core/capture/captureformat.h"
#include "core/capture/capturereader.h"
#include "core/events/eventcodec.h"
#include "core/lab/lab.h"
#include "core/util/errortext.h"

#include <utility>
#include <vector>

namespace stanscope {

using namespace captureformat;

namespace {

/// With the folding thread idle every 50 ms at the latest, nothing waits longer than 200 ms.
constexpr Nanos longestBuffered = std::chrono::milliseconds(150);
/// What may wait for the session's own capture, which is a moment behind.
constexpr std::size_t mostWaiting = std::size_t{64} << 20;

std::size_t memoryOf(const Event& event)
{
    return sizeof(Event)
        + std::visit(
               [](const auto& body) -> std::size_t {
                   if constexpr (requires { body.payload.size(); })
                       return body.payload.size();
                   else if constexpr (requires { body.line.size(); })
                       return body.line.size();
                   else
                       return 0;
               },
               event.body);
}

} // namespace

struct CaptureWriter::Private
{
    void write(const Event& event);
    void wait(const Event& event);
    void flush();
    bool catchUp();

    CaptureFile file;
    std::string block; ///< room for its header, then its events
    BlockHeader header; ///< of `block`
    Nanos previous{}; ///< time of the last event in `block`
    Nanos flushed{}; ///< time of the last flush of a block that was not full

    // A recording that joins: what the session has up to the first event that comes here.
    std::optional<CaptureReader> session;
    std::optional<std::uint64_t> joinedAt; ///< number of that event
    std::vector<Event> waiting; ///< from `joinedAt` on, until the session's file has the rest
    std::size_t waitingBytes = 0;
    std::promise<void> isWhole; ///< kept when the stream has ended
    std::shared_future<void> whole = isWhole.get_future().share();
};

CaptureWriter::CaptureWriter()
    : d(std::make_unique<Private>())
{
    d->block.resize(blockHeaderSize);
}

CaptureWriter::~CaptureWriter() = default;

Result<std::shared_ptr<CaptureWriter>> CaptureWriter::create(const QString& path, Existing existing)
{
    const std::shared_ptr<CaptureWriter> writer(new CaptureWriter);
    if (const auto created = writer->d->file.create(path, existing); !created)
        return created.error();
    if (!writer->d->file.append(fileHeader()))
        return *writer->failure();
    return writer;
}

Result<std::shared_ptr<CaptureWriter>> CaptureWriter::createSession()
{
    const std::shared_ptr<CaptureWriter> writer(new CaptureWriter);
    if (const auto created = writer->d->file.createUnnamed(); !created)
        return created.error();
    if (!writer->d->file.append(fileHeader()))
        return *writer->failure();
    return writer;
}

Result<> CaptureWriter::startWith(const QString& sessionPath)
{
    auto session = CaptureReader::open(sessionPath);
    if (!session)
        return session.error();
    // Everything but the last moments, here and not on the folding thread.
    for (auto events = session->read(d->header.first); !events || !events->empty();
         events = session->read(d->header.first)) {
        if (!events)
            return events.error();
        for (const Event& event : *events)
            d->write(event);
        d->flush();
    }
    if (const auto failed = failure())
        return *failed;
    d->session = std::move(session.value());
    return {};
}

QString CaptureWriter::readablePath() const
{
    return d->file.readablePath();
}

std::optional<Error> CaptureWriter::failure() const
{
    return d->file.failure();
}

void CaptureWriter::folded(const Event& event, const Lab& lab)
{
    if (d->session) {
        if (!d->joinedAt)
            d->joinedAt = lab.events() - 1;
        d->wait(event);
        return;
    }
    d->write(event);
}

void CaptureWriter::Private::wait(const Event& event)
{
    if (file.failure())
        return;
    waiting.push_back(event);
    waitingBytes += memoryOf(event);
    if (waitingBytes <= mostWaiting)
        return;
    waiting = {};
    file.giveUp(Error{
        errorText(QT_TRANSLATE_NOOP(
            "Errors",
            "The session's own capture is not written any more: a recording cannot continue it.")),
        errorText(QT_TRANSLATE_NOOP("Errors", "Make room on the disk, then run again."))});
}

/// False while the session's file has not everything before the first event that came here.
bool CaptureWriter::Private::catchUp()
{
    if (!session)
        return true;
    session->refresh();
    while (joinedAt && header.first + header.count < *joinedAt) {
        const auto events = session->read(header.first + header.count);
        if (!events || events->empty())
            return false;
        for (const Event& event : *events)
            if (header.first + header.count < *joinedAt)
                write(event);
    }
    if (!joinedAt)
        return false; // nothing came here yet
    session.reset();
    for (const Event& event : waiting)
        write(event);
    waiting = {};
    return true;
}

void CaptureWriter::Private::write(const Event& event)
{
    if (header.count == 0)
        header.base = previous = event.time;
    encode(event, previous, block);
    ++header.count;
    if (block.size() - blockHeaderSize >= blockSize)
        flush();
}

void CaptureWriter::Private::flush()
{
    if (header.count == 0)
        return;
    header.size = static_cast<std::uint32_t>(block.size() - blockHeaderSize);
    seal(block, header);
    file.append(block);
    block.resize(blockHeaderSize);
    header.first += header.count;
    header.count = 0;
}

void CaptureWriter::idle(Nanos now)
{
    if (!d->catchUp() || now - d->flushed < longestBuffered)
        return;
    d->flushed = now;
    d->flush();
}

void CaptureWriter::ended(const Lab& lab)
{
    if (d->session && !d->joinedAt)
        d->joinedAt = lab.events(); // it joined after the last event
    d->catchUp();
    d->flush();
    d->isWhole.set_value();
}

std::shared_future<void> CaptureWriter::whole() const
{
    return d->whole;
}

} // namespace stanscope
