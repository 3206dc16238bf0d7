#include "ui/models/selection.h"

namespace stanscope {

Selection selectionOf(const History& history, const LedgerRow& decision)
{
    const RowRef handling = decision.handling.get();
    if (const RowRef delivery = handling == 0 ? 0 : history.deliveryOf(handling - 1))
        return {history.deliveries[delivery - 1].message, delivery};
    if (decision.transaction != 0)
        return {history.transactions[decision.transaction - 1].message.get(), 0};
    return {};
}

} // namespace stanscope
