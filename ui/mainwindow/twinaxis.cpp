#include "ui/mainwindow/twinaxis.h"

#include "ui/mainwindow/twinpane.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr double leastTwinSpan = 4.2; // s: a lesson's AckWait of 3 s and what follows it

} // namespace

void shareAxis(const std::array<TwinPane*, 2>& panes)
{
    using namespace std::chrono_literals;
    // What is before the first action is shown as far as both have it.
    Nanos lead = 300ms;
    for (const TwinPane* pane : panes)
        if (const auto first = pane->firstAction())
            lead = std::min(lead, *first);
    double last = leastTwinSpan;
    double left = 0;
    for (const TwinPane* pane : panes) {
        const TimelineView& timeline = *pane->timeline();
        left = std::max(left, timeline.ownLeft());
        last = std::max(last, timeline.lastContent());
    }
    for (const TwinPane* pane : panes) {
        const Nanos first = pane->firstAction().value_or(lead);
        pane->timeline()->setSharedAxis({first - lead, 0, last * 1.05, left});
    }
}

} // namespace stanscope
