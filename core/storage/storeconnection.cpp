#include "core/storage/storeconnection.h"

namespace stanscope {

StoreConnection::StoreConnection(std::string target, std::stop_token stop,
                                 std::unique_ptr<Database> database)
    : m_target(std::move(target))
    , m_stop(std::move(stop))
    , m_database(std::move(database))
{
}

Result<std::unique_ptr<StoreConnection>> StoreConnection::open(const std::string& target,
                                                               int version,
                                                               const std::string& schema,
                                                               std::stop_token stop)
{
    auto database = Database::open(target, Database::Access::ReadWrite, stop);
    if (!database)
        return database.error();
    const auto found = (*database)->schemaVersion();
    if (!found)
        return found.error();
    if (*found != version)
        return Error{"the " + schema + " schema is missing or of another version in " + target,
                     "Restart the run: it creates new databases."};
    return std::unique_ptr<StoreConnection>(
        new StoreConnection(target, std::move(stop), std::move(*database)));
}

Result<> StoreConnection::prepare(std::vector<Statement> statements)
{
    m_statements = std::move(statements);
    return prepareAll();
}

Result<> StoreConnection::begin()
{
    if (!m_database->isLost()) {
        auto begun = m_database->begin();
        if (begun || !m_database->isLost())
            return begun;
    }
    if (auto again = reconnect(); !again)
        return again;
    return m_database->begin();
}

Result<> StoreConnection::failOnPurpose(FaultEffect failure)
{
    return failure == FaultEffect::DiskFull
        ? m_database->fillDisk()
        : m_database->run(QStringLiteral("INSERT INTO injected_fault (id) VALUES (1)"));
}

/// The old connection stays until there is a new one: the next attempt comes here again. It goes
/// before its queries, which would ask the server that is gone to forget them.
Result<> StoreConnection::reconnect()
{
    auto database = Database::open(m_target, Database::Access::ReadWrite, m_stop);
    if (!database)
        return Error{database.error().text, "It is tried again.", Error::Kind::Transient};
    m_database = std::move(*database);
    return prepareAll();
}

Result<> StoreConnection::prepareAll()
{
    for (const auto& [query, sql] : m_statements) {
        auto prepared = m_database->prepare(sql);
        if (!prepared)
            return prepared.error();
        *query = std::move(*prepared);
    }
    return {};
}

} // namespace stanscope
