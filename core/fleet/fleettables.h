#pragma once

#include "core/events/bankwords.h"
#include "core/events/fault.h"
#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/texts.h"

#include <cstdint>
#include <memory>

namespace stanscope {

/// What a replica reported about one delivery.
struct HandlingRow
{
    Sequence sequence;
    std::uint64_t ordinal = 0;
    Nanos receivedAt{};
    SharedTime begunAt;
    SharedTime decidedAt;
    SharedTime committedAt;
    SharedTime ackedAt;
    SharedTime endedAt; ///< its end report: acked, rejected, failed, or the process died
    Shared<std::int64_t> balance; ///< cents, after the decision
    NameId replica = 0;
    Shared<RowRef> text; ///< History::payloads: why rejected, which error
    Shared<Outcome> outcome;
    Shared<bool> faulty; ///< an injected fault fired in it
    bool redelivered = false;
};

/// A fault that fired.
struct FaultMark
{
    NameId lane = 0;
    Nanos time{};
    FaultId fault;
    FaultPlace place = FaultPlace::InTransaction;
    FaultEffect effect = FaultEffect::Fail;
    Sequence sequence;
    RowRef handling = 0;
};

/// What the processes reported: append-only rows of their fold.
struct FleetTables
{
    explicit FleetTables(const std::shared_ptr<PagedMemory>& memory)
        : handlings(memory)
        , faults(memory)
    {
    }

    AppendOnly<HandlingRow> handlings;
    AppendOnly<FaultMark> faults;
};

} // namespace stanscope
