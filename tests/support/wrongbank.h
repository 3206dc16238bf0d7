#pragma once

#include "core/audit/auditor.h"
#include "core/bank/accounthandler.h"
#include "core/events/servicemessages.h"
#include "core/lab/joinwriter.h"
#include "core/storage/accountstore.h"
#include "core/storage/schema.h"
#include "core/storage/transactionstore.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace stanscope::tests {

/// A handler that may look at the database before its transaction begins.
class EagerHandler : public AccountHandler
{
public:
    virtual void lookAhead(BankStore&, const Arrival&) { }
};

/// One of the product's, unchanged.
class RightHandler final : public EagerHandler
{
public:
    explicit RightHandler(Handler handler)
        : m_handler(makeHandler(handler))
    {
    }
    Result<std::vector<Decision>> handle(BankStore& store, const Arrival& arrival) override
    {
        return m_handler->handle(store, arrival);
    }

private:
    std::unique_ptr<AccountHandler> m_handler;
};

/// What a service does around its handler. All of it as it is here: right.
struct ServiceHabits
{
    bool acksBeforeCommit = false;
    bool acksSkipped = true;
    bool acksFailures = false;
    bool publishesBeforeInsert = false; ///< the insert is rolled back
    bool marksBeforePublish = false; ///< and dies in between
};

enum class Dies
{
    Never,
    BeforeCommit,
    BeforeAck,
};

/// A bank on real SQLite, two replicas and a broker without clocks, played by hand; then audited
/// with what the tap would have seen.
class WrongBank
{
public:
    using Make = std::function<std::unique_ptr<EagerHandler>(AccountStore&)>;

    WrongBank(const Make& make, ServiceHabits habits, Cents opening = Cents(0))
        : m_habits(habits)
    {
        const std::vector<OpenedAccount> accounts{{AccountName("alice"), opening}};
        const bool created = createAccountDatabase(path("account"), accounts).ok()
            && createTransactionDatabase(path("transaction"), accounts).ok();
        if (!created)
            qFatal("no databases");
        m_accounts = std::move(*AccountStore::open(path("account")));
        m_transactions = std::move(*TransactionStore::open(path("transaction")));
        for (auto& handler : m_handlers)
            handler = make(*m_accounts);
    }

    /// The transaction service accepts it and publishes it: its message has the next sequence.
    Transaction act(TransactionType type, std::int64_t amount)
    {
        const auto number = ++m_number;
        Transaction one{TransactionId("t" + std::to_string(number)), AccountName("alice"),
                        TransactionNumber(number), type, Cents(amount)};
        must(m_transactions->begin());
        auto entry = m_transactions->accept(one);
        if (!entry || !*entry)
            qFatal("not accepted");
        if (m_habits.publishesBeforeInsert) {
            m_transactions->rollback();
            publish(one);
            return one;
        }
        if (m_habits.marksBeforePublish)
            must(m_transactions->markStored((*entry)->row));
        must(m_transactions->commit());
        if (m_habits.marksBeforePublish)
            return one; // dies here
        publish(one);
        must(m_transactions->begin());
        must(m_transactions->markStored((*entry)->row));
        must(m_transactions->commit());
        return one;
    }
    void publish(const Transaction& transaction) { m_messages.push_back({transaction}); }

    /// The handler of `replica` is called for the message, but its transaction has not begun.
    void lookAhead(std::size_t sequence, std::size_t replica)
    {
        m_handlers[replica]->lookAhead(*m_accounts, arrival(sequence, replica));
    }

    void deliver(std::size_t sequence, std::size_t replica = 0, Dies dies = Dies::Never)
    {
        Message& message = m_messages.at(sequence - 1);
        message.deliveredTo = replica;
        message.deliveries += 1;
        must(m_accounts->begin());
        const auto decisions = m_handlers[replica]->handle(*m_accounts, arrival(sequence, replica));
        if (m_habits.acksBeforeCommit)
            message.acked = true;
        if (!decisions || decisions->front().outcome == Outcome::Rejected) {
            m_accounts->rollback();
            message.acked = message.acked || (!decisions && m_habits.acksFailures);
            return;
        }
        if (dies == Dies::BeforeCommit) {
            m_accounts->rollback();
            message.acked = message.acked || m_habits.acksFailures;
            return;
        }
        must(m_accounts->commit());
        const bool skipped = decisions->front().outcome == Outcome::Skipped;
        if (dies == Dies::Never && (m_habits.acksSkipped || !skipped))
            message.acked = true;
    }
    /// AckWait passes: what is not acked is delivered again, until nothing moves any more.
    void redeliver()
    {
        for (std::size_t before = 0, turns = 0; turns < 2;) {
            const auto acked =
                static_cast<std::size_t>(std::ranges::count(m_messages, true, &Message::acked));
            turns = acked == before ? turns + 1 : 0;
            before = acked;
            for (std::size_t i = 0; i < m_messages.size(); ++i)
                if (!m_messages[i].acked)
                    deliver(i + 1, 1);
        }
    }

    audit::Finished audit() const
    {
        const bool drained = std::ranges::all_of(m_messages, &Message::acked);
        return auditRun(path("account"), path("transaction"), lab(),
                        drained ? AuditMoment::Settled : AuditMoment::GivenUp);
    }

private:
    struct Message
    {
        Transaction transaction;
        bool acked = false;
        std::size_t deliveredTo = 0;
        int deliveries = 0;
    };

    static void must(const Result<>& result)
    {
        if (!result)
            qFatal("%s", result.error().text.c_str());
    }
    static std::string nameOf(std::size_t replica)
    {
        return "account-" + std::to_string(replica + 1);
    }
    std::string path(const char* file) const
    {
        return m_folder.filePath(QString::fromUtf8(file)).toStdString();
    }
    Arrival arrival(std::size_t sequence, std::size_t replica) const
    {
        const Message& message = m_messages.at(sequence - 1);
        return {message.transaction,
                toPayload(message.transaction),
                {ClientId(nameOf(replica)), Sequence(sequence), message.deliveries > 1}};
    }

    /// What the fold has: the messages, who got them last, whether they were acked.
    std::shared_ptr<const Snapshot> lab() const
    {
        const auto history = std::make_shared<History>();
        for (const char* name : {"bank", "alice", "account", "account-1", "account-2"})
            history->names.append([name](std::string& row) { row = name; });
        const auto lab = std::make_shared<Snapshot>();
        lab->history = history;
        lab->channel = ChannelName("bank");
        lab->broker.state = broker::State::Running;
        std::uint32_t waiting = 0;
        for (std::size_t i = 0; i < m_messages.size(); ++i) {
            const Message& message = m_messages[i];
            const auto index = history->messages.append([&](MessageRow& row) {
                row.channel = 1;
                row.sequence = Sequence(i + 1);
            });
            MessageMeaning& meaning = JoinWriter(*history).editMeaning(index);
            meaning.account.set(2);
            meaning.number.set(message.transaction.number.value());
            meaning.type.set(message.transaction.type);
            meaning.amount.set(message.transaction.amount.value());
            history->deliveries.append([&](DeliveryRow& row) {
                row.client = static_cast<NameId>(4 + message.deliveredTo);
                row.group = 3;
                row.message = index + 1;
                row.end.set(message.acked ? DeliveryEnd::Acked : DeliveryEnd::Running);
            });
            waiting += message.acked ? 0U : 1U;
        }
        AccountView account;
        account.name = AccountName("alice");
        account.accepted = static_cast<std::uint32_t>(m_number);
        account.waiting = waiting;
        lab->accounts = {account};
        for (std::size_t i = 0; i < m_handlers.size(); ++i) {
            ReplicaView replica;
            replica.name = ClientId(nameOf(i));
            lab->replicas.push_back(replica);
            SubscriptionView subscription;
            subscription.client = replica.name;
            subscription.channel = lab->channel;
            subscription.queueGroup = "account";
            subscription.durable = "bank";
            subscription.lastSent = Sequence(m_messages.size());
            subscription.maxInflight = 1;
            subscription.pending = i == 1 ? waiting : 0;
            lab->subscriptions.push_back(subscription);
        }
        lab->extent = history->extent();
        return lab;
    }

    QTemporaryDir m_folder;
    ServiceHabits m_habits;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<TransactionStore> m_transactions;
    std::array<std::unique_ptr<EagerHandler>, 2> m_handlers;
    std::vector<Message> m_messages;
    std::int64_t m_number = 0;
};

} // namespace stanscope::tests
