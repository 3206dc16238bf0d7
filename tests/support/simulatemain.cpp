#include "tests/support/simplayer.h"

#include <cstdio>
#include <cstdlib>

/// simulate [N] [SEED]: N histories from SEED on; 1 when one of them differs.
int main(int argc, char** argv)
{
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    constexpr std::uint64_t most = 5; // are printed
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::uint64_t different = 0;
    for (std::uint64_t n = 0; n < count; ++n) {
        const auto history = stanscope::test::SimHistory::ofSeed(seed + n);
        if (stanscope::test::differenceIn(history) && ++different <= most)
            std::printf("%s\n", stanscope::test::shrunk(history).c_str());
        if ((n + 1) % 100'000 == 0)
            std::fprintf(stderr, "%llu histories\n", static_cast<unsigned long long>(n + 1));
    }
    std::printf("%llu histories from seed %llu, %llu with a difference\n",
                static_cast<unsigned long long>(count), static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(different));
    return different == 0 ? 0 : 1;
}
