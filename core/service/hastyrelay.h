#pragma once

#include "core/service/relay.h"

#include <deque>
#include <map>
#include <vector>

namespace stanscope {

/// Publishes first and inserts when there is a PubAck (`before_insert`): an insert that fails then
/// leaves a message about a transaction that nobody has (case C12). One message in flight per
/// account, so that its numbers follow each other. Nothing is tried again.
class HastyRelay final : public Relay
{
public:
    using Relay::Relay;

    void add(const ServiceCommand& action) override;
    void add(const PublishResult& result, Nanos now) override;
    void round(Nanos now) override;
    std::optional<Nanos> due() const override { return {}; }

private:
    struct Flight
    {
        ServiceCommand action;
        OutboxEntry entry; ///< its row is not the table's: that one is not there yet
        std::uint64_t ordinal = 0;
    };

    void send(const ServiceCommand& action);
    void conclude(const Flight& flight, const Result<>& published);
    Result<std::optional<OutboxEntry>> insert(const Flight& flight);

    std::map<AccountName, std::deque<ServiceCommand>> m_actions;
    std::map<std::int64_t, Flight> m_flights;
    std::vector<PublishResult> m_results;
    std::int64_t m_lastRow = 0;
};

} // namespace stanscope
