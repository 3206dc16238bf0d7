#include "core/audit/ackcheck.h"

#include <unordered_set>

namespace stanscope {

namespace {

/// Services of the bank that report what they do.
std::unordered_set<std::string> reporters(const Snapshot& lab)
{
    std::unordered_set<std::string> names;
    for (const ReplicaView& replica : lab.replicas)
        if (replica.process && replica.role != process::Role::Listener)
            names.insert(replica.name.value());
    return names;
}

} // namespace

void checkAcks(const Decisions& decisions, const Snapshot& lab, Findings& findings)
{
    if (!lab.history)
        return;
    const History& history = *lab.history;
    const auto services = reporters(lab);
    for (std::size_t i = 0; i < lab.extent.deliveries; ++i) {
        const DeliveryRow& delivery = history.deliveries[i];
        const RowRef handled = history.handlingOf(i);
        if (handled == 0 || delivery.message == 0 || delivery.end.get() != DeliveryEnd::Acked
            || Nanos(delivery.endedAt.get()) > lab.now
            || history.name(delivery.channel) != lab.channel.value()
            || !services.contains(history.name(delivery.client)))
            continue;
        const HandlingRow& handling = history.handlings[handled - 1];
        const Nanos committed(handling.committedAt.get());
        const MessageMeaning& meaning = history.meaning(delivery.message - 1);
        const bool isTransaction = meaning.account.get() != 0;
        const AccountName account(isTransaction ? history.name(meaning.account.get())
                                                : std::string());
        const TransactionNumber number(meaning.number.get());
        const bool isLate = committed > Nanos(delivery.endedAt.get());
        const bool isMissing = committed == Nanos{} && isTransaction
            && !decisions.isSettled(account, number) && !decisions.isParked(account, number)
            && !decisions.isQuarantined(delivery.sequence);
        if (!isLate && !isMissing)
            continue;
        const Message what = titleOf(meaning.type.get(), number, Cents(meaning.amount.get()));
        findings.add({5, message(isLate ? Code::AckedEarly : Code::AckedUncommitted, what), account,
                      number, delivery.sequence, ClientId(history.name(delivery.client))});
    }
}

} // namespace stanscope
