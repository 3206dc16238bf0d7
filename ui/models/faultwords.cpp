#include "ui/models/faultwords.h"

#include <QCoreApplication>

namespace stanscope {

QString toWords(FaultPlace place)
{
    return QCoreApplication::translate("Faults", rowOf(place).label);
}

QString toWords(FaultEffect effect)
{
    return QCoreApplication::translate("Faults", rowOf(effect).label);
}

QString toWords(FaultDelivery delivery)
{
    return QCoreApplication::translate("Faults", rowOf(delivery).label);
}

QString toWords(FaultReason reason)
{
    return QCoreApplication::translate("Faults", rowOf(reason).text);
}

QString toWords(FaultEffect effect, FaultPlace place)
{
    return QCoreApplication::translate("Faults", "%1 %2", "effect, place")
        .arg(toWords(effect), toWords(place));
}

} // namespace stanscope
