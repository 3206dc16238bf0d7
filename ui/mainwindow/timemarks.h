#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <array>
#include <cstddef>
#include <optional>

namespace stanscope {

/// What is worth going to in a session: redeliveries, violations and gaps of the tap, in 1024 parts
/// of its time, so that a million deliveries cost no more than ten. The worst of a part wins.
class TimeMarks
{
public:
    static constexpr std::size_t parts = 1024;

    TimeMarks() = default;
    /// `whole`: the snapshot at the end of the session.
    TimeMarks(const Snapshot& whole, Nanos start, Nanos end);

    std::optional<Tone> at(std::size_t part) const { return m_tones[part]; }
    /// Where a part begins.
    Nanos timeOf(std::size_t part) const;
    std::size_t redeliveries() const { return m_redeliveries; }
    std::size_t violations() const { return m_violations; }

private:
    std::size_t partOf(Nanos time) const;
    void mark(Nanos time, Tone tone);

    Nanos m_start{};
    Nanos m_end{};
    std::size_t m_redeliveries = 0;
    std::size_t m_violations = 0;
    std::array<std::optional<Tone>, parts> m_tones{};
};

} // namespace stanscope
