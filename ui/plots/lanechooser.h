#pragma once

#include "core/lab/history.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace stanscope {

/// Which of very many have a lane: the selected one, then by rank and by what they do lately. Lanes
/// that change places cannot be followed, so a choice stays for a while, and who has a lane keeps
/// it against those that do a little more.
class LaneChooser
{
public:
    using Rank = std::function<std::uint64_t(NameId)>;

    void startOver();
    void sawBusy(NameId name);
    /// Has a lane in any case; 0: nobody.
    void select(NameId name);

    /// At most `most` of `all`, in its order.
    const std::vector<NameId>& choose(const std::vector<NameId>& all, std::size_t most, Nanos now,
                                      const Rank& rank);
    const std::vector<NameId>& chosen() const { return m_chosen; }
    /// How many have none.
    std::size_t rest() const { return m_all.size() - m_chosen.size(); }

private:
    bool stays(const std::vector<NameId>& all, Nanos now) const;
    void chooseAnew(std::size_t most, const Rank& rank);
    std::uint64_t busyness(NameId name) const;

    std::vector<NameId> m_all; ///< when it was last chosen from
    std::vector<NameId> m_chosen;
    std::vector<std::uint32_t> m_busy; ///< by NameId: rows lately
    NameId m_selected = 0;
    Nanos m_chosenAt{};
};

} // namespace stanscope
