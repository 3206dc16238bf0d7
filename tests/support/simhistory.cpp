#include "tests/support/simhistory.h"

#include <sstream>

namespace stanscope::test {

namespace {

/// splitmix64: no library's distribution gives the same numbers everywhere.
class SimRandom
{
public:
    explicit SimRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint32_t below(std::uint32_t bound)
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
        return static_cast<std::uint32_t>((mixed ^ (mixed >> 31)) % bound);
    }

private:
    std::uint64_t m_state = 0;
};

} // namespace

std::string SimOperation::text() const
{
    static constexpr const char* words[] = {"connect",   "close client", "kill",        "publish",
                                            "subscribe", "close",        "unsubscribe", "ack",
                                            "ack all",   "look",         "wait"};
    std::ostringstream out;
    out << "after " << wait << " ms: " << words[static_cast<std::size_t>(kind)] << ' ' << first
        << ' ' << second << ' ' << third;
    return out.str();
}

SimHistory SimHistory::ofSeed(std::uint64_t seed)
{
    SimRandom random(seed);
    SimHistory history;
    history.seed = seed;
    history.heartbeatFailures = static_cast<std::int32_t>(random.below(3));
    // Each history has its own habits: some never kill, some never wait long.
    const std::uint32_t killing = random.below(3);
    const std::uint32_t waiting = 1 + random.below(4);
    const auto add = [&](SimOperation::Kind kind, std::int64_t wait) {
        history.operations.push_back(
            {kind, random.below(1000), random.below(1000), random.below(1'000'000), wait});
    };
    add(SimOperation::Kind::Connect, 10);
    add(SimOperation::Kind::Connect, 10);
    const std::uint32_t count = 28 + random.below(120);
    for (std::uint32_t n = 0; n < count; ++n) {
        const std::int64_t wait =
            random.below(10) < waiting ? random.below(2500) : 1 + random.below(20);
        const std::uint32_t choice = random.below(100);
        if (choice < 6)
            add(SimOperation::Kind::Connect, wait);
        else if (choice < 8)
            add(SimOperation::Kind::CloseClient, wait);
        else if (choice < 8 + killing)
            add(SimOperation::Kind::Kill, wait);
        else if (choice < 35)
            add(SimOperation::Kind::Publish, wait);
        else if (choice < 50)
            add(SimOperation::Kind::Subscribe, wait);
        else if (choice < 54)
            add(SimOperation::Kind::Close, wait);
        else if (choice < 56)
            add(SimOperation::Kind::Unsubscribe, wait);
        else if (choice < 82)
            add(SimOperation::Kind::Ack, wait);
        else if (choice < 90)
            add(SimOperation::Kind::AckAll, wait);
        else if (choice < 93)
            add(SimOperation::Kind::Look, wait);
        else
            add(SimOperation::Kind::Wait, wait);
    }
    return history;
}

} // namespace stanscope::test
