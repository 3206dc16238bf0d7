#pragma once

#include "core/events/options.h"
#include "core/service/relay.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// Accepts actions into the outbox and publishes the outbox: in order, one message in flight per
/// account, again after a missing puback, and again after a restart. Everything that waits is done
/// in one database transaction per round.
class OutboxRelay final : public Relay
{
public:
    using Relay::Relay;

    void setPublishing(Publishing publishing) { m_publishing = publishing; }
    Result<> load() override;
    void add(const ServiceCommand& action) override { m_actions.push_back(action); }
    void add(const PublishResult& result, Nanos now) override;
    void round(Nanos now) override;
    std::optional<Nanos> due() const override;

private:
    struct Account
    {
        std::deque<OutboxEntry> waiting; ///< the front is in flight or next
        bool inFlight = false;
        int failures = 0; ///< in a row
        Nanos retryAt{};
    };
    struct Stored
    {
        OutboxEntry entry;
        std::uint64_t ordinal = 0; ///< among the PubAcks
        bool struck = false; ///< faults between PubAck and mark have had their turn
        std::optional<FaultEffect> failure; ///< of the database, when it is marked
    };
    struct Batch
    {
        std::vector<OutboxEntry> accepted;
        std::vector<ServiceCommand> unknown; ///< account does not exist
        std::vector<OutboxEntry> next;
    };

    Result<Batch> commitBatch(Nanos now);
    Result<> acceptActions(Batch& batch);
    Result<> markStored();
    Result<> countPublishes(Batch& batch, Nanos now);
    bool mayPublish(const Account& account, Nanos now) const;
    void finishBatch(const Batch& batch);

    Publishing m_publishing = Publishing::Outbox;
    std::vector<ServiceCommand> m_actions;
    std::vector<Stored> m_stored; ///< puback arrived, row not marked yet
    std::map<AccountName, Account> m_accounts; ///< those with something waiting
    std::unordered_map<std::int64_t, AccountName> m_flights;
    Nanos m_databaseRetryAt{};
    int m_databaseFailures = 0;
    std::uint64_t m_accepted = 0; ///< by this process
    std::uint64_t m_acknowledged = 0; ///< PubAcks that came to it
};

} // namespace stanscope
