#include "core/events/faulttable.h"

namespace stanscope {

Error faultError(const FaultSpec& fault, FaultReason reason)
{
    const FaultReasonRow& row = rowOf(reason);
    return {std::string(toText(fault.place)) + " × " + std::string(toText(fault.effect)) + ": "
                + row.text,
            row.remedy};
}

std::optional<FaultSpec> faultOfOldPoint(std::string_view point)
{
    FaultSpec fault;
    if (point == "database_fails")
        return fault;
    const std::size_t gap = point.find('_');
    if (gap == std::string_view::npos)
        return std::nullopt;
    const auto effect = fromText<FaultEffect>(point.substr(0, gap));
    const auto place = fromText<FaultPlace>(point.substr(gap + 1));
    const bool hadEffect = effect == FaultEffect::Delay || effect == FaultEffect::Crash;
    const bool hadPlace = place == FaultPlace::BeforeBegin || place == FaultPlace::BeforeCommit
        || place == FaultPlace::BeforeAck;
    if (!hadEffect || !hadPlace)
        return std::nullopt;
    fault.effect = *effect;
    fault.place = *place;
    return fault;
}

} // namespace stanscope
