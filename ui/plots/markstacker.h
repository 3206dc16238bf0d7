#pragma once

#include <vector>

namespace stanscope {

/// Rows for the labels of marks that stand close together on the time axis. The marks stay where
/// they are; a label that finds no free row is left out.
class MarkStacker
{
public:
    struct Mark
    {
        double x = 0; ///< px, ascending
        double before = 0; ///< px that it takes left of x
        double width = 0; ///< px right of x, with its label
        int wish = 0; ///< the row that it takes when it is free
    };
    struct Place
    {
        int row = -1; ///< -1: without its label
        int rows = 1; ///< that it and its neighbours take together
    };

    static std::vector<Place> stack(const std::vector<Mark>& marks, int mostRows);
};

} // namespace stanscope
