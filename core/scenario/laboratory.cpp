#include "core/scenario/laboratory.h"

#include "core/attach/publisher.h"
#include "core/capture/sessioncapture.h"
#include "core/conductor/conductor.h"
#include "core/engine/brokerobserver.h"
#include "core/engine/engine.h"
#include "core/scenario/auditdesk.h"
#include "core/scenario/scenariorunner.h"
#include "core/scenario/servicefailure.h"
#include "core/words/words.h"

#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace stanscope {

namespace {

/// One frame of a 60 Hz display.
constexpr auto frameTime = 16ms;

std::shared_ptr<const Snapshot> nothingYet()
{
    auto snapshot = emptySnapshot();
    snapshot->channel = bankChannel();
    return snapshot;
}

ReplicaOptions replicaOptionsOf(const RunOptions& options)
{
    ReplicaOptions replica = options.scenario.replica;
    replica.handler = options.handler.value_or(replica.handler);
    replica.ackWaitSeconds = options.ackWaitSeconds.value_or(replica.ackWaitSeconds);
    return replica;
}

} // namespace

ChannelName bankChannel()
{
    return ChannelName("transactions");
}

std::string bankCluster()
{
    return "stanscope";
}

struct Laboratory::Private
{
    enum class Phase
    {
        Off,
        StartingBroker,
        ConnectingTap,
        StartingTransactions,
        Playing,
        Settling, ///< all steps played; the settled audit is to come
        GivingUp, ///< it took too long; the last audit is to come
        Judging, ///< it has come; it is to be seen in a snapshot
        Free, ///< nothing is waited for
    };

    explicit Private(Laboratory* laboratory)
        : q(laboratory)
        , shown(nothingYet())
    {
    }

    void begin(const RunOptions& options);
    void endRun();
    void brokerChanged(const broker::Changed& status);
    void connectTap();
    void observe();
    void play(const Snapshot& snapshot);
    void look(const std::shared_ptr<const Snapshot>& snapshot);
    void advance(const Snapshot& snapshot);
    bool failedService(const Snapshot& snapshot);
    void execute(const Command& command);
    void playOut(const Command& command);
    void publish(const command::Publish& message);
    void judged(const audit::Finished& finished, bool settled);
    void giveUp();
    void conclude(const Message& why, const Message& remedy);
    void enter(Phase next);
    void end(RunEnd how, const Message& why, const Message& remedy = {});
    bool isVisible(const Snapshot& snapshot) const;
    void post(Source source, EventBody body);
    Laboratory* q;
    Engine engine;
    std::unique_ptr<BrokerObserver> observer;
    SessionCapture session;
    std::unique_ptr<Conductor> conductor;
    AuditDesk audits;
    std::unique_ptr<Publisher> publisher; ///< of what does not come from the bank
    std::unique_ptr<ScenarioRunner> runner;
    std::shared_ptr<const Snapshot> shown;
    QTimer nextFrame;
    QTimer patience;
    Phase phase = Phase::Off;
    unsigned run = 0;
    bool hasBank = true; ///< else there are listeners only
    bool lesson = false; ///< it has an end; free play has none
    Nanos began{};
    std::int64_t brokerPid = 0; ///< of the last one that was started
    ReplicaOptions replica;
    std::string replicaCommand; ///< RunOptions::replicaCommand
    std::chrono::milliseconds margin{}; ///< over (messages + 1) x AckWait
    std::uint64_t audited = 0; ///< verdicts posted in this run
    bool isSettled = false; ///< the last one is the last word, if nothing else has happened
    bool tellsMoments = false; ///< a step is told when it is reached, not when it begins
    std::vector<std::string> told; ///< what each step says, in the language of this run
    RunEnd judgedEnd = RunEnd::Finished; ///< how the run ends when its verdict is seen
    Message judgedWhy;
    Message judgedRemedy;
};

Laboratory::Laboratory(QObject* parent)
    : Session(parent)
    , d(std::make_unique<Private>(this))
{
    d->nextFrame.setSingleShot(true);
    d->nextFrame.setInterval(frameTime);
    d->nextFrame.setTimerType(Qt::PreciseTimer);
    d->patience.setSingleShot(true);
    connect(&d->nextFrame, &QTimer::timeout, &d->engine, &Engine::requestSnapshot);
    connect(&d->patience, &QTimer::timeout, this, [this] { d->giveUp(); });
    connect(&d->engine, &Engine::snapshotReady, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) { d->look(snapshot); });
    connect(&d->engine, &Engine::runEnded, this, &Laboratory::streamEnded);
    connect(&d->audits, &AuditDesk::finished, this,
            [this](const audit::Finished& verdict, bool settled) { d->judged(verdict, settled); });
    connect(&d->audits, &AuditDesk::unreported, this, [this](const audit::Unreported& found) {
        if (d->phase != Private::Phase::Off)
            d->post(Source::Auditor, found);
    });
}

Laboratory::~Laboratory()
{
    Laboratory::shutDown();
}

void Laboratory::setMemory(std::shared_ptr<PagedMemory> memory)
{
    d->engine.setMemory(std::move(memory));
}

void Laboratory::start(const RunOptions& options)
{
    shutDown();
    d->begin(options);
}

void Laboratory::shutDown()
{
    d->endRun();
}

void Laboratory::addSink(std::shared_ptr<EventSink> sink)
{
    d->engine.addSink(std::move(sink));
}

void Laboratory::removeSink(std::shared_ptr<EventSink> sink)
{
    d->engine.removeSink(std::move(sink));
}

QString Laboratory::sessionFile() const
{
    return d->session.file();
}

Abilities Laboratory::abilities() const
{
    const bool running = isRunning();
    return {.isLive = running,
            .isPlaying = isPlaying(),
            .takesCommands = running,
            .hasBank = d->hasBank};
}

void Laboratory::execute(const Command& command)
{
    if (d->conductor)
        d->execute(command);
    else
        d->post(Source::Laboratory,
                laboratory::Problem{message(Code::NotRunning), message(Code::PressRun)});
}

bool Laboratory::isRunning() const
{
    return d->phase != Private::Phase::Off;
}

bool Laboratory::isPlaying() const
{
    return d->phase != Private::Phase::Off && d->phase != Private::Phase::Free;
}

QString Laboratory::brokerUrlWithToken() const
{
    const BrokerProcess* broker = d->conductor ? d->conductor->broker() : nullptr;
    if (!broker || broker->status().state != broker::State::Running)
        return {};
    return QStringLiteral("nats://%1@127.0.0.1:%2").arg(broker->token()).arg(broker->status().port);
}

QString Laboratory::directory() const
{
    return d->conductor ? d->conductor->runDirectory() : QString();
}

std::chrono::milliseconds Laboratory::patienceLeft() const
{
    return d->patience.isActive() ? d->patience.remainingTimeAsDuration()
                                  : std::chrono::milliseconds(0);
}

QString Laboratory::accountDatabase() const
{
    return d->conductor ? d->conductor->accountDatabase() : QString();
}

QString Laboratory::transactionDatabase() const
{
    return d->conductor ? d->conductor->transactionDatabase() : QString();
}

std::shared_ptr<const Snapshot> Laboratory::snapshot() const
{
    return d->shown;
}

void Laboratory::Private::post(Source source, EventBody body)
{
    engine.post({monotonicNow(), source, std::move(body)});
}

void Laboratory::Private::begin(const RunOptions& options)
{
    ++run;
    began = monotonicNow();
    shown = nothingYet(); // what was shown is of the run before
    replica = replicaOptionsOf(options);
    replicaCommand = options.replicaCommand;
    audited = 0;
    isSettled = false;
    judgedEnd = RunEnd::Finished;
    judgedWhy = {};
    judgedRemedy = {};
    margin = options.patience;
    lesson = options.scenario.isLesson();
    hasBank = !options.scenario.accounts.empty();
    runner = std::make_unique<ScenarioRunner>(
        options.scenario, replica, options.replicas.value_or(options.scenario.replicas),
        ScenarioRunner::Hooks{[this](const Command& command) { playOut(command); },
                              [this](std::uint32_t step) {
                                  post(Source::Laboratory, laboratory::Lesson{step});
                                  if (!tellsMoments)
                                      emit q->stepped(QString::fromStdString(told.at(step - 1)));
                              },
                              [this] { return conductor->newFaultId(); },
                              [this](std::uint32_t step, Nanos at) {
                                  post(Source::Laboratory, laboratory::StepReached{step, at});
                                  if (const std::string& text = told.at(step - 1);
                                      tellsMoments && !text.empty())
                                      emit q->stepped(QString::fromStdString(text));
                              }},
        options.seed);

    laboratory::RunStarted started{.channel = bankChannel(),
                                   .accounts = options.scenario.accounts,
                                   .title = options.scenario.title.english(),
                                   .cluster = bankCluster(),
                                   .scenario = options.scenario.file};
    tellsMoments = options.scenario.group.has_value();
    told.clear();
    for (const ScenarioStep& step : options.scenario.steps) {
        started.sentences.push_back(step.say.english(replica.handler));
        told.push_back(step.say.textFor(options.language, replica.handler));
    }
    engine.beginRun(std::move(started), session.begin(options.sinks));
    engine.requestSnapshot();
    observe();
    conductor = std::make_unique<Conductor>(
        Conductor::Sinks{[this](Event event) { engine.post(std::move(event)); },
                         [this](ClientId process, std::string line) {
                             engine.postReportLine(std::move(process), std::move(line));
                         }});
    connect(conductor.get(), &Conductor::brokerChanged, q,
            [this](const broker::Changed& status) { brokerChanged(status); });
    connect(conductor.get(), &Conductor::serviceEnded, q,
            [this](const ClientId&, int, int, const QString& error) {
                // What ran and failed is judged by what it said; see failedService.
                if (!error.isEmpty()
                    && (phase == Phase::StartingTransactions || runner->isSpawning()))
                    end(RunEnd::ServiceFailed, said(error.toStdString()));
            });
    enter(Phase::StartingBroker);
    if (const auto refused = options.scenario.refuses(options.bankDatabase())) {
        end(RunEnd::BrokerUnavailable, said(refused->text + '.'), said(refused->remedy));
        return;
    }
    if (!options.databasePassword.empty()) // where libpq, and every service, looks for it
        qputenv("PGPASSWORD", QByteArray::fromStdString(options.databasePassword));
    const auto begun =
        conductor->begin({bankCluster(), bankChannel(), options.scenario.accounts,
                          options.scenario.broker.value_or(options.broker),
                          /*holdsServices=*/true, options.scenario.publishing, options.database});
    audits.begin(conductor->accountDatabase().toStdString(),
                 conductor->transactionDatabase().toStdString());
    if (!begun && phase == Phase::StartingBroker)
        end(RunEnd::BrokerUnavailable, said(begun.error().text), said(begun.error().remedy));
}

void Laboratory::Private::endRun()
{
    // What the processes do on their way out is not the run's.
    engine.endRun();
    phase = Phase::Off;
    patience.stop();
    publisher.reset();
    observer.reset(); // before the broker: its end is no gap
    if (conductor)
        conductor->shutDown();
    conductor.reset();
    runner.reset();
    emit q->abilitiesChanged();
}

void Laboratory::Private::execute(const Command& command)
{
    if (const auto* message = std::get_if<command::Publish>(&command))
        publish(*message);
    else
        conductor->execute(command);
}

/// What the scenario asks for. Who plays the account service is the person's choice, not its.
void Laboratory::Private::playOut(const Command& command)
{
    if (const auto* spawn = std::get_if<command::SpawnReplicas>(&command)) {
        command::SpawnReplicas replicas = *spawn;
        if (replicas.external.empty())
            replicas.external = replicaCommand;
        execute(replicas);
    } else {
        execute(command);
    }
}

void Laboratory::Private::publish(const command::Publish& message)
{
    const BrokerProcess* broker = conductor->broker();
    if (!broker || broker->status().state != broker::State::Running) {
        post(Source::Laboratory,
             laboratory::Problem{stanscope::message(Code::BrokerNotRunning),
                                 stanscope::message(Code::StartBroker)});
        return;
    }
    if (!publisher) {
        publisher = std::make_unique<Publisher>();
        connect(publisher.get(), &Publisher::failed, q,
                [this](const QString& why, const QString& remedy) {
                    post(Source::Laboratory,
                         laboratory::Problem{said(why.toStdString()), said(remedy.toStdString())});
                });
    }
    publisher->publish({.url = broker->url().toStdString(), .token = broker->token().toStdString()},
                       bankCluster(), message.channel, message.payload);
}

void Laboratory::Private::observe()
{
    observer = std::make_unique<BrokerObserver>(engine);
    connect(observer.get(), &BrokerObserver::listening, q, [this] {
        if (phase != Phase::ConnectingTap)
            return;
        if (!hasBank) {
            enter(Phase::Playing);
            runner->start(*shown);
            return;
        }
        enter(Phase::StartingTransactions);
        conductor->startTransactionService();
    });
    connect(observer.get(), &BrokerObserver::joined, q, [this] { conductor->letGo(); });
    connect(observer.get(), &BrokerObserver::failed, q, [this](const Error& why) {
        if (phase == Phase::ConnectingTap)
            end(RunEnd::BrokerUnavailable, said(why.text), said(why.remedy));
    });
}

void Laboratory::Private::brokerChanged(const broker::Changed& status)
{
    if (!observer)
        return; // the run is over
    if (status.state == broker::State::Starting
        && std::exchange(brokerPid, status.pid) != status.pid)
        observer->expectReturn();
    if (status.state == broker::State::Running)
        observer->monitor(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(status.monitorPort)),
                          BrokerObserver::Monitoring::Check);
    else
        observer->stopMonitoring(); // it is known why there is no answer
    emit q->abilitiesChanged(); // there is a URL, or none any more
    if (phase == Phase::StartingBroker && status.state == broker::State::Running)
        connectTap();
    else if (status.state == broker::State::Dead
             && (phase == Phase::StartingBroker || phase == Phase::ConnectingTap))
        end(RunEnd::BrokerUnavailable, status.error, message(Code::MakeRoom));
}

void Laboratory::Private::connectTap()
{
    enter(Phase::ConnectingTap);
    const ConnectionOptions own{.url = conductor->broker()->url().toStdString(),
                                .token = conductor->broker()->token().toStdString()};
    observer->connectTap(own);
}

/// What a snapshot means for the run.
void Laboratory::Private::look(const std::shared_ptr<const Snapshot>& snapshot)
{
    nextFrame.start();
    if (snapshot->history->start < began)
        return; // of the run before
    shown = snapshot;
    if (const auto failure = session.takeFailure())
        post(Source::Laboratory, laboratory::Problem{said(failure->text), said(failure->remedy)});
    if (observer)
        observer->consider(*snapshot);
    emit q->snapshotChanged(snapshot);
    if (phase == Phase::Off || snapshot != shown)
        return; // a receiver has ended or restarted the run
    if (!failedService(*snapshot))
        advance(*snapshot);
    if (phase == Phase::Playing)
        audits.consider(snapshot, runner->isJudging());
    else if (phase == Phase::Settling || phase == Phase::Free)
        audits.consider(snapshot, true);
}

void Laboratory::Private::advance(const Snapshot& snapshot)
{
    switch (phase) {
    case Phase::StartingTransactions:
        if (snapshot.transactionService.everReady) {
            enter(Phase::Playing);
            runner->start(snapshot);
        }
        break;
    case Phase::Playing:
        if (runner->observe(snapshot))
            enter(Phase::Playing);
        if (phase == Phase::Playing && runner->isDone()) { // also after a step was passed over
            if (lesson && !hasBank)
                conclude({}, {}); // there is nothing that could come to rest
            else
                enter(!lesson         ? Phase::Free
                          : isSettled ? Phase::Judging // by the last step
                                      : Phase::Settling);
        }
        break;
    case Phase::Judging:
        if (!isVisible(snapshot))
            break;
        if (snapshot.verdict.verdict == audit::Verdict::Pending && judgedEnd == RunEnd::Finished) {
            enter(Phase::Settling); // something has happened since it looked
        } else {
            runner->concluded(snapshot);
            end(judgedEnd, judgedWhy, judgedRemedy);
        }
        break;
    case Phase::Off:
    case Phase::StartingBroker:
    case Phase::ConnectingTap:
    case Phase::Settling:
    case Phase::GivingUp:
    case Phase::Free:
        break;
    }
}

/// The run is over when a service that it waits for has died without ever being ready.
bool Laboratory::Private::failedService(const Snapshot& snapshot)
{
    std::optional<Message> why;
    if (phase == Phase::StartingTransactions)
        why = failureOf(snapshot.transactionService);
    if (phase == Phase::Playing && runner->isSpawning()) {
        for (const auto* list : {&snapshot.replicas, &snapshot.moreTransactionServices})
            for (const ReplicaView& one : *list)
                why = why ? why : failureOf(one);
    }
    if (why)
        end(RunEnd::ServiceFailed, *why, message(Code::RunOrBuild));
    return why.has_value();
}

void Laboratory::Private::judged(const audit::Finished& finished, bool settled)
{
    if (phase == Phase::Off)
        return;
    ++audited;
    post(Source::Auditor, finished);
    isSettled = settled;
    if (settled && (phase == Phase::Settling || phase == Phase::GivingUp))
        enter(Phase::Judging);
}

/// The last verdict has been folded.
bool Laboratory::Private::isVisible(const Snapshot& snapshot) const
{
    return snapshot.verdict.audits >= audited;
}

void Laboratory::Private::enter(Phase next)
{
    phase = next;
    emit q->abilitiesChanged();
    if (next == Phase::Free || next == Phase::StartingBroker) {
        patience.stop(); // the broker has its own limit
        return;
    }
    if (next == Phase::Playing && runner->timeout().count() > 0) {
        patience.start(runner->timeout());
        return;
    }
    const auto ackWait = std::chrono::seconds(replica.ackWaitSeconds);
    patience.start(std::chrono::milliseconds((runner->actions() + 1) * ackWait + margin));
}

void Laboratory::Private::giveUp()
{
    switch (phase) {
    case Phase::StartingTransactions:
        end(RunEnd::ServiceFailed, message(Code::TransactionServiceLate), message(Code::RunAgain));
        break;
    case Phase::Playing:
        if (runner->isSpawning())
            end(RunEnd::ServiceFailed, message(Code::ReplicasLate), message(Code::RunAgain));
        else if (runner->passOver(*shown))
            enter(Phase::Playing);
        else if (runner->awaitsTheEnd())
            conclude({}, {}); // that it does not come to rest is what the lesson shows
        else
            conclude(message(Code::StepTooLong, runner->step(), runner->steps()),
                     message(Code::LookAtReplicas));
        break;
    case Phase::Settling:
        if (!audits.failure().empty()) {
            end(RunEnd::TimedOut, message(Code::NotJudged, audits.failure()),
                message(Code::EndHolders));
            break;
        }
        conclude(message(Code::NotConverged), message(Code::LookAtTimers));
        break;
    case Phase::ConnectingTap:
    case Phase::GivingUp:
    case Phase::Judging:
        end(RunEnd::TimedOut, message(Code::NotConverged), message(Code::LookAtTimers));
        break;
    case Phase::Off:
    case Phase::StartingBroker:
    case Phase::Free:
        break;
    }
}

/// Safety is judged apart: what was decided until now is right or wrong, whatever is missing.
void Laboratory::Private::conclude(const Message& why, const Message& remedy)
{
    judgedEnd = why.empty() ? RunEnd::Finished : RunEnd::TimedOut;
    judgedWhy = why;
    judgedRemedy = remedy;
    enter(Phase::GivingUp);
    audits.conclude(shown);
}

void Laboratory::Private::end(RunEnd how, const Message& why, const Message& remedy)
{
    enter(Phase::Free);
    if (how != RunEnd::Finished)
        post(Source::Laboratory, laboratory::Problem{why, remedy});
    const QString text =
        remedy.empty() ? words(why) : words(why) + QLatin1Char(' ') + words(remedy);
    // Queued: a receiver may start the next run, which destroys what is calling here.
    QMetaObject::invokeMethod(
        q,
        [this, how, text, number = run] {
            if (number == run && phase != Phase::Off)
                emit q->ended(how, text);
        },
        Qt::QueuedConnection);
}

} // namespace stanscope
