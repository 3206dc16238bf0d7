#pragma once

#include "core/lab/history.h"

#include <QMetaType>

namespace stanscope {

/// What is selected everywhere at once: a message, and perhaps one delivery of it.
struct Selection
{
    RowRef message = 0;
    RowRef delivery = 0;

    bool operator==(const Selection&) const = default;
};

/// The message and the delivery that a decision was made on; nothing where neither is known.
Selection selectionOf(const History& history, const LedgerRow& decision);

} // namespace stanscope

Q_DECLARE_METATYPE(stanscope::Selection)
