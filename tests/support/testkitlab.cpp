#include <cstdio>
#include <stanscope/testkit/testkit.h>
#include <string_view>

// A test without Qt, as somebody else writes one: with "once" it plays one deposit, else it goes on
// until it is killed.

using namespace stanscope::testkit;
using namespace std::chrono_literals;

int main(int argc, char* argv[])
{
    const bool once = argc > 1 && std::string_view(argv[1]) == "once";
    Lab lab({.accounts = {{"ann"}}});
    Expect expect(lab);
    lab.startReplica({.handler = Handler::Ordered});
    lab.startReplica({.handler = Handler::Ordered});
    lab.startListener();
    std::int64_t balance = 0;
    do {
        lab.deposit("ann", 100);
        balance += 100;
        expect.balance("ann", balance);
        std::printf("%lld\n", static_cast<long long>(balance));
        std::fflush(stdout);
    } while (!once && !lab.failed());
    expect.verdict(Verdict::Valid);
    return lab.failed() ? 1 : 0;
}
