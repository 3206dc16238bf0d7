// Does a service ack in time? A plain program: lateack PROGRAM [ARGUMENT]...
#include <stanscope/testkit/testkit.h>

using namespace stanscope::testkit;
using namespace std::chrono_literals;

int main(int argc, char* argv[])
{
    Lab lab;
    Expect expect(lab);
    lab.startCommand({argv + 1, argv + argc}, {.ackWait = 1s});
    const std::uint64_t sequence = lab.publish("a piece of work");
    expect.acked(sequence);
    // A late one comes when the broker has sent it again.
    expect.settled();
    expect.equal("redeliveries", lab.redeliveries(), 0);
    return lab.failed() ? 1 : 0;
}
