#include "core/capture/captureformat.h"

#include "core/events/eventcodec.h"
#include "core/util/crc32c.h"

namespace stanscope::captureformat {

namespace {

constexpr std::uint32_t blockMagic = 0x4b4c4253; // "SBLK"
constexpr std::size_t checksumAt = 12;
/// More events do not fit into one block.
constexpr std::uint32_t mostEvents = blockSize / codec::smallestEvent + 1;

template <typename T>
void put(char* to, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i)
        to[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
}

template <typename T>
T get(std::string_view bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = sizeof(T); i-- > 0;)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<T>(value);
}

/// Over header and events, without the checksum itself.
std::uint32_t checksum(std::string_view header, std::string_view events)
{
    const std::uint32_t crc = crc32c(header.substr(0, checksumAt));
    return crc32c(events, crc32c(header.substr(checksumAt + 4), crc));
}

} // namespace

std::string fileHeader()
{
    std::string header(magic);
    header.resize(fileHeaderSize);
    put(&header[8], version);
    put(&header[10], static_cast<std::uint16_t>(fileHeaderSize));
    return header;
}

std::optional<FileHeader> parseFileHeader(std::string_view bytes)
{
    if (bytes.size() < fileHeaderSize || !bytes.starts_with(magic))
        return std::nullopt;
    const FileHeader header{get<std::uint16_t>(bytes, 8), get<std::uint16_t>(bytes, 10)};
    if (header.size < fileHeaderSize)
        return std::nullopt;
    return header;
}

void seal(std::string& block, const BlockHeader& header)
{
    put(&block[0], blockMagic);
    put(&block[4], header.size);
    put(&block[8], header.count);
    put(&block[16], header.first);
    put(&block[24], header.base.count());
    const std::string_view bytes(block);
    put(&block[checksumAt],
        checksum(bytes.substr(0, blockHeaderSize), bytes.substr(blockHeaderSize)));
}

std::optional<BlockHeader> parseBlockHeader(std::string_view bytes)
{
    if (bytes.size() < blockHeaderSize || get<std::uint32_t>(bytes, 0) != blockMagic)
        return std::nullopt;
    const BlockHeader header{get<std::uint32_t>(bytes, 4), get<std::uint32_t>(bytes, 8),
                             get<std::uint64_t>(bytes, 16), Nanos(get<std::int64_t>(bytes, 24))};
    if (header.size > largestBlock || header.count == 0 || header.count > mostEvents
        || header.size < header.count * codec::smallestEvent)
        return std::nullopt;
    return header;
}

bool isWhole(std::string_view header, std::string_view events)
{
    return get<std::uint32_t>(header, checksumAt) == checksum(header, events);
}

} // namespace stanscope::captureformat
