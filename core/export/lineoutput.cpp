#include "core/export/lineoutput.h"

#include "core/util/clock.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace stanscope {

namespace {

/// Lines gather in pieces of about this size.
constexpr std::size_t chunkSize = std::size_t{64} * 1024;
/// How soon a thread that waits for its reader sees that nobody waits for it any more.
constexpr int lookMs = 50;

std::uint64_t linesIn(std::string_view text)
{
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

/// As many whole lines as a pipe takes at once, so that the last one is not cut; of a longer line
/// as much of it.
std::string_view pieceOf(std::string_view text)
{
    const std::string_view piece = text.substr(0, PIPE_BUF);
    const std::size_t end = piece.rfind('\n');
    return end == std::string_view::npos ? piece : piece.substr(0, end + 1);
}

bool isRegularFile(int file)
{
    struct stat status = {};
    return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

} // namespace

struct LineOutput::State
{
    struct Chunk
    {
        std::string text;
        std::uint64_t lines = 0; ///< 0 for a line about dropped ones
        std::int64_t unixNs = 0;

        std::size_t cost() const { return text.capacity() + sizeof(Chunk); }
    };

    void makeRoom();
    bool readerLeft() const { return error == EPIPE && tookSome; }
    Dropped takeDropped() { return {std::exchange(untold, 0), dropped, droppedAt}; }
    int put(std::string_view text, bool counts);

    Options options;
    std::mutex mutex; ///< of what follows
    std::condition_variable changed;
    std::deque<Chunk> chunks;
    std::size_t bytes = 0; ///< of `chunks`
    std::uint64_t accepted = 0; ///< lines
    std::uint64_t dropped = 0;
    std::uint64_t untold = 0; ///< of `dropped`, since the last line about them
    std::int64_t droppedAt = 0;
    bool closing = false;
    bool isOver = false; ///< the thread
    int error = 0;
    std::atomic<bool> abandoned{false};
    std::atomic<bool> tookSome{false};
    std::atomic<std::uint64_t> written{0}; ///< lines
};

LineOutput::LineOutput(Options options)
    : m_state(std::make_shared<State>())
{
    m_state->options = std::move(options);
    m_thread = std::thread([state = m_state] { run(state); });
}

LineOutput::~LineOutput()
{
    if (m_thread.joinable())
        finish(std::chrono::milliseconds(0));
}

void LineOutput::write(std::string_view lines)
{
    State& state = *m_state;
    const std::uint64_t count = linesIn(lines);
    bool isFirst = false;
    {
        const std::lock_guard lock(state.mutex);
        if (state.closing || state.error != 0)
            return;
        state.accepted += count;
        if (state.chunks.empty() || state.chunks.back().text.size() + lines.size() > chunkSize)
            state.bytes += state.chunks.emplace_back().cost();
        State::Chunk& chunk = state.chunks.back();
        state.bytes -= chunk.cost();
        chunk.text.append(lines);
        chunk.lines += count;
        chunk.unixNs = unixNowNs();
        state.bytes += chunk.cost();
        const std::uint64_t before = state.dropped;
        state.makeRoom();
        isFirst = before == 0 && state.dropped > 0;
    }
    state.changed.notify_all();
    if (isFirst)
        state.options.dropping();
}

/// Half of it at once: the reader gets a few large holes rather than many small ones.
void LineOutput::State::makeRoom()
{
    if (bytes <= options.limit)
        return;
    while (!chunks.empty() && bytes > options.limit / 2) {
        const Chunk& oldest = chunks.front();
        dropped += oldest.lines;
        untold += oldest.lines;
        droppedAt = oldest.unixNs;
        bytes -= oldest.cost();
        chunks.pop_front();
    }
}

/// 0, or the errno of a write that failed. Blocks as long as nobody reads, unless abandoned.
int LineOutput::State::put(std::string_view text, bool counts)
{
    while (!text.empty() && !abandoned) {
        // The file is the user's: making it non-blocking would make the terminal so for everybody.
        pollfd ready{options.file, POLLOUT, 0};
        if (::poll(&ready, 1, lookMs) <= 0)
            continue;
        const std::string_view piece = pieceOf(text);
        const ssize_t size = ::write(options.file, piece.data(), piece.size());
        if (size < 0 && errno != EINTR && errno != EAGAIN)
            return errno;
        if (size <= 0)
            continue;
        const std::string_view gone = text.substr(0, static_cast<std::size_t>(size));
        tookSome = true;
        if (counts)
            written += linesIn(gone);
        text.remove_prefix(gone.size());
    }
    return 0;
}

void LineOutput::run(const std::shared_ptr<State>& state)
{
    State& s = *state;
    std::unique_lock lock(s.mutex);
    while (true) {
        const auto hasSome = [&s] { return s.untold > 0 || !s.chunks.empty(); };
        s.changed.wait(lock, [&] { return s.closing || s.abandoned || hasSome(); });
        if (s.abandoned || !hasSome())
            break;
        const auto dropped = s.untold > 0 ? std::optional(s.takeDropped()) : std::nullopt;
        State::Chunk chunk;
        if (!s.chunks.empty()) {
            chunk = std::move(s.chunks.front());
            s.chunks.pop_front();
            s.bytes -= chunk.cost();
        }
        lock.unlock();
        int error = dropped ? s.put(s.options.droppedLine(*dropped), false) : 0;
        if (error == 0)
            error = s.put(chunk.text, chunk.lines > 0);
        lock.lock();
        if (error != 0) {
            s.error = error;
            s.chunks.clear();
            // Under the lock: whoever abandons this may be gone a moment later.
            if (!s.abandoned)
                s.options.failed(error, s.readerLeft());
            break;
        }
    }
    s.isOver = true;
    lock.unlock();
    s.changed.notify_all();
}

LineOutput::End LineOutput::finish(std::chrono::milliseconds patience)
{
    State& s = *m_state;
    std::unique_lock lock(s.mutex);
    if (!s.closing && s.dropped > 0 && s.error == 0) {
        const Dropped all{0, s.dropped, unixNowNs()}; // said before; the sum once more
        s.chunks.push_back({s.options.droppedLine(all), 0, all.unixNs});
        s.bytes += s.chunks.back().cost();
    }
    s.closing = true;
    s.changed.notify_all();
    const auto isOver = [&s] { return s.isOver; };
    if (isRegularFile(s.options.file))
        s.changed.wait(lock, isOver);
    else
        s.changed.wait_for(lock, patience, isOver);
    s.abandoned = true;
    const End end{s.accepted - s.written, s.error, s.readerLeft()};
    const bool ended = s.isOver;
    lock.unlock();
    s.changed.notify_all();
    if (m_thread.joinable())
        ended ? m_thread.join() : m_thread.detach();
    return end;
}

} // namespace stanscope
