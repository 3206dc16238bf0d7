#include "core/bank/handlersteps.h"

namespace stanscope {

namespace {

/// Accepts the next number only: what was decided is skipped, what comes early is left to the
/// broker, which delivers it again.
class OrderedHandler final : public AccountHandler
{
public:
    Result<std::vector<Decision>> handle(BankStore& store, const Arrival& arrival) override
    {
        for (int attempt = 0; attempt < mostDecisions; ++attempt) {
            const auto account = store.find(arrival.transaction.account);
            if (!account)
                return account.error();
            if (!*account)
                return alone(quarantinedUnknown(store, arrival));
            const AccountState& state = (*account)->state;
            if (arrival.transaction.number <= state.last)
                return alone(judgeUsed(store, state, arrival));
            if (!isNext(state, arrival.transaction))
                return std::vector{leftAlone(Outcome::Rejected, state, arrival,
                                             missingBefore(arrival.transaction, state))};
            auto decision = settleNext(store, **account, arrival);
            if (!decision)
                return decision.error();
            if (*decision)
                return std::vector{std::move(**decision)};
        }
        return lostEveryTime();
    }
};

} // namespace

std::unique_ptr<AccountHandler> makeOrderedHandler();
std::unique_ptr<AccountHandler> makeOrderedHandler()
{
    return std::make_unique<OrderedHandler>();
}

} // namespace stanscope
