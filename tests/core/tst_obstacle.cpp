#include "core/audit/obstacle.h"
#include "core/words/words.h"
#include "tests/support/historybuilder.h"

#include <QTest>

using namespace stanscope;
using audit::Cause;
using audit::Obstacle;
using tests::HistoryBuilder;

/// A run that has not come to rest, made by hand: number 2 waits, account-1 is subscribed, and
/// nothing holds it back.
class TestObstacle : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_builder.reset(); }
    void saysThatItIsUnderway();
    void brokerDown();
    void writerPaused();
    void servicePaused();
    void noReplica();
    void ghost();
    void poison();
    void windowFull();
    void gap();
    void takesWhatStopsMost();
    void everyCauseHasWords();

private:
    Obstacle found() { return findObstacle(*m_builder->snapshot(5)); }
    Snapshot& draft() { return m_builder->draft(); }
    void pauseAccount()
    {
        ReplicaView& replica = draft().replicas.front();
        replica.state = ReplicaState::Paused;
        replica.outstanding = 1;
        replica.number = TransactionNumber(2);
        replica.sequence = Sequence(2);
    }

    std::unique_ptr<HistoryBuilder> m_builder;
    NameId m_account = 0;
    RowRef m_waiting = 0;
};

void TestObstacle::init()
{
    m_builder = std::make_unique<HistoryBuilder>();
    HistoryBuilder& b = *m_builder;
    m_account = b.account("ann");
    const NameId one = b.replica("account-1");
    const RowRef first = b.transaction(0.1, m_account, 1, 50);
    b.history().transactions.edit(first - 1).settled.set(true);
    b.delivery(0.2, one, b.message(0.2, first), 1, 3.2);
    m_waiting = b.message(0.4, b.transaction(0.3, m_account, 2, 60));
    b.delivery(0.4, one, m_waiting, 1, 3.4);
    draft().accounts.front().waiting = 1;
    draft().broker.state = broker::State::Running;
    draft().transactionService.name = ClientId("transaction");
    draft().transactionService.state = ReplicaState::Running;
    SubscriptionView subscription;
    subscription.client = ClientId("account-1");
    subscription.channel = draft().channel;
    subscription.maxInflight = 5;
    subscription.pending = 1;
    subscription.lastSent = Sequence(2);
    draft().subscriptions = {subscription};
}

void TestObstacle::saysThatItIsUnderway()
{
    QVERIFY(found() == Obstacle{Cause::Underway});
}

void TestObstacle::brokerDown()
{
    for (const auto state : {broker::State::Off, broker::State::Dead, broker::State::Paused}) {
        draft().broker.state = state;
        QVERIFY(found() == Obstacle{Cause::BrokerDown});
    }
}

void TestObstacle::writerPaused()
{
    pauseAccount();
    QVERIFY(
        found()
        == (Obstacle{
            Cause::WriterPaused, ClientId("account-1"), {}, TransactionNumber(2), Sequence(2)}));
    draft().replicas.front().outstanding = 0; // it has nothing to do
    QVERIFY(found() == Obstacle{Cause::Underway});
    draft().replicas.front().doing = ReplicaView::Doing::Handling;
    QVERIFY(found().cause == Cause::WriterPaused);
}

void TestObstacle::servicePaused()
{
    draft().transactionService.state = ReplicaState::Paused;
    QVERIFY(found() == (Obstacle{Cause::WriterPaused, ClientId("transaction")}));
    draft().accounts.front().waiting = 0;
    QVERIFY(found() == Obstacle{Cause::Underway});
}

void TestObstacle::noReplica()
{
    draft().subscriptions.front().offline = true;
    QVERIFY(found() == Obstacle{Cause::NoReplica});
    draft().subscriptions.front().offline = false;
    draft().subscriptions.front().channel = ChannelName("another");
    QVERIFY(found() == Obstacle{Cause::NoReplica});
    draft().subscriptions.clear();
    draft().accounts.front().waiting = 0;
    QVERIFY(found() == Obstacle{Cause::Underway});
}

void TestObstacle::ghost()
{
    draft().replicas.front().state = ReplicaState::Ghost;
    QVERIFY(found() == Obstacle{Cause::Underway}); // it holds nothing
    draft().replicas.front().outstanding = 2;
    QVERIFY(found() == (Obstacle{Cause::Ghost, ClientId("account-1")}));
}

void TestObstacle::poison()
{
    m_builder->outcome(m_waiting, MessageOutcome::Failed);
    m_builder->delivery(1, draft().replicas.front().lane, m_waiting, 2, 4);
    QVERIFY(found() == Obstacle{Cause::Underway}); // twice may be bad luck
    m_builder->delivery(2, draft().replicas.front().lane, m_waiting, 3, 5);
    QVERIFY(found()
            == (Obstacle{Cause::Poison, ClientId("account-1"), AccountName("ann"),
                         TransactionNumber(2), Sequence(2)}));
}

void TestObstacle::windowFull()
{
    draft().subscriptions.front().pending = 5;
    QVERIFY(found() == (Obstacle{Cause::WindowFull, ClientId("account-1"), {}, {}, Sequence(2)}));
    draft().subscriptions.front().maxInflight = 0; // not known
    QVERIFY(found() == Obstacle{Cause::Underway});
}

void TestObstacle::gap()
{
    const auto reject = [&](std::int64_t number) {
        m_builder->history().decisions.append([&](DecisionRow& row) {
            row.account = m_account;
            row.number = number;
            row.outcome.set(Outcome::Rejected);
        });
    };
    reject(2); // itself: nothing is missing before it
    QVERIFY(found() == Obstacle{Cause::Underway});
    m_builder->message(0.6, m_builder->transaction(0.5, m_account, 3, -100));
    reject(3);
    QVERIFY(found() == (Obstacle{Cause::Gap, {}, AccountName("ann"), TransactionNumber(2)}));
    m_builder->history().decisions.edit(1).outcome.set(Outcome::Parked);
    QVERIFY(found() == (Obstacle{Cause::Gap, {}, AccountName("ann"), TransactionNumber(2)}));
}

void TestObstacle::takesWhatStopsMost()
{
    draft().subscriptions.front().pending = 5;
    pauseAccount();
    QVERIFY(found().cause == Cause::WriterPaused);
    draft().broker.state = broker::State::Dead;
    QVERIFY(found().cause == Cause::BrokerDown);
}

void TestObstacle::everyCauseHasWords()
{
    QVERIFY(describe({}).code == Code::None);
    for (int i = 1; i <= static_cast<int>(Cause::Underway); ++i) {
        const Obstacle obstacle{static_cast<Cause>(i), ClientId("account-1"), AccountName("ann"),
                                TransactionNumber(2), Sequence(2)};
        const QString text = words(describe(obstacle));
        QVERIFY2(!text.isEmpty() && !text.endsWith(u'.') && !text.contains(u'%'), qPrintable(text));
    }
}

QTEST_APPLESS_MAIN(TestObstacle)
#include "tst_obstacle.moc"
