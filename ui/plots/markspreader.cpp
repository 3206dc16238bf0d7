#include "ui/plots/markspreader.h"

#include <algorithm>
#include <cstddef>

namespace stanscope {

namespace {

using Marks = std::vector<MarkSpreader::Mark>;
using Places = std::vector<MarkSpreader::Place>;

/// Places the cluster that begins at `first`, at most up to `last`, with one amount of detail.
/// Returns its end; `fits` becomes false when a mark had to move farther than allowed.
std::size_t placeCluster(const Marks& marks, std::size_t first, std::size_t last,
                         std::size_t detail, double farthest, Places& places, bool& fits)
{
    double free = marks[first].x;
    std::size_t i = first;
    fits = true;
    for (; i < last && (i == first || marks[i].x < free); ++i) {
        if (free - marks[i].x > farthest) {
            fits = false; // it pushes nobody: what comes later may still stand alone
            continue;
        }
        places[i] = {std::max(free, marks[i].x), static_cast<int>(detail)};
        free = places[i].x + marks[i].widths[detail];
    }
    return i;
}

void placeRange(const Marks& marks, std::size_t first, std::size_t last, std::size_t detail,
                double farthest, Places& places)
{
    while (first < last) {
        bool fits = false;
        const std::size_t end = placeCluster(marks, first, last, detail, farthest, places, fits);
        if (!fits && detail + 1 < marks[first].widths.size()) {
            placeRange(marks, first, end, detail + 1, farthest / 2, places);
        } else if (!fits) {
            for (std::size_t i = first; i < end; ++i)
                places[i] = {marks[i].x, 2};
        }
        first = end;
    }
}

} // namespace

std::vector<MarkSpreader::Place> MarkSpreader::spread(const std::vector<Mark>& marks,
                                                      double farthest)
{
    std::vector<Place> places(marks.size());
    placeRange(marks, 0, marks.size(), 0, farthest, places);
    return places;
}

} // namespace stanscope
