#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <source_location>
#include <stanscope/testkit/export.h>
#include <string>
#include <vector>

namespace stanscope::testkit {

/// A line of a test. What waits takes one as its last argument, and is not given one: it is the
/// line that calls. A helper of your own hands its caller's on.
class Where
{
public:
    constexpr Where(const char* file, int line)
        : m_file(file)
        , m_line(line)
    {
    }
#ifdef __cpp_lib_source_location
    // Implicit on purpose: a helper may have one of these.
    constexpr Where(const std::source_location& location) // NOLINT(google-explicit-constructor)
        : m_file(location.file_name())
        , m_line(static_cast<int>(location.line()))
    {
    }
#endif
    /// As std::source_location::current(), which not every compiler has.
    static constexpr Where here(const char* file = __builtin_FILE(), int line = __builtin_LINE())
    {
        return {file, line};
    }

    constexpr const char* file() const
    {
        return m_file;
    }
    constexpr int line() const
    {
        return m_line;
    }

private:
    const char* m_file;
    int m_line;
};

enum class Store
{
    File, ///< survives the broker's end
    Memory
};

enum class Ack
{
    Manual, ///< after the work
    Automatic, ///< by the client library, before the work
    Never
};

/// When the bank's transaction service publishes what it accepts.
enum class Publishing
{
    Outbox, ///< what is committed, until there is a PubAck, also after a restart
    AfterCommit, ///< from memory, so that a restart forgets it
    BeforeInsert ///< first; the insert follows when there is a PubAck
};

/// How the bank's replicas decide.
enum class Handler
{
    Naive,
    Ordered,
    Inbox
};

enum class ProcessState
{
    Starting,
    Running, ///< and subscribed
    Paused,
    Held, ///< by the laboratory, while the broker starts again
    Closing,
    Dead,
    Ghost ///< dead, and the broker does not know it yet
};

enum class BrokerState
{
    Off,
    Starting,
    Running,
    Paused,
    Closing,
    Dead
};

/// Of a run of the bank.
enum class Verdict
{
    Pending, ///< something is on its way, nothing is wrong so far
    Valid,
    Violated,
    Unknown, ///< frames were lost, or programs of your own took part
    NotConverged
};

/// When a command counts as started.
enum class Ready
{
    Subscribed, ///< with STAN_CLIENT_ID
    Connected, ///< with STAN_CLIENT_ID
    Started ///< at once
};

/// Whether an action waits until it is answered.
enum class Wait
{
    Yes,
    No
};

/// Where on a message's way through a service of the bank a fault strikes; docs/scenarios.md has
/// the table of which place takes which effect.
enum class FaultPlace
{
    BeforeBegin,
    InTransaction,
    BeforeCommit,
    BeforeAck,
    AfterAck,
    AfterInsert, ///< this one and the next two: the transaction service's
    AfterPublish,
    InInsert
};

enum class FaultEffect
{
    Fail, ///< an error of the database
    Delay, ///< for `duration`
    Hang, ///< until Process::release()
    Crash, ///< SIGKILL
    NoAck,
    AckEarly,
    Busy, ///< another writer holds the database for `duration`
    DiskFull,
    AnswerLost
};

enum class FaultDelivery
{
    Any,
    First,
    Redelivery
};

struct Fault
{
    FaultPlace place = FaultPlace::InTransaction;
    FaultEffect effect = FaultEffect::Fail;
    FaultDelivery delivery = FaultDelivery::Any;
    std::string account = {}; ///< empty: of any
    std::int64_t number = 0; ///< only this transaction; 0: any
    int nth = 0; ///< only the n-th message that the process handles; 0: any
    int every = 0; ///< only each n-th; 0: each
    double probability = 1;
    std::int64_t seed = 0; ///< of the probability
    std::chrono::milliseconds duration{0};
    int times = 1; ///< 0: without end
};

struct Account
{
    std::string name;
    std::int64_t opening = 0; ///< cents, as all money
};

struct BrokerOptions
{
    Store store = Store::File;
    std::chrono::seconds heartbeatInterval{2};
    std::chrono::seconds heartbeatTimeout{2};
    int heartbeatFailures = 2; ///< in a row, and a client is given up
    int maxMessages = 0; ///< of a channel; 0: no limit, as for the next two
    std::chrono::seconds maxAge{0};
    std::chrono::seconds maxInactivity{0};
};

struct LabOptions
{
    std::vector<Account> accounts = {}; ///< of the bank; none: there is no bank
    BrokerOptions broker = {};
    Publishing publishing = Publishing::Outbox;
    /// The most that anything is waited for. Generous: it is reached only when something is wrong.
    std::chrono::milliseconds patience{60'000};
    /// Where the recording of a failure goes; empty: STANSCOPE_TESTKIT_RECORDINGS, else the
    /// temporary directory.
    std::string recordings = {};
};

/// A replica of the bank's account service.
struct ReplicaOptions
{
    std::string queueGroup = "account"; ///< empty: none
    std::string durable = "bank"; ///< empty: not durable
    std::chrono::seconds ackWait{3}; ///< STAN knows whole seconds only
    int maxInflight = 16;
    Handler handler = Handler::Naive;
    Ack ack = Ack::Manual; ///< or Automatic
    bool newOnly = false; ///< else all that is in the channel
    bool closeOnStop = true;
};

/// A plain listener, which does nothing with what it gets.
struct ListenerOptions
{
    std::string queueGroup = {};
    std::string durable = {};
    std::chrono::seconds ackWait{3};
    int maxInflight = 16;
    Ack ack = Ack::Manual;
    std::chrono::milliseconds ackDelay{0};
    std::string start = "all"; ///< new, all, last, sequence:N or time:SECONDS
    bool closeOnStop = true;
};

/// A program of your own. What it has to know is in its environment: NATS_URL (with the token),
/// STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE, STAN_ACK_WAIT
/// (seconds) and STAN_MAX_INFLIGHT.
struct CommandOptions
{
    std::string queueGroup = "account";
    std::string durable = "bank";
    std::chrono::seconds ackWait{3};
    int maxInflight = 16;
    std::map<std::string, std::string> environment = {}; ///< beside that of the test
    Ready ready = Ready::Subscribed;
};

struct Balance
{
    std::string account;
    std::int64_t balance = 0;
    std::int64_t expected = 0; ///< after all accepted transactions in their order
    std::int64_t lastNumber = 0;
    std::uint32_t waiting = 0; ///< accepted and not decided
};

/// A message in a channel.
struct Message
{
    std::string channel;
    std::uint64_t sequence = 0;
    std::string payload; ///< cut at 4 KiB
    std::string publisher; ///< client id
    std::uint32_t deliveries = 0;
    bool acked = false; ///< by somebody
};

/// A message sent to a subscription.
struct Delivery
{
    std::string channel;
    std::uint64_t sequence = 0;
    std::string client;
    std::string queueGroup;
    std::uint32_t attempt = 1;
    bool acked = false; ///< in time
    bool running = false; ///< its ack is waited for
};

/// Something that happened. What it has not is empty or 0.
struct Event
{
    std::uint64_t number = 0; ///< from 1
    std::string type; ///< as docs/watch-json.md lists them: "redeliver"
    std::string client; ///< or the process
    std::string channel;
    std::uint64_t sequence = 0;
    std::uint32_t attempt = 0;
    double lateBy = 0; ///< of an ack, ms; where its client had the message no more by then
    std::string text; ///< a line for people; empty for what says little, such as a heartbeat
    std::string json; ///< all of it
};

/// What went wrong first.
struct STANSCOPE_TESTKIT Failure
{
    std::string file;
    int line = 0;
    std::string what; ///< "waited for message 3 to be acked"
    std::string why; ///< empty: that is all
    std::string state; ///< of processes and messages at that moment
    std::vector<std::string> lastEvents; ///< at most 40
    std::string recording; ///< a file for `stanscope FILE`; empty: none could be written

    /// All of it, for people.
    std::string text() const;
};

using Reporter = std::function<void(const Failure&)>;

STANSCOPE_TESTKIT std::string toText(ProcessState state);
STANSCOPE_TESTKIT std::string toText(BrokerState state);
STANSCOPE_TESTKIT std::string toText(Verdict verdict);

} // namespace stanscope::testkit
