#include "core/lab/lab.h"
#include "core/wire/standecoder.h"
#include "tests/support/protowriter.h"
#include "tests/support/resident.h"

#include <chrono>
#include <cstdio>
#include <string>

// How fast frames become state: decode and fold of a stan-bench like stream, one queue group of
// two, four frames a message (PubMsg, PubAck, MsgProto, Ack). Prints figures; asserts nothing.

using namespace stanscope;
using test::ProtoWriter;
using test::residentMiB;

namespace {

FrameBatch session()
{
    FrameBatch frames;
    for (const std::string client : {"a", "b"}) {
        frames.add({{},
                    "_STAN.discover.lab",
                    "_INBOX.r." + client,
                    ProtoWriter().text(1, client).text(2, "_INBOX.hb." + client).data()});
        frames.add({{}, "_INBOX.r." + client, "", ProtoWriter().text(1, "_STAN.pub.lab").data()});
        frames.add({{},
                    "_STAN.sub.lab",
                    "_INBOX.s." + client,
                    ProtoWriter()
                        .text(1, client)
                        .text(2, "foo")
                        .text(3, "grp")
                        .text(4, "_INBOX.d." + client)
                        .number(5, 1024)
                        .number(6, 30)
                        .number(10, 4)
                        .data()});
        frames.add(
            {{}, "_INBOX.s." + client, "", ProtoWriter().text(2, "_INBOX.ack." + client).data()});
    }
    return frames;
}

FrameBatch messages(std::uint64_t count, const std::string& payload)
{
    FrameBatch frames;
    for (std::uint64_t i = 1; i <= count; ++i) {
        const Nanos time{static_cast<std::int64_t>(i) * 10'000};
        const std::string guid = "E2YFWLV60W2GCB2" + std::to_string(1'000'000 + i);
        const std::string client = i % 2 ? "a" : "b";
        frames.add(
            {time, "_STAN.pub.lab.foo", "_STAN.acks.p",
             ProtoWriter().text(1, "p").text(2, guid).text(3, "foo").text(5, payload).data()});
        frames.add({time, "_INBOX.d." + client, "",
                    ProtoWriter().number(1, i).text(2, "foo").text(4, payload).data()});
        frames.add({time, "_STAN.acks.p", "", ProtoWriter().text(1, guid).data()});
        frames.add(
            {time, "_INBOX.ack." + client, "", ProtoWriter().text(1, "foo").number(2, i).data()});
    }
    return frames;
}

void measure(const char* name, std::uint64_t count, const std::string& payload)
{
    using Clock = std::chrono::steady_clock;
    const auto frames = messages(count, payload);
    const double before = residentMiB();
    StanDecoder decoder;
    Lab lab({ChannelName("foo"), {}}, Nanos{});
    std::vector<Event> events;
    const FrameBatch opening = session();
    for (std::size_t i = 0; i < opening.size(); ++i)
        decoder.decode(opening[i], events);
    for (const Event& event : events)
        lab.apply(event);
    Clock::duration decoding{};
    Clock::duration folding{};
    constexpr std::size_t batch = 1024;
    for (std::size_t first = 0; first < frames.size(); first += batch) {
        events.clear();
        const auto start = Clock::now();
        for (std::size_t i = first; i < std::min(first + batch, frames.size()); ++i)
            decoder.decode(frames[i], events);
        const auto decoded = Clock::now();
        for (const Event& event : events)
            lab.apply(event);
        decoding += decoded - start;
        folding += Clock::now() - decoded;
    }
    const auto perFrame = [&](Clock::duration time) {
        return std::chrono::duration<double, std::nano>(time).count()
            / static_cast<double>(frames.size());
    };
    std::printf("%-22s %9llu messages  decode %6.0f ns/frame  fold %6.0f ns/frame  "
                "together %7.0f frames/s  %6.1f MiB\n",
                name, static_cast<unsigned long long>(count), perFrame(decoding), perFrame(folding),
                1e9 / (perFrame(decoding) + perFrame(folding)), residentMiB() - before);
}

} // namespace

int main()
{
    measure("small payload", 250'000, "hello");
    measure("transaction payload", 250'000,
            R"({"id":"4f0c0e6e-3d0f-4a7e-9a55-8f5d0a1b2c3d","account":"ann","number":7,)"
            R"("type":"deposit","amount":5000})");
    return 0;
}
