#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"
#include "core/util/clock.h"
#include "core/why/redeliveries.h"

#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// "valid", "violated", "not_converged" or "unknown"; a verdict that is still pending is unknown.
std::string_view toText(audit::Verdict verdict);

/// What a run came to, as `stanscope run --json` writes it: money in integer cents, outcomes in the
/// words of bankwords.h and in the order of the decisions.
class RunReport
{
public:
    struct Transaction
    {
        AccountName account;
        TransactionNumber number;
        TransactionType type = TransactionType::Deposit;
        Cents amount;
        std::vector<Outcome> outcomes;
    };

    RunReport(std::string scenario, Handler handler, const Snapshot& snapshot, Nanos duration);

    audit::Verdict verdict() const { return m_verdict.verdict; }
    Nanos duration() const { return m_duration; }
    const VerdictView& verdictView() const { return m_verdict; }
    const std::vector<AccountView>& accounts() const { return m_accounts; }
    const std::vector<Transaction>& transactions() const { return m_transactions; }
    /// A fault that was armed at its end, and of whose kind none fired in the whole run.
    struct IdleFault
    {
        ClientId process;
        FaultSpec fault;
    };
    const std::vector<IdleFault>& idleFaults() const { return m_idleFaults; }

    std::string toJson() const; ///< indented, with a newline at its end

private:
    std::string m_scenario;
    Handler m_handler = Handler::Naive;
    VerdictView m_verdict;
    std::vector<AccountView> m_accounts;
    std::vector<Transaction> m_transactions;
    std::vector<IdleFault> m_idleFaults;
    std::uint64_t m_deliveries = 0;
    std::uint64_t m_redeliveries = 0;
    std::vector<Redelivery> m_sentAgain; ///< the first of them
    Nanos m_duration{};
};

} // namespace stanscope
