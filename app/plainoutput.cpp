#include "app/plainoutput.h"

#include "app/complaint.h"

#include <cerrno>
#include <cstddef>
#include <poll.h>
#include <unistd.h>

namespace stanscope {

namespace {

constexpr std::size_t plainPiece = std::size_t{64} * 1024;

} // namespace

void PlainOutput::print(std::string_view text)
{
    m_waiting += text;
    if (m_waiting.size() >= plainPiece)
        flush();
}

void PlainOutput::flush()
{
    std::string_view rest = m_waiting;
    while (!rest.empty() && m_error == 0) {
        pollfd ready{STDOUT_FILENO, POLLOUT, 0}; // somebody may have made it non-blocking
        ::poll(&ready, 1, -1);
        const ssize_t size = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (size < 0 && errno != EINTR && errno != EAGAIN)
            m_error = errno;
        if (size <= 0)
            continue;
        m_tookSome = true;
        rest.remove_prefix(static_cast<std::size_t>(size));
    }
    m_waiting.clear();
}

bool PlainOutput::finish()
{
    flush();
    if (m_error == 0 || (m_error == EPIPE && m_tookSome))
        return true;
    complain(unwritableOutput(m_error));
    return false;
}

} // namespace stanscope
