#include "core/bank/handlersteps.h"

namespace stanscope {

namespace {

/// Applies or declines whatever arrives and sets `last` to the arriving number.
class NaiveHandler final : public AccountHandler
{
public:
    Result<std::vector<Decision>> handle(BankStore& store, const Arrival& arrival) override
    {
        const auto account = store.find(arrival.transaction.account);
        if (!account)
            return account.error();
        if (!*account)
            return alone(quarantinedUnknown(store, arrival));
        Decision decision = settled((*account)->state, arrival);
        const auto commit = store.overwrite((*account)->id, decision.after);
        if (!commit)
            return commit.error();
        if (!*commit)
            return lostEveryTime();
        decision.commit = **commit;
        if (auto done = writeRows(store, decision, arrival.payload); !done)
            return done.error();
        return std::vector{std::move(decision)};
    }
};

} // namespace

std::unique_ptr<AccountHandler> makeNaiveHandler();
std::unique_ptr<AccountHandler> makeNaiveHandler()
{
    return std::make_unique<NaiveHandler>();
}

} // namespace stanscope
