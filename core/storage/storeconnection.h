#pragma once

#include "core/events/fault.h"
#include "core/storage/database.h"
#include "core/util/result.h"

#include <QSqlQuery>
#include <QString>

#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

/// A store's connection and its prepared statements. When the server went away meanwhile, begin()
/// makes both anew. Belongs to the thread that opened it, and goes before the queries that it
/// fills.
class StoreConnection
{
public:
    using Statement = std::pair<QSqlQuery*, QString>;

    /// Persistent errors: file or schema missing, or not `version` of the schema called `schema`.
    static Result<std::unique_ptr<StoreConnection>>
    open(const std::string& target, int version, const std::string& schema, std::stop_token stop);

    const Dialect& dialect() const { return m_database->dialect(); }
    /// Prepares them, now and over each new connection.
    Result<> prepare(std::vector<Statement> statements);

    /// When the server has gone meanwhile, over a new connection.
    Result<> begin();
    Result<> commit() { return m_database->commit(); }
    void rollback() { m_database->rollback(); }
    Result<> commitUnheard() { return m_database->commitUnheard(); }
    /// Makes the database fail, with the transaction open: Fail or DiskFull. Always an error.
    Result<> failOnPurpose(FaultEffect failure);
    Result<QSqlQuery> query(const QString& sql) { return m_database->prepare(sql); }

private:
    StoreConnection(std::string target, std::stop_token stop, std::unique_ptr<Database> database);
    Result<> reconnect();
    Result<> prepareAll();

    const std::string m_target;
    const std::stop_token m_stop;
    std::unique_ptr<Database> m_database;
    std::vector<Statement> m_statements;
};

} // namespace stanscope
