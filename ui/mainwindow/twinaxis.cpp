#include "ui/mainwindow/twinaxis.h"

#include "ui/mainwindow/twinpane.h"
#include "ui/plots/followmotion.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr double growth = 1.25;

/// As a lesson that is told by itself: from the span in which all may happen at once it grows in
/// few steps.
double spanThatHolds(double last)
{
    double span = FollowMotion::leastToldSpan;
    while (span < last)
        span *= growth;
    return span;
}

} // namespace

void shareAxis(const std::array<TwinPane*, 2>& panes)
{
    using namespace std::chrono_literals;
    // What is before the first action is shown as far as both have it.
    Nanos lead = 300ms;
    for (const TwinPane* pane : panes)
        if (const auto first = pane->firstAction())
            lead = std::min(lead, *first);
    double last = 0;
    double left = 0;
    for (const TwinPane* pane : panes) {
        const TimelineView& timeline = *pane->timeline();
        left = std::max(left, timeline.ownLeft());
        last = std::max(last, timeline.lastContent());
    }
    const double span = spanThatHolds(last * 1.05);
    for (const TwinPane* pane : panes) {
        const Nanos first = pane->firstAction().value_or(lead);
        pane->timeline()->setSharedAxis({first - lead, 0, span, left});
    }
}

} // namespace stanscope
