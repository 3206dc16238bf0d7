#include "testkit/bench.h"

#include "core/scenario/scenariolook.h"
#include "core/scenario/servicefailure.h"
#include "core/words/words.h"
#include "testkit/convert.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace stanscope::testkit {

namespace {

constexpr std::size_t keptEvents = 100'000;
/// How often a condition is looked at that no event announces.
constexpr auto lookInterval = std::chrono::milliseconds(10);

QJsonObject objectOf(const std::string& json)
{
    return QJsonDocument::fromJson(
               QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())))
        .object();
}

std::string textIn(const QJsonObject& object, QLatin1StringView key)
{
    return object.value(key).toString().toStdString();
}

Event eventFrom(EventLog::Line line, std::uint64_t number)
{
    const QJsonObject object = objectOf(line.json);
    using namespace Qt::StringLiterals;
    Event event;
    event.number = number;
    event.type = textIn(object, "type"_L1);
    event.client = textIn(object, "client"_L1);
    if (event.client.empty())
        event.client = textIn(object, "process"_L1);
    event.channel = textIn(object, "channel"_L1);
    event.sequence = static_cast<std::uint64_t>(object.value("seq"_L1).toInteger());
    event.attempt = static_cast<std::uint32_t>(object.value("attempt"_L1).toInteger());
    event.lateBy = object.value("late_by"_L1).toDouble();
    event.text = std::move(line.text);
    event.json = std::move(line.json);
    return event;
}

std::string sentenceOf(const laboratory::Problem& problem)
{
    const std::string remedy = sourceText(problem.remedy);
    return sourceText(problem.message) + (remedy.empty() ? "" : " " + remedy);
}

std::uint64_t lastProblem(const Snapshot& snapshot)
{
    return snapshot.problems.empty() ? 0 : snapshot.problems.back().number;
}

} // namespace

Bench::Bench(const LabOptions& options, Reporter reporter)
    : m_application(Application::share())
    , m_options(options)
    , m_reporter(std::move(reporter))
    , m_laboratory(std::make_unique<Laboratory>())
{
    QObject::connect(m_laboratory.get(), &Laboratory::ended, m_laboratory.get(),
                     [this](RunEnd end, const QString& why) {
                         if (end != RunEnd::Finished)
                             m_notStarted = why.toStdString();
                     });
}

Bench::~Bench()
{
    end();
}

void Bench::begin(Where where)
{
    RunOptions run = runOptionsOf(m_options);
    run.sinks.push_back(m_log);
    beginRecording(run);
    m_laboratory->start(run);
    await(
        "the laboratory to be up", [this](const Snapshot& snapshot) { return begun(snapshot); },
        where);
}

void Bench::end()
{
    if (!m_laboratory)
        return;
    m_last = m_laboratory->snapshot();
    m_laboratory.reset();
    if (!m_failure && !m_recordingFile.empty())
        std::remove(m_recordingFile.c_str());
    m_application.reset();
}

Progress Bench::begun(const Snapshot& snapshot) const
{
    if (m_notStarted)
        return Progress::hopeless(*m_notStarted);
    return Progress::of(!m_laboratory->isPlaying()
                        && snapshot.broker.state == broker::State::Running
                        && (!hasBank() || snapshot.transactionService.everReady));
}

bool Bench::await(const std::string& what, const Look& look, Where where)
{
    if (!isUsable())
        return false;
    // Nothing else may come that would end the wait below.
    QTimer tick;
    tick.start(lookInterval);
    const QDeadlineTimer limit(m_options.patience);
    for (;;) {
        const Progress progress = look(*snapshot());
        switch (progress.kind) {
        case Progress::Kind::Met:
            return true;
        case Progress::Kind::Hopeless:
            fail("waited for " + what, progress.why, where);
            return false;
        case Progress::Kind::Waiting:
            break;
        }
        if (limit.hasExpired()) {
            const auto seconds =
                std::chrono::duration_cast<std::chrono::seconds>(m_options.patience);
            fail("waited for " + what, "not within " + std::to_string(seconds.count()) + " s",
                 where);
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

bool Bench::carryOut(const Command& command, const std::string& what, const Look& look, Where where)
{
    if (!isUsable())
        return false;
    const std::uint64_t known = lastProblem(*snapshot());
    execute(command);
    return await(
        what,
        [&](const Snapshot& shown) {
            Progress progress = look(shown);
            if (progress.kind == Progress::Kind::Waiting && lastProblem(shown) > known)
                return Progress::hopeless(sentenceOf(shown.problems.back().problem));
            return progress;
        },
        where);
}

void Bench::execute(const Command& command)
{
    if (isUsable())
        m_laboratory->execute(command);
}

std::shared_ptr<const Snapshot> Bench::snapshot() const
{
    return m_laboratory ? m_laboratory->snapshot() : m_last;
}

const std::deque<Event>& Bench::events()
{
    for (EventLog::Line& line : m_log->take())
        m_events.push_back(eventFrom(std::move(line), ++m_eventCount));
    while (m_events.size() > keptEvents)
        m_events.pop_front();
    return m_events;
}

std::vector<std::string> Bench::outputOf(const std::string& name)
{
    std::vector<std::string> lines;
    for (const Event& event : events()) {
        if (event.type == "stderr" && event.client == name)
            lines.push_back(textIn(objectOf(event.json), QLatin1StringView("line")));
    }
    return lines;
}

std::string Bench::brokerUrl() const
{
    return m_laboratory ? m_laboratory->brokerUrlWithToken().toStdString() : std::string();
}

std::string Bench::spawn(const command::SpawnReplicas& command, const std::string& what,
                         Ready ready, Where where)
{
    if (!isUsable())
        return {};
    std::set<std::string> known;
    for (const ReplicaView& replica : snapshot()->replicas)
        known.insert(replica.name.value());
    std::string name;
    const auto look = [&](const Snapshot& shown) {
        for (const ReplicaView& replica : shown.replicas) {
            if (!replica.process || known.contains(replica.name.value()))
                continue;
            name = replica.name.value();
            if (const auto failure = failureOf(replica); failure && ready != Ready::Started)
                return Progress::hopeless(sourceText(*failure));
            return Progress::of(isUp(shown, name, ready));
        }
        return Progress{};
    };
    if (!carryOut(command, what, look, where))
        return {};
    m_ready[name] = ready;
    return name;
}

Ready Bench::readyOf(const std::string& name) const
{
    const auto found = m_ready.find(name);
    // The transaction service subscribes to nothing; that it is ready it says itself.
    return found == m_ready.end() ? Ready::Connected : found->second;
}

bool isUp(const Snapshot& snapshot, const std::string& name, Ready ready)
{
    using namespace scenariolook;
    const ClientId client(name);
    const ReplicaView* replica = find(snapshot, client);
    if (!replica || replica->pid == 0)
        return false;
    switch (ready) {
    case Ready::Subscribed:
        return isLive(*replica) && replica->everReady && hasSubscribed(snapshot, client);
    case Ready::Connected:
        return isRegistered(snapshot, client);
    case Ready::Started:
        break;
    }
    return true;
}

} // namespace stanscope::testkit
