#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereplay.h"

#include <QTest>

using namespace stanscope;

class TestBundledCaptures : public QObject
{
    Q_OBJECT

private slots:
    /// Both lessons, naive and ordered, come out as their runs did.
    void playAsTheirRunsDid()
    {
        QStringList lines;
        for (const BundledCapture& capture : bundledCaptures()) {
            auto reader = CaptureReader::open(capture.path);
            QVERIFY(reader.ok());
            const auto replayed = replayCapture(*reader);
            QVERIFY(replayed.ok());
            QVERIFY(!replayed->brokenOff);
            const auto snapshot = replayed->lab->snapshot();
            QCOMPARE(snapshot->title, capture.title);
            lines << QStringLiteral("%1: %2, %3: verdict %4, balance %5 of %6, redelivered %7")
                         .arg(capture.id, QString::fromStdString(capture.scenario),
                              QString::fromStdString(capture.title))
                         .arg(static_cast<int>(snapshot->verdict.verdict))
                         .arg(snapshot->accounts.at(0).balance.value())
                         .arg(snapshot->accounts.at(0).expected.value())
                         .arg(snapshot->redeliveries > 0);
            QCOMPARE(snapshot->replicas.at(0).options.handler, capture.handler);
        }
        const QStringList expected{
            QStringLiteral("case-1-inbox: case-1, Bank 1 · Overtaking: verdict 1, balance 1000 "
                           "of 1000, redelivered 1"),
            QStringLiteral("case-1-naive: case-1, Bank 1 · Overtaking: verdict 2, balance 11000 "
                           "of 1000, redelivered 1"),
            QStringLiteral("case-1-ordered: case-1, Bank 1 · Overtaking: verdict 1, balance "
                           "1000 of 1000, redelivered 1"),
            QStringLiteral("case-2-inbox: case-2, Bank 2 · Late ack: verdict 1, balance 1000 of "
                           "1000, redelivered 1"),
            QStringLiteral("case-2-naive: case-2, Bank 2 · Late ack: verdict 2, balance 1000 of "
                           "1000, redelivered 1"),
            QStringLiteral("case-2-ordered: case-2, Bank 2 · Late ack: verdict 1, balance 1000 "
                           "of 1000, redelivered 1")};
        QCOMPARE(lines.join(u'\n'), expected.join(u'\n'));
    }
};

QTEST_APPLESS_MAIN(TestBundledCaptures)
#include "tst_bundledcaptures.moc"
