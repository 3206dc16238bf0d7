#pragma once

#include <memory>
#include <stanscope/testkit/values.h>

namespace stanscope::testkit {

class Bench;

/// A process of a laboratory: a replica or the transaction service of the bank, a listener, a
/// command. A handle: copies are the same process. Of what is asked of it each call waits until it
/// is so; false: the laboratory has failed.
class STANSCOPE_TESTKIT Process
{
public:
    Process(); ///< none

    std::string name() const; ///< its STAN client id; empty: none
    std::int64_t pid() const;
    ProcessState state() const;
    int exitCode() const;
    int signal() const; ///< that ended it; 0: none
    std::uint64_t received() const; ///< deliveries
    std::uint32_t outstanding() const; ///< deliveries that the broker waits for
    std::vector<std::string> output() const; ///< lines on standard error, of a command on both

    bool pause(Where where = Where::here()); ///< SIGSTOP
    bool resume(Where where = Where::here()); ///< SIGCONT
    bool kill(Where where = Where::here()); ///< SIGKILL
    bool stop(Where where = Where::here()); ///< SIGTERM, SIGKILL after 3 s
    /// Under the same name, with the same options.
    bool restart(Where where = Where::here());

    /// Faults are for the bank's services: the others say nothing of what they do.
    bool arm(const Fault& fault, Where where = Where::here());
    /// Ends what faults have under way: a delay, a hang, a busy database.
    bool release(Where where = Where::here());
    /// Takes all faults away.
    bool disarm(Where where = Where::here());

private:
    friend class Lab;
    Process(std::shared_ptr<Bench> bench, std::string name);

    std::shared_ptr<Bench> m_bench;
    std::string m_name;
};

} // namespace stanscope::testkit
