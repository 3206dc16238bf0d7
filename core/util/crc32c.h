#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stanscope {

namespace detail {

/// Table n is the CRC of a byte with n zero bytes behind it, for eight bytes at a time.
consteval std::array<std::array<std::uint32_t, 256>, 8> crc32cTables()
{
    constexpr std::uint32_t polynomial = 0x82f63b78; // Castagnoli, reflected
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? polynomial : 0);
        tables[0][byte] = crc;
    }
    for (std::size_t n = 1; n < 8; ++n)
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[n][byte] = (tables[n - 1][byte] >> 8U) ^ tables[0][tables[n - 1][byte] & 0xffU];
    return tables;
}
inline constexpr auto crc32cTable = crc32cTables();

} // namespace detail

/// CRC-32C (RFC 3720, appendix B.4) of `bytes`, going on from the CRC of what stands before them.
inline std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0)
{
    const auto& table = detail::crc32cTable;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::uint32_t crc = ~before;
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
        crc = table[7][(crc & 0xffU) ^ at(0)] ^ table[6][((crc >> 8U) & 0xffU) ^ at(1)]
            ^ table[5][((crc >> 16U) & 0xffU) ^ at(2)] ^ table[4][(crc >> 24U) ^ at(3)]
            ^ table[3][at(4)] ^ table[2][at(5)] ^ table[1][at(6)] ^ table[0][at(7)];
    }
    for (std::size_t i = 0; i < bytes.size(); ++i)
        crc = (crc >> 8U) ^ table[0][(crc ^ at(i)) & 0xffU];
    return ~crc;
}

} // namespace stanscope
