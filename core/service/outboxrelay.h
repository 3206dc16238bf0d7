#pragma once

#include "core/events/options.h"
#include "core/events/servicemessages.h"
#include "core/service/reportwriter.h"
#include "core/storage/transactionstore.h"
#include "core/util/clock.h"
#include "core/util/result.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// Accepts actions into the outbox and publishes the outbox: in order, one message in flight per
/// account, again after a missing puback, and again after a restart. Everything that waits is done
/// in one database transaction per round. Lives in one thread; time and publishing come from
/// outside.
class OutboxRelay
{
public:
    struct PublishResult
    {
        std::int64_t row = 0;
        Result<> result;
    };
    /// Hands a message to the client library; the answer comes back as a PublishResult.
    using Publish = std::function<void(std::int64_t row, const std::string& payload)>;

    OutboxRelay(TransactionStore& store, ReportWriter& reports, Publish publish);

    void setPublishing(Publishing publishing) { m_publishing = publishing; }
    /// Takes over what an earlier process left unpublished.
    Result<> load();
    void setOnline(bool online) { m_online = online; }
    void add(const ServiceCommand& action) { m_actions.push_back(action); }
    void add(const PublishResult& result, Nanos now);

    /// Commits what has come in, then publishes what may go out.
    void round(Nanos now);
    /// When the next round is due without anything new; nothing: never.
    std::optional<Nanos> due() const;

private:
    struct Account
    {
        std::deque<OutboxEntry> waiting; ///< the front is in flight or next
        bool inFlight = false;
        int failures = 0; ///< in a row
        Nanos retryAt{};
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
    void refuse(const ServiceCommand& action, const std::string& why);
    void report(ReportKind kind, const OutboxEntry& entry, const std::string& text = {});
    void finishBatch(const Batch& batch);

    TransactionStore& m_store;
    ReportWriter& m_reports;
    Publish m_publish;
    Publishing m_publishing = Publishing::Outbox;
    bool m_online = false;
    std::vector<ServiceCommand> m_actions;
    std::vector<OutboxEntry> m_stored; ///< puback arrived, row not marked yet
    std::map<AccountName, Account> m_accounts; ///< those with something waiting
    std::unordered_map<std::int64_t, AccountName> m_flights;
    Nanos m_databaseRetryAt{};
    int m_databaseFailures = 0;
};

} // namespace stanscope
