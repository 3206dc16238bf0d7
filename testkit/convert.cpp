#include "testkit/convert.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope::testkit {

namespace {

std::int32_t secondsOf(std::chrono::seconds time)
{
    return static_cast<std::int32_t>(time.count());
}

stanscope::BrokerOptions inner(const BrokerOptions& options)
{
    return {.store = options.store == Store::File ? StoreKind::File : StoreKind::Memory,
            .heartbeatIntervalSeconds = secondsOf(options.heartbeatInterval),
            .heartbeatTimeoutSeconds = secondsOf(options.heartbeatTimeout),
            .heartbeatFailures = options.heartbeatFailures,
            .maxMessages = options.maxMessages,
            .maxAgeSeconds = secondsOf(options.maxAge),
            .maxInactivitySeconds = secondsOf(options.maxInactivity)};
}

stanscope::Publishing inner(Publishing publishing)
{
    switch (publishing) {
    case Publishing::Outbox:
        return stanscope::Publishing::Outbox;
    case Publishing::AfterCommit:
        return stanscope::Publishing::AfterCommit;
    case Publishing::BeforeInsert:
        break;
    }
    return stanscope::Publishing::BeforeInsert;
}

stanscope::Handler inner(Handler handler)
{
    switch (handler) {
    case Handler::Naive:
        return stanscope::Handler::Naive;
    case Handler::Ordered:
        return stanscope::Handler::Ordered;
    case Handler::Inbox:
        break;
    }
    return stanscope::Handler::Inbox;
}

FaultPlace outerPlace(stanscope::FaultPlace place)
{
    using From = stanscope::FaultPlace;
    switch (place) {
    case From::BeforeBegin:
        return FaultPlace::BeforeBegin;
    case From::InTransaction:
        return FaultPlace::InTransaction;
    case From::BeforeCommit:
        return FaultPlace::BeforeCommit;
    case From::BeforeAck:
        return FaultPlace::BeforeAck;
    case From::AfterAck:
        return FaultPlace::AfterAck;
    case From::AfterInsert:
        return FaultPlace::AfterInsert;
    case From::AfterPublish:
        return FaultPlace::AfterPublish;
    case From::InInsert:
        break;
    }
    return FaultPlace::InInsert;
}

FaultEffect outerEffect(stanscope::FaultEffect effect)
{
    using From = stanscope::FaultEffect;
    switch (effect) {
    case From::Fail:
        return FaultEffect::Fail;
    case From::Delay:
        return FaultEffect::Delay;
    case From::Hang:
        return FaultEffect::Hang;
    case From::Crash:
        return FaultEffect::Crash;
    case From::NoAck:
        return FaultEffect::NoAck;
    case From::AckEarly:
        return FaultEffect::AckEarly;
    case From::Busy:
        return FaultEffect::Busy;
    case From::DiskFull:
        return FaultEffect::DiskFull;
    case From::AnswerLost:
        break;
    }
    return FaultEffect::AnswerLost;
}

/// The value of the inside that one of ours stands for: the switches above are complete.
template <typename Inner, typename Outer>
Inner innerOf(Outer wanted, Inner last, Outer (*outerOf)(Inner))
{
    for (int value = 0; value < static_cast<int>(last); ++value)
        if (outerOf(static_cast<Inner>(value)) == wanted)
            return static_cast<Inner>(value);
    return last;
}

/// One word for QProcess::splitCommand.
std::string quoted(const std::string& word)
{
    std::string text = "\"";
    for (const char letter : word)
        text += letter == '"' ? std::string("\"\"\"") : std::string(1, letter);
    return text + '"';
}

template <typename Options>
void subscribe(stanscope::ReplicaOptions& inside, const Options& options)
{
    inside.queueGroup = options.queueGroup;
    inside.durable = options.durable;
    inside.ackWaitSeconds = secondsOf(options.ackWait);
    inside.maxInflight = options.maxInflight;
}

std::string wordOf(Ack ack)
{
    switch (ack) {
    case Ack::Manual:
        return "manual";
    case Ack::Automatic:
        return "auto";
    case Ack::Never:
        break;
    }
    return "none";
}

} // namespace

RunOptions runOptionsOf(const LabOptions& options)
{
    RunOptions run;
    run.scenario.id = "testkit";
    run.scenario.title = LessonText("A test");
    for (const Account& account : options.accounts)
        run.scenario.accounts.push_back({AccountName(account.name), Cents(account.opening)});
    run.scenario.publishing = inner(options.publishing);
    run.broker = inner(options.broker);
    run.patience = options.patience;
    return run;
}

stanscope::ReplicaOptions inner(const ReplicaOptions& options)
{
    stanscope::ReplicaOptions replica;
    subscribe(replica, options);
    replica.ackMode = options.ack == Ack::Automatic ? AckMode::Auto : AckMode::Manual;
    replica.deliverAllAvailable = !options.newOnly;
    replica.handler = inner(options.handler);
    replica.closeOnStop = options.closeOnStop;
    return replica;
}

FaultSpec inner(const Fault& fault)
{
    FaultSpec spec;
    spec.place = innerOf(fault.place, stanscope::FaultPlace::InInsert, &outerPlace);
    spec.effect = innerOf(fault.effect, stanscope::FaultEffect::AnswerLost, &outerEffect);
    spec.match.account = AccountName(fault.account);
    spec.match.number = TransactionNumber(fault.number);
    spec.match.delivery = fault.delivery == FaultDelivery::Any ? stanscope::FaultDelivery::Any
        : fault.delivery == FaultDelivery::First ? stanscope::FaultDelivery::FirstDelivery
                                                 : stanscope::FaultDelivery::Redelivery;
    spec.match.nth = fault.nth;
    spec.match.every = fault.every;
    if (fault.probability != 1)
        spec.match.perMille = static_cast<std::int32_t>(std::lround(fault.probability * 1000));
    spec.match.seed = fault.seed;
    spec.delayMs = static_cast<std::int32_t>(fault.duration.count());
    spec.remaining = fault.times;
    return spec;
}

command::SpawnReplicas spawnOf(const ListenerOptions& options)
{
    command::SpawnReplicas spawn;
    subscribe(spawn.options, options);
    spawn.options.closeOnStop = options.closeOnStop;
    spawn.external = "stanscope-listener --start " + quoted(options.start) + " --ack "
        + wordOf(options.ack) + " --ack-delay " + std::to_string(options.ackDelay.count())
        + " --close-on-stop " + (options.closeOnStop ? "yes" : "no");
    return spawn;
}

command::SpawnReplicas spawnOf(const std::vector<std::string>& command,
                               const CommandOptions& options)
{
    command::SpawnReplicas spawn;
    subscribe(spawn.options, options);
    // It becomes the command itself: the process is the same.
    if (!options.environment.empty())
        spawn.external = "env";
    for (const auto& [name, value] : options.environment)
        spawn.external += ' ' + quoted(name + '=' + value);
    for (const std::string& word : command)
        spawn.external += (spawn.external.empty() ? "" : " ") + quoted(word);
    return spawn;
}

ProcessState outer(ReplicaState state)
{
    switch (state) {
    case ReplicaState::Starting:
        return ProcessState::Starting;
    case ReplicaState::Running:
        return ProcessState::Running;
    case ReplicaState::Paused:
        return ProcessState::Paused;
    case ReplicaState::Held:
        return ProcessState::Held;
    case ReplicaState::Closing:
        return ProcessState::Closing;
    case ReplicaState::Dead:
        return ProcessState::Dead;
    case ReplicaState::Ghost:
        break;
    }
    return ProcessState::Ghost;
}

BrokerState outer(broker::State state)
{
    switch (state) {
    case broker::State::Off:
        return BrokerState::Off;
    case broker::State::Starting:
        return BrokerState::Starting;
    case broker::State::Running:
        return BrokerState::Running;
    case broker::State::Paused:
        return BrokerState::Paused;
    case broker::State::Closing:
        return BrokerState::Closing;
    case broker::State::Dead:
        break;
    }
    return BrokerState::Dead;
}

Verdict outer(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Pending:
        return Verdict::Pending;
    case audit::Verdict::Valid:
        return Verdict::Valid;
    case audit::Verdict::Violated:
        return Verdict::Violated;
    case audit::Verdict::Unknown:
        return Verdict::Unknown;
    case audit::Verdict::NotConverged:
        break;
    }
    return Verdict::NotConverged;
}

} // namespace stanscope::testkit
