// Case 1 of the bank: the first delivery of a deposit fails, and what comes after it overtakes it.
// The naive handler refuses a withdrawal that there was money for; the ordered one does not.
#include <cstdio>
#include <stanscope/testkit/testkit.h>

using namespace stanscope::testkit;
using namespace std::chrono_literals;

namespace {

bool play(Handler handler, Verdict verdict, std::int64_t balance)
{
    Lab lab({.accounts = {{"ann"}}});
    Expect expect(lab);
    for (int i = 0; i < 2; ++i) {
        Process replica = lab.startReplica({.ackWait = 1s, .handler = handler});
        replica.arm({.place = FaultPlace::InTransaction,
                     .effect = FaultEffect::Fail,
                     .delivery = FaultDelivery::First,
                     .number = 1});
    }
    lab.deposit("ann", 50'00);
    lab.deposit("ann", 60'00);
    lab.withdraw("ann", 100'00);
    expect.redelivered(1);
    expect.balance("ann", balance);
    return expect.verdict(verdict);
}

} // namespace

int main()
{
    const bool naive = play(Handler::Naive, Verdict::Violated, 110'00);
    const bool ordered = play(Handler::Ordered, Verdict::Valid, 10'00);
    std::printf("naive %s, ordered %s\n", naive ? "as expected" : "failed",
                ordered ? "as expected" : "failed");
    return naive && ordered ? 0 : 1;
}
