#pragma once

#include "core/util/result.h"

#include <string>

namespace stanscope {

/// A line for standard error.
std::string complaint(const std::string& text, const std::string& remedy = {});
/// Says it there, waiting for whoever reads: for what ends at once.
void complain(const std::string& text, const std::string& remedy = {});
void complain(const Error& error);

/// Standard output takes nothing; `error` is the errno.
std::string unwritableOutput(int error);

} // namespace stanscope
