#pragma once

#include <QByteArray>

#include <optional>
#include <set>
#include <string>

namespace stanscope {

/// What a NATS server says of itself to everybody who connects.
struct ServerInfo
{
    std::string host; ///< "host:port", as it was asked
    std::string cluster; ///< of NATS servers, not of STAN; empty: none, or an old server
    std::set<std::string> neighbours; ///< "host:port" of its cluster's servers, itself too
};

/// "host:port" of a server's URL.
std::string hostOf(const std::string& url);

/// `line`: "INFO {…}".
std::optional<ServerInfo> parseServerInfo(const std::string& host, const QByteArray& line);

/// Blocks for a second at most; any thread. Nothing: it does not say.
std::optional<ServerInfo> askServerInfo(const std::string& url);

/// Whether two servers have nothing to do with each other, as far as they say.
bool areApart(const ServerInfo& one, const ServerInfo& other);

} // namespace stanscope
