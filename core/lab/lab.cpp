#include "core/lab/lab.h"

#include "core/events/command.h"
#include "core/words/words.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t mostProblems = 100;

} // namespace

Lab::Lab(const laboratory::RunStarted& run, Nanos start, const std::shared_ptr<PagedMemory>& memory)
    : m_history(std::make_shared<History>(memory))
    , m_texts(*m_history)
    , m_brokerWriter(m_texts, *m_history, m_history->changes)
    , m_ledgerWriter(m_texts, *m_history, m_history->changes)
    , m_fleetWriter(m_texts, *m_history, m_history->changes)
    , m_joinWriter(*m_history)
    , m_run(std::make_shared<laboratory::RunStarted>(run))
    , m_broker(m_brokerWriter, run, start, hooks())
    , m_bank(m_ledgerWriter, run.accounts, start)
    , m_fleet(m_fleetWriter)
    , m_join(m_joinWriter)
    , m_bands(m_joinWriter)
    , m_now(start)
{
    m_history->start = start;
}

Lab::Lab(const Lab& other)
    : m_history(std::make_shared<History>(*other.m_history))
    , m_texts(other.m_texts, *m_history)
    , m_brokerWriter(m_texts, *m_history, m_history->changes)
    , m_ledgerWriter(m_texts, *m_history, m_history->changes)
    , m_fleetWriter(m_texts, *m_history, m_history->changes)
    , m_joinWriter(*m_history)
    , m_run(other.m_run)
    , m_broker(other.m_broker, m_brokerWriter, hooks())
    , m_bank(other.m_bank, m_ledgerWriter)
    , m_fleet(other.m_fleet, m_fleetWriter)
    , m_join(other.m_join, m_joinWriter)
    , m_bands(other.m_bands, m_joinWriter)
    , m_badReports(other.m_badReports)
    , m_lastOddity(other.m_lastOddity)
    , m_audit(other.m_audit)
    , m_audits(other.m_audits)
    , m_lesson(other.m_lesson)
    , m_steps(other.m_steps)
    , m_problems(other.m_problems)
    , m_problemsFound(other.m_problemsFound)
    , m_deferred(other.m_deferred)
    , m_hasLane(other.m_hasLane)
    , m_subscribersSeen(other.m_subscribersSeen)
    , m_events(other.m_events)
    , m_now(other.m_now)
    , m_advanced(other.m_advanced)
{
}

Lab::~Lab() = default;

std::unique_ptr<Lab> Lab::clone() const
{
    return std::unique_ptr<Lab>(new Lab(*this));
}

BrokerFold::Hooks Lab::hooks()
{
    return {[this](std::uint32_t row, std::string_view payload) { hasPayload(row, payload); },
            [this](std::uint32_t row) { delivered(row); },
            [this](Nanos time, const std::string& source, const Message& what) {
                oddity(time, source, what);
            },
            [this](const ClientId& client) {
                return m_fleet.find(client) || m_fleet.isForgotten(client);
            },
            [this](const NoticeRow& notice) {
                // What somebody should mend; our own lessons do such things on purpose.
                if (m_run->attached && !notice.remedy.empty())
                    problem(notice.time, {notice.what, notice.remedy});
            }};
}

void Lab::apply(const Event& event)
{
    ++m_events;
    m_history->changes.nextEvent();
    m_now = std::max(m_now, event.time);
    releaseReports(m_now);
    // Timers are milliseconds apart; a redelivery that is a little early is noted by itself.
    if (m_now - m_advanced >= std::chrono::milliseconds(1) || m_broker.isDue(m_now)) {
        m_advanced = m_now;
        m_broker.advance(m_now);
        m_bank.advance(m_now);
        enterLedger();
    }
    std::visit([&](const auto& body) { fold(event, body); }, event.body);
    addSubscribers();
}

void Lab::oddity(Nanos time, const std::string& source, const Message& what)
{
    const NameId name = m_texts.intern(source);
    const RowRef kept = m_texts.keepPayload(sourceText(what));
    m_history->oddities.append([&](OddityRow& row) {
        row.time = time;
        row.source = name;
        row.text = kept;
    });
    m_lastOddity = message(Code::OfSource, source, what);
}

void Lab::problem(Nanos time, const laboratory::Problem& problem)
{
    m_problems.push_back({++m_problemsFound, time, problem});
    if (m_problems.size() > mostProblems)
        m_problems.pop_front();
}

template <typename Body>
void Lab::fold(const Event& event, const Body& body)
{
    const Nanos time = event.time;
    if constexpr (requires { m_broker.apply(time, body); }) {
        const std::size_t gaps = m_broker.gaps().size();
        const bool wasLeaderless = m_broker.isLeaderless();
        m_broker.apply(time, body);
        if (m_broker.isLeaderless() && !wasLeaderless)
            m_bands.begin(BandKind::Outage, time);
        else if (wasLeaderless && !m_broker.isLeaderless())
            m_bands.end(BandKind::Outage, time);
        if constexpr (std::is_same_v<Body, wire::Subscribed>)
            m_fleet.subscribed(body.client);
        if constexpr (std::is_same_v<Body, monitor::Answered>)
            if (m_broker.gaps().size() > gaps) { // what seemed an outage was one
                m_bands.begin(BandKind::TapGap, m_broker.gaps().back().from);
                m_bands.end(BandKind::TapGap, m_broker.gaps().back().until.value_or(time));
            }
        if constexpr (std::is_same_v<Body, wire::TapGap>)
            if (!m_broker.tap().outage)
                m_bands.begin(BandKind::TapGap, time);
        if constexpr (std::is_same_v<Body, wire::TapBack>)
            m_bands.end(BandKind::TapGap, time);
    } else if constexpr (requires { m_fleet.apply(time, body); }) {
        m_fleet.apply(time, body);
        if constexpr (requires { lifeChanged(time, body); })
            lifeChanged(time, body);
    } else if constexpr (std::is_same_v<Body, process::Reported>) {
        handOn(time, body);
    } else if constexpr (std::is_same_v<Body, process::BadReport>) {
        ++m_badReports;
        oddity(time, body.name.value(), said(body.why));
    } else if constexpr (std::is_same_v<Body, broker::Changed>) {
        apply(time, body);
    } else if constexpr (std::is_same_v<Body, broker::LogLine>) {
        m_fleet.nodes().apply(body);
    } else if constexpr (std::is_same_v<Body, audit::Finished>) {
        m_audit = body;
        ++m_audits;
    } else if constexpr (std::is_same_v<Body, audit::Unreported>) {
        unreported(body);
    } else if constexpr (std::is_same_v<Body, laboratory::AccountOpened>) {
        m_bank.open(time, {body.name, body.opening});
    } else if constexpr (std::is_same_v<Body, laboratory::Problem>) {
        problem(time, body);
    } else if constexpr (std::is_same_v<Body, laboratory::Lesson>) {
        m_lesson = m_run->sentenceOf(body.step);
        m_steps.push_back({body.step, time, {}});
    } else if constexpr (std::is_same_v<Body, laboratory::StepReached>) {
        // One that says nothing is no step of the lesson.
        if (!m_steps.empty() && m_steps.back().step == body.step)
            m_steps.back().reached = body.at;
    } else {
        static_assert(std::is_same_v<Body, laboratory::RunStarted>); // a run starts with a new Lab
    }
}

void Lab::lifeChanged(Nanos time, const process::Started& event)
{
    m_broker.setDead(event.name, {});
    const NameId lane = m_texts.intern(event.name.value());
    m_join.forget(lane);
    m_bands.endOf(lane, time);
    addLane(event.name);
}

void Lab::lifeChanged(Nanos time, const process::Ended& event)
{
    m_broker.setDead(event.name, time);
    if (!m_fleet.find(event.name))
        return; // the broker, or what never started
    const NameId lane = m_texts.intern(event.name.value());
    m_join.forget(lane);
    m_bands.beginOf(lane, BandKind::Dead, time, event.signal == 0 && event.exitCode == 0);
}

void Lab::lifeChanged(Nanos time, const process::Paused& event)
{
    if (m_fleet.find(event.name))
        m_bands.beginOf(m_texts.intern(event.name.value()), BandKind::Paused, time);
}

void Lab::lifeChanged(Nanos time, const process::Resumed& event)
{
    const Fleet::Process* process = m_fleet.find(event.name);
    if (!process)
        return;
    const NameId lane = m_texts.intern(event.name.value());
    if (process->held)
        m_bands.beginOf(lane, BandKind::Held, time);
    else
        m_bands.endOf(lane, time);
}

void Lab::lifeChanged(Nanos time, const process::Held& event)
{
    const Fleet::Process* process = m_fleet.find(event.name);
    if (process && process->view.state == ReplicaState::Held)
        m_bands.beginOf(m_texts.intern(event.name.value()), BandKind::Held, time);
}

void Lab::lifeChanged(Nanos time, const process::Released& event)
{
    const Fleet::Process* process = m_fleet.find(event.name);
    if (process && process->view.state != ReplicaState::Paused)
        m_bands.endOf(m_texts.intern(event.name.value()), time);
}

void Lab::lifeChanged(Nanos time, const process::Forgotten& event)
{
    m_bands.endOf(m_texts.intern(event.name.value()), time);
}

void Lab::hasPayload(std::uint32_t message, std::string_view payload)
{
    if (!hasBank() || payload.empty() || payload.front() != '{')
        return;
    const auto transaction = fromPayload(payload);
    if (!transaction)
        return;
    MessageMeaning& meaning = m_joinWriter.editMeaning(message);
    meaning.account.set(m_texts.intern(transaction->account.value()));
    meaning.number.set(transaction->number.value());
    meaning.type.set(transaction->type);
    meaning.amount.set(transaction->amount.value());
    if (const RowRef row = m_bank.stored(transaction->id, message + 1))
        meaning.transaction.set(row);
}

void Lab::delivered(std::uint32_t delivery)
{
    const DeliveryRow& row = m_history->deliveries[delivery];
    const Fleet::Process* process = m_fleet.findLane(row.client);
    if (!process)
        return;
    m_fleet.delivered(row.client, row.attempt > 1);
    if (process::reportsNothing(process->view.role))
        return; // no report will tell of it
    m_join.delivered(delivery, process->view.state != ReplicaState::Dead);
}

void Lab::apply(Nanos time, const broker::Changed& event)
{
    const BrokerNodes::Turn turn = m_fleet.nodes().apply(time, event);
    if (turn.runsAgain)
        m_broker.brokerRuns(time, turn.restarted, event.options.store == StoreKind::File);
    else if (turn.stopped)
        m_broker.brokerStopped();
    if (turn.isEnding) {
        m_broker.brokerEnds(time);
        if (m_broker.tap().outage)
            m_bands.takeBack(BandKind::TapGap);
    }
    if (turn.isOut)
        m_bands.begin(BandKind::Outage, time);
    else if (turn.isUp)
        m_bands.end(BandKind::Outage, time);
    m_broker.setHeartbeats(event.options);
}

void Lab::addLane(const ClientId& client)
{
    const NameId lane = m_texts.intern(client.value());
    if (m_hasLane.insert(lane).second)
        m_history->lanes.append([lane](NameId& row) { row = lane; });
}

/// By first appearance, whatever event made them known.
void Lab::addSubscribers()
{
    const auto& subscribers = m_broker.mirror().subscribers();
    while (m_subscribersSeen < subscribers.size())
        addLane(subscribers[m_subscribersSeen++]);
}

} // namespace stanscope
