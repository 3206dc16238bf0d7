#pragma once

#include "core/storage/databasetarget.h"
#include "core/util/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>
#include <QStringList>

namespace stanscope {

/// How a connection is to be used.
enum class DatabaseAccess
{
    ReadWrite, ///< what it opens must be there
    ReadOnly, ///< what it opens must be there
    Create, ///< it must not be there
};

/// In what the databases differ, in one place; the stores speak one SQL. Stateless.
class Dialect
{
public:
    virtual ~Dialect() = default;

    virtual QString driver() const = 0;
    /// Before anything is opened.
    virtual Result<> check(const DatabaseTarget& target, DatabaseAccess access) const = 0;
    virtual void configure(QSqlDatabase& connection, const DatabaseTarget& target,
                           DatabaseAccess access) const = 0;
    virtual Error cannotOpen(const DatabaseTarget& target, const QSqlError& error) const = 0;
    /// Statements after it was opened.
    virtual QStringList settings(const DatabaseTarget& target, DatabaseAccess access) const = 0;

    /// Begins a transaction that will write.
    virtual QString begin() const = 0;
    /// Begins one that reads everything as of one moment.
    virtual QString beginSnapshot() const = 0;
    /// Commits; where there is a connection that can be cut, nothing is heard of it any more.
    virtual QString commitUnheard() const = 0;
    /// Keeps other writers away from the accounts, in a transaction; empty: begin() does.
    virtual QString lockOut() const = 0;
    /// Behind a SELECT of the account that is going to be changed.
    virtual QString lockingRows() const = 0;
    /// One row, one number: 0 for a database without a schema of ours.
    virtual QString versionQuery() const = 0;
    virtual QString setVersion(const DatabaseTarget& target, int version) const = 0;
    /// A statement of the schema, written for SQLite, in its own types.
    virtual QString definition(QString statement) const = 0;
    /// Statements that take everything of ours away.
    virtual QStringList drop(const DatabaseTarget& target) const = 0;
};

const Dialect& dialectOf(DatabaseTarget::Kind kind);

} // namespace stanscope
