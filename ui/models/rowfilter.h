#pragma once

#include "core/lab/history.h"
#include "ui/models/textword.h"

#include <QFlags>
#include <QString>

#include <vector>

namespace stanscope {

/// What a table can be narrowed to.
enum class Facet
{
    Account = 1,
    Replica = 2,
    Channel = 4,
    Redelivered = 8,
    Unacked = 16,
    Violations = 32,
    Text = 64
};
Q_DECLARE_FLAGS(Facets, Facet)
Q_DECLARE_OPERATORS_FOR_FLAGS(Facets)

/// What a person wants to see of a table; nothing set: all of it.
struct RowCriteria
{
    QString account;
    QString replica;
    QString channel;
    bool redelivered = false;
    bool unacked = false;
    bool violations = false;
    QString text; ///< each of its words in some cell

    Facets facets() const;
    bool operator==(const RowCriteria&) const = default;
};

/// What a row is to a filter; only what the filter asks for is filled in.
struct RowTraits
{
    NameId account = 0;
    NameId replica = 0;
    NameId channel = 0;
    bool isRedelivered = false;
    bool isUnacked = false;
    bool isWrong = false;
};

/// A predicate over the rows of one history: criteria with their names looked up. Who follows a
/// history asks it about each new row once, and again about what the change log tells.
class RowFilter
{
public:
    void set(const RowCriteria& criteria);
    const RowCriteria& criteria() const { return m_criteria; }
    /// What it asks a row for; nothing: every row passes.
    Facets facets() const { return m_facets; }
    bool isEmpty() const { return !m_facets; }

    /// The names are those of another history now: nothing is known of them any more.
    void startOver();
    /// Looks for names that were not there yet. True: one was found.
    bool lookIn(const History& history);
    /// Names that the history does not have ask for nothing any more.
    void dropUnknown();

    bool passes(const RowTraits& traits) const;
    std::vector<TextWord>& words() { return m_words; }

private:
    struct Name
    {
        QString RowCriteria::*text;
        NameId id = 0; ///< 0: not found so far
    };

    bool isWanted(const Name& name) const { return !(m_criteria.*name.text).isEmpty(); }

    RowCriteria m_criteria;
    Facets m_facets;
    Name m_account{&RowCriteria::account};
    Name m_replica{&RowCriteria::replica};
    Name m_channel{&RowCriteria::channel};
    std::size_t m_namesRead = 0;
    std::vector<TextWord> m_words;
};

} // namespace stanscope
