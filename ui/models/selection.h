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

} // namespace stanscope

Q_DECLARE_METATYPE(stanscope::Selection)
