#pragma once

#include "core/util/result.h"

#include <QString>

namespace stanscope {

/// Where nats-streaming-server is: STANSCOPE_BROKER, the setting broker/path, beside the own
/// executable or where the services are installed, PATH, `.tools/bin` of the checkout that holds
/// the executable. A place that was named on purpose and holds no executable is an error, not a
/// reason to look elsewhere.
Result<QString> locateBroker();

} // namespace stanscope
