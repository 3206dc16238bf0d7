#pragma once

#include <QString>

namespace stanscope {

/// By what rows are sorted: the number, and where it is the same, the text.
struct SortKey
{
    double number = 0;
    QString text;

    bool operator==(const SortKey&) const = default;
};

/// "account-2" comes before "account-10". Below, at or above 0.
int compare(const SortKey& left, const SortKey& right);
bool operator<(const SortKey& left, const SortKey& right);

} // namespace stanscope
