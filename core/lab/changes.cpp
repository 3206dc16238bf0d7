#include "core/lab/changes.h"

#include <algorithm>

namespace stanscope {

namespace {

void sortOut(std::vector<std::uint32_t>& rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

} // namespace

std::vector<std::uint32_t> Changes::messages() const
{
    std::vector<std::uint32_t> rows;
    history.changes.read(from, until, [&](Table table, std::uint32_t row) {
        if (table == Table::Messages || table == Table::Meanings)
            rows.push_back(row);
    });
    sortOut(rows);
    return rows;
}

std::vector<std::uint32_t> Changes::deliveries() const
{
    std::vector<std::uint32_t> rows;
    history.changes.read(from, until, [&](Table table, std::uint32_t row) {
        if (table == Table::Deliveries || table == Table::DeliveryLinks)
            rows.push_back(row);
        else if (const RowRef delivery = table == Table::Handlings ? history.deliveryOf(row) : 0)
            rows.push_back(delivery - 1);
    });
    sortOut(rows);
    return rows;
}

std::vector<std::uint32_t> Changes::transactions() const
{
    std::vector<std::uint32_t> rows;
    history.changes.read(from, until, [&](Table table, std::uint32_t row) {
        const bool isMessage = table == Table::Messages || table == Table::Meanings;
        if (table == Table::Transactions)
            rows.push_back(row);
        else if (const RowRef of = isMessage ? history.meaning(row).transaction.get() : 0)
            rows.push_back(of - 1);
    });
    sortOut(rows);
    return rows;
}

} // namespace stanscope
