#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>
#include <type_traits>

namespace stanscope {

namespace detail {

inline QString partOf(const QString& part)
{
    return part;
}
inline QString partOf(const std::string& part)
{
    return QString::fromStdString(part);
}
template <typename Number>
QString partOf(Number number) requires std::is_integral_v<Number>
{
    return QString::number(number);
}

} // namespace detail

/// What an Error says, in the user's language: `text` is a QT_TRANSLATE_NOOP("Errors", "…"), with
/// the parts at its places %1, %2, …; what is put in stays as it is.
template <typename... Parts>
std::string errorText(const char* text, const Parts&... parts)
{
    const QString words = QCoreApplication::translate("Errors", text);
    if constexpr (sizeof...(parts) == 0)
        return words.toStdString();
    else
        return words.arg(detail::partOf(parts)...).toStdString();
}

} // namespace stanscope
