#include "core/nats/natslibrary.h"

#include <nats/nats.h>

namespace stanscope {

std::string natsLibraryVersion()
{
    return nats_GetVersion();
}

} // namespace stanscope
