#pragma once

#include <QString>

namespace stanscope {

/// What there is in a session, and what can be done there now. Who looks at a session asks this,
/// never which one it is.
struct Abilities
{
    bool isLive = false; ///< it goes on: it can be recorded, and its time frozen
    bool isRecording = false; ///< a moment of what was: its time is travelled in, nothing moves
    bool isPlaying = false; ///< steps of a lesson are still being played
    bool takesCommands = false; ///< processes, faults, actions and broker obey
    bool canPublish = false; ///< command::Publish reaches a broker that may be published to
    bool canDetach = false; ///< it can be left, and what it watches does not notice
    bool hasBank = true; ///< accounts, transactions, a verdict
    bool ownsBroker = true; ///< the broker is a process of ours: it has a state, a log, a URL
    QString whyNot = {}; ///< why nothing can be done at all; empty: what can be done, can

    bool operator==(const Abilities&) const = default;
};

} // namespace stanscope
