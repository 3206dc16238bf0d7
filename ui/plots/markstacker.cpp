#include "ui/plots/markstacker.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace stanscope {

std::vector<MarkStacker::Place> MarkStacker::stack(const std::vector<Mark>& marks, int mostRows)
{
    constexpr double nothing = std::numeric_limits<double>::lowest();
    std::vector<Place> places(marks.size());
    std::vector<double> free(static_cast<std::size_t>(std::max(1, mostRows)), nothing);
    const int rows = static_cast<int>(free.size());
    std::size_t chain = 0; // first of those that touch each other
    int used = 0; // rows of the chain
    const auto closeChain = [&](std::size_t end) {
        for (; chain < end; ++chain)
            places[chain].rows = std::max(1, used);
        used = 0;
    };
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = marks[i];
        const double from = mark.x - mark.before;
        if (std::all_of(free.begin(), free.end(), [from](double end) { return end <= from; }))
            closeChain(i);
        for (int turn = 0; turn < rows && places[i].row < 0; ++turn) {
            const int row = (mark.wish + turn) % rows;
            double& end = free[static_cast<std::size_t>(row)];
            if (end > from)
                continue;
            end = mark.x + mark.width;
            places[i].row = row;
            used = std::max(used, row + 1);
        }
    }
    closeChain(marks.size());
    return places;
}

} // namespace stanscope
