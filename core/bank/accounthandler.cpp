#include "core/bank/accounthandler.h"

namespace stanscope {

// Each is at the end of its handler's file.
#define STANSCOPE_DECLARE(value, word) std::unique_ptr<AccountHandler> make##value##Handler();
STANSCOPE_HANDLERS(STANSCOPE_DECLARE)
#undef STANSCOPE_DECLARE

std::unique_ptr<AccountHandler> makeHandler(Handler handler)
{
    switch (handler) {
#define STANSCOPE_MAKE(value, word)                                                                \
    case Handler::value:                                                                           \
        return make##value##Handler();
        STANSCOPE_HANDLERS(STANSCOPE_MAKE)
#undef STANSCOPE_MAKE
    }
    return {};
}

} // namespace stanscope
