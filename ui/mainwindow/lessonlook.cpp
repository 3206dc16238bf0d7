#include "ui/mainwindow/lessonlook.h"

#include <algorithm>

namespace stanscope::lessonlook {

namespace {

/// The last message of a transaction, from 1: it may have been published twice.
RowRef lastMessageOf(const Snapshot& snapshot, RowRef transaction)
{
    const History& history = *snapshot.history;
    for (std::size_t i = snapshot.extent.messages; i-- > 0;)
        if (history.meaning(i).transaction.get() == transaction)
            return static_cast<RowRef>(i + 1);
    return 0;
}

/// The row of the message that a number means, from 1; 0: it is not there.
RowRef messageOf(const Snapshot& snapshot, const Highlight& highlight)
{
    const History& history = *snapshot.history;
    const bool hasBank = !snapshot.accounts.empty() && highlight.what != Highlight::What::Message;
    for (std::size_t i = 0; hasBank && i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        if (row.number == highlight.number
            && (highlight.account.isNull()
                || history.name(row.account) == highlight.account.value()))
            return lastMessageOf(snapshot, static_cast<RowRef>(i + 1));
    }
    const auto sequence = static_cast<std::uint64_t>(highlight.number);
    for (std::size_t i = 0; !hasBank && i < snapshot.extent.messages; ++i)
        if (history.messages[i].sequence.value() == sequence)
            return static_cast<RowRef>(i + 1);
    return 0;
}

} // namespace

Selection selectionOf(const Snapshot& snapshot, const Highlight& highlight)
{
    Selection selection;
    selection.message = messageOf(snapshot, highlight);
    // Within this moment: a later one may have gone on.
    for (std::size_t i = snapshot.extent.deliveries; selection.message != 0 && i-- > 0;)
        if (snapshot.history->deliveries[i].message == selection.message) {
            selection.delivery = static_cast<RowRef>(i + 1);
            break;
        }
    return selection;
}

NameId laneOf(const Snapshot& snapshot, const Highlight& highlight)
{
    if (highlight.what == Highlight::What::Replica) {
        const auto found = std::ranges::find_if(snapshot.replicas, [&](const ReplicaView& replica) {
            return replica.name.value() == highlight.name;
        });
        return found == snapshot.replicas.end() ? 0 : found->lane;
    }
    if (highlight.what != Highlight::What::Holder)
        return 0;
    const Selection selection = selectionOf(snapshot, highlight);
    return selection.delivery == 0 ? 0
                                   : snapshot.history->deliveries[selection.delivery - 1].client;
}

} // namespace stanscope::lessonlook
