#pragma once

#include "core/nats/connectionoptions.h"
#include "core/util/result.h"

#include <nats/nats.h>

#include <cstdint>
#include <string>

namespace stanscope {

/// cnats' options for somebody's server, with everything in ConnectionOptions applied. Owns them.
class NatsOptions
{
public:
    NatsOptions() = default;
    NatsOptions(NatsOptions&& other) noexcept;
    NatsOptions& operator=(NatsOptions&& other) noexcept;
    ~NatsOptions();

    /// `name` is what the server's connz shows. The Error names the file or value that is wrong.
    static Result<NatsOptions> create(const ConnectionOptions& connection, const char* name);

    natsOptions* handle() const { return m_options; }

private:
    natsOptions* m_options = nullptr;
};

/// Longest time a connect may take at one server.
inline constexpr std::int64_t natsConnectTimeoutMs = 3000;

/// Why a connect failed, as cause and remedy. To be called in the thread that tried, right after.
Error connectError(const ConnectionOptions& connection, natsStatus status);

} // namespace stanscope
