#pragma once

#include <memory>
#include <stanscope/testkit/values.h>

namespace stanscope::testkit {

class Bench;

/// The nats-streaming-server of a laboratory, a real one on a free port of 127.0.0.1. Of what is
/// asked of it each call waits until it is so; false: the laboratory has failed.
class STANSCOPE_TESTKIT Broker
{
public:
    std::string url() const; ///< with the token; empty while it is off
    std::string cluster() const;
    int port() const;
    BrokerState state() const;
    std::vector<std::string> log() const; ///< its last 500 lines

    /// Its port, token and store are those of before.
    bool start(Where where = Where::here());
    bool stop(Where where = Where::here());
    bool kill(Where where = Where::here());
    bool pause(Where where = Where::here());
    bool resume(Where where = Where::here());
    bool restart(Where where = Where::here());

private:
    friend class Lab;
    explicit Broker(std::shared_ptr<Bench> bench);

    std::shared_ptr<Bench> m_bench;
};

} // namespace stanscope::testkit
