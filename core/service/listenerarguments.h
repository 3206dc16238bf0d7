#pragma once

#include "core/stan/stanoptions.h"
#include "core/util/result.h"

#include <QStringList>

#include <chrono>
#include <cstdint>
#include <string>

namespace stanscope {

/// What `stanscope-listener` is told.
struct ListenerArguments
{
    StanConnectOptions connect;
    StanSubscribeOptions subscribe;
    std::chrono::milliseconds ackDelay{0};
    bool acks = true; ///< false: never
    bool closeOnStop = true;
    /// It publishes instead of listening: so many, then it ends. 0: it listens.
    std::int64_t publishes = 0;
    std::string payload;
    std::chrono::milliseconds every{0};
};

/// `arguments` begins with the program's name; what they do not say comes from the environment
/// (NATS_URL, STAN_…). `--help` and `--version` print and end the process.
Result<ListenerArguments> listenerArguments(const QStringList& arguments);

} // namespace stanscope
