#pragma once

#include "core/events/event.h"

namespace stanscope {

class Lab;

/// Follows the one stream: told each event in the order of the fold, on the folding thread, right
/// after it was folded. The first is RunStarted. Must not block for long.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void folded(const Event& event, const Lab& lab) = 0;
    /// Everything that had arrived is folded: a moment to write out what is buffered.
    virtual void idle(Nanos now) = 0;
    /// No event of this run comes after this.
    virtual void ended(const Lab& lab) = 0;
};

} // namespace stanscope
