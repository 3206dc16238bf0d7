#include "testkit/bench.h"
#include "testkit/convert.h"

#include <stanscope/testkit/broker.h>
#include <utility>

namespace stanscope::testkit {

namespace {

bool askBroker(Bench& bench, command::BrokerAction action, const std::string& what, Where where)
{
    using command::BrokerAction;
    const std::int64_t before = bench.snapshot()->broker.pid;
    return bench.carryOut(
        command::Broker{action}, "the broker to be " + what,
        [=](const Snapshot& snapshot) {
            const BrokerView& broker = snapshot.broker;
            // What is started while the tap is away would not be seen.
            const bool isHeard = !snapshot.tap.away && !snapshot.tap.outage;
            const bool isRunning = broker.state == broker::State::Running && isHeard;
            switch (action) {
            case BrokerAction::Start:
            case BrokerAction::Resume:
                return Progress::of(isRunning);
            case BrokerAction::Restart:
                return Progress::of(isRunning && broker.pid != before);
            case BrokerAction::Stop:
            case BrokerAction::Kill:
                return Progress::of(
                    !isHeard
                    && (broker.state == broker::State::Off || broker.state == broker::State::Dead));
            case BrokerAction::Pause:
                break;
            }
            return Progress::of(broker.state == broker::State::Paused);
        },
        where);
}

} // namespace

Broker::Broker(std::shared_ptr<Bench> bench)
    : m_bench(std::move(bench))
{
}

std::string Broker::url() const
{
    return m_bench->brokerUrl();
}

std::string Broker::cluster() const
{
    return bankCluster();
}

int Broker::port() const
{
    return m_bench->snapshot()->broker.port;
}

BrokerState Broker::state() const
{
    return outer(m_bench->snapshot()->broker.state);
}

std::vector<std::string> Broker::log() const
{
    return m_bench->snapshot()->broker.log;
}

bool Broker::start(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Start, "started", where);
}

bool Broker::stop(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Stop, "stopped", where);
}

bool Broker::kill(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Kill, "killed", where);
}

bool Broker::pause(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Pause, "paused", where);
}

bool Broker::resume(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Resume, "resumed", where);
}

bool Broker::restart(Where where)
{
    return askBroker(*m_bench, command::BrokerAction::Restart, "restarted", where);
}

} // namespace stanscope::testkit
