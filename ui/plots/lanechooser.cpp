#include "ui/plots/lanechooser.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr Nanos choiceStays = std::chrono::seconds(5);

bool contains(const std::vector<NameId>& names, NameId name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

void LaneChooser::startOver()
{
    m_all.clear();
    m_chosen.clear();
    m_busy.clear();
    m_selected = 0;
    m_chosenAt = {};
}

void LaneChooser::sawBusy(NameId name)
{
    if (name >= m_busy.size())
        m_busy.resize(name + std::size_t{1});
    ++m_busy[name];
}

void LaneChooser::select(NameId name)
{
    m_selected = name;
}

std::uint64_t LaneChooser::busyness(NameId name) const
{
    const std::uint64_t rows = name < m_busy.size() ? m_busy[name] : 0;
    return contains(m_chosen, name) ? 2 * rows : rows;
}

bool LaneChooser::stays(const std::vector<NameId>& all, Nanos now) const
{
    const bool seen =
        m_selected == 0 || contains(m_chosen, m_selected) || !contains(all, m_selected);
    return seen && all == m_all && now >= m_chosenAt && now - m_chosenAt < choiceStays;
}

const std::vector<NameId>& LaneChooser::choose(const std::vector<NameId>& all, std::size_t most,
                                               Nanos now, const Rank& rank)
{
    if (all.size() <= most) {
        m_all = all;
        m_chosen = all;
        return m_chosen;
    }
    if (stays(all, now))
        return m_chosen;
    m_all = all;
    m_chosenAt = now;
    chooseAnew(most, rank);
    // What was long ago counts less and less.
    for (std::uint32_t& rows : m_busy)
        rows /= 2;
    return m_chosen;
}

void LaneChooser::chooseAnew(std::size_t most, const Rank& rank)
{
    using Ranked = std::pair<std::pair<std::uint64_t, std::uint64_t>, NameId>;
    std::vector<Ranked> ranked;
    ranked.reserve(m_all.size());
    constexpr std::uint64_t first = ~std::uint64_t{0};
    for (const NameId name : m_all)
        ranked.push_back({{name == m_selected ? first : rank(name), busyness(name)}, name});
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& left, const Ranked& right) {
        return left.first > right.first;
    });
    ranked.resize(most);
    m_chosen.clear();
    // Each where it appeared first, so that few of them move.
    for (const NameId name : m_all) {
        if (std::any_of(ranked.begin(), ranked.end(),
                        [name](const Ranked& other) { return other.second == name; }))
            m_chosen.push_back(name);
    }
}

} // namespace stanscope
