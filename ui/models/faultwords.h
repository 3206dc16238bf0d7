#pragma once

#include "core/events/faulttable.h"

#include <QString>

namespace stanscope {

/// The labels of the table of faults, translated: "before commit", "crash", "first delivery"; why
/// not. Pure functions.

QString toWords(FaultPlace place);
QString toWords(FaultEffect effect);
QString toWords(FaultDelivery delivery);
QString toWords(FaultReason reason);
/// "crash before commit".
QString toWords(FaultEffect effect, FaultPlace place);

} // namespace stanscope
