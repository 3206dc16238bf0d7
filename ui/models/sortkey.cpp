#include "ui/models/sortkey.h"

#include <algorithm>

namespace stanscope {

namespace {

QStringView leadingDigits(QStringView text)
{
    const auto end = std::find_if(text.begin(), text.end(),
                                  [](QChar unit) { return unit < u'0' || unit > u'9'; });
    return text.left(end - text.begin());
}

QStringView withoutZeros(QStringView digits)
{
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.mid(1);
    return digits;
}

int compareNumbers(QStringView left, QStringView right)
{
    left = withoutZeros(left);
    right = withoutZeros(right);
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.compare(right);
}

int compareNaturally(QStringView left, QStringView right)
{
    while (!left.isEmpty() && !right.isEmpty()) {
        const QStringView digits = leadingDigits(left);
        const QStringView others = leadingDigits(right);
        if (!digits.isEmpty() && !others.isEmpty()) {
            if (const int order = compareNumbers(digits, others); order != 0)
                return order;
            left = left.mid(digits.size());
            right = right.mid(others.size());
            continue;
        }
        if (left.front() != right.front()) {
            const int order =
                left.front().toCaseFolded().unicode() - right.front().toCaseFolded().unicode();
            if (order != 0)
                return order;
        }
        left = left.mid(1);
        right = right.mid(1);
    }
    return left.isEmpty() ? (right.isEmpty() ? 0 : -1) : 1;
}

} // namespace

int compare(const SortKey& left, const SortKey& right)
{
    if (left.number != right.number)
        return left.number < right.number ? -1 : 1;
    // Most rows of a long table have one of a few names.
    return left.text == right.text ? 0 : compareNaturally(left.text, right.text);
}

bool operator<(const SortKey& left, const SortKey& right)
{
    return compare(left, right) < 0;
}

} // namespace stanscope
