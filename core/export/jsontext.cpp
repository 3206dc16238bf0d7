#include "core/export/jsontext.h"

#include <QUtf8StringView>

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

bool isValidUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

} // namespace

std::string millisecondsText(std::int64_t nanoseconds)
{
    constexpr std::int64_t micro = 1000;
    // Down, also below zero, so that order is kept.
    std::int64_t micros = nanoseconds / micro - (nanoseconds % micro < 0 ? 1 : 0);
    std::string text = micros < 0 ? "-" : "";
    micros = micros < 0 ? -micros : micros;
    const std::string decimals = std::to_string(micros % 1000);
    return text + std::to_string(micros / 1000) + '.' + std::string(3 - decimals.size(), '0')
        + decimals;
}

bool isReadableText(std::string_view bytes)
{
    const auto isControl = [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7f;
    };
    return std::ranges::none_of(bytes, isControl) && isValidUtf8(bytes);
}

std::string hexText(std::string_view bytes)
{
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        text += hexDigits[code >> 4U];
        text += hexDigits[code & 0xfU];
    }
    return text;
}

} // namespace stanscope
