#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/replicastate.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <utility>

namespace stanscope {

/// What a replica's card says. Pure functions.

/// "stopped", "SIGKILL", "exit code 3", or nothing while it lives.
QString endWords(const ReplicaView& view);
/// "database failed on #1, no ack sent", "paused · evicted in 8.3 s", "idle, all acked".
QString doingWords(const ReplicaView& view, Nanos now);
/// "got 3  applied 2  declined 1" as rich text, the numbers in `theme`'s number font.
QString countsMarkup(const ReplicaView& view, const Theme& theme);
QString countsMarkup(const QList<std::pair<QString, std::uint64_t>>& counts, const Theme& theme);
/// The colour of the card's edge.
QColor edgeColor(const ReplicaView& view, const Theme& theme);

} // namespace stanscope
