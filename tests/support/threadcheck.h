#pragma once

#include <QCoreApplication>
#include <QEventLoop>

#include <chrono>
#include <cstdio>
#include <cstdlib>

// For the programs in tests/threads, which run under the thread sanitizer: QtTest's watchdog is a
// thread of its own that the sanitizer complains about, so they do without it.
namespace stanscope::test {

inline void require(bool holds, const char* what, const char* file, int line)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    // At once: other threads may be waiting for what will not come now.
    std::_Exit(EXIT_FAILURE);
}

/// Turns the event loop until it holds; false when it never did.
template <typename Condition>
bool comesTrue(Condition condition)
{
    constexpr auto patience = std::chrono::seconds(120); // reached only when something is wrong
    constexpr int turnMs = 10;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents,
                                        turnMs);
    }
    return true;
}

} // namespace stanscope::test

#define CHECK(...) ::stanscope::test::require(bool(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_EQUAL(actual, ...)                                                                   \
    ::stanscope::test::require((actual) == (__VA_ARGS__), #actual " == " #__VA_ARGS__, __FILE__,   \
                               __LINE__)
