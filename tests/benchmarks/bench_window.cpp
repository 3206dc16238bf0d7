#include "tests/support/historybuilder.h"
#include "ui/models/messagemodel.h"
#include "ui/panels/historytable.h"
#include "ui/plots/timelineview.h"

#include <QApplication>
#include <QScrollBar>

#include <chrono>
#include <cstdio>

// What the window costs at a million rows: inserts through the visible, scrolling channel history,
// and one frame of the timeline with everything in view. Prints figures; asserts nothing.

using namespace stanscope;
using namespace stanscope::tests;

namespace {

using Clock = std::chrono::steady_clock;

double microseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::micro>(time).count();
}

void addMessages(HistoryBuilder& b, std::size_t upTo)
{
    while (b.history().messages.size() < upTo)
        b.message(static_cast<double>(b.history().messages.size()) * 1e-5, 0);
}

/// µs a row for `rounds` inserts of 2,000 rows each, with the scroll to the end and the repaint.
double insertCost(HistoryBuilder& b, MessageModel& model, HistoryTable& table, std::size_t base)
{
    constexpr std::size_t rows = 2000;
    constexpr int rounds = 50;
    addMessages(b, base);
    model.showSnapshot(b.snapshot(1));
    QCoreApplication::processEvents();
    Clock::duration total{};
    for (int round = 0; round < rounds; ++round) {
        addMessages(b, b.history().messages.size() + rows);
        const auto snapshot = b.snapshot(1);
        const auto start = Clock::now();
        model.showSnapshot(snapshot);
        QCoreApplication::processEvents();
        table.viewport()->repaint();
        total += Clock::now() - start;
    }
    const bool following =
        table.verticalScrollBar()->value() == table.verticalScrollBar()->maximum();
    if (!following)
        std::printf("the table does not follow its end\n");
    return microseconds(total) / (static_cast<double>(rows) * rounds);
}

void benchmarkTable()
{
    HistoryBuilder b;
    MessageModel model;
    HistoryTable table(&model);
    table.resize(800, 290);
    table.show();
    const double small = insertCost(b, model, table, 100'000);
    const double large = insertCost(b, model, table, 1'000'000);
    std::printf("channel history   insert and repaint  %.3f us/row at 100 k rows, %.3f at 1 M  "
                "ratio %.2f\n",
                small, large, large / small);
}

/// `bars` deliveries over 10 s on four replicas, all in view.
void benchmarkTimeline(int bars)
{
    HistoryBuilder b;
    std::vector<NameId> replicas;
    for (int i = 1; i <= 4; ++i)
        replicas.push_back(b.replica("account-" + std::to_string(i)));
    const double step = 10.0 / bars;
    for (int i = 0; i < bars; ++i) {
        const double s = i * step;
        const RowRef delivery =
            b.delivery(s, replicas[static_cast<std::size_t>(i) % 4], b.message(s, 0), 1, s + 3);
        b.end(delivery, s + step * 3, i % 50 == 0 ? DeliveryEnd::Expired : DeliveryEnd::Acked);
    }
    TimelineView view;
    view.resize(800, 430);
    view.show();
    const auto snapshot = b.snapshot(10);
    const auto begin = Clock::now();
    view.showSnapshot(snapshot);
    const auto taken = Clock::now();
    view.fitAll();
    view.grab();
    constexpr int frames = 10;
    const auto start = Clock::now();
    for (int i = 0; i < frames; ++i) {
        view.showSnapshot(snapshot);
        view.grab();
    }
    std::printf("timeline %9d bars  take in %8.2f ms  paint %6.2f ms/frame\n", bars,
                microseconds(taken - begin) / 1000,
                microseconds(Clock::now() - start) / 1000 / frames);
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    benchmarkTable();
    for (const int bars : {1'000, 10'000, 100'000, 1'000'000})
        benchmarkTimeline(bars);
    return 0;
}
