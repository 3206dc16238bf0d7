#include "core/export/jsontext.h"

#include <QString>
#include <QUtf8StringView>

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

bool isValidUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

void appendEscaped(std::string& json, std::string_view text)
{
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (c == '\n') {
            json += "\\n";
        } else if (code < 0x20 || code == 0x7f) {
            json += "\\u00";
            json += hexDigits[code >> 4U];
            json += hexDigits[code & 0xfU];
        } else {
            json += c;
        }
    }
}

} // namespace

void appendJsonText(std::string& json, std::string_view text)
{
    json += '"';
    if (isValidUtf8(text))
        appendEscaped(json, text);
    else
        appendEscaped(
            json,
            QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString());
    json += '"';
}

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

JsonObject& JsonObject::raw(std::string_view key, std::string_view json)
{
    if (!m_first)
        m_json += ',';
    m_first = false;
    m_json += '"';
    m_json += key; // ours: nothing to escape
    m_json += "\":";
    m_json += json;
    return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value)
{
    raw(key, {});
    appendJsonText(m_json, value);
    return *this;
}

JsonObject& JsonObject::number(std::string_view key, std::int64_t value)
{
    return raw(key, std::to_string(value));
}

JsonObject& JsonObject::number(std::string_view key, std::uint64_t value)
{
    return raw(key, std::to_string(value));
}

} // namespace stanscope
