#pragma once

#include "core/events/servicemessages.h"
#include "core/service/reportwriter.h"
#include "core/service/striker.h"
#include "core/storage/transactionstore.h"
#include "core/util/clock.h"
#include "core/util/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace stanscope {

/// Accepts actions and publishes them, in the order that one of the `Publishing` says. Lives in one
/// thread; time, publishing and faults come from outside.
class Relay
{
public:
    struct PublishResult
    {
        std::int64_t row = 0;
        Result<> result;
    };
    /// Hands a message to the client library; the answer comes back as a PublishResult.
    using Publish = std::function<void(std::int64_t row, const std::string& payload)>;
    /// Lets faults strike at a transaction.
    using Strike = std::function<Striker::Struck(FaultPlace, const Report& handling)>;

    Relay(TransactionStore& store, ReportWriter& reports, Publish publish);
    virtual ~Relay();

    void setStrike(Strike strike) { m_strike = std::move(strike); }
    void setOnline(bool online) { m_online = online; }
    /// Takes over what an earlier process left unpublished.
    virtual Result<> load() { return {}; }
    virtual void add(const ServiceCommand& action) = 0;
    virtual void add(const PublishResult& result, Nanos now) = 0;
    /// Commits what has come in, then publishes what may go out.
    virtual void round(Nanos now) = 0;
    /// When the next round is due without anything new; nothing: never.
    virtual std::optional<Nanos> due() const = 0;

protected:
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    TransactionStore& store() { return m_store; }
    bool isOnline() const { return m_online; }
    /// Reported as Publishing first.
    void publish(const OutboxEntry& entry);
    Result<> begin();
    /// When the answer is not heard, it is looked up whether `accepted`, one of what was inserted,
    /// stands; null: nothing was.
    Result<> commit(const OutboxEntry* accepted);
    void refuse(const ServiceCommand& action, const std::string& why);
    void report(ReportKind kind, const OutboxEntry& entry, const std::string& text = {});
    /// `ordinal`: which one of those that this process handles.
    Striker::Struck strike(FaultPlace place, const OutboxEntry& entry, std::uint64_t ordinal);
    /// The same, and an error of the database when it says so.
    Result<> struck(FaultPlace place, const OutboxEntry& entry, std::uint64_t ordinal);

private:
    Report reportOf(ReportKind kind, const OutboxEntry& entry) const;

    TransactionStore& m_store;
    ReportWriter& m_reports;
    Publish m_publish;
    Strike m_strike;
    bool m_online = false;
    bool m_losesAnswer = false; ///< of the next COMMIT, by a fault
};

/// A new transaction's.
TransactionId newTransactionId();

} // namespace stanscope
