#pragma once

#include "core/ledger/ledgertables.h"
#include "core/util/changelog.h"

namespace stanscope {

/// The one writer of the bank's tables; logs what it edits. Folding thread only.
class LedgerWriter
{
public:
    LedgerWriter(TextWriter& texts, LedgerTables& tables, ChangeLog& log)
        : m_texts(texts)
        , m_tables(tables)
        , m_log(log)
    {
    }

    LedgerTables& rows() { return m_tables; }
    const LedgerTables& rows() const { return m_tables; }
    const std::string& name(NameId id) const { return m_texts.texts().name(id); }
    std::string_view text(RowRef ref) const { return m_texts.texts().payloads[ref - 1]; }

    NameId intern(std::string_view name) { return m_texts.intern(name); }
    RowRef keepText(std::string_view text) { return m_texts.keepPayload(text); }

    TransactionRow& editTransaction(std::uint32_t row)
    {
        m_log.touch(Table::Transactions, row);
        return m_tables.transactions.edit(row);
    }

private:
    TextWriter& m_texts;
    LedgerTables& m_tables;
    ChangeLog& m_log;
};

} // namespace stanscope
