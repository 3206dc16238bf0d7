#pragma once

#include "core/audit/decisions.h"
#include "core/audit/findings.h"
#include "core/audit/judgedledger.h"
#include "core/lab/snapshot.h"

#include <optional>

namespace stanscope {

/// Invariant 6 and the balances of invariant 8: what is judged only when the run is drained. What
/// the broker still holds for the bank (no replica yet, a durable subscription that waits for its
/// member) is on its way, not lost; so is whatever was accepted after the snapshot was taken.
class LossCheck
{
public:
    LossCheck(const DatabaseSnapshot& databases, const Decisions& decisions,
              const JudgedLedger& judged, const Snapshot& lab);

    /// Adds what is lost or wrong for good.
    void run(Findings& findings);
    /// Instead, while actions are on their way: only what nobody will bring again and nobody
    /// works on any more.
    void runEarly(Findings& findings);
    /// After run(): something is still on its way, so the verdict cannot be `valid` yet.
    bool pending() const { return m_pending; }
    /// After run(): what waits in an inbox for a number that is not on its way; nothing: nothing
    /// does.
    const std::optional<audit::Obstacle>& gap() const { return m_gap; }

private:
    /// What became of a message that nobody decided, as the wire shows it.
    struct Trace
    {
        RowRef message = 0;
        RowRef lastDelivery = 0; ///< to one of the bank's subscriptions
        bool acked = false; ///< one of them was settled by an ack
        bool isOpen = false; ///< a process that lives may still decide it
    };
    using Key = std::pair<AccountName, TransactionNumber>;

    void findBankSubscriptions();
    void traceMessages();
    void traceDeliveries();
    void judgeMessage(const Key& key, const Trace& trace, Findings& findings);
    void judgeOutbox(Findings& findings);
    void judgeBalances(Findings& findings);
    void findGap();
    bool isNew(const AccountName& account, TransactionNumber number) const;
    bool isOpen(std::size_t delivery) const;
    bool isWaiting(const MessageRow& message, const Trace& trace) const;
    audit::Violation lossOf(const Key& key, const Trace& trace) const;

    const DatabaseSnapshot& m_databases;
    const Decisions& m_decisions;
    const JudgedLedger& m_judged;
    const Snapshot& m_lab;
    std::map<AccountName, std::int64_t> m_acceptedInLab;
    std::set<std::string> m_bankGroups;
    std::set<ClientId> m_bankClients;
    std::set<ClientId> m_living; ///< of those
    std::vector<const SubscriptionView*> m_subscriptions;
    std::map<Key, Trace> m_undecided;
    std::set<AccountName> m_unfinished; ///< accounts with a transaction on its way
    bool m_pending = false;
    std::optional<audit::Obstacle> m_gap;
};

} // namespace stanscope
