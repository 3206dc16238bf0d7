#include "tests/support/simplayer.h"

#include <QTest>

using namespace stanscope::test;

class TestSimBroker : public QObject
{
    Q_OBJECT

private slots:
    void manyHistories();
};

void TestSimBroker::manyHistories()
{
    constexpr std::uint64_t count = 10'000;
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        const SimHistory history = SimHistory::ofSeed(seed);
        if (!differenceIn(history))
            continue;
        qCritical("%s", shrunk(history).c_str()); // too long for a message of the test
        QFAIL(("seed " + std::to_string(seed)).c_str());
    }
}

QTEST_GUILESS_MAIN(TestSimBroker)
#include "tst_simbroker.moc"
