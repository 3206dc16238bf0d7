#pragma once

#include "core/events/bankwords.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <string>
#include <string_view>

namespace stanscope {

/// The version of the two schemas. A service refuses a database with another one.
inline constexpr int accountSchemaVersion = 3;
inline constexpr int transactionSchemaVersion = 101;

/// Between the product's values and Qt Sql's.
inline QVariant sqlText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline QVariant sqlBytes(std::string_view bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}
inline QVariant sqlInteger(std::int64_t value)
{
    return QVariant::fromValue<qlonglong>(value);
}

inline std::string textAt(const QSqlQuery& query, int column)
{
    return query.value(column).toString().toStdString();
}
inline std::string bytesAt(const QSqlQuery& query, int column)
{
    return query.value(column).toByteArray().toStdString();
}
inline std::int64_t integerAt(const QSqlQuery& query, int column)
{
    return query.value(column).toLongLong();
}
/// A word that is none of ours (an altered row) reads as `fallback`.
template <typename E>
E wordAt(const QSqlQuery& query, int column, E fallback)
{
    return fromText<E>(textAt(query, column)).value_or(fallback);
}

} // namespace stanscope
