#pragma once

#include "core/scenario/runreport.h"

#include <string>

namespace stanscope {

/// What a run came to, for people: its transactions, balances and verdict, a line each.
std::string textOf(const RunReport& report);

} // namespace stanscope
