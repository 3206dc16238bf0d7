#pragma once

#include "core/lab/history.h"

namespace stanscope {

/// The one writer of the side columns and of what is drawn across all folds. A side column is as
/// long as its last row that was written. Folding thread only.
class JoinWriter
{
public:
    explicit JoinWriter(History& history)
        : m_history(&history)
    {
    }

    const History& history() const { return *m_history; }
    JoinTables& rows() { return *m_history; }

    MessageMeaning& editMeaning(std::size_t message)
    {
        return edit(m_history->meanings, Table::Meanings, message);
    }
    void link(RowRef handling, RowRef delivery)
    {
        editHandling(handling).delivery.set(delivery);
        edit(m_history->deliveryLinks, Table::DeliveryLinks, delivery - 1).handling.set(handling);
    }
    void setTransaction(RowRef handling, RowRef transaction)
    {
        editHandling(handling).transaction.set(transaction);
    }

private:
    template <typename Row>
    Row& edit(AppendOnly<Row>& column, Table table, std::size_t row)
    {
        while (column.size() <= row)
            column.append([](Row&) {});
        m_history->changes.touch(table, static_cast<std::uint32_t>(row));
        return column.edit(row);
    }
    HandlingLink& editHandling(RowRef handling)
    {
        return edit(m_history->handlingLinks, Table::Handlings, handling - 1);
    }

    History* m_history;
};

} // namespace stanscope
