#pragma once

#include "core/events/options.h"
#include "core/stan/stanoptions.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <QStringList>

#include <chrono>
#include <string>

namespace stanscope {

/// What both services are told on their command line.
struct ServiceArguments
{
    ClientId name; ///< STAN client id as well
    std::string url;
    std::string tokenFile; ///< empty: no token; a token never appears in argv
    std::string clusterId;
    ChannelName channel;
    std::string database;
    qint64 parentPid = 0; ///< 0: outlive whoever started it
};

struct AccountArguments
{
    ServiceArguments service;
    ReplicaOptions replica;
};

struct TransactionArguments
{
    ServiceArguments service;
    std::chrono::milliseconds pubAckTimeout{2000};
    Publishing publishing = Publishing::Outbox;
};

/// `arguments` begins with the program's name. The error is one sentence for stderr. `--help` and
/// `--version` print and end the process.
Result<AccountArguments> accountArguments(const QStringList& arguments);
Result<TransactionArguments> transactionArguments(const QStringList& arguments);

/// Reads the token file.
Result<StanConnectOptions> connectOptions(const ServiceArguments& arguments);

} // namespace stanscope
