#pragma once

#include "core/lab/snapshot.h"
#include "core/scenario/lesson.h"
#include "ui/models/selection.h"

namespace stanscope {

/// What a lesson wants to be looked at, as it is in a snapshot.
namespace lessonlook {

/// The message and its last delivery; nothing where it is not there yet.
Selection selectionOf(const Snapshot& snapshot, const Highlight& highlight);
/// Of the replica that is meant; 0: none.
NameId laneOf(const Snapshot& snapshot, const Highlight& highlight);

} // namespace lessonlook

} // namespace stanscope
