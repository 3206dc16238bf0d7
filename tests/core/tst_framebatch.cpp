#include "core/wire/frame.h"

#include <QTest>

using namespace stanscope;
using namespace std::chrono_literals;

class TestFrameBatch : public QObject
{
    Q_OBJECT

private slots:
    void givesBackWhatItTook();
    void fillsUp();
};

void TestFrameBatch::givesBackWhatItTook()
{
    const std::string binary("\0\1\xff\0", 4);
    const std::string large(100'000, 'x');
    const std::vector<Frame> frames{
        {1ms, "subject", "reply", "data"},
        {2ms, "subject", {}, {}},
        {3ms, {}, {}, {}},
        {4ms, "s", "r", binary},
        {5ms, "large", {}, large},
        {6ms, "last", "reply", "data"},
    };
    FrameBatch batch;
    QCOMPARE(batch.size(), std::size_t(0));
    for (const Frame& frame : frames) {
        // The batch has its own copy: what the frame pointed to goes at the end of this turn.
        const std::string subject(frame.subject);
        const std::string reply(frame.reply);
        const std::string data(frame.data);
        batch.add({frame.time, subject, reply, data});
    }
    QCOMPARE(batch.size(), frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const Frame taken = batch[i];
        QCOMPARE(taken.time, frames[i].time);
        QVERIFY(taken.subject == frames[i].subject);
        QVERIFY(taken.reply == frames[i].reply);
        QVERIFY(taken.data == frames[i].data);
    }
}

void TestFrameBatch::fillsUp()
{
    FrameBatch batch;
    QVERIFY(!batch.isFull());
    const std::string data(1000, 'x');
    while (!batch.isFull() && batch.size() < 1000)
        batch.add({0ms, "s", {}, data});
    QCOMPARE(batch.size(), std::size_t(17));
    batch.clear();
    QVERIFY(!batch.isFull());
    QCOMPARE(batch.size(), std::size_t(0));
    batch.add({1ms, "s", "r", "d"});
    QVERIFY(batch[0].data == "d");
}

QTEST_APPLESS_MAIN(TestFrameBatch)
#include "tst_framebatch.moc"
