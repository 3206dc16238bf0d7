// moc 6.4 can read <compare>, which ids.h begins with, only after another standard header.
// clang-format off
#include <cstdint>
#include "core/bank/referencemodel.h"
// clang-format on

#include <QTest>

#include <limits>

using namespace stanscope;

class TestReferenceModel : public QObject
{
    Q_OBJECT

private slots:
    void playsTheSeed();
    void declinesWhatIsNotThere();
    void declinesWhatDoesNotFit();
};

void TestReferenceModel::playsTheSeed()
{
    ReferenceModel model(Cents(0));
    QVERIFY(model.decide(TransactionType::Deposit, Cents(50)).approved);
    QVERIFY(model.decide(TransactionType::Deposit, Cents(60)).approved);
    const auto withdrawal = model.decide(TransactionType::Withdraw, Cents(100));
    QVERIFY(withdrawal.approved);
    QCOMPARE(withdrawal.balance, Cents(10));
}

void TestReferenceModel::declinesWhatIsNotThere()
{
    ReferenceModel model(Cents(60));
    const auto decision = model.decide(TransactionType::Withdraw, Cents(61));
    QVERIFY(!decision.approved);
    QCOMPARE(decision.balance, Cents(60));
    QVERIFY(model.decide(TransactionType::Withdraw, Cents(60)).approved);
    QCOMPARE(model.balance(), Cents(0));
}

void TestReferenceModel::declinesWhatDoesNotFit()
{
    ReferenceModel model{Cents(std::numeric_limits<std::int64_t>::max())};
    QVERIFY(!model.decide(TransactionType::Deposit, Cents(1)).approved);
    QCOMPARE(model.balance(), Cents(std::numeric_limits<std::int64_t>::max()));
}

QTEST_APPLESS_MAIN(TestReferenceModel)
#include "tst_referencemodel.moc"
