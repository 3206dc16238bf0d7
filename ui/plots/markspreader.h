#pragma once

#include <array>
#include <vector>

namespace stanscope {

/// Moves marks that stand too close on the time axis apart, to the right. A cluster that would have
/// to move too far shows less of each mark, and at last only a tick at the true place.
class MarkSpreader
{
public:
    struct Mark
    {
        double x = 0; ///< px, ascending
        std::array<double, 2> widths{}; ///< px: full, without its text
    };
    struct Place
    {
        double x = 0;
        int detail = 0; ///< 0 full, 1 without text, 2 a tick at the true place
    };

    static std::vector<Place> spread(const std::vector<Mark>& marks, double farthest);
};

} // namespace stanscope
