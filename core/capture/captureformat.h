#pragma once

#include "core/util/clock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The layout of a capture file: docs/capture-format.md. Numbers are little-endian.
namespace stanscope::captureformat {

inline constexpr std::string_view magic{"\x89STANCAP", 8};
inline constexpr std::uint16_t version = 2;
/// Magic, version, size of this header, four bytes that are 0.
inline constexpr std::size_t fileHeaderSize = 16;
inline constexpr std::size_t blockHeaderSize = 32;
/// A block is closed when its events take this much; only the last one may go beyond.
inline constexpr std::size_t blockSize = 64 * 1024;
/// The largest block that is read: the largest event and what stands before it.
inline constexpr std::size_t largestBlock = std::size_t{128} << 20U;

struct BlockHeader
{
    std::uint32_t size = 0; ///< bytes of its events, behind this header
    std::uint32_t count = 0; ///< of its events
    std::uint64_t first = 0; ///< number of its first event in the capture
    Nanos base{}; ///< what its first event's time is relative to

    bool operator==(const BlockHeader&) const = default;
};

std::string fileHeader();
/// Where the blocks begin; nothing when that is no header of a version that can be read.
struct FileHeader
{
    std::uint16_t version = 0;
    std::size_t size = 0;
};
std::optional<FileHeader> parseFileHeader(std::string_view bytes);

/// Writes the header of the block whose events stand behind `blockHeaderSize` free bytes.
void seal(std::string& block, const BlockHeader& header);
/// Nothing when that is no header of a block. Sizes are within the limits above.
std::optional<BlockHeader> parseBlockHeader(std::string_view bytes);
/// Whether header and events are what was written.
bool isWhole(std::string_view header, std::string_view events);

} // namespace stanscope::captureformat
