#include "tests/support/historybuilder.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/messagemodel.h"
#include "ui/models/subscriptionmodel.h"
#include "ui/models/transactionmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// The model as lines: the header, then each row, cells of the shown columns joined by " | ".
QStringList drawn(const QAbstractItemModel& model)
{
    QStringList lines;
    QStringList header;
    std::vector<int> shown;
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal, RowModel::ShownRole).toBool()) {
            shown.push_back(column);
            header += model.headerData(column, Qt::Horizontal).toString();
        }
    lines += header.join(u" | "_s);
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : shown)
            cells += model.index(row, column).data().toString();
        lines += cells.join(u" | "_s);
    }
    return lines;
}

Tone toneAt(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data(RowModel::ToneRole).value<Tone>();
}

} // namespace

class TstHistoryModels : public QObject
{
    Q_OBJECT

private slots:
    void messages();
    void deliveries();
    void transactions();
    void ledger();
    void subscriptions();
    void liveDataNeverResets();
    void aNewRunResets();
    void rowsSeenEarlyAreReadAgain();
    void selectionFindsItsRows();
    void foreignMessagesHaveNoMoney();
    void aRunWithoutABankHasNoColumnsOfMoney();
    void attachedTablesNameChannelAndPayload();
    void oneChannelIsShownAlone();
    void aDecidedMessageThatIsOutAgainSaysSo();
    void whatNobodySawHasNoTime();
    void guessesAreMarked();
};

void TstHistoryModels::messages()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    const QStringList expected{
        u"seq | time, s | account | number | type | amount | deliveries | last replica | outcome"_s,
        u"1 | 0.04 | ann | 1 | deposit | 50.00 | 2 | account-2 | applied late"_s,
        u"2 | 0.33 | ann | 2 | deposit | 60.00 | 1 | account-2 | applied"_s,
        u"3 | 0.62 | ann | 3 | withdraw | 100.00 | 1 | account-2 | declined wrongly"_s,
    };
    QCOMPARE(drawn(model), expected);
    QCOMPARE(toneAt(model, 0, MessageModel::OutcomeColumn), Tone::Expired);
    QCOMPARE(toneAt(model, 2, MessageModel::OutcomeColumn), Tone::Violated);
    QVERIFY(!model.index(0, MessageModel::AmountColumn).data(RowModel::ToneRole).isValid());
    QVERIFY(model.index(0, MessageModel::AmountColumn).data(RowModel::NumberRole).toBool());
    QCOMPARE(model.index(0, MessageModel::AmountColumn).data(Qt::TextAlignmentRole).toInt(),
             static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
}

/// The outcome is of who decided, and who has it last may be another one.
void TstHistoryModels::aDecidedMessageThatIsOutAgainSaysSo()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const NameId two = b.replica("account-2");
    const RowRef message = b.message(0.1, b.transaction(0.1, ann, 1, 50));
    const RowRef first = b.delivery(0.1, one, message, 1, 1.1);
    b.handling(first, Outcome::Applied, 0.2, 0.3);
    b.outcome(message, MessageOutcome::Applied);
    MessageModel model;
    model.showSnapshot(b.snapshot(1));
    const auto cell = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(cell(MessageModel::OutcomeColumn), u"applied"_s);
    b.end(first, 1.1, DeliveryEnd::Expired);
    const RowRef second = b.delivery(1.1, two, message, 2, 2.1);
    model.showSnapshot(b.snapshot(1.2));
    QCOMPARE(cell(MessageModel::LastReplicaColumn), u"account-2"_s);
    QCOMPARE(cell(MessageModel::OutcomeColumn), u"applied · again at account-2"_s);
    QCOMPARE(toneAt(model, 0, MessageModel::OutcomeColumn), Tone::Acked);
    b.handling(second, Outcome::Skipped, 1.3, 1.4);
    model.showSnapshot(b.snapshot(1.5));
    QCOMPARE(cell(MessageModel::OutcomeColumn), u"applied"_s);
}

void TstHistoryModels::whatNobodySawHasNoTime()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    auto& messages = b.history().messages;
    messages.edit(0).origin.set(MessageOrigin::Before);
    messages.edit(0).brokerStoredAt.set(1'700'000'000'123'000'000);
    messages.edit(1).origin.set(MessageOrigin::Unseen);
    MessageModel model;
    model.showSnapshot(b.snapshot(4));
    const auto at = [&model](int row, int role) {
        return model.index(row, MessageModel::TimeColumn).data(role).toString();
    };
    // Nothing is missed where nothing happens unseen: its answer is read in a moment.
    QCOMPARE(at(1, Qt::DisplayRole), u"…"_s);
    QVERIFY(!at(1, Qt::ToolTipRole).isEmpty());
    // Nor where there are listeners only.
    b.draft().run = std::make_shared<laboratory::RunStarted>();
    b.draft().accounts = {};
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(at(1, Qt::DisplayRole), u"…"_s);
    b.draft().tap.gaps = 1;
    model.showSnapshot(b.snapshot(4));
    QCOMPARE(at(0, Qt::DisplayRole), u"before"_s);
    QCOMPARE(at(1, Qt::DisplayRole), u"not seen"_s);
    QCOMPARE(at(2, Qt::DisplayRole), u"0.62"_s);
    QVERIFY2(at(0, Qt::ToolTipRole).contains(u":20.123 by the broker's clock"_s),
             qPrintable(at(0, Qt::ToolTipRole)));
    QCOMPARE(at(1, Qt::ToolTipRole), u"its publish was not seen"_s);
    QCOMPARE(at(2, Qt::ToolTipRole), u"0.620 s"_s);
}

void TstHistoryModels::guessesAreMarked()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    b.history().deliveries.edit(1).deadlineIsGuess.set(true);
    SubscriptionView one;
    one.pending = 3;
    one.lastSent = Sequence(7);
    one.pendingIsGuess = true;
    b.draft().subscriptions = {one};
    const auto snapshot = b.snapshot(4);
    DeliveryModel deliveries;
    deliveries.showSnapshot(snapshot);
    QCOMPARE(deliveries.index(0, DeliveryModel::DeadlineColumn).data().toString(), u"3.04"_s);
    QCOMPARE(deliveries.index(1, DeliveryModel::DeadlineColumn).data().toString(), u"≈ 3.33"_s);
    SubscriptionModel subscriptions;
    subscriptions.showSnapshot(snapshot);
    QCOMPARE(subscriptions.index(0, SubscriptionModel::PendingColumn).data().toString(), u"≈ 3"_s);
    QCOMPARE(subscriptions.index(0, SubscriptionModel::LastSentColumn).data().toString(), u"7"_s);
}

void TstHistoryModels::deliveries()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    DeliveryModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    const QStringList expected{
        u"replica | seq | attempt | delivered, s | deadline, s | ended, s | how it ended | what the replica did"_s,
        u"account-1 | 1 | 1 | 0.04 | 3.04 | 3.04 | expired → account-2 | failed: database failed"_s,
        u"account-2 | 2 | 1 | 0.33 | 3.33 | 0.48 | acked | applied"_s,
        u"account-2 | 3 | 1 | 0.62 | 3.62 | 0.70 | acked | declined wrongly"_s,
        u"account-2 | 1 | 2 | 3.06 | 6.06 | 3.20 | acked | applied"_s,
    };
    QCOMPARE(drawn(model), expected);
    QCOMPARE(toneAt(model, 0, DeliveryModel::EndColumn), Tone::Expired);
    QCOMPARE(toneAt(model, 2, DeliveryModel::HandlingColumn), Tone::Violated);
    QCOMPARE(toneAt(model, 3, DeliveryModel::HandlingColumn), Tone::Acked);
}

void TstHistoryModels::transactions()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    b.transaction(3.5, b.draft().accounts.front().id, 4, -20);
    TransactionModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    const QStringList expected{
        u"account | number | type | amount | accepted, s | seq | publishes | in order it is | balance in order | outcome"_s,
        u"ann | 1 | deposit | 50.00 | 0.02 | 1 | 1 | approved | 50.00 | applied late"_s,
        u"ann | 2 | deposit | 60.00 | 0.31 | 2 | 1 | approved | 110.00 | applied"_s,
        u"ann | 3 | withdraw | 100.00 | 0.60 | 3 | 1 | approved | 10.00 | declined wrongly"_s,
        u"ann | 4 | withdraw | 20.00 | 3.50 |  | 1 | declined | 10.00 | published, waiting"_s,
    };
    QCOMPARE(drawn(model), expected);
}

void TstHistoryModels::ledger()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    LedgerModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(b.snapshot(4));
    const QStringList expected{
        u"time, s | account | number | type | amount | decision | balance | replica | seq"_s,
        u"0.42 | ann | 2 | deposit | 60.00 | applied | 60.00 | account-2 | 2"_s,
        u"0.66 | ann | 3 | withdraw | 100.00 | declined wrongly | 60.00 | account-2 | 3"_s,
        u"3.15 | ann | 1 | deposit | 50.00 | applied | 110.00 | account-2 | 1"_s,
    };
    QCOMPARE(drawn(model), expected);
    QCOMPARE(toneAt(model, 1, LedgerModel::DecisionColumn), Tone::Violated);
}

void TstHistoryModels::subscriptions()
{
    HistoryBuilder b;
    const auto view = [](std::uint32_t id, const char* client) {
        SubscriptionView made;
        made.id = id;
        made.client = ClientId(client);
        made.channel = ChannelName("bank");
        made.queueGroup = "account";
        made.durable = "bank";
        made.ackWaitSeconds = 3;
        made.maxInflight = 16;
        return made;
    };
    SubscriptionModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    b.draft().subscriptions = {view(1, "account-1"), view(2, "account-2"), view(3, "account-3")};
    model.showSnapshot(b.snapshot(1));
    b.draft().subscriptions = {view(1, "account-1"), view(3, "account-3"), view(4, "account-4")};
    b.draft().subscriptions[0].pending = 16;
    b.draft().subscriptions[0].stalled = true;
    b.draft().subscriptions[1].offline = true;
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.showSnapshot(b.snapshot(2));
    QStringList expected{
        u"client | channel | queue group | durable | AckWait, s | MaxInflight | pending | last sent | state"_s,
        u"account-1 | bank | account | bank | 3 | 16 | 16 | 0 | stalled"_s,
        u"account-3 | bank | account | bank | 3 | 16 | 0 | 0 | offline"_s,
        u"account-4 | bank | account | bank | 3 | 16 | 0 | 0 | open"_s,
    };
    QCOMPARE(drawn(model), expected);
    QCOMPARE(changes.count(), 2);

    std::swap(b.draft().subscriptions[0], b.draft().subscriptions[2]);
    model.showSnapshot(b.snapshot(3));
    std::swap(expected[1], expected[3]);
    QCOMPARE(drawn(model), expected);
    QCOMPARE(resets.count(), 0);
}

void TstHistoryModels::liveDataNeverResets()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 3; ++i)
        b.message(0.1 * i, b.transaction(0.1 * i, account, i + 1, 10));
    model.showSnapshot(b.snapshot(1));
    model.showSnapshot(b.snapshot(1)); // the rows of the first snapshot are settled now

    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    b.outcome(2, MessageOutcome::Applied);
    b.message(1.1, b.transaction(1.1, account, 4, 10));
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(inserts.count(), 1);
    QCOMPARE(inserts.first().at(1).toInt(), 3);
    QCOMPARE(inserts.first().at(2).toInt(), 3);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.first().at(1).toModelIndex().row(), 1);
}

void TstHistoryModels::aNewRunResets()
{
    HistoryBuilder first;
    buildCase1Naive(first);
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    model.showSnapshot(first.snapshot(4));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    HistoryBuilder second;
    model.showSnapshot(second.snapshot(0));
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.rowCount(), 0);
}

void TstHistoryModels::rowsSeenEarlyAreReadAgain()
{
    // The fold runs ahead of its snapshots: what it has appended and edited since is not shown.
    HistoryBuilder b;
    const NameId account = b.account("ann");
    b.message(0.1, b.transaction(0.1, account, 1, 10));
    const auto before = b.snapshot(1);
    b.message(0.2, b.transaction(0.2, account, 2, 10));
    MessageModel model;
    model.showSnapshot(before);
    QCOMPARE(model.rowCount(), 1);
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(model.rowCount(), 2);
    b.outcome(2, MessageOutcome::Applied);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex().row(), 1);
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(changes.count(), 1);
}

void TstHistoryModels::selectionFindsItsRows()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const auto snapshot = b.snapshot(4);
    MessageModel messages;
    DeliveryModel deliveries;
    TransactionModel transactions;
    LedgerModel ledger;
    for (RowModel* model : {static_cast<RowModel*>(&messages), static_cast<RowModel*>(&deliveries),
                            static_cast<RowModel*>(&transactions), static_cast<RowModel*>(&ledger)})
        model->showSnapshot(snapshot);

    const Selection late{1, 4}; // the second delivery of message 1
    QCOMPARE(messages.rowOf(late), std::optional(0));
    QCOMPARE(deliveries.rowOf(late), std::optional(3));
    QCOMPARE(transactions.rowOf(late), std::optional(0));
    QCOMPARE(ledger.rowOf(late), std::optional(2));
    QCOMPARE(deliveries.rowOf({2, 0}), std::optional(1));
    QVERIFY(!messages.rowOf({}));
    QVERIFY(!messages.rowOf({99, 0}));
    QVERIFY(!deliveries.rowOf({99, 99}));
    QVERIFY(!ledger.rowOf({99, 99}));

    const auto selectionAt = [](const QAbstractItemModel& model, int row) {
        return model.index(row, 0).data(RowModel::SelectionRole).value<Selection>();
    };
    QCOMPARE(selectionAt(messages, 0), late);
    QCOMPARE(selectionAt(deliveries, 2), (Selection{3, 3}));
    QCOMPARE(selectionAt(transactions, 1), (Selection{2, 2}));
    QCOMPARE(selectionAt(ledger, 1), (Selection{3, 3}));
}

void TstHistoryModels::foreignMessagesHaveNoMoney()
{
    HistoryBuilder b;
    b.message(0.5, 0);
    MessageModel model;
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(drawn(model).at(1), u"1 | 0.50 |  |  |  |  | 0 |  | waiting"_s);
}

/// From its beginning, so that a filter is not lost with the first message.
void TstHistoryModels::aRunWithoutABankHasNoColumnsOfMoney()
{
    HistoryBuilder b;
    b.draft().run = std::make_shared<laboratory::RunStarted>();
    b.draft().accounts = {};
    MessageModel model;
    model.showSnapshot(b.snapshot(0));
    RowCriteria criteria;
    criteria.text = u"hello"_s;
    model.setCriteria(criteria);
    b.foreignMessage(0.1, "orders", "hello");
    b.foreignMessage(0.2, "orders", "good bye");
    model.showSnapshot(b.snapshot(1));
    QVERIFY(model.isFiltered());
    QCOMPARE(
        drawn(model),
        (QStringList{u"seq | channel | time, s | payload | deliveries | last listener | outcome"_s,
                     u"1 | orders | 0.10 | hello | 0 |  | waiting"_s}));
}

void TstHistoryModels::attachedTablesNameChannelAndPayload()
{
    HistoryBuilder b;
    const NameId mailer = b.replica("mailer");
    const RowRef text = b.foreignMessage(0.1, "orders", "hello\tthere");
    b.foreignMessage(0.2, "orders", std::string("\0\xff", 2));
    const RowRef sent = b.delivery(0.1, mailer, text, 1, 3.1);
    b.history().deliveries.edit(sent - 1).deadline.set(0);
    b.draft().attached = true;
    MessageModel messages;
    DeliveryModel deliveries;
    const QAbstractItemModelTester messageTester(&messages);
    const QAbstractItemModelTester deliveryTester(&deliveries);
    QSignalSpy columns(&messages, &QAbstractItemModel::headerDataChanged);
    messages.showSnapshot(b.snapshot(1));
    deliveries.showSnapshot(b.snapshot(1));
    QCOMPARE(columns.count(), 1);
    QCOMPARE(
        drawn(messages),
        (QStringList{u"seq | channel | time, s | payload | deliveries | last listener | outcome"_s,
                     u"1 | orders | 0.10 | hello\\tthere | 1 | mailer | waiting"_s,
                     u"2 | orders | 0.20 | 00 ff | 0 |  | waiting"_s}));
    QCOMPARE(drawn(deliveries),
             (QStringList{u"replica | channel | seq | attempt | delivered, s | deadline, s | "
                          "ended, s | how it ended"_s,
                          u"mailer | orders | 1 | 1 | 0.10 | unknown |  | waiting for the ack"_s}));
}

void TstHistoryModels::oneChannelIsShownAlone()
{
    HistoryBuilder b;
    b.draft().attached = true;
    for (int i = 0; i < 6; ++i)
        b.foreignMessage(0.1 * i, i % 3 == 0 ? "refunds" : "orders", "x");
    MessageModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy channels(&model, &HistoryModel::channelsChanged);
    model.showSnapshot(b.snapshot(1));
    QCOMPARE(channels.count(), 1);
    QCOMPARE(model.channels(), (QStringList{u"refunds"_s, u"orders"_s}));
    RowCriteria refunds;
    refunds.channel = u"refunds"_s;
    model.setCriteria(refunds);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0).data(RowModel::SelectionRole).value<Selection>().message, RowRef{4});
    QCOMPARE(model.rowOf({4, 0}), std::optional<int>(1));
    QCOMPARE(model.rowOf({3, 0}), std::nullopt);

    // Live rows of the other channel do not show; changes find their filtered row.
    model.showSnapshot(b.snapshot(1));
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    b.outcome(2, MessageOutcome::Settled);
    b.outcome(4, MessageOutcome::Settled);
    b.foreignMessage(1, "orders", "y");
    model.showSnapshot(b.snapshot(2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().first().toModelIndex().row(), 1);
    b.foreignMessage(1.1, "refunds", "z");
    model.showSnapshot(b.snapshot(3));
    QCOMPARE(model.rowCount(), 3);
    model.setCriteria({});
    QCOMPARE(model.rowCount(), 8);

    // A new history without that channel hides nothing.
    model.setCriteria(refunds);
    HistoryBuilder other;
    other.history().start += std::chrono::minutes(1);
    other.foreignMessage(0, "mail", "x");
    model.showSnapshot(other.snapshot(1));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!model.isFiltered());
}

QTEST_GUILESS_MAIN(TstHistoryModels)
#include "tst_historymodels.moc"
