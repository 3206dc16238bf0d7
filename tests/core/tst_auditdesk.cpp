#include "core/scenario/auditdesk.h"
#include "core/storage/schema.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int soon = 20'000;

/// Databases in which nothing has happened, and a drained snapshot.
struct Bench
{
    Bench()
        : accounts(directory.filePath(u"account.db"_s))
        , transactions(directory.filePath(u"transaction.db"_s))
    {
        const std::vector<OpenedAccount> opened{{AccountName("alice"), Cents(100)}};
        ready = createAccountDatabase(accounts.toStdString(), opened).ok()
            && createTransactionDatabase(transactions.toStdString(), opened).ok();
        act();
        snapshot = rested();
    }

    void act() const
    {
        history->transactions.append([](TransactionRow&) {});
    }
    std::shared_ptr<const Snapshot> rested() const
    {
        auto shown = std::make_shared<Snapshot>();
        shown->extent = history->extent();
        shown->history = history;
        shown->drained = true;
        return shown;
    }

    QTemporaryDir directory;
    QString accounts;
    QString transactions;
    std::shared_ptr<History> history = std::make_shared<History>();
    std::shared_ptr<const Snapshot> snapshot;
    bool ready = false;
};

/// Keeps everybody else, readers as well, out of a database.
class ExclusiveLock
{
public:
    explicit ExclusiveLock(const QString& path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s))
    {
        m_database.setDatabaseName(path);
        QSqlQuery query(m_database.open() ? QSqlQuery(m_database) : QSqlQuery());
        m_held = query.exec(u"PRAGMA locking_mode=EXCLUSIVE"_s) && query.exec(u"BEGIN EXCLUSIVE"_s)
            && query.exec(u"UPDATE accounts SET balance = balance"_s);
    }
    ~ExclusiveLock()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(u"lock"_s);
    }
    ExclusiveLock(const ExclusiveLock&) = delete;
    ExclusiveLock& operator=(const ExclusiveLock&) = delete;

    bool isHeld() const { return m_held; }

private:
    QSqlDatabase m_database;
    bool m_held = false;
};

} // namespace

class AuditDeskTest : public QObject
{
    Q_OBJECT

private slots:
    void aBusyDatabaseIsNotTheLastWord();
    void aMissingDatabaseIs();
    void dropsTheRunBefore();
    void aTrickleIsJudged();
};

void AuditDeskTest::aBusyDatabaseIsNotTheLastWord()
{
    const Bench bench;
    QVERIFY(bench.ready);
    AuditDesk desk;
    QSignalSpy finished(&desk, &AuditDesk::finished);
    desk.begin(bench.accounts.toStdString(), bench.transactions.toStdString());
    {
        const ExclusiveLock lock(bench.accounts);
        QVERIFY(lock.isHeld());
        QTRY_VERIFY_WITH_TIMEOUT((desk.consider(bench.snapshot, true), !finished.isEmpty()), soon);
    }
    QVERIFY(!desk.failure().empty());
    for (const auto& audit : finished) {
        QCOMPARE(audit.at(0).value<audit::Finished>().verdict, audit::Verdict::Unknown);
        QCOMPARE(audit.at(1).toBool(), false);
    }
    finished.clear();
    QTRY_VERIFY_WITH_TIMEOUT((desk.consider(bench.snapshot, true),
                              !finished.isEmpty() && finished.last().at(1).toBool()),
                             soon);
    QCOMPARE(finished.last().at(0).value<audit::Finished>().verdict, audit::Verdict::Valid);
    QVERIFY(desk.failure().empty());
}

void AuditDeskTest::aMissingDatabaseIs()
{
    const Bench bench;
    AuditDesk desk;
    QSignalSpy finished(&desk, &AuditDesk::finished);
    desk.begin("/nonexistent/account.db", "/nonexistent/transaction.db");
    QTRY_VERIFY_WITH_TIMEOUT((desk.consider(bench.snapshot, true),
                              !finished.isEmpty() && finished.last().at(1).toBool()),
                             soon);
    QCOMPARE(finished.last().at(0).value<audit::Finished>().verdict, audit::Verdict::Unknown);
}

void AuditDeskTest::dropsTheRunBefore()
{
    const Bench before;
    const Bench bench;
    QVERIFY(before.ready && bench.ready);
    AuditDesk desk;
    QSignalSpy finished(&desk, &AuditDesk::finished);
    desk.begin("/nonexistent/account.db", "/nonexistent/transaction.db");
    desk.consider(before.snapshot, true); // under way, or its result is
    desk.begin(bench.accounts.toStdString(), bench.transactions.toStdString());
    QTRY_VERIFY_WITH_TIMEOUT((desk.consider(bench.snapshot, true),
                              !finished.isEmpty() && finished.last().at(1).toBool()),
                             soon);
    for (const auto& audit : finished)
        QVERIFY(audit.at(0).value<audit::Finished>().verdict != audit::Verdict::Unknown);
}

/// Each time that it has come to rest something happens before that can be judged.
void AuditDeskTest::aTrickleIsJudged()
{
    const Bench bench;
    QVERIFY(bench.ready);
    AuditDesk desk;
    QSignalSpy finished(&desk, &AuditDesk::finished);
    desk.begin(bench.accounts.toStdString(), bench.transactions.toStdString());
    QTRY_VERIFY_WITH_TIMEOUT(
        (desk.consider(bench.rested(), true), bench.act(), finished.size() >= 2), soon);
    QCOMPARE(finished.last().at(0).value<audit::Finished>().verdict, audit::Verdict::Pending);
    QCOMPARE(finished.last().at(1).toBool(), false);
    QTRY_VERIFY_WITH_TIMEOUT((desk.consider(bench.rested(), true), finished.last().at(1).toBool()),
                             soon);
    QCOMPARE(finished.last().at(0).value<audit::Finished>().verdict, audit::Verdict::Valid);
}

QTEST_GUILESS_MAIN(AuditDeskTest)
#include "tst_auditdesk.moc"
