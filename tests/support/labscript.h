#pragma once

#include "core/events/command.h"
#include "core/lab/lab.h"

#include <QString>
#include <QStringList>

#include <string>

namespace stanscope::test {

/// Feeds a Lab event by event, with times in milliseconds, and prints what it made of them as
/// lines.
class LabScript
{
public:
    explicit LabScript(std::vector<laboratory::Account> accounts = {{AccountName("ann"), Cents(0)}})
        : m_lab(laboratory::RunStarted{ChannelName("transactions"), std::move(accounts)}, Nanos{})
    {
    }

    explicit LabScript(const laboratory::RunStarted& run)
        : m_lab(run, Nanos{})
    {
    }

    Lab& lab() { return m_lab; }
    LabScript& at(double ms)
    {
        m_now = std::chrono::duration_cast<Nanos>(std::chrono::duration<double, std::milli>(ms));
        return *this;
    }
    template <typename Body>
    LabScript& event(Source source, Body body)
    {
        m_lab.apply(Event{m_now, source, EventBody(std::move(body))});
        return *this;
    }
    LabScript& tick() { return event(Source::Laboratory, laboratory::Tick{}); }

    /// Our own broker, whose settings are known: it asks every second, waits a second for the
    /// answer and drops who misses two.
    LabScript& runBroker()
    {
        broker::Changed running;
        running.state = broker::State::Running;
        running.pid = 7;
        running.options.heartbeatIntervalSeconds = 1;
        running.options.heartbeatTimeoutSeconds = 1;
        running.options.heartbeatFailures = 1;
        return event(Source::Supervisor, running);
    }

    LabScript& connect(const char* client)
    {
        return event(Source::Wire, wire::ClientConnected{ClientId(client), Subject("_INBOX.hb")});
    }
    LabScript& subscribe(std::uint32_t id, const char* client, int ackWaitSeconds,
                         const char* group = "account", const char* durable = "",
                         int maxInflight = 16)
    {
        wire::Subscribed subscribed;
        subscribed.subscription = wire::SubscriptionId(id);
        subscribed.client = ClientId(client);
        subscribed.channel = ChannelName("transactions");
        subscribed.queueGroup = group;
        subscribed.durable = durable;
        subscribed.maxInflight = maxInflight;
        subscribed.ackWaitSeconds = ackWaitSeconds;
        subscribed.start = 4;
        return event(Source::Wire, subscribed);
    }
    LabScript& publish(const std::string& guid, const std::string& payload = "x")
    {
        return event(
            Source::Wire,
            wire::PublishSent{transactionService(), ChannelName("transactions"), guid, payload});
    }
    LabScript& puback(const std::string& guid, const std::string& error = {})
    {
        return event(Source::Wire, wire::PubAcked{ChannelName("transactions"), guid, error});
    }
    LabScript& deliver(std::uint32_t subscription, std::uint64_t sequence, std::uint32_t count = 0,
                       const std::string& payload = "x")
    {
        return event(Source::Wire,
                     wire::Delivered{wire::SubscriptionId(subscription), Sequence(sequence),
                                     count > 0, count, 0, payload});
    }
    LabScript& ack(std::uint32_t subscription, std::uint64_t sequence)
    {
        return event(Source::Wire,
                     wire::AckSent{wire::SubscriptionId(subscription), Sequence(sequence)});
    }
    LabScript& start(const char* name, process::Role role = process::Role::Account)
    {
        event(Source::Supervisor, process::Started{ClientId(name), role, 1, {}});
        Report ready;
        ready.kind = ReportKind::Ready;
        return report(name, ready);
    }
    LabScript& end(const char* name, int signal)
    {
        return event(Source::Supervisor, process::Ended{ClientId(name), 0, signal});
    }
    LabScript& report(const char* name, Report report)
    {
        report.time = m_now;
        if (m_muted)
            return *this;
        return event(Source::Report, process::Reported{ClientId(name), report});
    }
    void mute() { m_muted = true; }

    /// "account-1 seq 1 attempt 1: 10..1010 expired→account-2 (deadline 1010)", one line a
    /// delivery.
    QStringList deliveries() const
    {
        QStringList lines;
        const History& history = *m_lab.history();
        for (std::size_t i = 0; i < history.deliveries.size(); ++i) {
            const DeliveryRow& row = history.deliveries[i];
            QString line =
                QStringLiteral("%1 seq %2 attempt %3: %4..%5 %6")
                    .arg(text(history.name(row.client)))
                    .arg(row.sequence.value())
                    .arg(row.attempt)
                    .arg(ms(row.deliveredAt.count()), ms(row.endedAt.get()), word(row.end.get()));
            if (row.other.get())
                line += QStringLiteral("→") + text(history.name(row.other.get()));
            line += QStringLiteral(" (deadline %1)").arg(ms(row.deadline.get()));
            if (row.unseen.get())
                line += QStringLiteral(" unseen");
            lines << line;
        }
        return lines;
    }

    /// "account/a (offline) last 5 pending 3: 1 4 ?, stalled", one line a subscription; `?` is one
    /// whose sequence is not known.
    QStringList pending() const
    {
        QStringList lines;
        for (const MirrorState::Channel& channel : m_lab.mirrorState().channels)
            for (const MirrorState::Subscription& one : channel.subscriptions) {
                QString line = text(one.queueName)
                    + (one.queueName.empty() ? QString() : QStringLiteral("/"))
                    + text(one.client.value())
                    + (one.offline ? QStringLiteral(" (offline)") : QString());
                line += QStringLiteral(" last %1 pending %2")
                            .arg(one.lastSent.value())
                            .arg(one.pending);
                line += one.outstanding.empty() ? QString() : QStringLiteral(":");
                for (const MirrorState::Outstanding& entry : one.outstanding)
                    line += entry.sequence ? QStringLiteral(" %1").arg(entry.sequence->value())
                                           : QStringLiteral(" ?");
                lines << (one.stalled ? line + QStringLiteral(", stalled") : line);
            }
        return lines;
    }

    static QString text(const std::string& value) { return QString::fromStdString(value); }

private:
    static QString ms(std::int64_t nanos)
    {
        return nanos == 0 ? QString() : QString::number(nanos / 1'000'000);
    }
    static QString word(DeliveryEnd end)
    {
        switch (end) {
        case DeliveryEnd::Running:
            return QStringLiteral("running");
        case DeliveryEnd::Acked:
            return QStringLiteral("acked");
        case DeliveryEnd::Expired:
            return QStringLiteral("expired");
        case DeliveryEnd::Transferred:
            return QStringLiteral("transferred");
        case DeliveryEnd::SettledByLateAck:
            return QStringLiteral("settled-by-late-ack");
        case DeliveryEnd::SentToDead:
            return QStringLiteral("sent-to-dead");
        case DeliveryEnd::Dropped:
            return QStringLiteral("dropped");
        case DeliveryEnd::Evicted:
            return QStringLiteral("evicted");
        case DeliveryEnd::Unknown:
            return QStringLiteral("unknown");
        }
        return {};
    }

    Lab m_lab;
    Nanos m_now{};
    bool m_muted = false;
};

} // namespace stanscope::test
