#include "tests/support/historybuilder.h"
#include "ui/models/tones.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

class TstTones : public QObject
{
    Q_OBJECT

private slots:
    void messageOutcomes();
    void deliveryEnds();
    void deliveryTones_data();
    void deliveryTones();
    void money();
    void times();
    void handlings();
    void lateAcks();
};

void TstTones::messageOutcomes()
{
    QCOMPARE(toneOf(MessageOutcome::Applied), Tone::Acked);
    QCOMPARE(toneOf(MessageOutcome::AppliedLate), Tone::Expired);
    QCOMPARE(toneOf(MessageOutcome::DeclinedWrongly), Tone::Violated);
    QCOMPARE(toneOf(MessageOutcome::Declined), Tone::Declined);
    // The timeline marks such a decision as well.
    QCOMPARE(toneOf(MessageOutcome::AppliedEarly), Tone::Violated);
    QCOMPARE(toneOf(MessageOutcome::DeclinedEarly), Tone::Violated);
    QCOMPARE(toWords(MessageOutcome::AppliedEarly), u"applied too early"_s);
    QCOMPARE(toWords(MessageOutcome::AppliedLate), u"applied late"_s);
    QCOMPARE(toWords(MessageOutcome::DeclinedWrongly), u"declined wrongly"_s);
}

void TstTones::deliveryEnds()
{
    QCOMPARE(toWords(DeliveryEnd::Expired, u"account-2"_s), u"expired → account-2"_s);
    QCOMPARE(toWords(DeliveryEnd::Expired), u"expired"_s);
    QCOMPARE(toWords(DeliveryEnd::SettledByLateAck, u"account-1"_s),
             u"settled by account-1's late ack"_s);
    QCOMPARE(toWords(DeliveryEnd::SentToDead), u"sent to a dead process"_s);
    QCOMPARE(toWords(DeliveryEnd::Unknown), u"unknown (tap gap)"_s);
}

void TstTones::deliveryTones_data()
{
    QTest::addColumn<DeliveryEnd>("end");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("wrong");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("running") << DeliveryEnd::Running << Outcome::None << false << Tone::Flight;
    QTest::newRow("failed, waits")
        << DeliveryEnd::Running << Outcome::Failed << false << Tone::Failed;
    QTest::newRow("rejected, waits")
        << DeliveryEnd::Running << Outcome::Rejected << false << Tone::Rejected;
    QTest::newRow("applied") << DeliveryEnd::Acked << Outcome::Applied << false << Tone::Acked;
    QTest::newRow("foreign") << DeliveryEnd::Acked << Outcome::None << false << Tone::Acked;
    QTest::newRow("declined") << DeliveryEnd::Acked << Outcome::Declined << false << Tone::Declined;
    QTest::newRow("declined wrongly")
        << DeliveryEnd::Acked << Outcome::Declined << true << Tone::Violated;
    QTest::newRow("skipped") << DeliveryEnd::Acked << Outcome::Skipped << false << Tone::Skipped;
    QTest::newRow("late ack") << DeliveryEnd::Expired << Outcome::Applied << false << Tone::Expired;
    QTest::newRow("rejected") << DeliveryEnd::Expired << Outcome::Rejected << false
                              << Tone::Rejected;
    QTest::newRow("member left") << DeliveryEnd::Transferred << Outcome::None << false
                                 << Tone::Moved;
    QTest::newRow("ghost") << DeliveryEnd::SentToDead << Outcome::None << false << Tone::Dead;
}

void TstTones::deliveryTones()
{
    QFETCH(DeliveryEnd, end);
    QFETCH(Outcome, outcome);
    QFETCH(bool, wrong);
    QTEST(toneOf(end, outcome, wrong), "tone");
}

void TstTones::money()
{
    QCOMPARE(moneyText(11000), u"110.00"_s);
    QCOMPARE(moneyText(-5), u"−0.05"_s);
    QCOMPARE(shortMoneyText(5000), u"50"_s);
    QCOMPARE(shortMoneyText(5005), u"50.05"_s);
    QCOMPARE(changeText(TransactionType::Deposit, 5000), u"+50"_s);
    QCOMPARE(changeText(TransactionType::Withdraw, 10000), u"−100"_s);
}

void TstTones::times()
{
    QCOMPARE(timeText(std::chrono::milliseconds(314)), u"0.31"_s);
    const History history;
    QCOMPARE(timeText(history, 0), QString());
}

void TstTones::handlings()
{
    tests::HistoryBuilder b;
    const NameId account = b.account("ann");
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0.1, b.transaction(0.1, account, 1, 50));
    const RowRef delivery = b.delivery(0.1, replica, message, 1, 3.1);
    const auto did = [&](RowRef handling) {
        return whatTheReplicaDid(b.history().handlings[handling - 1], b.history());
    };
    QCOMPARE(did(b.handling(delivery, Outcome::Applied, 0.2, 0.3)), u"applied"_s);
    const RowRef rejected = b.handling(delivery, Outcome::Rejected, 0.2, 0.3, "number 1 missing");
    QCOMPARE(did(rejected), u"rejected: number 1 missing"_s);
    const RowRef died = b.handling(delivery, Outcome::None, 0.2, 0.3);
    QCOMPARE(did(died), u"died before the commit"_s);
    b.history().handlings.edit(died - 1).endedAt.set(0);
    b.history().handlings.edit(died - 1).decidedAt.set(0);
    QCOMPARE(did(died), u"in the database"_s);
}

void TstTones::lateAcks()
{
    tests::HistoryBuilder b;
    const NameId account = b.account("ann");
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0.1, b.transaction(0.1, account, 1, 50));
    const RowRef delivery = b.delivery(0.1, replica, message, 1, 3.1);
    const RowRef handling = b.handling(delivery, Outcome::Applied, 0.2, 4.0);
    const auto late = [&] {
        return lateAckOf(b.history().deliveries[delivery - 1], b.history().handlings[handling - 1]);
    };
    b.end(delivery, 4.0, DeliveryEnd::Acked);
    QCOMPARE(late(), std::int64_t{0});
    b.end(delivery, 3.1, DeliveryEnd::Expired, "account-2");
    QCOMPARE(late(), std::int64_t{900'000'000});
    b.history().handlings.edit(handling - 1).ackedAt.set(0);
    QCOMPARE(late(), std::int64_t{0});
}

QTEST_GUILESS_MAIN(TstTones)
#include "tst_tones.moc"
