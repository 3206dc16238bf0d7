#pragma once

namespace stanscope {

/// How a service ends; the numbers are those of sysexits.h.
inline constexpr int exitUsage = 64;
inline constexpr int exitConnection = 69; ///< broker refused, connection lost
inline constexpr int exitSoftware = 70;
inline constexpr int exitDatabase = 74; ///< file or schema missing

} // namespace stanscope
