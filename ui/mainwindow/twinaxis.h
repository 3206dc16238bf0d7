#pragma once

#include "ui/plots/timelineview.h"

#include <array>

namespace stanscope {

class TwinPane;

/// Puts both runs on one axis: their first actions lie below each other.
void shareAxis(const std::array<TwinPane*, 2>& panes);

} // namespace stanscope
