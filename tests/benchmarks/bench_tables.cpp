#include "tests/support/historybuilder.h"
#include "ui/models/deliverymodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/messagemodel.h"
#include "ui/models/violationmodel.h"
#include "ui/panels/historytable.h"

#include <QApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>

// What filters, orders and copies cost in tables of a million rows. Prints figures; asserts
// nothing.

using namespace stanscope;
using namespace stanscope::tests;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int rows = 1'000'000;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// A message, a delivery, a handling and a decision in each row; accounts and replicas in turns.
void build(HistoryBuilder& b)
{
    std::vector<NameId> accounts;
    std::vector<NameId> replicas;
    for (int i = 0; i < 20; ++i)
        accounts.push_back(b.account("account number " + std::to_string(i)));
    for (int i = 1; i <= 5; ++i)
        replicas.push_back(b.replica("account-" + std::to_string(i)));
    JoinWriter writer(b.history());
    for (int i = 0; i < rows; ++i) {
        const double s = i * 1e-3;
        const NameId account = accounts[static_cast<std::size_t>(i % 20)];
        const RowRef message = b.foreignMessage(
            s, "bank",
            R"({"id":"0d9f)" + std::to_string(i) + R"(","account":"account number)"
                + std::to_string(i % 20) + R"(","type":"deposit","amount":"10.00"})");
        MessageMeaning& meaning = writer.editMeaning(message - 1);
        meaning.account.set(account);
        meaning.number.set(i / 20 + 1);
        meaning.amount.set(1000);
        meaning.outcome.set(i % 1000 == 0 ? MessageOutcome::AppliedTwice : MessageOutcome::Applied);
        const RowRef delivery = b.delivery(s, replicas[static_cast<std::size_t>(i % 5)], message,
                                           i % 50 == 0 ? 2 : 1, s + 3);
        const RowRef handling = b.handling(delivery, Outcome::Applied, s, s + 0.001);
        b.end(delivery, s + 0.002, DeliveryEnd::Acked);
        b.history().messages.edit(message - 1).settled.set(i % 100 != 0);
        b.history().ledger.append([&](LedgerRow& row) {
            row.committedAt = b.time(s);
            row.account = account;
            row.number = i / 20 + 1;
            row.amount = 1000;
            row.balance = i * 1000;
            row.replica = replicas[static_cast<std::size_t>(i % 5)];
            row.sequence = Sequence(message);
            row.handling.set(handling);
            if (i % 10 == 0)
                row.breaks.add(Breach::Early);
        });
        if (i % 1000 == 0)
            b.history().changes.nextEvent();
    }
}

/// The first look, and where it is not all: the rest between events, and the longest turn of them.
void benchmarkFilter(HistoryModel& model, const char* table, const char* what,
                     const RowCriteria& criteria)
{
    model.setCriteria({});
    const auto start = Clock::now();
    model.setCriteria(criteria);
    const double first = milliseconds(Clock::now() - start);
    const int found = model.rowCount();
    double longest = 0;
    while (model.isScanning()) {
        const auto turn = Clock::now();
        QCoreApplication::processEvents();
        longest = std::max(longest, milliseconds(Clock::now() - turn));
    }
    std::printf("%-11s %-22s first look %6.1f ms with %8d rows  all %7.1f ms with %8d rows  "
                "longest turn %5.1f ms\n",
                table, what, first, found, milliseconds(Clock::now() - start), model.rowCount(),
                longest);
}

void benchmarkFilters(HistoryModel& model, const char* table,
                      const std::shared_ptr<const Snapshot>& snapshot)
{
    model.showSnapshot(snapshot);
    RowCriteria criteria;
    criteria.account = QStringLiteral("account number 7");
    benchmarkFilter(model, table, "account", criteria);
    criteria = {};
    criteria.replica = QStringLiteral("account-3");
    benchmarkFilter(model, table, "replica", criteria);
    criteria = {};
    criteria.redelivered = true;
    benchmarkFilter(model, table, "redelivered", criteria);
    criteria = {};
    criteria.violations = true;
    benchmarkFilter(model, table, "violations", criteria);
    criteria.account = QStringLiteral("account number 7");
    criteria.replica = QStringLiteral("account-3");
    criteria.redelivered = criteria.unacked = true;
    benchmarkFilter(model, table, "all columns", criteria);
    for (const char* text : {"deposit", "99", "0d9f77", "nowhere", "applied number"}) {
        criteria = {};
        criteria.text = QString::fromLatin1(text);
        benchmarkFilter(model, table, text, criteria);
    }
}

/// A tenth of a second of a live run: 100 new rows, 100 that change.
void benchmarkLive(HistoryBuilder& b, MessageModel& model)
{
    RowCriteria criteria;
    criteria.text = QStringLiteral("deposit");
    for (const bool filtered : {false, true}) {
        model.setCriteria(filtered ? criteria : RowCriteria{});
        while (model.isScanning())
            QCoreApplication::processEvents();
        Clock::duration total{};
        constexpr int rounds = 20;
        for (int round = 0; round < rounds; ++round) {
            for (int i = 0; i < 100; ++i) {
                b.foreignMessage(1000, "bank", R"({"type":"deposit"})");
                b.outcome(static_cast<RowRef>(rows / 2 + i), MessageOutcome::Declined);
                b.history().changes.nextEvent();
            }
            const auto snapshot = b.snapshot(1000);
            const auto start = Clock::now();
            model.showSnapshot(snapshot);
            total += Clock::now() - start;
        }
        std::printf("history     live, %-14s  %6.2f ms a refresh of 100 new and 100 changed rows\n",
                    filtered ? "filtered" : "not filtered", milliseconds(total) / rounds);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    HistoryBuilder b;
    build(b);
    const auto snapshot = b.snapshot(1000);
    DeliveryModel deliveries;
    benchmarkFilters(deliveries, "deliveries", snapshot);
    LedgerModel ledger;
    benchmarkFilters(ledger, "ledger", snapshot);
    MessageModel messages;
    benchmarkFilters(messages, "history", snapshot);

    ViolationModel violations;
    auto start = Clock::now();
    violations.showSnapshot(snapshot);
    std::printf("violations  read %d of %d decisions %.1f ms\n", violations.rowCount(), rows,
                milliseconds(Clock::now() - start));
    for (const int column : {ViolationModel::TimeColumn, ViolationModel::AccountColumn}) {
        start = Clock::now();
        violations.sort(column, Qt::DescendingOrder);
        std::printf("violations  sorted by %s %.1f ms\n",
                    qPrintable(violations.headerData(column, Qt::Horizontal).toString()),
                    milliseconds(Clock::now() - start));
    }

    messages.setCriteria({});
    HistoryTable table(&messages);
    table.resize(900, 300);
    table.show();
    QCoreApplication::processEvents();
    table.selectAll();
    start = Clock::now();
    const QString text = table.selectedText();
    std::printf("history     copied %lld of %d selected rows %.1f ms\n",
                static_cast<long long>(text.count(QLatin1Char('\n'))), rows,
                milliseconds(Clock::now() - start));
    table.clearSelection();
    benchmarkLive(b, messages);
    return 0;
}
