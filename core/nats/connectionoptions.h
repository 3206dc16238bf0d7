#pragma once

#include "core/util/result.h"

#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// How to reach somebody's NATS server, named as the nats command line names it. Secrets live here
/// and nowhere else: they never reach an event, a capture, a log or a title.
struct ConnectionOptions
{
    std::string url = "nats://127.0.0.1:4222"; ///< comma-separated list allowed
    std::string user = {};
    std::string password = {};
    std::string token = {};
    std::string credsFile = {}; ///< JWT and seed
    std::string nkeyFile = {}; ///< seed
    std::string tlsCa = {}; ///< PEM files
    std::string tlsCert = {};
    std::string tlsKey = {};

    bool usesTls() const { return !tlsCa.empty() || !tlsCert.empty() || url.starts_with("tls://"); }
};

/// What is wrong with a list of servers; nothing: it can be one.
std::optional<Error> mistakeInServers(const std::string& urls);

/// What an option line gave; empty: not given there.
struct ConnectionArguments
{
    ConnectionOptions given = {.url = {}};
    std::string context; ///< a nats context's name; empty: the selected one is *not* used
};

/// Arguments, then the context's values, then the environment (`NATS_URL`, `NATS_USER`,
/// `NATS_PASSWORD`, `NATS_TOKEN`, `NATS_CREDS`, `NATS_NKEY`, `NATS_CA`, `NATS_CERT`, `NATS_KEY`,
/// `NATS_CONTEXT`), then the defaults. Contexts are read from $XDG_CONFIG_HOME/nats/context, never
/// written. Errors name the file or value that is wrong.
Result<ConnectionOptions> resolveConnection(const ConnectionArguments& arguments);

/// Names of the contexts there are, sorted.
std::vector<std::string> natsContexts();

/// `url` without user, password and token, for titles and messages.
std::string withoutSecrets(const std::string& url);

} // namespace stanscope
