#include "core/storage/sqllibraries.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace stanscope {

std::string sqliteVersion()
{
    const QString connection = QStringLiteral("sqliteVersion");
    std::string version;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(QStringLiteral(":memory:"));
        if (database.open()) {
            QSqlQuery query(database);
            if (query.exec(QStringLiteral("SELECT sqlite_version()")) && query.next())
                version = query.value(0).toString().toStdString();
        }
    }
    QSqlDatabase::removeDatabase(connection);
    return version;
}

bool hasPostgresDriver()
{
    return QSqlDatabase::isDriverAvailable(QStringLiteral("QPSQL"));
}

} // namespace stanscope
