#pragma once

#include <vector>

namespace stanscope {

/// What one column of a table wants.
struct ColumnWish
{
    int needed = 0; ///< px for all that is in it
    int least = 0; ///< px for its title
    int share = 0; ///< of the room that is left over
};

/// Widths that fill `room`: each column what it needs and its share of the rest; where there is too
/// little, the widest give, down to their titles.
std::vector<int> fitWidths(const std::vector<ColumnWish>& wishes, int room);

} // namespace stanscope
