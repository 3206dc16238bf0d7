#include "core/scenario/auditdesk.h"
#include "core/storage/schema.h"
#include "tests/support/threadcheck.h"

#include <QTemporaryDir>

#include <memory>
#include <thread>

using namespace stanscope;

/// Audits on their own thread, while the history that they look at grows in another one.
namespace {

/// Empty databases, and a history with a message that nobody has decided, sent again and again.
struct Bench
{
    Bench()
    {
        const std::vector<OpenedAccount> opened{{AccountName("ann"), Cents(100)}};
        CHECK(createAccountDatabase(accounts, opened).ok());
        CHECK(createTransactionDatabase(transactions, opened).ok());
        history->transactions.append([](TransactionRow&) {});
        history->messages.append([this](MessageRow& row) {
            row.sequence = Sequence(1);
            row.channel = texts.intern("transactions");
        });
        history->meanings.append([this](MessageMeaning& meaning) {
            meaning.account.set(texts.intern("ann"));
            meaning.number.set(1);
        });
        for (std::size_t i = 0; i < before; ++i)
            deliver();
    }

    static constexpr std::size_t before = 20'000;

    void deliver()
    {
        history->deliveries.append([this](DeliveryRow& row) {
            row.client = texts.intern("account-1");
            row.sequence = Sequence(1);
            row.message = 1;
        });
    }
    /// As the fold takes it: of this moment, and nothing is under way.
    std::shared_ptr<const Snapshot> snapshot() const
    {
        auto taken = std::make_shared<Snapshot>();
        taken->history = history;
        taken->extent = history->extent();
        taken->channel = ChannelName("transactions");
        ReplicaView replica;
        replica.name = ClientId("account-1");
        replica.process = true;
        taken->replicas.push_back(replica);
        taken->drained = true;
        return taken;
    }

    QTemporaryDir folder;
    std::string accounts = folder.filePath(QStringLiteral("account.db")).toStdString();
    std::string transactions = folder.filePath(QStringLiteral("transaction.db")).toStdString();
    std::shared_ptr<History> history = std::make_shared<History>();
    TextWriter texts{*history};
};

void auditsWhileTheHistoryGrows()
{
    Bench bench;
    const auto owner = std::this_thread::get_id();
    AuditDesk desk;
    int running = 0;
    int settled = 0;
    QObject::connect(&desk, &AuditDesk::finished, &desk,
                     [&](const audit::Finished& verdict, bool isSettled) {
                         CHECK(std::this_thread::get_id() == owner);
                         CHECK(verdict.verdict == audit::Verdict::Pending);
                         ++(isSettled ? settled : running);
                     });
    desk.begin(bench.accounts, bench.transactions);
    // A settled one, which reads the deliveries up to here; what comes meanwhile withholds it.
    desk.consider(bench.snapshot(), true);
    std::thread folding([&bench] {
        for (std::size_t i = 0; i < 2 * Bench::before; ++i) {
            bench.deliver();
            bench.history->deliveries.edit(i).end.set(DeliveryEnd::Expired);
        }
    });
    CHECK(test::comesTrue([&] {
        desk.consider(bench.snapshot(), true);
        return running + settled > 0;
    }));
    folding.join();
    bench.deliver();
    settled = 0;
    CHECK(test::comesTrue([&] {
        desk.consider(bench.snapshot(), true);
        return settled > 0;
    }));
}

void goesAwayMeanwhile()
{
    for (int i = 0; i < 10; ++i) {
        const Bench bench;
        AuditDesk desk;
        desk.begin(bench.accounts, bench.transactions);
        desk.consider(bench.snapshot(), false);
        desk.begin(bench.accounts, bench.transactions);
        desk.consider(bench.snapshot(), true);
        desk.consider(bench.snapshot(), true);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    auditsWhileTheHistoryGrows();
    goesAwayMeanwhile();
}
