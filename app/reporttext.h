#pragma once

#include "core/scenario/runreport.h"

namespace stanscope {

/// Prints what a run came to: its transactions, balances and verdict.
void tell(const RunReport& report);

} // namespace stanscope
