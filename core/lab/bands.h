#pragma once

#include "core/lab/joinwriter.h"

#include <cstdint>
#include <map>

namespace stanscope {

/// The spans of time that are shaded behind the lanes. Folding thread only.
class Bands
{
public:
    explicit Bands(JoinWriter& writer)
        : m_writer(&writer)
    {
    }
    /// The same open bands, written on with another writer.
    Bands(const Bands& other, JoinWriter& writer)
        : m_writer(&writer)
        , m_open(other.m_open)
    {
    }
    Bands(const Bands&) = delete;
    Bands& operator=(const Bands&) = delete;

    /// One of a process at a time: paused, dead.
    void beginOf(NameId lane, BandKind kind, Nanos time, bool isOrderly = false)
    {
        endOf(lane, time);
        begin({lane, BandKind::Paused}, kind, time, isOrderly);
    }
    void endOf(NameId lane, Nanos time) { end({lane, BandKind::Paused}, time); }
    /// Behind all lanes; nothing when one of that kind is open.
    void begin(BandKind kind, Nanos time) { begin({0, kind}, kind, time); }
    void end(BandKind kind, Nanos time) { end({0, kind}, time); }
    /// It is none after all: one that ends where it began is not drawn.
    void takeBack(BandKind kind)
    {
        if (const auto open = m_open.find({0, kind}); open != m_open.end())
            end(kind, m_writer->rows().bands[open->second].from);
    }

private:
    using Key = std::pair<NameId, BandKind>;

    void begin(Key key, BandKind kind, Nanos time, bool isOrderly = false)
    {
        if (m_open.contains(key))
            return;
        m_open[key] = m_writer->rows().bands.append([&](BandRow& band) {
            band.lane = key.first;
            band.kind = kind;
            band.isOrderly = isOrderly;
            band.from = time;
        });
    }
    void end(Key key, Nanos time)
    {
        if (const auto open = m_open.find(key); open != m_open.end()) {
            m_writer->rows().bands.edit(open->second).until.set(time.count());
            m_open.erase(open);
        }
    }

    JoinWriter* m_writer;
    std::map<Key, std::uint32_t> m_open;
};

} // namespace stanscope
