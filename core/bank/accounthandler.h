#pragma once

#include "core/bank/bankstore.h"
#include "core/events/bankwords.h"
#include "core/events/transaction.h"
#include "core/util/result.h"

#include <memory>
#include <string>
#include <vector>

namespace stanscope {

/// One message on its way through a handler.
struct Arrival
{
    Transaction transaction;
    std::string payload; ///< as it came: for the quarantine
    Provenance provenance;
};

/// What was decided about one transaction; the table "What the handlers do" of docs/cases.md.
struct Decision
{
    Transaction transaction;
    Outcome outcome = Outcome::None;
    AccountState after; ///< of the account; unchanged where there is no ledger row
    CommitNumber commit; ///< of its ledger row; none: it has none
    Provenance provenance; ///< of the delivery that brought it, maybe long ago
    std::string reason; ///< rejected, parked, quarantined, declined: why
};

/// How a replica decides: reads, decides and writes inside the open database transaction of
/// `store`. Each kind is one file, one line of STANSCOPE_HANDLERS and one row of handlerWords
/// (ui/models).
class AccountHandler
{
public:
    virtual ~AccountHandler() = default;

    /// The arrival's own decision comes first; those that it made possible follow in the order of
    /// their commits. Rejected: roll back, no ack. An error as well. Everything else is to be
    /// committed; Skipped alone has written nothing.
    virtual Result<std::vector<Decision>> handle(BankStore& store, const Arrival& arrival) = 0;
};

std::unique_ptr<AccountHandler> makeHandler(Handler handler);

} // namespace stanscope
