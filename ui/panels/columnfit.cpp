#include "ui/panels/columnfit.h"

#include <algorithm>
#include <numeric>

namespace stanscope {

namespace {

int sumOf(const std::vector<int>& widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

/// No column is wider than `cap`, unless its title is.
std::vector<int> capped(const std::vector<ColumnWish>& wishes, int cap)
{
    std::vector<int> widths;
    for (const ColumnWish& wish : wishes)
        widths.push_back(std::max(wish.least, std::min(wish.needed, cap)));
    return widths;
}

} // namespace

std::vector<int> fitWidths(const std::vector<ColumnWish>& wishes, int room)
{
    int widest = 0;
    int shares = 0;
    for (const ColumnWish& wish : wishes) {
        widest = std::max(widest, std::max(wish.needed, wish.least));
        shares += wish.share;
    }
    std::vector<int> widths = capped(wishes, widest);
    if (sumOf(widths) > room) {
        // The largest cap with which all fit.
        int low = 0;
        int high = widest;
        while (low < high) {
            const int cap = (low + high + 1) / 2;
            if (sumOf(capped(wishes, cap)) <= room)
                low = cap;
            else
                high = cap - 1;
        }
        return capped(wishes, low);
    }
    const int rest = room - sumOf(widths);
    for (std::size_t i = 0; i < widths.size() && shares > 0; ++i)
        widths[i] += rest * wishes[i].share / shares;
    return widths;
}

} // namespace stanscope
