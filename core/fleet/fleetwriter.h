#pragma once

#include "core/fleet/fleettables.h"
#include "core/util/changelog.h"

namespace stanscope {

/// The one writer of the processes' tables; logs what it edits. Folding thread only.
class FleetWriter
{
public:
    FleetWriter(TextWriter& texts, FleetTables& tables, ChangeLog& log)
        : m_texts(texts)
        , m_tables(tables)
        , m_log(log)
    {
    }

    FleetTables& rows() { return m_tables; }
    const FleetTables& rows() const { return m_tables; }

    NameId intern(std::string_view name) { return m_texts.intern(name); }
    RowRef keepText(std::string_view text) { return m_texts.keepPayload(text); }

    HandlingRow& editHandling(std::uint32_t row)
    {
        m_log.touch(Table::Handlings, row);
        return m_tables.handlings.edit(row);
    }

private:
    TextWriter& m_texts;
    FleetTables& m_tables;
    ChangeLog& m_log;
};

} // namespace stanscope
