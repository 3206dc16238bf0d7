#include "core/stan/stanclient.h"
#include "core/stan/stancore.h"
#include "tests/support/threadcheck.h"

#include <QTcpServer>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace stanscope;

/// The STAN client without a broker: what the library's threads post, and who takes it.
namespace {

StanConnectOptions optionsFor(const std::string& url)
{
    StanConnectOptions options;
    options.connection.url = url;
    options.clusterId = "nowhere";
    options.client = ClientId("nobody");
    options.connectWait = std::chrono::milliseconds(200);
    return options;
}

/// Many threads post while the owner takes and then goes away.
void postsAndOwners()
{
    constexpr int threads = 3;
    constexpr std::uint64_t each = 5'000;
    std::atomic<int> woken = 0;
    const auto core = StanCore::create(optionsFor("nats://127.0.0.1:1"), [&woken] { ++woken; });
    std::vector<std::thread> library;
    for (int i = 0; i < threads; ++i)
        library.emplace_back([core] {
            for (std::uint64_t tag = 0; tag < each; ++tag) {
                core->post(stanevent::PublishDone{tag, {}});
                StanMessage message;
                message.payload = std::to_string(tag);
                core->post(std::move(message));
            }
        });
    std::size_t taken = 0;
    while (taken < threads * each) // half of it; the rest comes to nobody
        taken += core->take().size();
    core->forgetOwner();
    for (std::thread& thread : library)
        thread.join();
    CHECK(woken > 0);
    taken += core->take().size();
    CHECK_EQUAL(taken, 2 * threads * each);
}

void failsInTheOwnersThread()
{
    const auto owner = std::this_thread::get_id();
    for (int i = 0; i < 10; ++i) {
        StanClient client(optionsFor("nats://127.0.0.1:1"));
        int failed = 0;
        int done = 0;
        QObject::connect(&client, &StanClient::connectFailed, &client, [&](const Error& error) {
            CHECK(std::this_thread::get_id() == owner);
            CHECK(!error.text.empty());
            ++failed;
        });
        QObject::connect(&client, &StanClient::publishDone, &client,
                         [&](quint64 tag, const Result<>& result) {
                             CHECK(std::this_thread::get_id() == owner);
                             CHECK(tag == 7 && !result.ok());
                             ++done;
                         });
        client.connectToBroker();
        std::thread other([&client] { client.publish(ChannelName("x"), "text", 7); });
        other.join();
        CHECK(test::comesTrue([&] { return failed == 1 && done == 1; }));
    }
}

/// Gone before the library has answered: a server that accepts and says nothing.
void goesAwayMeanwhile()
{
    QTcpServer silent;
    CHECK(silent.listen(QHostAddress::LocalHost));
    const std::string url = "nats://127.0.0.1:" + std::to_string(silent.serverPort());
    for (int i = 0; i < 3; ++i) {
        StanClient client(optionsFor(url));
        client.connectToBroker();
        client.close();
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    postsAndOwners();
    failsInTheOwnersThread();
    goesAwayMeanwhile();
    StanClient::closeLibrary();
}
