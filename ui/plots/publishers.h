#pragma once

#include "core/lab/snapshot.h"

#include <QString>

#include <vector>

namespace stanscope {

/// The transaction services: they share the publisher's lane, whatever number of them runs.

/// The first one first; without those that have no process yet.
std::vector<const ReplicaView*> publishersOf(const Snapshot& snapshot);
bool isPublisher(const Snapshot& snapshot, NameId lane);
/// It is gone, and said goodbye.
bool leftInOrder(const ReplicaView& view);
/// What is to be said of them below the lane's name: "dead", "hangs", "transaction-2: stopped";
/// nothing while all of them run.
QString publishersState(const Snapshot& snapshot);
/// The longest that publishersState() may say of those that are there; nothing for one alone.
QString longestPublishersState(const Snapshot& snapshot);
/// Rich text: who, when and what. `fault`: index in the history.
QString faultToolTip(const History& history, std::size_t fault);

} // namespace stanscope
