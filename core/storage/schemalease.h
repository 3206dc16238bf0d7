#pragma once

#include "core/storage/database.h"
#include "core/util/result.h"

#include <functional>
#include <memory>
#include <string>

namespace stanscope {

/// What keeps the schemas of a living run from being taken for those of a dead one: a lock of the
/// PostgreSQL server, which goes with the connection of who holds it.
class SchemaLease
{
public:
    /// `server` is a target without a schema; `run` the name that the run's schemas begin with.
    static Result<std::unique_ptr<SchemaLease>> take(const std::string& server,
                                                     const std::string& run);

private:
    explicit SchemaLease(std::unique_ptr<Database> database);

    std::unique_ptr<Database> m_database;
};

/// Drops the schemas that `stanscope` made, whose run nobody has leased and `isGone` says is gone.
/// What cannot be dropped stays. A schema is called like its run, `_` and a word without one.
Result<> dropAbandonedSchemas(const std::string& server,
                              const std::function<bool(const std::string& run)>& isGone);

} // namespace stanscope
