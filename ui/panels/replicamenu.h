#pragma once

#include "core/events/command.h"

#include <functional>

class QWidget;

namespace stanscope {

/// Where the commands of a replica's menu go.
struct ReplicaMenuSinks
{
    std::function<void(const Command&)> own;
    std::function<void(const Command&)> all; ///< to each; the command names none
    std::function<void(const Command&)> one; ///< to one at random
};

/// The card's context menu: what heals by itself after a while, and what is done to all replicas or
/// to one at random. An action's data says whether it is about others than the card's own.
void addReplicaActions(QWidget* card, const ClientId& name, const ReplicaMenuSinks& sinks);

} // namespace stanscope
