#include "core/attach/publisher.h"
#include "core/scenario/scenariolook.h"
#include "core/words/words.h"
#include "testkit/bench.h"
#include "testkit/convert.h"

#include <algorithm>
#include <cstdio>
#include <stanscope/testkit/lab.h>
#include <utility>

namespace stanscope::testkit {

namespace {

const AccountView* accountIn(const Snapshot& snapshot, const std::string& name)
{
    const auto found = std::ranges::find(snapshot.accounts, AccountName(name), &AccountView::name);
    return found == snapshot.accounts.end() ? nullptr : &*found;
}

std::uint32_t acceptedOf(const Snapshot& snapshot, const std::string& account)
{
    const AccountView* view = accountIn(snapshot, account);
    return view ? view->accepted : 0;
}

std::int64_t bankAct(Bench& bench, const std::string& account, TransactionType type,
                     std::int64_t cents, Wait wait, Where where)
{
    const std::string what = "a " + std::string(toText(type)) + " of " + std::to_string(cents)
        + " for " + account + " to be accepted or refused";
    if (!bench.hasBank())
        bench.fail("waited for " + what, "there is no bank: LabOptions::accounts is empty", where);
    const command::Act act{AccountName(account), type, Cents(cents)};
    if (wait == Wait::No || !bench.isUsable()) {
        bench.execute(act);
        return 0;
    }
    const auto before = bench.snapshot();
    const std::size_t answered = scenariolook::answeredOf(*before, act.account);
    const bool done = bench.carryOut(
        act, what,
        [&](const Snapshot& snapshot) {
            return Progress::of(scenariolook::answeredOf(snapshot, act.account) > answered);
        },
        where);
    const std::uint32_t accepted = done ? acceptedOf(*bench.snapshot(), account) : 0;
    return accepted > acceptedOf(*before, account) ? accepted : 0;
}

/// What the laboratory itself has published.
std::vector<std::size_t> publishedIn(const Snapshot& snapshot)
{
    std::vector<std::size_t> rows;
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < snapshot.extent.messages; ++i)
        if (history.name(history.messages[i].publisher.get()) == Publisher::clientName)
            rows.push_back(i);
    return rows;
}

} // namespace

Reporter errorReporter()
{
    return [](const Failure& failure) { std::fputs((failure.text() + '\n').c_str(), stderr); };
}

Lab::Lab(const LabOptions& options, Reporter reporter, Where where)
    : m_bench(std::make_shared<Bench>(options, std::move(reporter)))
{
    m_bench->begin(where);
}

Lab::~Lab()
{
    m_bench->end();
}

Broker Lab::broker() const
{
    return Broker(m_bench);
}

std::string Lab::channel() const
{
    return bankChannel().value();
}

Process Lab::startReplica(const ReplicaOptions& options, Where where)
{
    if (!m_bench->hasBank())
        m_bench->fail("waited for a replica to start",
                      "there is no bank: LabOptions::accounts is empty", where);
    return {m_bench,
            m_bench->spawn({1, inner(options)}, "a replica to start", Ready::Subscribed, where)};
}

Process Lab::startListener(const ListenerOptions& options, Where where)
{
    return {m_bench,
            m_bench->spawn(spawnOf(options), "a listener to start", Ready::Subscribed, where)};
}

Process Lab::startCommand(const std::vector<std::string>& command, const CommandOptions& options,
                          Where where)
{
    std::string what = "`";
    for (const std::string& word : command)
        what += (what.size() == 1 ? "" : " ") + word;
    what += "` to start";
    if (command.empty() || std::ranges::find(command, std::string()) != command.end())
        m_bench->fail("waited for " + what, "an empty word cannot be handed on", where);
    return {m_bench, m_bench->spawn(spawnOf(command, options), what, options.ready, where)};
}

Process Lab::transactionService() const
{
    return {m_bench, m_bench->hasBank() ? stanscope::transactionService().value() : std::string()};
}

std::int64_t Lab::deposit(const std::string& account, std::int64_t cents, Wait wait, Where where)
{
    return bankAct(*m_bench, account, TransactionType::Deposit, cents, wait, where);
}

std::int64_t Lab::withdraw(const std::string& account, std::int64_t cents, Wait wait, Where where)
{
    return bankAct(*m_bench, account, TransactionType::Withdraw, cents, wait, where);
}

bool Lab::openAccount(const Account& account, Where where)
{
    return m_bench->carryOut(
        command::OpenAccount{AccountName(account.name), Cents(account.opening)},
        "the account " + account.name + " to be opened",
        [&](const Snapshot& snapshot) {
            return Progress::of(accountIn(snapshot, account.name) != nullptr);
        },
        where);
}

std::uint64_t Lab::publish(const std::string& payload, const std::string& channel, Wait wait,
                           Where where)
{
    const command::Publish message{channel.empty() ? bankChannel() : ChannelName(channel), payload};
    if (wait == Wait::No || !m_bench->isUsable()) {
        m_bench->execute(message);
        return 0;
    }
    const std::size_t before = publishedIn(*m_bench->snapshot()).size();
    const bool done = m_bench->carryOut(
        message, "a message to be stored in " + message.channel.value(),
        [&](const Snapshot& snapshot) {
            return Progress::of(publishedIn(snapshot).size() > before);
        },
        where);
    if (!done)
        return 0;
    const auto snapshot = m_bench->snapshot();
    return snapshot->history->messages[publishedIn(*snapshot).back()].sequence.value();
}

std::vector<Message> Lab::messages(const std::string& channel) const
{
    const auto snapshot = m_bench->snapshot();
    const History& history = *snapshot->history;
    std::vector<Message> messages;
    for (std::size_t i = 0; i < snapshot->extent.messages; ++i) {
        const MessageRow& row = history.messages[i];
        if (!channel.empty() && history.name(row.channel) != channel)
            continue;
        const RowRef payload = row.payload.get();
        messages.push_back(
            {.channel = std::string(history.name(row.channel)),
             .sequence = row.sequence.value(),
             .payload = payload == 0 ? std::string() : std::string(history.payloads[payload - 1]),
             .publisher = std::string(history.name(row.publisher.get())),
             .deliveries = row.deliveries.get(),
             .acked = row.settled.get()});
    }
    return messages;
}

std::vector<Delivery> Lab::deliveries() const
{
    const auto snapshot = m_bench->snapshot();
    const History& history = *snapshot->history;
    std::vector<Delivery> deliveries;
    for (std::size_t i = 0; i < snapshot->extent.deliveries; ++i) {
        const DeliveryRow& row = history.deliveries[i];
        deliveries.push_back({.channel = std::string(history.name(row.channel)),
                              .sequence = row.sequence.value(),
                              .client = std::string(history.name(row.client)),
                              .queueGroup = std::string(history.name(row.group)),
                              .attempt = row.attempt,
                              .acked = row.end.get() == DeliveryEnd::Acked,
                              .running = row.end.get() == DeliveryEnd::Running});
    }
    return deliveries;
}

std::uint64_t Lab::redeliveries() const
{
    return m_bench->snapshot()->redeliveries;
}

std::vector<Balance> Lab::balances() const
{
    const auto snapshot = m_bench->snapshot();
    std::vector<Balance> balances;
    for (const AccountView& account : snapshot->accounts)
        balances.push_back({account.name.value(), account.balance.value(), account.expected.value(),
                            account.last.value(), account.waiting});
    return balances;
}

Verdict Lab::verdict() const
{
    return outer(m_bench->snapshot()->verdict.verdict);
}

std::vector<std::string> Lab::violations() const
{
    const auto snapshot = m_bench->snapshot();
    std::vector<std::string> texts;
    for (const audit::Violation& violation : snapshot->verdict.violations)
        texts.push_back(sourceText(violation.message));
    return texts;
}

std::vector<Event> Lab::events() const
{
    const auto& events = m_bench->events();
    return {events.begin(), events.end()};
}

bool Lab::failed() const
{
    return m_bench->hasFailed();
}

void Lab::fail(const std::string& what, const std::string& why, Where where)
{
    m_bench->fail(what, why, where);
}

} // namespace stanscope::testkit
