#pragma once

#include "core/lab/snapshot.h"
#include "core/scenario/steps.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace stanscope {

/// What a scenario's steps look for in a snapshot.
namespace scenariolook {

/// The replica, or the transaction service; null: it was never there.
const ReplicaView* find(const Snapshot& snapshot, const ClientId& name);
bool isLive(const ReplicaView& replica);
bool isDead(const ReplicaView& replica);
/// How many transactions of the account the transaction service has accepted, and how many actions
/// it has refused.
std::size_t answeredOf(const Snapshot& snapshot, const AccountName& account);
/// The transaction's row, counted from 1; 0: there is none.
RowRef transactionOf(const Snapshot& snapshot, const AccountName& account,
                     TransactionNumber number);
/// The row of that message of the channel, counted from 1; 0: there is none.
RowRef messageOf(const Snapshot& snapshot, Sequence sequence);
/// Who handles that transaction, or else has a delivery of it outstanding.
std::optional<ClientId> holderOf(const Snapshot& snapshot, const AccountName& account,
                                 TransactionNumber number);
/// How many messages the laboratory itself has stored for a scenario.
std::size_t publishedOf(const Snapshot& snapshot);
/// How often that process was paused.
std::size_t pausesOf(const Snapshot& snapshot, NameId lane);
bool isRegistered(const Snapshot& snapshot, const ClientId& name);
bool hasSubscribed(const Snapshot& snapshot, const ClientId& name);

} // namespace scenariolook

} // namespace stanscope
