#include "core/nats/nkeyseed.h"

#include "core/util/errortext.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stanscope {

namespace {

// An encoded nkey: prefix, key, CRC-16 (low byte first), all in base32 without padding. A seed has
// two prefix bytes, which hold "seed" and the kind of its public key.
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t keySize = 32;
constexpr std::size_t checksumSize = 2;
constexpr std::size_t seedSize = 2 + keySize + checksumSize;
constexpr std::size_t encodedSeedSize = (seedSize * 8 + 4) / 5;
constexpr std::uint8_t seedPrefix = 18 << 3; // 'S'

using Bytes = std::vector<std::uint8_t>;

std::uint16_t checksum(std::span<const std::uint8_t> bytes)
{
    std::uint32_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        crc ^= std::uint32_t{byte} << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000U) != 0 ? (crc << 1) ^ 0x1021U : crc << 1;
    }
    return static_cast<std::uint16_t>(crc);
}

std::string encoded(Bytes bytes)
{
    const std::uint16_t crc = checksum(bytes);
    bytes.push_back(static_cast<std::uint8_t>(crc & 0xffU));
    bytes.push_back(static_cast<std::uint8_t>(crc >> 8));
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8) | byte;
        for (count += 8; count >= 5; count -= 5)
            text += alphabet[(bits >> (count - 5)) & 31U];
    }
    if (count > 0)
        text += alphabet[(bits << (5 - count)) & 31U];
    return text;
}

std::optional<Bytes> decodedSeed(std::string_view text)
{
    Bytes bytes;
    bytes.reserve(seedSize);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(letter);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 5) | static_cast<std::uint32_t>(value);
        if ((count += 5) >= 8)
            bytes.push_back(static_cast<std::uint8_t>((bits >> (count -= 8)) & 0xffU));
    }
    if (bytes.size() != seedSize || (bytes[0] & 0xf8U) != seedPrefix)
        return std::nullopt;
    const std::uint16_t crc = checksum(std::span(bytes).first(seedSize - checksumSize));
    if (bytes[seedSize - 2] != (crc & 0xffU) || bytes[seedSize - 1] != crc >> 8)
        return std::nullopt;
    return bytes;
}

std::optional<std::string> publicKeyOf(const Bytes& seed)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data() + 2, keySize),
        EVP_PKEY_free);
    std::array<std::uint8_t, keySize> raw{};
    std::size_t size = raw.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1)
        return std::nullopt;
    Bytes bytes{static_cast<std::uint8_t>((seed[0] & 0x07U) << 5 | (seed[1] & 0xf8U) >> 3)};
    bytes.insert(bytes.end(), raw.begin(), raw.end());
    return encoded(std::move(bytes));
}

} // namespace

Result<std::string> publicKeyOfSeedFile(const std::string& path)
{
    std::ifstream file(path);
    if (!file)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The nkey file %1 cannot be read."), path),
            errorText(QT_TRANSLATE_NOOP("Errors", "Check its name and mode."))};
    std::optional<std::string> found;
    for (std::string line; !found && std::getline(file, line) && line.size() < 4096;) {
        const auto end = line.find_last_not_of(" \t\r");
        if (end != std::string::npos && end + 1 == encodedSeedSize) {
            if (auto seed = decodedSeed(std::string_view(line).substr(0, end + 1))) {
                found = publicKeyOf(*seed);
                OPENSSL_cleanse(seed->data(), seed->size());
            }
        }
        OPENSSL_cleanse(line.data(), line.size());
    }
    if (!found)
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The nkey file %1 holds no nkey seed."), path),
            errorText(QT_TRANSLATE_NOOP(
                "Errors", "It needs a line that starts with SU, as nsc and nk write it."))};
    return *found;
}

} // namespace stanscope
