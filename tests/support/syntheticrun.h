#pragma once

#include "core/events/command.h"
#include "core/events/event.h"

#include <array>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace stanscope::test {

/// The events of a long run, message by message, the same for the same seed: one queue group of
/// three, some deliveries that nobody acks and that come again after AckWait, killed and paused
/// replicas, a broker that comes and goes, gaps. With the bank: the services' reports as well.
class SyntheticRun
{
public:
    struct Options
    {
        bool bank = true;
        bool troubled = true; ///< failures, kills, pauses, gaps
        std::uint32_t seed = 1;
    };

    explicit SyntheticRun(Options options)
        : m_options(options)
        , m_random(options.seed)
    {
        laboratory::RunStarted run{
            ChannelName("transactions"),
            {{AccountName("ann"), Cents(0)}, {AccountName("bob"), Cents(0)}}};
        if (!options.bank)
            run = {ChannelName(), {}, 0, "lab at 127.0.0.1:4222", true};
        add(Source::Laboratory, run);
        broker::Changed changed;
        changed.state = broker::State::Running;
        changed.pid = 7;
        add(Source::Supervisor, changed);
        if (options.bank) {
            add(Source::Supervisor,
                process::Started{transactionService(), process::Role::Transaction, 9, {}});
            report(transactionService(), ReportKind::Ready);
        }
        add(Source::Wire, wire::ClientConnected{transactionService(), Subject("_INBOX.hb.t")});
        for (std::size_t i = 0; i < 3; ++i)
            start(i);
    }

    /// The events since the last call, with one more message in them.
    std::vector<Event> next()
    {
        message();
        return std::exchange(m_events, {});
    }
    std::vector<Event> take(std::size_t atLeast)
    {
        while (m_events.size() < atLeast)
            message();
        return std::exchange(m_events, {});
    }

private:
    struct Replica
    {
        std::uint32_t subscription = 0;
        std::uint64_t handling = 0;
        bool paused = false;
    };
    struct Due
    {
        Nanos time{};
        std::uint64_t sequence = 0;
        Transaction transaction;
        std::uint32_t count = 1;
    };

    static ClientId nameOf(std::size_t replica)
    {
        return ClientId("account-" + std::to_string(replica + 1));
    }
    std::uint32_t random(std::uint32_t below)
    {
        return static_cast<std::uint32_t>(m_random() % below);
    }
    bool once(std::uint32_t in) { return m_options.troubled && random(in) == 0; }

    template <typename Body>
    void add(Source source, Body body)
    {
        m_now += Nanos(20'000 + random(60'000));
        m_events.push_back(Event{m_now, source, EventBody(std::move(body))});
    }
    void report(const ClientId& process, ReportKind kind, Report report = {})
    {
        report.kind = kind;
        report.time = m_now;
        add(Source::Report, process::Reported{process, std::move(report)});
    }

    void start(std::size_t index)
    {
        Replica& replica = m_replicas.at(index);
        replica = {++m_subscriptions, 0, false};
        const ClientId name = nameOf(index);
        if (m_options.bank) {
            add(Source::Supervisor, process::Started{name, process::Role::Account, 10, {}});
            report(name, ReportKind::Ready);
        }
        add(Source::Wire, wire::ClientConnected{name, Subject("_INBOX.hb." + name.value())});
        wire::Subscribed subscribed;
        subscribed.subscription = wire::SubscriptionId(replica.subscription);
        subscribed.client = name;
        subscribed.channel = ChannelName("transactions");
        subscribed.queueGroup = "account";
        subscribed.durable = "bank";
        subscribed.inbox = Subject("_INBOX.in." + std::to_string(m_subscriptions));
        subscribed.ackInbox = Subject("_INBOX.ack." + std::to_string(m_subscriptions));
        subscribed.maxInflight = 64;
        subscribed.ackWaitSeconds = 1;
        subscribed.start = 4;
        add(Source::Wire, subscribed);
    }

    void message()
    {
        const std::uint64_t sequence = ++m_sequence;
        Transaction transaction;
        transaction.id =
            TransactionId("4f0c0e6e-3d0f-4a7e-9a55-" + std::to_string(100'000'000'000 + sequence));
        transaction.account = AccountName(random(2) == 0 ? "ann" : "bob");
        std::int64_t& number = m_numbers.at(transaction.account.value() == "ann" ? 0 : 1);
        transaction.number = TransactionNumber(++number);
        transaction.type = random(2) == 0 ? TransactionType::Withdraw : TransactionType::Deposit;
        transaction.amount = Cents(100 * (1 + random(90)));
        if (m_options.bank) {
            report(transactionService(), ReportKind::Accepted, bankReport(transaction));
            Report publishing = bankReport(transaction);
            publishing.count = 1;
            report(transactionService(), ReportKind::Publishing, publishing);
        }
        const std::string guid = "E2YFWLV60W2GCB2" + std::to_string(1'000'000 + sequence);
        add(Source::Wire,
            wire::PublishSent{transactionService(), ChannelName("transactions"), guid,
                              payload(transaction)});
        add(Source::Wire, wire::PubAcked{ChannelName("transactions"), guid, {}});
        if (m_options.bank)
            report(transactionService(), ReportKind::Published, bankReport(transaction));
        deliver({m_now, sequence, transaction, 0});
        while (!m_due.empty() && m_due.front().time <= m_now) {
            const Due due = m_due.front();
            m_due.pop_front();
            deliver(due);
        }
        trouble();
        if (sequence % 16 == 0)
            add(Source::Wire, wire::FramesSeen{64, 0});
    }

    std::string payload(const Transaction& transaction) const
    {
        return m_options.bank ? toPayload(transaction)
                              : "hello " + transaction.id.value().substr(30);
    }

    static Report bankReport(const Transaction& transaction)
    {
        Report report;
        report.transaction = transaction.id;
        report.account = transaction.account;
        report.number = transaction.number;
        report.type = transaction.type;
        report.amount = transaction.amount;
        return report;
    }

    void deliver(const Due& due)
    {
        std::size_t index = random(3);
        // The broker stalls a member that acks nothing.
        for (std::size_t i = 0; i < 3 && m_replicas.at(index).paused && m_due.size() > 50; ++i)
            index = (index + 1) % 3;
        Replica& replica = m_replicas.at(index);
        replica.paused = replica.paused && m_due.size() <= 50;
        add(Source::Wire,
            wire::Delivered{wire::SubscriptionId(replica.subscription), Sequence(due.sequence),
                            due.count > 0, due.count, 0, payload(due.transaction)});
        const bool fails = replica.paused || (due.count < 3 && once(40));
        if (m_options.bank && !replica.paused)
            handle(index, due, fails);
        if (fails)
            m_due.push_back(
                {m_now + std::chrono::seconds(1), due.sequence, due.transaction, due.count + 1});
        else
            add(Source::Wire,
                wire::AckSent{wire::SubscriptionId(replica.subscription), Sequence(due.sequence)});
    }

    void handle(std::size_t index, const Due& due, bool fails)
    {
        Replica& replica = m_replicas.at(index);
        const ClientId name = nameOf(index);
        Report step = bankReport(due.transaction);
        step.handling = ++replica.handling;
        step.sequence = Sequence(due.sequence);
        step.redelivered = due.count > 0;
        report(name, ReportKind::Received, step);
        report(name, ReportKind::Begin, step);
        if (fails) {
            step.text = "database failed";
            report(name, ReportKind::Failed, step);
            return;
        }
        // Naive: whatever comes is applied when the money is there, also a second time.
        std::int64_t& balance = m_balances.at(due.transaction.account.value() == "ann" ? 0 : 1);
        const bool deposit = due.transaction.type == TransactionType::Deposit;
        const std::int64_t amount = due.transaction.amount.value();
        const bool applies = deposit || balance >= amount;
        balance += applies ? (deposit ? amount : -amount) : 0;
        step.outcome = applies ? Outcome::Applied : Outcome::Declined;
        step.balance = Cents(balance);
        step.last = due.transaction.number;
        report(name, ReportKind::Decided, step);
        report(name, ReportKind::Committed, step);
        report(name, ReportKind::Acked, step);
    }

    void trouble()
    {
        const std::size_t index = random(3);
        const ClientId name = nameOf(index);
        Replica& replica = m_replicas.at(index);
        if (once(20))
            add(Source::Wire, wire::HeartbeatSent{name});
        if (once(20))
            add(Source::Wire, wire::HeartbeatAnswered{name});
        if (once(30))
            add(Source::Laboratory, laboratory::Tick{});
        if (once(400)) {
            if (m_options.bank)
                add(Source::Supervisor, process::Ended{name, 0, 9});
            add(Source::Wire, wire::ClientClosed{name});
            start(index);
        } else if (once(300)) {
            replica.paused = !replica.paused;
            if (m_options.bank && replica.paused)
                add(Source::Supervisor, process::Paused{name});
            else if (m_options.bank)
                add(Source::Supervisor, process::Resumed{name});
        } else if (once(900)) {
            add(Source::Wire, wire::TapGap{said("cut off")});
            add(Source::Wire, wire::TapBack{});
        } else if (once(900)) {
            add(Source::Wire, wire::Malformed{Subject("_STAN.pub.lab"), 3, "no field 1"});
            add(Source::Laboratory,
                laboratory::Problem{said("The disk is full."), said("Make room.")});
            add(Source::Laboratory, laboratory::Lesson{static_cast<std::uint32_t>(index + 1)});
            if (m_options.bank)
                add(Source::Laboratory,
                    laboratory::AccountOpened{AccountName("zoe"),
                                              Cents(static_cast<std::int64_t>(index) + 1)});
            add(Source::Supervisor, broker::LogLine{"[INF] a line"});
            if (m_options.bank)
                add(Source::Supervisor, process::StderrLine{name, "warning"});
        }
    }

    Options m_options;
    std::mt19937 m_random;
    std::vector<Event> m_events;
    std::array<Replica, 3> m_replicas;
    std::array<std::int64_t, 2> m_numbers{};
    std::array<std::int64_t, 2> m_balances{};
    std::deque<Due> m_due;
    std::uint64_t m_sequence = 0;
    std::uint32_t m_subscriptions = 0;
    Nanos m_now{1'000'000'000};
};

} // namespace stanscope::test
