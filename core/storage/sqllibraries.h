#pragma once

#include <string>

namespace stanscope {

/// Of the SQLite that Qt's driver uses; empty where that driver is missing.
std::string sqliteVersion();
/// Qt has its driver for PostgreSQL.
bool hasPostgresDriver();

} // namespace stanscope
