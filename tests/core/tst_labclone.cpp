#include "core/lab/lab.h"
#include "tests/support/labtext.h"
#include "tests/support/syntheticrun.h"

#include <QTest>

#include <memory>

using namespace stanscope;
using test::SyntheticRun;

/// A Lab's clone: equal, independent, and folded on like the original.
class TestLabClone : public QObject
{
    Q_OBJECT

private slots:
    void aCloneIsEqualAndIndependent();
    void foldingFromCloneToCloneChangesNothing();
    void aSnapshotOfACloneStaysAsItIs();
};

namespace {

std::unique_ptr<Lab> newLab(const Event& first)
{
    auto lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(first.body), first.time);
    lab->apply(first);
    return lab;
}

/// Everything that can be seen of a Lab.
std::string textOf(const Lab& lab)
{
    const auto shown = lab.snapshot();
    return test::toText(*shown) + test::toText(lab.mirrorState()) + test::toText(*shown->history);
}

void foldOn(Lab& lab, const std::vector<Event>& events, std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i)
        lab.apply(events[i]);
}

} // namespace

void TestLabClone::aCloneIsEqualAndIndependent()
{
    const auto events = SyntheticRun({}).take(30'000);
    const auto lab = newLab(events.front());
    foldOn(*lab, events, 1, 10'000);
    const auto clone = lab->clone();
    const std::string before = textOf(*lab);
    QCOMPARE(textOf(*clone), before);
    foldOn(*lab, events, 10'000, events.size());
    QCOMPARE(textOf(*clone), before);
    foldOn(*clone, events, 10'000, events.size());
    QCOMPARE(textOf(*clone), textOf(*lab));
    QVERIFY(textOf(*lab) != before);
}

void TestLabClone::foldingFromCloneToCloneChangesNothing()
{
    for (const bool bank : {true, false}) {
        const auto events = SyntheticRun({bank, true, 7}).take(12'000);
        const auto straight = newLab(events.front());
        foldOn(*straight, events, 1, events.size());
        auto lab = newLab(events.front());
        for (std::size_t i = 1; i < events.size(); ++i) {
            if (i % 5 == 0)
                lab = lab->clone();
            lab->apply(events[i]);
        }
        QCOMPARE(textOf(*lab), textOf(*straight));
    }
}

void TestLabClone::aSnapshotOfACloneStaysAsItIs()
{
    const auto events = SyntheticRun({}).take(4'000);
    const auto lab = newLab(events.front());
    foldOn(*lab, events, 1, 2'000);
    const auto shown = lab->clone()->snapshot();
    const std::string before = test::toText(*shown->history);
    foldOn(*lab, events, 2'000, events.size());
    QCOMPARE(test::toText(*shown->history), before);
}

QTEST_GUILESS_MAIN(TestLabClone)
#include "tst_labclone.moc"
