#pragma once

#include <concepts>
#include <sstream>
#include <stanscope/testkit/lab.h>
#include <utility>

namespace stanscope::testkit {

/// What a test waits for, and what it then compares. Each call returns true when it is so, at once
/// or as soon as it comes, and false when the laboratory has failed: then, or before.
class STANSCOPE_TESTKIT Expect
{
public:
    explicit Expect(Lab& lab);

    /// Any condition, looked at again and again; `what` is for the report.
    bool that(const std::string& what, const std::function<bool()>& condition,
              Where where = Where::here());
    /// One of the events, past or to come.
    bool event(const std::string& what, const std::function<bool(const Event&)>& fits,
               Where where = Where::here());
    /// Dead is met by a ghost as well.
    bool state(const Process& process, ProcessState state, Where where = Where::here());
    /// The broker does not know it any more.
    bool forgotten(const Process& process, Where where = Where::here());
    bool printed(const Process& process, const std::string& text, Where where = Where::here());

    /// Of messages of Lab::channel().
    bool stored(std::uint64_t sequence, Where where = Where::here());
    bool delivered(std::uint64_t sequence, const Process& to, Where where = Where::here());
    bool redelivered(std::uint64_t sequence, int times = 1, Where where = Where::here());
    bool acked(std::uint64_t sequence, Where where = Where::here());
    /// Every message is acked, and nobody has one any more.
    bool settled(Where where = Where::here());
    /// So many messages are in the channel.
    bool messages(const std::string& channel, std::size_t count, Where where = Where::here());

    /// Of the bank: every accepted transaction is stored, nothing is outstanding, nobody works.
    bool drained(Where where = Where::here());
    /// Of the bank at rest, in cents.
    bool balance(const std::string& account, std::int64_t cents, Where where = Where::here());
    bool verdict(Verdict verdict, Where where = Where::here());

    /// Does not wait: `got` and `wanted` are equal now. Both have a `<<`.
    template <typename Got, typename Wanted>
    bool equal(const std::string& what, const Got& got, const Wanted& wanted,
               Where where = Where::here())
    {
        if (areEqual(got, wanted))
            return !m_lab->failed();
        std::ostringstream text;
        text << what << " is " << got << ", expected " << wanted;
        m_lab->fail(text.str(), {}, where);
        return false;
    }

private:
    template <typename T>
    static constexpr bool isNumber =
        std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;
    template <typename Got, typename Wanted>
    static bool areEqual(const Got& got, const Wanted& wanted)
    {
        if constexpr (isNumber<Got> && isNumber<Wanted>)
            return std::cmp_equal(got, wanted);
        else
            return got == wanted;
    }

    Lab* m_lab;
};

} // namespace stanscope::testkit
