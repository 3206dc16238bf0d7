#include "core/process/linereader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace stanscope {

LineReader::LineReader()
    : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this] { run(); })
{
}

LineReader::~LineReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    wake();
    m_thread.join();
    ::close(m_wake);
}

void LineReader::add(int file, Line line, Closed closed)
{
    ::fcntl(file, F_SETFL, ::fcntl(file, F_GETFL) | O_NONBLOCK);
    {
        const std::lock_guard lock(m_mutex);
        m_added.push_back({file, std::move(line), std::move(closed), {}, false});
    }
    wake();
}

void LineReader::wake() const
{
    const std::uint64_t one = 1;
    // A full counter is a pending wake-up already.
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
}

/// False when the thread shall end.
bool LineReader::takeAdded()
{
    const std::lock_guard lock(m_mutex);
    for (Stream& stream : m_added)
        m_streams.push_back(std::move(stream));
    m_added.clear();
    return !m_stopping;
}

void LineReader::run()
{
    std::vector<pollfd> polled;
    bool going = true;
    while (going) {
        polled.assign(1, pollfd{m_wake, POLLIN, 0});
        for (const Stream& stream : m_streams)
            polled.push_back({stream.file, POLLIN, 0});
        ::poll(polled.data(), polled.size(), -1);

        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_wake, &count, sizeof count);
        going = takeAdded(); // new ones are read at once; the pipes do not block
        std::erase_if(m_streams, [](Stream& stream) { return !read(stream); });
    }
    std::for_each(m_streams.begin(), m_streams.end(), close);
    m_streams.clear();
}

/// Reads until the pipe is empty; false at its end.
bool LineReader::read(Stream& stream)
{
    std::array<char, 16384> buffer{};
    // A child that writes without pause must not starve the others.
    for (int turn = 0; turn < 64; ++turn) {
        const ssize_t size = ::read(stream.file, buffer.data(), buffer.size());
        if (size > 0) {
            split(stream, buffer.data(), static_cast<std::size_t>(size));
        } else if (size < 0 && errno == EINTR) {
            continue;
        } else if (size < 0 && errno == EAGAIN) {
            return true;
        } else {
            close(stream);
            return false;
        }
    }
    return true;
}

void LineReader::split(Stream& stream, const char* data, std::size_t size)
{
    std::string_view rest(data, size);
    while (!rest.empty()) {
        const std::size_t newline = rest.find('\n');
        const bool complete = newline != std::string_view::npos;
        const std::string_view piece = rest.substr(0, newline);
        if (!stream.skipping) {
            stream.partial.append(piece.substr(0, maxLine - stream.partial.size()));
            if (complete || stream.partial.size() == maxLine) {
                stream.line(std::exchange(stream.partial, {}));
                stream.skipping = !complete;
            }
        } else if (complete) {
            stream.skipping = false;
        }
        rest.remove_prefix(complete ? newline + 1 : rest.size());
    }
}

void LineReader::close(Stream& stream)
{
    if (!stream.partial.empty())
        stream.line(std::exchange(stream.partial, {}));
    ::close(stream.file);
    stream.closed();
}

} // namespace stanscope
