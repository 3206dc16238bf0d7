#pragma once

#include "core/wire/frame.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace stanscope {

/// Frames that were heard before the one that makes them known. The broker and its clients publish
/// on different connections, and the server may pass an answer on before its question (seen with
/// connect requests, on a busy machine). Keeps the newest ones for a moment.
class EarlyFrames
{
public:
    /// An answer overtakes its question by a few ms at the most; later it is another matter.
    static constexpr Nanos longest = std::chrono::milliseconds(100);
    static constexpr std::size_t mostFrames = 256;
    static constexpr std::size_t mostBytes = std::size_t{1} << 20;

    struct Kept
    {
        Nanos time{};
        std::string subject;
        std::string reply;
        std::string data;

        Frame asOf(Nanos now) const { return {now, subject, reply, data}; }
        std::size_t size() const { return subject.size() + reply.size() + data.size(); }
    };

    /// A frame larger than all of them may be is not kept.
    void keep(const Frame& frame)
    {
        Kept kept{frame.time, std::string(frame.subject), std::string(frame.reply), {}};
        if (kept.size() + frame.data.size() > mostBytes)
            return;
        kept.data = frame.data;
        m_bytes += kept.size();
        m_frames.push_back(std::move(kept));
        while (m_frames.size() > mostFrames || m_bytes > mostBytes)
            dropOldest();
    }

    /// The oldest one on a subject that `isKnown` by now.
    template <typename Predicate>
    std::optional<Kept> take(Nanos now, Predicate isKnown)
    {
        while (!m_frames.empty() && now - m_frames.front().time > longest)
            dropOldest();
        for (auto frame = m_frames.begin(); frame != m_frames.end(); ++frame)
            if (isKnown(frame->subject)) {
                Kept taken = std::move(*frame);
                m_frames.erase(frame);
                m_bytes -= taken.size();
                return taken;
            }
        return std::nullopt;
    }

    void clear()
    {
        m_frames.clear();
        m_bytes = 0;
    }

private:
    void dropOldest()
    {
        m_bytes -= m_frames.front().size();
        m_frames.pop_front();
    }

    std::deque<Kept> m_frames;
    std::size_t m_bytes = 0;
};

} // namespace stanscope
