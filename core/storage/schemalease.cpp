#include "core/storage/schemalease.h"

#include "core/storage/schema.h"
#include "core/storage/sqlvalues.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// By run.
using Schemas = std::map<std::string, std::vector<std::string>>;

Result<Schemas> schemasOf(Database& database)
{
    auto query =
        database.prepare(u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'stanscope\\_%'"_s);
    if (!query)
        return query.error();
    if (auto done = Database::execute(*query); !done)
        return done.error();
    Schemas schemas;
    while (query->next()) {
        const std::string name = textAt(*query, 0);
        schemas[name.substr(0, name.rfind('_'))].push_back(name);
    }
    return schemas;
}

/// The lock of a run, tried: true when it is ours now.
Result<bool> lease(Database& database, const std::string& run)
{
    auto query = database.prepare(u"SELECT pg_try_advisory_lock(hashtextextended(?, 0))"_s);
    if (!query)
        return query.error();
    query->bindValue(0, sqlText(run));
    if (auto done = Database::execute(*query); !done)
        return done.error();
    return query->next() && query->value(0).toBool();
}

} // namespace

SchemaLease::SchemaLease(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<SchemaLease>> SchemaLease::take(const std::string& server,
                                                       const std::string& run)
{
    auto database = Database::open(server, Database::Access::ReadWrite);
    if (!database)
        return database.error();
    const auto taken = lease(**database, run);
    if (!taken)
        return taken.error();
    if (!*taken)
        return Error{"another run has the schemas of " + run, "Run it again."};
    return std::unique_ptr<SchemaLease>(new SchemaLease(std::move(*database)));
}

Result<> dropAbandonedSchemas(const std::string& server,
                              const std::function<bool(const std::string& run)>& isGone)
{
    auto target = databaseTargetFrom(server);
    if (!target)
        return target.error();
    auto database = Database::open(server, Database::Access::ReadWrite);
    if (!database)
        return database.error();
    const auto schemas = schemasOf(**database);
    if (!schemas)
        return schemas.error();
    for (const auto& [run, names] : *schemas) {
        if (!isGone(run))
            continue;
        const auto free = lease(**database, run);
        if (!free || !*free)
            continue;
        for (const std::string& name : names) {
            target->schema = name;
            std::ignore = dropDatabase(toText(*target)); // somebody else's role made it, perhaps
        }
    }
    return {};
}

} // namespace stanscope
