#include "core/scenario/scenariolook.h"
#include "testkit/bench.h"
#include "testkit/convert.h"

#include <algorithm>
#include <stanscope/testkit/expect.h>

namespace stanscope::testkit {

namespace {

using namespace scenariolook;

bool isAtRest(const Snapshot& snapshot)
{
    return snapshot.drained && snapshot.verdict.verdict != audit::Verdict::Pending;
}

std::string messageText(std::uint64_t sequence)
{
    return "message " + std::to_string(sequence);
}

/// How often it was sent again.
int redeliveriesOf(const Snapshot& snapshot, RowRef message)
{
    int count = 0;
    for (std::size_t i = 0; i < snapshot.extent.deliveries; ++i) {
        const DeliveryRow& delivery = snapshot.history->deliveries[i];
        if (delivery.message == message && delivery.attempt > 1)
            ++count;
    }
    return count;
}

bool wasDelivered(const Snapshot& snapshot, RowRef message, const std::string& client)
{
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < snapshot.extent.deliveries; ++i) {
        const DeliveryRow& delivery = history.deliveries[i];
        if (delivery.message == message && history.name(delivery.client) == client)
            return true;
    }
    return false;
}

} // namespace

Expect::Expect(Lab& lab)
    : m_lab(&lab)
{
}

bool Expect::that(const std::string& what, const std::function<bool()>& condition, Where where)
{
    return m_lab->m_bench->await(
        what, [&](const Snapshot&) { return Progress::of(condition()); }, where);
}

bool Expect::event(const std::string& what, const std::function<bool(const Event&)>& fits,
                   Where where)
{
    Bench& bench = *m_lab->m_bench;
    std::uint64_t seen = 0;
    return bench.await(
        what,
        [&](const Snapshot&) {
            for (const Event& event : bench.events()) {
                if (event.number <= seen)
                    continue;
                seen = event.number;
                if (fits(event))
                    return Progress::of(true);
            }
            return Progress{};
        },
        where);
}

bool Expect::state(const Process& process, ProcessState state, Where where)
{
    return m_lab->m_bench->await(
        process.name() + " to be " + toText(state),
        [&](const Snapshot&) {
            const ProcessState now = process.state();
            return Progress::of(now == state
                                || (state == ProcessState::Dead && now == ProcessState::Ghost));
        },
        where);
}

bool Expect::forgotten(const Process& process, Where where)
{
    return m_lab->m_bench->await(
        "the broker to forget " + process.name(),
        [&](const Snapshot& snapshot) {
            return Progress::of(!isRegistered(snapshot, ClientId(process.name())));
        },
        where);
}

bool Expect::printed(const Process& process, const std::string& text, Where where)
{
    return m_lab->m_bench->await(
        process.name() + " to print \"" + text + '"',
        [&](const Snapshot&) {
            return Progress::of(std::ranges::any_of(process.output(), [&](const std::string& line) {
                return line.find(text) != std::string::npos;
            }));
        },
        where);
}

bool Expect::stored(std::uint64_t sequence, Where where)
{
    return m_lab->m_bench->await(
        messageText(sequence) + " to be stored",
        [&](const Snapshot& snapshot) {
            return Progress::of(messageOf(snapshot, Sequence(sequence)) != 0);
        },
        where);
}

bool Expect::delivered(std::uint64_t sequence, const Process& to, Where where)
{
    return m_lab->m_bench->await(
        messageText(sequence) + " to be delivered to " + to.name(),
        [&](const Snapshot& snapshot) {
            const RowRef message = messageOf(snapshot, Sequence(sequence));
            return Progress::of(message != 0 && wasDelivered(snapshot, message, to.name()));
        },
        where);
}

bool Expect::redelivered(std::uint64_t sequence, int times, Where where)
{
    return m_lab->m_bench->await(
        messageText(sequence) + " to be delivered again"
            + (times > 1 ? ", " + std::to_string(times) + " times" : ""),
        [&](const Snapshot& snapshot) {
            const RowRef message = messageOf(snapshot, Sequence(sequence));
            return Progress::of(message != 0 && redeliveriesOf(snapshot, message) >= times);
        },
        where);
}

bool Expect::acked(std::uint64_t sequence, Where where)
{
    return m_lab->m_bench->await(
        messageText(sequence) + " to be acked",
        [&](const Snapshot& snapshot) {
            const RowRef message = messageOf(snapshot, Sequence(sequence));
            return Progress::of(message != 0
                                && snapshot.history->messages[message - 1].settled.get());
        },
        where);
}

bool Expect::settled(Where where)
{
    return m_lab->m_bench->await(
        "every message to be acked",
        [&](const Snapshot& snapshot) {
            const History& history = *snapshot.history;
            for (std::size_t i = 0; i < snapshot.extent.messages; ++i) {
                const MessageRow& message = history.messages[i];
                if (history.name(message.channel) == snapshot.channel.value()
                    && !message.settled.get())
                    return Progress{};
            }
            return Progress::of(snapshot.runningDeliveries == 0);
        },
        where);
}

bool Expect::messages(const std::string& channel, std::size_t count, Where where)
{
    return m_lab->m_bench->await(
        std::to_string(count) + (count == 1 ? " message in " : " messages in ") + channel,
        [&](const Snapshot&) { return Progress::of(m_lab->messages(channel).size() >= count); },
        where);
}

bool Expect::drained(Where where)
{
    return m_lab->m_bench->await(
        "the bank to come to rest",
        [](const Snapshot& snapshot) { return Progress::of(snapshot.drained); }, where);
}

bool Expect::balance(const std::string& account, std::int64_t cents, Where where)
{
    return m_lab->m_bench->await(
        account + " to have " + std::to_string(cents),
        [&](const Snapshot& snapshot) {
            const auto found =
                std::ranges::find(snapshot.accounts, AccountName(account), &AccountView::name);
            if (found == snapshot.accounts.end() || !isAtRest(snapshot))
                return Progress{};
            if (found->balance == Cents(cents))
                return Progress::of(true);
            return Progress::hopeless("the bank is at rest, and " + account + " has "
                                      + std::to_string(found->balance.value()));
        },
        where);
}

bool Expect::verdict(Verdict verdict, Where where)
{
    return m_lab->m_bench->await(
        "the verdict " + toText(verdict),
        [&](const Snapshot& snapshot) {
            const Verdict now = outer(snapshot.verdict.verdict);
            // Of what is not wrong yet more may come; what is wrong stays so, and the audit lists
            // it a moment later.
            const bool isLast =
                now == Verdict::Violated ? !snapshot.verdict.violations.empty() : snapshot.drained;
            if (now == verdict && isLast)
                return Progress::of(true);
            if (now != Verdict::Violated || !isLast)
                return Progress{};
            std::string why = "the run is violated";
            for (const std::string& violation : m_lab->violations())
                why += "\n    " + violation;
            return Progress::hopeless(why);
        },
        where);
}

} // namespace stanscope::testkit
