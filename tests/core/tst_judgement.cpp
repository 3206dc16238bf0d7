// moc 6.4 can read <compare>, which ids.h begins with, only after another standard header.
// clang-format off
#include <cstdint>
#include "core/bank/judgement.h"
// clang-format on

#include <QTest>

using namespace stanscope;

namespace {

Transaction withdrawal()
{
    return {TransactionId("t3"), AccountName("ann"), TransactionNumber(3),
            TransactionType::Withdraw, Cents(10'000)};
}

/// Ann has 110, numbers 1 and 2 are decided, and number 3, which takes 100, was accepted: to apply
/// it now is right.
struct Case
{
    LedgerDecision decision{withdrawal(), Outcome::Applied, Cents(1'000)};
    Transaction accepted = withdrawal();
    Circumstances before;
    DecidedNumbers decided;

    Case()
    {
        before.isAccepted = true;
        before.approvedInOrder = true;
        before.balance = Cents(11'000);
        decided.add(TransactionNumber(1));
        decided.add(TransactionNumber(2));
    }
    Judgement judged()
    {
        before.known = &accepted;
        return judge(decision, before, decided);
    }
};

Breaches only(Breach breach)
{
    Breaches set;
    set.add(breach);
    return set;
}

} // namespace

class TestJudgement : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingInWhatIsRight();
    void findsEachBreach_data();
    void findsEachBreach();
    void countsOnceWhatGoesOn();
    void knowsWhatItDoesNotKnow();
    void saysWhatIsLate();
    void hasTheGravestFirst();
};

void TestJudgement::findsNothingInWhatIsRight()
{
    QVERIFY(Case().judged().isRight());
    Case refused;
    refused.before.balance = Cents(6'000);
    refused.before.approvedInOrder = false;
    refused.decision = {withdrawal(), Outcome::Declined, Cents(6'000)};
    QVERIFY(refused.judged().isRight());
}

void TestJudgement::findsEachBreach_data()
{
    QTest::addColumn<int>("breach");
    for (const Breach breach : allBreaches)
        QTest::newRow(std::string(toText(breach)).c_str()) << static_cast<int>(breach);
}

void TestJudgement::findsEachBreach()
{
    QFETCH(const int, breach);
    Case one;
    switch (static_cast<Breach>(breach)) {
    case Breach::Balance: // 110 - 100 is not 9.99
        one.decision.balance = Cents(999);
        break;
    case Breach::AppliedTwice:
        one.before.applied = 1;
        one.decided.add(TransactionNumber(3));
        break;
    case Breach::OtherContent:
        one.accepted.amount = Cents(9'999);
        break;
    case Breach::AppliedWrongly:
        one.before.approvedInOrder = false;
        break;
    case Breach::DeclinedWrongly:
        one.decision = {withdrawal(), Outcome::Declined, Cents(11'000)};
        break;
    case Breach::Changed: // refused before, taken now
        one.before.declined = 1;
        one.decided.add(TransactionNumber(3));
        break;
    case Breach::NeverAccepted:
        one.before.isAccepted = false;
        break;
    case Breach::Early:
        one.decided = {};
        one.decided.add(TransactionNumber(1));
        break;
    }
    const Judgement judgement = one.judged();
    QVERIFY(judgement.breaks == only(static_cast<Breach>(breach)));
    QVERIFY(judgement.counted == judgement.breaks);
}

/// Applied nine times, "at most once" is broken one time; every one of them is wrong.
void TestJudgement::countsOnceWhatGoesOn()
{
    Case again;
    again.decided.add(TransactionNumber(3));
    int counted = 0;
    for (std::uint32_t applied = 1; applied < 9; ++applied) {
        again.before.applied = applied;
        const Judgement judgement = again.judged();
        QVERIFY(judgement.breaks.contains(Breach::AppliedTwice));
        counted += judgement.counted.count();
    }
    QCOMPARE(counted, 1);

    Case content;
    content.accepted.amount = Cents(1);
    content.before.otherContent = true;
    content.before.declined = 1;
    content.decision = {withdrawal(), Outcome::Declined, Cents(11'000)};
    content.before.approvedInOrder = false;
    content.decided.add(TransactionNumber(3));
    QVERIFY(content.judged().breaks == only(Breach::OtherContent));
    QVERIFY(content.judged().counted.empty());
}

void TestJudgement::knowsWhatItDoesNotKnow()
{
    Case unknown;
    unknown.before.isAccepted = false;
    unknown.before.mayBeAccepted = true; // the acceptance is still on its way
    unknown.before.approvedInOrder.reset();
    unknown.before.balance.reset();
    unknown.before.isOrderKnown = false;
    unknown.decided = {};
    unknown.decision = {withdrawal(), Outcome::Declined, Cents(123)};
    QVERIFY(unknown.judged().isRight());
}

void TestJudgement::saysWhatIsLate()
{
    QVERIFY(!Case().judged().late);
    Case late;
    late.decided.add(TransactionNumber(4));
    QVERIFY(late.judged().late);
    late.decided.add(TransactionNumber(3)); // decided again: not its first decision
    QVERIFY(!late.judged().late);
}

void TestJudgement::hasTheGravestFirst()
{
    QVERIFY(!Breaches().gravest());
    Breaches all;
    for (const Breach breach : allBreaches) {
        all.add(breach);
        const int invariant = invariantOf(breach);
        QVERIFY(invariant >= 1 && invariant <= 11);
    }
    QCOMPARE(all.count(), static_cast<int>(allBreaches.size()));
    QVERIFY(all.gravest() == Breach::Balance);
    Breaches two = only(Breach::Early);
    two.add(Breach::DeclinedWrongly);
    QVERIFY(two.gravest() == Breach::DeclinedWrongly);
}

QTEST_APPLESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
