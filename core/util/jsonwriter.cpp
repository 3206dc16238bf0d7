#include "core/util/jsonwriter.h"

#include <QString>
#include <QUtf8StringView>

namespace stanscope {

namespace {

void appendEscaped(std::string& json, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (c == '\n') {
            json += "\\n";
        } else if (code < 0x20 || code == 0x7f) {
            json += "\\u00";
            json += digits[code >> 4U];
            json += digits[code & 0xfU];
        } else {
            json += c;
        }
    }
}

} // namespace

void appendJsonText(std::string& json, std::string_view text)
{
    const auto size = static_cast<qsizetype>(text.size());
    json += '"';
    if (QUtf8StringView(text.data(), size).isValidUtf8())
        appendEscaped(json, text);
    else
        appendEscaped(json, QString::fromUtf8(text.data(), size).toStdString());
    json += '"';
}

JsonWriter& JsonWriter::open(char opening, char closing)
{
    if (!m_closing.empty())
        item();
    return begin(opening, closing);
}

JsonWriter& JsonWriter::begin(char opening, char closing)
{
    m_json += opening;
    m_closing += closing;
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::end()
{
    const char closing = m_closing.back();
    m_closing.pop_back();
    if (!m_first)
        newLine();
    m_json += closing;
    m_first = false;
    return *this;
}

JsonWriter& JsonWriter::name(std::string_view key)
{
    item();
    m_json += '"';
    m_json += key; // ours: nothing to escape
    m_json += m_indent > 0 ? "\": " : "\":";
    return *this;
}

JsonWriter& JsonWriter::anyName(std::string_view key)
{
    item();
    appendJsonText(m_json, key);
    m_json += m_indent > 0 ? ": " : ":";
    return *this;
}

void JsonWriter::item()
{
    if (!m_first)
        m_json += ',';
    m_first = false;
    newLine();
}

void JsonWriter::newLine()
{
    if (m_indent > 0)
        m_json.append(1, '\n').append(m_indent * m_closing.size(), ' ');
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view json)
{
    name(key);
    m_json += json;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value)
{
    name(key);
    appendJsonText(m_json, value);
    return *this;
}

JsonWriter& JsonWriter::rawItem(std::string_view json)
{
    item();
    m_json += json;
    return *this;
}

JsonWriter& JsonWriter::textItem(std::string_view value)
{
    item();
    appendJsonText(m_json, value);
    return *this;
}

} // namespace stanscope
