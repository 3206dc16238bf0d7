#pragma once

#include "core/util/clock.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// One NATS message as the tap saw it: a view, into cnats' own message or into a FrameBatch.
struct Frame
{
    Nanos time{}; ///< arrival at the tap
    std::string_view subject;
    std::string_view reply; ///< empty: none
    std::string_view data;
};

/// Frames in order of arrival, kept in one piece of memory: on their way from the tap to the fold
/// they cost no allocation each. A frame is at most 2^32 - 1 bytes long, which NATS' payloads are.
class FrameBatch
{
public:
    void add(const Frame& frame)
    {
        m_places.push_back({frame.time, m_bytes.size(), size32(frame.subject), size32(frame.reply),
                            size32(frame.data)});
        m_bytes.append(frame.subject).append(frame.reply).append(frame.data);
    }

    std::size_t size() const { return m_places.size(); }
    /// What a frame takes in a batch.
    static std::size_t bytesOf(const Frame& frame)
    {
        return sizeof(Place) + frame.subject.size() + frame.reply.size() + frame.data.size();
    }
    /// The same of all of them.
    std::size_t bytes() const { return m_places.size() * sizeof(Place) + m_bytes.size(); }
    /// Another batch is better: the allocator goes through all its free lists for large pieces.
    bool isFull() const { return m_bytes.size() >= fullBytes; }
    /// Keeps its memory for the next frames, unless large ones have made it much.
    void clear()
    {
        m_places.clear();
        m_bytes.clear();
        if (m_bytes.capacity() > 4 * fullBytes)
            m_bytes = {};
    }

    /// Valid until the next add().
    Frame operator[](std::size_t index) const
    {
        const Place& place = m_places[index];
        std::string_view rest = std::string_view(m_bytes).substr(place.begin);
        const auto take = [&rest](std::size_t size) {
            const std::string_view taken = rest.substr(0, size);
            rest.remove_prefix(size);
            return taken;
        };
        Frame frame{place.time, {}, {}, {}};
        frame.subject = take(place.subject);
        frame.reply = take(place.reply);
        frame.data = take(place.data);
        return frame;
    }

private:
    static constexpr std::size_t fullBytes = std::size_t{16} * 1024;

    struct Place
    {
        Nanos time{};
        std::size_t begin = 0;
        std::uint32_t subject = 0; ///< sizes, one behind the other from `begin`
        std::uint32_t reply = 0;
        std::uint32_t data = 0;
    };

    static std::uint32_t size32(std::string_view text)
    {
        return static_cast<std::uint32_t>(text.size());
    }

    std::vector<Place> m_places;
    std::string m_bytes;
};

} // namespace stanscope
