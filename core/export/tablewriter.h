#pragma once

#include "core/export/tables.h"

#include <QByteArray>
#include <QSaveFile>

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>

namespace stanscope {

/// Writes cells, column after column and row after row, as CSV (RFC 4180, CRLF) or as a JSON array
/// of objects. The file appears with finish(), whole or not at all. Text that is not UTF-8 is
/// written in hex, with 0x before it.
class TableWriter
{
public:
    TableWriter(const QString& path, TableFormat format, std::span<const std::string_view> columns);

    /// False after an error: the rest need not be written.
    bool ok() const { return m_problem.isEmpty(); }

    void nothing(); ///< an empty cell; null
    void number(std::integral auto value) { raw(QByteArray::number(value)); }
    void unixMs(std::int64_t unixNs); ///< in ms with three decimals
    void seconds(std::int64_t ns); ///< in s with six decimals
    void text(std::string_view text);
    void endRow();

    /// Why the file is not there; empty: it is.
    QString finish();

private:
    void raw(const QByteArray& cell);
    void beginCell();
    void flush();

    QSaveFile m_file;
    TableFormat m_format;
    std::span<const std::string_view> m_columns;
    std::size_t m_column = 0;
    bool m_first = true; ///< no row yet
    QByteArray m_buffer;
    QString m_problem;
};

} // namespace stanscope
