#pragma once

#include "core/mirror/brokertables.h"
#include "core/util/changelog.h"

namespace stanscope {

/// The one writer of the broker's tables; logs what it edits. Folding thread only.
class BrokerWriter
{
public:
    BrokerWriter(TextWriter& texts, BrokerTables& tables, ChangeLog& log)
        : m_texts(texts)
        , m_tables(tables)
        , m_log(log)
    {
    }

    BrokerTables& rows() { return m_tables; }
    const BrokerTables& rows() const { return m_tables; }
    const std::string& name(NameId id) const { return m_texts.texts().name(id); }
    std::string_view payload(RowRef ref) const { return m_texts.texts().payloads[ref - 1]; }

    NameId intern(std::string_view name) { return m_texts.intern(name); }
    RowRef keepPayload(std::string_view payload) { return m_texts.keepPayload(payload); }

    MessageRow& editMessage(std::uint32_t row)
    {
        m_log.touch(Table::Messages, row);
        return m_tables.messages.edit(row);
    }
    DeliveryRow& editDelivery(std::uint32_t row)
    {
        m_log.touch(Table::Deliveries, row);
        return m_tables.deliveries.edit(row);
    }

private:
    TextWriter& m_texts;
    BrokerTables& m_tables;
    ChangeLog& m_log;
};

} // namespace stanscope
