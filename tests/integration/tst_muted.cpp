#include "core/engine/engine.h"
#include "core/scenario/laboratory.h"

#include <QTest>

#include <algorithm>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// A laboratory hears wire, reports and supervisor; beside it a second tap and fold hear the wire
/// alone. Their pictures of the wire must be the same: the mirror owes nothing to the reports.
class TestMuted : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR); }
    void theWireTellsTheSameStory_data();
    void theWireTellsTheSameStory();
};

namespace {

constexpr int patience = 60'000;

QString wordOf(DeliveryEnd end)
{
    return QString::number(static_cast<int>(end));
}

/// One line a delivery, without times: the two taps stamp their own.
QStringList deliveriesOf(const Snapshot& snapshot)
{
    QStringList lines;
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < history.deliveries.size(); ++i) {
        const DeliveryRow& row = history.deliveries[i];
        lines << u"%1 seq %2 attempt %3 end %4 other %5 wait %6"_s
                     .arg(QString::fromStdString(history.name(row.client)))
                     .arg(row.sequence.value())
                     .arg(row.attempt)
                     .arg(wordOf(row.end.get()),
                          QString::fromStdString(history.name(row.other.get())))
                     // The predicted deadline after the delivery, to a tenth of a second.
                     .arg((row.deadline.get() - row.deliveredAt.count() + 50'000'000)
                          / 100'000'000);
    }
    return lines;
}

Scenario scenarioNamed(const std::string& id)
{
    for (const Scenario& scenario : bundledScenarios())
        if (scenario.id == id)
            return scenario;
    return {};
}

} // namespace

void TestMuted::theWireTellsTheSameStory_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<Handler>("handler");
    QTest::newRow("case-1 naive") << u"case-1"_s << Handler::Naive;
    QTest::newRow("case-1 ordered") << u"case-1"_s << Handler::Ordered;
    QTest::newRow("case-2 naive") << u"case-2"_s << Handler::Naive;
}

void TestMuted::theWireTellsTheSameStory()
{
    QFETCH(QString, scenario);
    QFETCH(Handler, handler);

    Engine muted;
    std::shared_ptr<const Snapshot> heard;
    connect(&muted, &Engine::snapshotReady, this, [&](const auto& snapshot) {
        heard = snapshot;
        muted.requestSnapshot();
    });
    muted.beginRun({ChannelName("transactions"), {}});
    muted.requestSnapshot();
    Tap tap({[&](const Frame& frame) { muted.postFrame(frame); },
             [&](const Message& why) { muted.note(Source::Wire, wire::TapGap{why}); }});

    Laboratory laboratory;
    bool tapped = false;
    std::optional<RunEnd> end;
    connect(&laboratory, &Laboratory::snapshotChanged, this, [&] {
        const QString url = laboratory.brokerUrlWithToken();
        if (tapped || url.isEmpty())
            return;
        tapped = true;
        QVERIFY(tap.connect({.url = url.toStdString()}).ok());
    });
    connect(&laboratory, &Laboratory::ended, this, [&](RunEnd how, const QString& why) {
        end = how;
        if (how != RunEnd::Finished)
            qWarning().noquote() << why;
    });
    RunOptions options;
    options.scenario = scenarioNamed(scenario.toStdString());
    options.handler = handler;
    options.ackWaitSeconds = 1;
    laboratory.start(options);
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), patience);
    QCOMPARE(*end, RunEnd::Finished);

    const auto full = laboratory.snapshot();
    QVERIFY(full->history->handlings.size() > 0);
    QTRY_COMPARE(deliveriesOf(*heard), deliveriesOf(*full));
    QCOMPARE(heard->history->handlings.size(), std::size_t(0));
    QVERIFY(heard->redeliveries > 0);
    tap.disconnect();
}

QTEST_GUILESS_MAIN(TestMuted)
#include "tst_muted.moc"
