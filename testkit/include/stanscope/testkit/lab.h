#pragma once

#include <memory>
#include <stanscope/testkit/broker.h>
#include <stanscope/testkit/process.h>
#include <stanscope/testkit/values.h>

namespace stanscope::testkit {

/// Writes failures to standard error.
STANSCOPE_TESTKIT Reporter errorReporter();

/// A laboratory: a real broker, what is started in it, and everything that is seen on the wire. It
/// is up when it is constructed, and every process ends with it, also when the test crashes. In the
/// main thread only, with or without a QCoreApplication. Several may live side by side.
///
/// The first thing that does not come is reported, with the line that waited for it; from then on
/// nothing is started, and every wait is over at once.
class STANSCOPE_TESTKIT Lab
{
public:
    explicit Lab(const LabOptions& options = {}, Reporter reporter = errorReporter(),
                 Where where = Where::here());
    ~Lab();
    Lab(const Lab&) = delete;
    Lab& operator=(const Lab&) = delete;

    Broker broker() const;
    std::string channel() const; ///< that commands and replicas are told to listen to

    /// The bank needs accounts. Returns when it has subscribed.
    Process startReplica(const ReplicaOptions& options = {}, Where where = Where::here());
    Process startListener(const ListenerOptions& options = {}, Where where = Where::here());
    /// A program (its path, or found on PATH) and its arguments. No shell reads them.
    Process startCommand(const std::vector<std::string>& command,
                         const CommandOptions& options = {}, Where where = Where::here());
    Process transactionService() const; ///< of the bank

    /// An action for the bank. The number of the transaction in its account; 0: it was refused, or
    /// is not waited for.
    std::int64_t deposit(const std::string& account, std::int64_t cents, Wait wait = Wait::Yes,
                         Where where = Where::here());
    std::int64_t withdraw(const std::string& account, std::int64_t cents, Wait wait = Wait::Yes,
                          Where where = Where::here());
    bool openAccount(const Account& account, Where where = Where::here());
    /// Publishes to channel(), or another one. Its sequence; 0: it is not waited for.
    std::uint64_t publish(const std::string& payload, const std::string& channel = {},
                          Wait wait = Wait::Yes, Where where = Where::here());

    /// In the order of storage; of one channel, or of all.
    std::vector<Message> messages(const std::string& channel = {}) const;
    std::vector<Delivery> deliveries() const; ///< in the order of sending
    std::uint64_t redeliveries() const;
    std::vector<Balance> balances() const;
    Verdict verdict() const;
    std::vector<std::string> violations() const;
    std::vector<Event> events() const; ///< the last 100,000

    bool failed() const;
    /// Says that something is wrong that only the test can know.
    void fail(const std::string& what, const std::string& why = {}, Where where = Where::here());

private:
    friend class Expect;
    std::shared_ptr<Bench> m_bench;
};

} // namespace stanscope::testkit
