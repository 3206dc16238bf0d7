#include "core/export/tablewriter.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace stanscope {

namespace {

constexpr qsizetype flushSize = 64 * 1024;
constexpr qsizetype mostCut = 3; // bytes of a UTF-8 character without its last one
constexpr std::size_t leastCut = 4096 - mostCut; // shorter payloads are kept whole

/// The same text when it is UTF-8, else its bytes in hex. A last character that was cut off is left
/// out: payloads are kept up to a number of bytes.
QByteArray readable(std::string_view text)
{
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    for (qsizetype cut = 0; cut <= mostCut && cut < std::max<qsizetype>(1, bytes.size()); ++cut) {
        const QByteArray part = bytes.chopped(cut);
        if (QString::fromUtf8(part).toUtf8() == part && (cut == 0 || text.size() >= leastCut))
            return part;
    }
    return "0x" + bytes.toHex();
}

// What a spreadsheet computes when it opens the file.
bool looksLikeFormula(const QByteArray& text)
{
    return !text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front());
}

QByteArray csvCell(QByteArray text)
{
    if (looksLikeFormula(text))
        text.prepend('\'');
    bool quotes = false;
    for (const char c : text)
        quotes = quotes || c == '"' || c == ',' || c == '\r' || c == '\n';
    if (!quotes)
        return text;
    return '"' + text.replace('"', "\"\"") + '"';
}

QByteArray jsonText(const QByteArray& text)
{
    QByteArray result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 7> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            result += escape.data();
        } else {
            result += c;
        }
    }
    return result + '"';
}

} // namespace

TableWriter::TableWriter(const QString& path, TableFormat format,
                         std::span<const std::string_view> columns)
    : m_file(path)
    , m_format(format)
    , m_columns(columns)
{
    // Buffered, Qt 6.4 takes a short write for a whole one: the table would be cut on a full disk.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        m_problem = m_file.errorString();
        return;
    }
    if (m_format == TableFormat::Json) {
        m_buffer = "[";
        return;
    }
    for (const std::string_view column : m_columns)
        text(column);
    endRow();
}

void TableWriter::nothing()
{
    raw(m_format == TableFormat::Json ? QByteArray("null") : QByteArray());
}

void TableWriter::unixMs(std::int64_t unixNs)
{
    const std::int64_t micros = unixNs / 1000;
    raw(QByteArray::number(micros / 1000) + '.'
        + QByteArray::number(micros % 1000).rightJustified(3, '0'));
}

void TableWriter::seconds(std::int64_t ns)
{
    const std::int64_t micros = std::abs(ns) / 1000;
    raw((ns < 0 ? "-" : "") + QByteArray::number(micros / 1'000'000) + '.'
        + QByteArray::number(micros % 1'000'000).rightJustified(6, '0'));
}

void TableWriter::text(std::string_view text)
{
    const QByteArray bytes = readable(text);
    raw(m_format == TableFormat::Json ? jsonText(bytes) : csvCell(bytes));
}

void TableWriter::raw(const QByteArray& cell)
{
    beginCell();
    m_buffer += cell;
    ++m_column;
}

void TableWriter::beginCell()
{
    if (m_format == TableFormat::Csv) {
        if (m_column > 0)
            m_buffer += ',';
        return;
    }
    m_buffer += m_column > 0 ? "," : m_first ? "\n{" : ",\n{";
    m_first = false;
    const std::string_view name = m_columns[m_column];
    m_buffer += '"' + QByteArray(name.data(), static_cast<qsizetype>(name.size())) + "\":";
}

void TableWriter::endRow()
{
    m_buffer += m_format == TableFormat::Csv ? "\r\n" : "}";
    m_column = 0;
    if (m_buffer.size() >= flushSize)
        flush();
}

void TableWriter::flush()
{
    if (ok() && m_file.write(m_buffer) != m_buffer.size())
        m_problem = m_file.errorString();
    m_buffer.clear();
}

QString TableWriter::finish()
{
    if (m_format == TableFormat::Json)
        m_buffer += "\n]\n";
    flush();
    if (!ok())
        m_file.cancelWriting();
    else if (!m_file.commit())
        m_problem = m_file.errorString();
    return m_problem;
}

} // namespace stanscope
