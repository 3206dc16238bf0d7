#pragma once

#include "core/events/faulttable.h"
#include "core/util/result.h"

#include <string>
#include <string_view>

namespace stanscope {

/// Where a service's tables are: a file of SQLite, or a schema of a PostgreSQL server. As text, the
/// file's path or `postgresql://USER@HOST:PORT/DATABASE?schema=NAME`. It never holds a password:
/// that comes from PGPASSWORD or a passfile, which libpq reads by itself.
struct DatabaseTarget
{
    enum class Kind
    {
        Sqlite,
        Postgres,
    };

    Kind kind = Kind::Sqlite;
    std::string path; ///< SQLite's
    std::string host = "localhost";
    int port = 5432;
    std::string user; ///< empty: libpq's own default
    std::string database;
    std::string schema; ///< empty: none of ours yet

    bool operator==(const DatabaseTarget&) const = default;
};

/// Persistent errors: a URL that is none, or that holds a password.
Result<DatabaseTarget> databaseTargetFrom(std::string_view text);
std::string toText(const DatabaseTarget& target);
/// What the faults distinguish. An address that is none counts as a file.
BankDatabase bankDatabaseOf(std::string_view text);

} // namespace stanscope
