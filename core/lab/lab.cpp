#include "core/lab/lab.h"

#include "core/events/command.h"
#include "core/words/words.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::size_t maxBrokerLog = 500;
/// Two pipes are read in any order: a decision may be read before the Accepted that it follows. It
/// waits this long for it, then the transaction counts as a stranger's.
constexpr Nanos maxDefer = std::chrono::milliseconds(300);

} // namespace

Lab::Lab(const laboratory::RunStarted& run, Nanos start, const std::shared_ptr<PagedMemory>& memory)
    : m_history(std::make_shared<History>(memory))
    , m_writer(*m_history)
    , m_messages(m_writer)
    , m_mirror(m_writer, m_messages)
    , m_bank(m_writer, run.accounts, start)
    , m_replicas(m_writer, m_bank)
    , m_run(run)
    , m_now(start)
{
    m_history->start = start;
    if (run.unixNs != 0)
        m_mirror.setUnixEpoch(start - Nanos(run.unixNs));
    if (run.monitored)
        m_check.state = MirrorCheckView::State::Bootstrapping;
    if (run.attached && !run.monitored)
        m_messages.startBlind();
    connectBooks();
}

Lab::~Lab() = default;

std::unique_ptr<Lab> Lab::clone() const
{
    std::unique_ptr<Lab> copy(new Lab(*this));
    copy->m_history = std::make_shared<History>(*m_history);
    copy->m_writer.bind(*copy->m_history);
    copy->m_messages.bind(copy->m_writer);
    copy->m_mirror.bind(copy->m_writer, copy->m_messages);
    copy->m_bank.bind(copy->m_writer);
    copy->m_replicas.bind(copy->m_writer, copy->m_bank);
    copy->connectBooks();
    return copy;
}

void Lab::connectBooks()
{
    m_messages.setOnTransaction(
        [this](const TransactionId& id, std::uint32_t row) { m_bank.stored(id, row); });
    m_mirror.setOnDelivery([this](std::uint32_t row) {
        m_replicas.delivered(row);
        if (m_history->deliveries[row].attempt > 1)
            ++m_redeliveries;
    });
}

void Lab::apply(const Event& event)
{
    ++m_events;
    m_now = std::max(m_now, event.time);
    releaseReports(m_now);
    // Timers are milliseconds apart; a redelivery that is a little early is noted by itself.
    if (m_now - m_advanced >= std::chrono::milliseconds(1)) {
        m_advanced = m_now;
        m_mirror.advance(m_now);
        compareWithBroker();
    }
    std::visit([&](const auto& body) { fold(event, body); }, event.body);
}

void Lab::oddity(Nanos time, const std::string& source, Message what)
{
    const NameId name = m_writer.intern(source);
    const RowRef kept = m_writer.keepPayload(sourceText(what));
    m_history->oddities.append([&](OddityRow& row) {
        row.time = time;
        row.source = name;
        row.text = kept;
    });
    m_tap.lastOddity = message(Code::OfSource, source, std::move(what));
}

/// Whose picture of the broker that frame has moved: nothing can be compared right after.
template <typename Body>
void Lab::touch(Nanos time, const Body& body)
{
    if constexpr (
        std::is_same_v<
            Body,
            wire::
                PublishSent> || std::is_same_v<Body, wire::PubAcked> || std::is_same_v<Body, wire::SubscribeRequested> || std::is_same_v<Body, wire::Subscribed>)
        m_drift.touch(body.channel, time);
    else if constexpr (
        std::is_same_v<
            Body,
            wire::
                Delivered> || std::is_same_v<Body, wire::AckSent> || std::is_same_v<Body, wire::Unsubscribed>)
        m_drift.touch(m_mirror.channelOf(body.subscription), time);
    else if constexpr (
        std::is_same_v<
            Body,
            wire::
                ConnectRequested> || std::is_same_v<Body, wire::ClientConnected> || std::is_same_v<Body, wire::ClientClosed> || std::is_same_v<Body, wire::PingRefused>)
        m_drift.touch({}, time);
}

template <typename Body>
void Lab::fold(const Event& event, const Body& body)
{
    const Nanos time = event.time;
    touch(time, body);
    if constexpr (std::is_same_v<Body, wire::PublishSent>) {
        m_messages.publishSent(time, body);
    } else if constexpr (std::is_same_v<Body, wire::PubAcked>) {
        m_messages.pubAcked(time, body);
        m_mirror.stored(body.channel);
    } else if constexpr (std::is_same_v<Body, wire::TapGap>) {
        tapGap(time, body.why);
    } else if constexpr (std::is_same_v<Body, wire::TapBack>) {
        tapBack(time);
    } else if constexpr (std::is_same_v<Body, wire::TapDenied>) {
        m_tap.denied = body.why;
        oddity(time, "tap", said(body.why));
    } else if constexpr (std::is_same_v<Body, monitor::Answered>) {
        answered(time, body);
    } else if constexpr (std::is_same_v<Body, monitor::Failed>) {
        m_check.state = MirrorCheckView::State::Failed;
        m_check.why = body.why;
    } else if constexpr (std::is_same_v<Body, monitor::Corrected>) {
        for (const MonitoredChannel& channel : body.channels)
            m_messages.adopt(channel.name, channel.first, channel.last, {});
        m_mirror.correct(time, body);
        m_drift.corrected(body);
    } else if constexpr (std::is_same_v<Body, wire::FramesSeen>) {
        m_tap.frames += body.frames;
        m_tap.unknown += body.unknown;
    } else if constexpr (std::is_same_v<Body, wire::Malformed>) {
        ++m_tap.malformed;
        oddity(time, body.subject.value(), said(body.why));
    } else if constexpr (std::is_same_v<Body, wire::ClientRefused>) {
        m_mirror.connectRefused(body.client);
        oddity(time, body.client.value(), message(Code::ConnectRefused, body.error));
    } else if constexpr (std::is_same_v<Body, wire::SubscribeRefused>) {
        oddity(time, body.client.value(), message(Code::SubscribeRefused, body.error));
    } else if constexpr (std::is_same_v<Body, process::Reported>) {
        handOn(time, body);
    } else if constexpr (std::is_same_v<Body, process::BadReport>) {
        ++m_tap.badReports;
        oddity(time, body.name.value(), said(body.why));
    } else if constexpr (std::is_same_v<Body, process::Started>) {
        m_mirror.setDead(body.name, {});
        m_replicas.apply(time, body);
    } else if constexpr (std::is_same_v<Body, laboratory::Tick>) {
        noteHealth(time); // advancing the time has done the rest
    } else if constexpr (std::is_same_v<Body, wire::ClientClosed>) {
        m_knownHealth.erase(body.client); // that is told by itself
        m_mirror.apply(time, body);
    } else if constexpr (std::is_same_v<Body, process::Ended>) {
        m_mirror.setDead(body.name, time);
        m_replicas.apply(time, body);
    } else if constexpr (requires { m_mirror.apply(time, body); }) {
        m_mirror.apply(time, body);
    } else if constexpr (requires { m_replicas.apply(time, body); }) {
        m_replicas.apply(time, body);
    } else if constexpr (std::is_same_v<Body, broker::Changed>) {
        brokerChanged(time, body);
    } else if constexpr (std::is_same_v<Body, broker::LogLine>) {
        m_brokerLog.push_back(body.line);
        if (m_brokerLog.size() > maxBrokerLog)
            m_brokerLog.pop_front();
    } else if constexpr (std::is_same_v<Body, audit::Finished>) {
        m_verdict = {body.verdict, body.violations, body.reason, true};
    } else if constexpr (std::is_same_v<Body, laboratory::Problem>) {
        m_problems.push_back(body);
    } else if constexpr (std::is_same_v<Body, laboratory::Lesson>) {
        m_lesson = m_run.sentenceOf(body.step);
    } else {
        // A run starts with a new Lab.
        static_assert(
            std::is_same_v<
                Body,
                laboratory::
                    RunStarted> || std::is_same_v<Body, wire::ConnectRequested> || std::is_same_v<Body, wire::SubscribeRequested>);
    }
}

void Lab::handOn(Nanos time, const process::Reported& event)
{
    const auto isOfProcess = [&](const Deferred& deferred) {
        return deferred.reported.name == event.name;
    };
    const bool isDecision = event.report.kind == ReportKind::Received
        || event.report.kind == ReportKind::Decided || event.report.kind == ReportKind::Committed;
    const bool waits = isDecision && !event.report.transaction.isNull()
        && !m_bank.knows(event.report.transaction) && m_replicas.find(transactionService());
    // Reports of one process keep their order.
    if (waits || std::any_of(m_deferred.begin(), m_deferred.end(), isOfProcess)) {
        m_deferred.push_back({time, event});
        return;
    }
    m_replicas.apply(event);
    if (event.report.kind == ReportKind::Accepted)
        releaseReports(m_now);
}

void Lab::releaseReports(Nanos now)
{
    if (m_deferred.empty())
        return;
    std::deque<Deferred> kept;
    for (Deferred& deferred : m_deferred) {
        const ClientId& name = deferred.reported.name;
        const TransactionId& id = deferred.reported.report.transaction;
        const bool blocked = std::any_of(kept.begin(), kept.end(), [&](const Deferred& other) {
            return other.reported.name == name;
        });
        const bool ready = id.isNull() || m_bank.knows(id) || deferred.since + maxDefer < now;
        if (blocked || !ready)
            kept.push_back(std::move(deferred));
        else
            m_replicas.apply(deferred.reported);
    }
    m_deferred = std::move(kept);
}

void Lab::brokerChanged(Nanos time, const broker::Changed& event)
{
    const bool wasDown = m_broker.state != broker::State::Running;
    const bool isUp = event.state == broker::State::Running;
    const bool restarted = m_broker.pid != 0 && event.pid != m_broker.pid;
    if (isUp && wasDown && m_broker.pid != 0) {
        const bool keptStore = event.options.store == StoreKind::File;
        m_drift.reset();
        if (restarted && !keptStore)
            m_messages.forgetStore();
        m_mirror.brokerRuns(time, restarted, keptStore);
    } else if (!isUp && !wasDown) {
        m_mirror.brokerStopped();
    }
    const bool wasUp = m_broker.pid != 0;
    const bool isOut = event.state == broker::State::Paused || event.state == broker::State::Dead
        || (event.state == broker::State::Off && wasUp);
    if (isOut && !m_outage) {
        m_outage = m_history->bands.append([&](BandRow& band) {
            band.kind = BandKind::Outage;
            band.from = time;
        });
    } else if (isUp && m_outage) {
        m_history->bands.edit(*m_outage).until.set(time.count());
        m_outage.reset();
    }
    const std::int64_t pid = event.pid != 0 ? event.pid : m_broker.pid;
    m_broker.state = event.state;
    m_broker.pid = pid;
    m_broker.port = event.port;
    m_broker.monitorPort = event.monitorPort;
    m_broker.clusterId = event.clusterId;
    m_broker.options = event.options;
    m_broker.error = event.error;
    m_mirror.setHeartbeats(event.options);
}

} // namespace stanscope
