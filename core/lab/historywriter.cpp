#include "core/lab/historywriter.h"

#include <algorithm>
#include <utility>

namespace stanscope {

HistoryWriter::HistoryWriter(History& history)
    : m_history(&history)
{
    m_history->names.append([](std::string&) {});
}

NameId HistoryWriter::intern(std::string_view name)
{
    if (name.empty())
        return 0;
    if (const auto known = m_names.find(name); known != m_names.end())
        return known->second;
    const NameId id = m_history->names.append([&](std::string& row) { row = name; });
    m_names.emplace(name, id);
    return id;
}

RowRef HistoryWriter::keepPayload(std::string_view payload)
{
    return 1 + m_history->payloads.append(payload.substr(0, maxStoredPayload));
}

MessageRow& HistoryWriter::editMessage(std::uint32_t row)
{
    m_messages.touch(row);
    return m_history->messages.edit(row);
}

DeliveryRow& HistoryWriter::editDelivery(std::uint32_t row)
{
    m_deliveries.touch(row);
    return m_history->deliveries.edit(row);
}

TransactionRow& HistoryWriter::editTransaction(std::uint32_t row)
{
    m_transactions.touch(row);
    return m_history->transactions.edit(row);
}

HandlingRow& HistoryWriter::editHandling(std::uint32_t row)
{
    HandlingRow& handling = m_history->handlings.edit(row);
    // A delivery's row shows what its handling says.
    if (const RowRef delivery = handling.delivery.get())
        m_deliveries.touch(delivery - 1);
    return handling;
}

HistoryWriter::Changes HistoryWriter::takeChanges()
{
    return {m_messages.take(m_history->messages.size()),
            m_deliveries.take(m_history->deliveries.size()),
            m_transactions.take(m_history->transactions.size())};
}

void HistoryWriter::Tracked::touch(std::uint32_t row)
{
    if (row < known && (rows.empty() || rows.back() != row))
        rows.push_back(row);
}

std::vector<std::uint32_t> HistoryWriter::Tracked::take(std::size_t size)
{
    known = size;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return std::exchange(rows, {});
}

} // namespace stanscope
