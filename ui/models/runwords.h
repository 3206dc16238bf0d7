#pragma once

#include "core/lab/snapshot.h"

#include <QString>

namespace stanscope {

/// How the account replicas of a snapshot decide: "naive", "naive and ordered", or nothing while
/// there is none. Of those that live, else of those that did.
QString handlersOf(const Snapshot& snapshot);
/// What is on screen, by its own lesson and handler: "Bank 1 · Overtaking · naive". Empty before
/// a run, and for somebody else's broker, which has neither. `title`: the lesson's in the user's
/// language; empty: as the stream has it.
QString runWords(const Snapshot& snapshot, const QString& title = {});

/// How a replica was started: "naive · group account · durable bank · manual ack · all available".
QString optionsWords(const ReplicaOptions& options);
/// The same where there is little room: "naive · account/bank · manual · all".
QString optionsTag(const ReplicaOptions& options);
/// Somebody else's program: what it decides is not known.
bool isExternal(const ReplicaView& view);
/// How it was told to subscribe: "external · account/bank".
QString externalTag(const ReplicaOptions& told);
QString externalWords();
/// Of these, what is not as in `usual`: "ordered, AckWait 1 s". Empty: nothing.
QString differenceWords(const ReplicaOptions& options, const ReplicaOptions& usual);

} // namespace stanscope
