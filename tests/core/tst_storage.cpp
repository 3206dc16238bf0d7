#include "core/storage/accountstore.h"
#include "core/storage/auditreader.h"
#include "core/storage/database.h"
#include "core/storage/schema.h"
#include "core/storage/transactionstore.h"
#include "tests/support/reading.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <stop_token>
#include <thread>

using namespace stanscope;
using namespace Qt::StringLiterals;

class TestStorage : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void schemaRefusesAnExistingFile();
    void databaseIsInWalMode();
    void openRefusesWhatIsNotThere();
    void openRefusesAForeignSchema();
    void openRefusesWhatIsNoDatabase();
    void findsAccounts();
    void compareAndSetNeedsThePredecessor();
    void overwriteDoesNot();
    void aCommitNumberIsTakenBackWithItsTransaction();
    void theLedgerIsReadInCommitOrder();
    void ledgerTakesTheSameRowTwice();
    void rollbackUndoesEverything();
    void failOnPurposeLeavesTheTransactionToRollBack();
    void aFullDatabaseHasRoomAgain();
    void aCommitThatIsNotAnsweredStands();
    void rowsCarryTheirOrigin();
    void quarantineKeepsTheBytes();
    void theInboxKeepsWhatCameEarly();
    void busyEndsWithinItsBudget();
    void busyEndsAtOnceOnStop();
    void writersTakeTurns();
    void allocatesNumbersWithoutGaps();
    void rolledBackNumbersAreNotLost();
    void outboxKnowsWhatWaits();
    void readerSeesOneSnapshot();
    void readerAddsWhatIsNew();
    void readerNeedsBothFiles();
    void readerChangesNothing();

private:
    std::string accountPath() const { return m_folder->filePath(u"account"_s).toStdString(); }
    std::string transactionPath() const
    {
        return m_folder->filePath(u"transaction"_s).toStdString();
    }
    std::unique_ptr<AccountStore> accounts() const;
    std::unique_ptr<TransactionStore> transactions() const;
    DatabaseSnapshot snapshot(const test::Caller& caller = test::Caller::current()) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Transaction deposit(std::int64_t number, std::int64_t amount)
{
    return {TransactionId("t" + std::to_string(number)), AccountName("alice"),
            TransactionNumber(number), TransactionType::Deposit, Cents(amount)};
}

} // namespace

void TestStorage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    const std::vector<OpenedAccount> opened{{AccountName("alice"), Cents(100)},
                                            {AccountName("Zoë's; --"), Cents(-5)}};
    QVERIFY(createAccountDatabase(accountPath(), opened).ok());
    QVERIFY(createTransactionDatabase(transactionPath(), opened).ok());
}

namespace {

/// All that tells two snapshots apart.
QString printed(const DatabaseSnapshot& snapshot)
{
    QStringList lines;
    for (const AccountRecord& row : snapshot.accounts)
        lines << QString::fromStdString(row.name.value()) + u' '
                + QString::number(row.balance.value());
    for (const LedgerRecord& row : snapshot.ledger)
        lines << QString::number(row.row) + u' ' + QString::number(row.number.value());
    for (const QuarantineRecord& row : snapshot.quarantine)
        lines << QString::number(row.row) + u' ' + QString::fromStdString(row.reason);
    for (const TransactionRecord& row : snapshot.transactions)
        lines << u"%1 %2 %3 %4 %5"_s.arg(row.row)
                     .arg(QString::fromStdString(row.account.value()))
                     .arg(row.number.value())
                     .arg(row.publishes)
                     .arg(row.stored);
    return lines.join(u'\n');
}

bool byHand(const std::string& path, const QString& sql)
{
    bool done = false;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by hand"_s);
        database.setDatabaseName(QString::fromStdString(path));
        done = database.open() && QSqlQuery(database).exec(sql);
    }
    QSqlDatabase::removeDatabase(u"by hand"_s);
    return done;
}

} // namespace

std::unique_ptr<AccountStore> TestStorage::accounts() const
{
    auto store = AccountStore::open(accountPath());
    return store ? std::move(*store) : nullptr;
}

std::unique_ptr<TransactionStore> TestStorage::transactions() const
{
    auto store = TransactionStore::open(transactionPath());
    return store ? std::move(*store) : nullptr;
}

DatabaseSnapshot TestStorage::snapshot(const test::Caller& caller) const
{
    return test::databasesIn(QString::fromStdString(accountPath()),
                             QString::fromStdString(transactionPath()), caller);
}

void TestStorage::schemaRefusesAnExistingFile()
{
    QVERIFY(!createAccountDatabase(accountPath(), {}).ok());
    QVERIFY(!createTransactionDatabase(transactionPath(), {}).ok());
    QVERIFY(!createAccountDatabase(m_folder->filePath(u"no/such/folder"_s).toStdString(), {}).ok());
}

void TestStorage::databaseIsInWalMode()
{
    QFile file(QString::fromStdString(accountPath()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // Bytes 18 and 19 of the file header are 2 in WAL mode.
    QCOMPARE(file.read(20).mid(18), QByteArray("\x02\x02"));
}

void TestStorage::openRefusesWhatIsNotThere()
{
    const QString path = m_folder->filePath(u"nothing"_s);
    const auto store = AccountStore::open(path.toStdString());
    QVERIFY(!store.ok());
    QCOMPARE(store.error().kind, Error::Kind::Persistent);
    QVERIFY(!QFile::exists(path));
}

void TestStorage::openRefusesAForeignSchema()
{
    QVERIFY(!AccountStore::open(transactionPath()).ok());
    QVERIFY(!TransactionStore::open(accountPath()).ok());
}

void TestStorage::openRefusesWhatIsNoDatabase()
{
    QFile file(m_folder->filePath(u"text"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    QVERIFY(!AccountStore::open(file.fileName().toStdString()).ok());
}

void TestStorage::findsAccounts()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const auto zoe = store->find(AccountName("Zoë's; --"));
    QVERIFY(zoe.ok() && *zoe);
    QCOMPARE((*zoe)->state.balance, Cents(-5));
    const auto nobody = store->find(AccountName("nobody"));
    QVERIFY(nobody.ok() && !*nobody);
}

void TestStorage::compareAndSetNeedsThePredecessor()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const std::int64_t id = (**store->find(AccountName("alice"))).id;
    const auto changed = [&](std::int64_t number) {
        return store->compareAndSet(id, {Cents(number), TransactionNumber(number)})
            ->value_or(CommitNumber());
    };
    QVERIFY(changed(2).isNull());
    QCOMPARE(changed(1), CommitNumber(1));
    QVERIFY(changed(1).isNull());
    QCOMPARE(changed(2), CommitNumber(2));
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().accounts.at(0).balance, Cents(2));
    QCOMPARE(snapshot().accounts.at(0).last, TransactionNumber(2));
}

void TestStorage::overwriteDoesNot()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const std::int64_t id = (**store->find(AccountName("alice"))).id;
    QCOMPARE(*store->overwrite(id, {Cents(7), TransactionNumber(9)}), CommitNumber(1));
    QCOMPARE(*store->overwrite(id, {Cents(8), TransactionNumber(2)}), CommitNumber(2));
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().accounts.at(0).last, TransactionNumber(2));
}

/// Otherwise the numbers would have holes, and a reader would wait for rows that never come.
void TestStorage::aCommitNumberIsTakenBackWithItsTransaction()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const std::int64_t id = (**store->find(AccountName("alice"))).id;
    QCOMPARE(*store->overwrite(id, {Cents(7), TransactionNumber(1)}), CommitNumber(1));
    store->rollback();
    QVERIFY(store->begin().ok());
    QCOMPARE(*store->overwrite(id, {Cents(8), TransactionNumber(1)}), CommitNumber(1));
    QVERIFY(store->commit().ok());
}

void TestStorage::theLedgerIsReadInCommitOrder()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    for (const std::int64_t commit : {2, 1}) {
        const Provenance origin{{}, {}, false, CommitNumber(commit)};
        QVERIFY(
            store->appendLedger(deposit(commit, 50), Outcome::Applied, Cents(150), origin).ok());
    }
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().ledger.at(0).commit, CommitNumber(1));
    QCOMPARE(snapshot().ledger.at(1).commit, CommitNumber(2));
}

void TestStorage::ledgerTakesTheSameRowTwice()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    for (int i = 0; i < 2; ++i)
        QVERIFY(store->appendLedger(deposit(1, 50), Outcome::Applied, Cents(150), {}).ok());
    const auto rows = store->ledgerRows(AccountName("alice"), TransactionNumber(1));
    QVERIFY(rows.ok());
    QCOMPARE(rows->size(), 2U);
    QVERIFY(rows->at(0) == deposit(1, 50));
    QVERIFY(store->ledgerRows(AccountName("alice"), TransactionNumber(2))->empty());
}

void TestStorage::rollbackUndoesEverything()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    QVERIFY(store->appendLedger(deposit(1, 50), Outcome::Applied, Cents(150), {}).ok());
    store->rollback();
    store->rollback();
    QVERIFY(snapshot().ledger.empty());
    QVERIFY(store->begin().ok());
    QVERIFY(store->commit().ok());
}

void TestStorage::failOnPurposeLeavesTheTransactionToRollBack()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const std::int64_t id = (**store->find(AccountName("alice"))).id;
    QVERIFY(store->overwrite(id, {Cents(7), TransactionNumber(1)}).ok());
    const auto failed = store->failOnPurpose();
    QVERIFY(!failed.ok());
    QVERIFY(QString::fromStdString(failed.error().text).contains(u"injected_fault"_s));
    QCOMPARE(failed.error().kind, Error::Kind::Transient);
    store->rollback();
    QCOMPARE(snapshot().accounts.at(0).balance, Cents(100));
}

void TestStorage::aFullDatabaseHasRoomAgain()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    QVERIFY(store->appendLedger(deposit(1, 5), Outcome::Applied, Cents(105), {}).ok());
    const auto full = store->failOnPurpose(FaultEffect::DiskFull);
    QVERIFY(!full.ok());
    QVERIFY2(full.error().text.find("full") != std::string::npos, full.error().text.c_str());
    QCOMPARE(full.error().kind, Error::Kind::Transient);
    store->rollback();
    QVERIFY(snapshot().ledger.empty());
    QVERIFY(store->begin().ok());
    const std::string large(1'000'000, 'x');
    QVERIFY(store->quarantine(large, "large", {}).ok());
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().quarantine.size(), 1U);
}

void TestStorage::aCommitThatIsNotAnsweredStands()
{
    const auto store = transactions();
    QVERIFY(store->begin().ok());
    QVERIFY(store->accept(deposit(0, 5)).ok());
    QVERIFY(!store->commitUnheard().ok());
    store->rollback();
    QVERIFY(*store->contains(TransactionId("t0")));
    QVERIFY(!*store->contains(TransactionId("t1")));
    QCOMPARE(snapshot().transactions.size(), 1U);
}

void TestStorage::rowsCarryTheirOrigin()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    const Provenance origin{ClientId("account-2"), Sequence(41), true, CommitNumber(8)};
    QVERIFY(store->appendLedger(deposit(3, 50), Outcome::Declined, Cents(100), origin).ok());
    QVERIFY(store->commit().ok());
    const LedgerRecord row = snapshot().ledger.at(0);
    QCOMPARE(row.replica, ClientId("account-2"));
    QCOMPARE(row.sequence, Sequence(41));
    QCOMPARE(row.commit, CommitNumber(8));
    QVERIFY(row.redelivered);
    QCOMPARE(row.outcome, Outcome::Declined);
    QCOMPARE(row.transaction, TransactionId("t3"));
    QCOMPARE(row.number, TransactionNumber(3));
    QCOMPARE(row.amount, Cents(50));
    QCOMPARE(row.balance, Cents(100));
}

void TestStorage::quarantineKeepsTheBytes()
{
    const std::string bytes("\x00\xff{", 3);
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    QVERIFY(store->quarantine(bytes, "malformed", {ClientId("r"), Sequence(5), false}).ok());
    QVERIFY(store->quarantine("", "empty", {}).ok());
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().quarantine.at(0).payload, bytes);
    QCOMPARE(snapshot().quarantine.at(0).reason, std::string("malformed"));
    QCOMPARE(snapshot().quarantine.at(0).sequence, Sequence(5));
}

void TestStorage::theInboxKeepsWhatCameEarly()
{
    const auto store = accounts();
    const Provenance origin{ClientId("account-2"), Sequence(7), true};
    QVERIFY(store->begin().ok());
    QVERIFY(store->park(deposit(2, 60), origin).ok());
    QVERIFY(store->commit().ok());
    const auto waiting = store->parkedAt(deposit(2, 60).account, TransactionNumber(2));
    QVERIFY(waiting.ok() && *waiting);
    QCOMPARE((*waiting)->transaction, deposit(2, 60));
    QCOMPARE((*waiting)->provenance.replica, origin.replica);
    QCOMPARE((*waiting)->provenance.sequence, origin.sequence);
    QVERIFY((*waiting)->provenance.redelivered);
    const auto other = store->parkedAt(deposit(3, 60).account, TransactionNumber(3));
    QVERIFY(other.ok() && !*other);
    QCOMPARE(snapshot().parked.size(), 1U);
    QCOMPARE(snapshot().parked.at(0).number, TransactionNumber(2));
    QVERIFY(store->begin().ok());
    QVERIFY(!store->park(deposit(2, 60), origin).ok()); // one a number
    store->rollback();
    QVERIFY(store->begin().ok());
    QVERIFY(store->unpark(deposit(2, 60).account, TransactionNumber(2)).ok());
    QVERIFY(store->commit().ok());
    QVERIFY(snapshot().parked.empty());
}

void TestStorage::busyEndsWithinItsBudget()
{
    const auto holder = accounts();
    QVERIFY(holder->begin().ok());
    const auto other = accounts();
    const auto refused = other->begin();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, Error::Kind::Transient);
    const QString text = QString::fromStdString(refused.error().text);
    QVERIFY2(text.startsWith(u"database busy for "_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"another writer holds it"_s), qPrintable(text));
    holder->rollback();
    QVERIFY(other->begin().ok());
}

void TestStorage::busyEndsAtOnceOnStop()
{
    const auto holder = accounts();
    QVERIFY(holder->begin().ok());
    std::stop_source stop;
    stop.request_stop();
    auto other = AccountStore::open(accountPath(), stop.get_token());
    QVERIFY(other.ok());
    QVERIFY(!(*other)->begin().ok());
}

void TestStorage::writersTakeTurns()
{
    constexpr int each = 100;
    std::atomic<int> failures = 0;
    const auto increment = [&] {
        const auto store = accounts();
        for (int i = 0; i < each; ++i) {
            const bool begun = store->begin().ok();
            const auto account = store->find(AccountName("alice"));
            const AccountState next{Cents((*account)->state.balance.value() + 1), {}};
            if (!begun || !store->overwrite((*account)->id, next).ok() || !store->commit().ok())
                ++failures;
        }
    };
    {
        const std::jthread first(increment);
        const std::jthread second(increment);
        const std::jthread third(increment);
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(snapshot().accounts.at(0).balance, Cents(100 + 3 * each));
}

void TestStorage::allocatesNumbersWithoutGaps()
{
    const auto store = transactions();
    QVERIFY(store->begin().ok());
    Transaction transaction = deposit(0, 5);
    for (int number = 1; number <= 3; ++number) {
        transaction.id = TransactionId("id-" + std::to_string(number));
        const auto entry = store->accept(transaction);
        QVERIFY(entry.ok() && *entry);
        QCOMPARE((*entry)->transaction.number, TransactionNumber(number));
    }
    transaction.account = AccountName("nobody");
    const auto unknown = store->accept(transaction);
    QVERIFY(unknown.ok() && !*unknown);
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().transactions.size(), 3U);
    QCOMPARE(snapshot().transactions.at(2).number, TransactionNumber(3));
    QCOMPARE(snapshot().transactions.at(2).amount, Cents(5));
}

void TestStorage::rolledBackNumbersAreNotLost()
{
    const auto store = transactions();
    QVERIFY(store->begin().ok());
    QVERIFY(store->accept(deposit(0, 5)).ok());
    store->rollback();
    QVERIFY(store->begin().ok());
    QCOMPARE((*store->accept(deposit(0, 5)))->transaction.number, TransactionNumber(1));
}

void TestStorage::outboxKnowsWhatWaits()
{
    const auto store = transactions();
    QVERIFY(store->begin().ok());
    Transaction second = deposit(0, 6);
    second.id = TransactionId("second");
    const auto row = (*store->accept(deposit(0, 5)))->row;
    QVERIFY(store->accept(second).ok());
    QVERIFY(store->countPublish(row).ok());
    QVERIFY(store->countPublish(row).ok());
    QVERIFY(store->commit().ok());
    const auto waiting = store->waiting();
    QVERIFY(waiting.ok());
    QCOMPARE(waiting->size(), 2U);
    QCOMPARE(waiting->at(0).publishes, 2);
    QCOMPARE(waiting->at(1).transaction.amount, Cents(6));
    QVERIFY(store->begin().ok());
    QVERIFY(store->markStored(row).ok());
    QVERIFY(store->commit().ok());
    QCOMPARE(store->waiting()->size(), 1U);
    QVERIFY(snapshot().transactions.at(0).stored);
    QCOMPARE(snapshot().transactions.at(0).publishes, 2);
    QVERIFY(!snapshot().transactions.at(1).stored);
}

void TestStorage::readerSeesOneSnapshot()
{
    const auto store = accounts();
    QVERIFY(store->begin().ok());
    QVERIFY(store->appendLedger(deposit(1, 50), Outcome::Applied, Cents(150), {}).ok());
    // An open writer neither blocks the reader nor shows through.
    const auto read = readDatabases(accountPath(), transactionPath());
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
    QVERIFY(read->ledger.empty());
    QVERIFY(store->commit().ok());
    QCOMPARE(snapshot().ledger.size(), 1U);
    QCOMPARE(snapshot().accounts.size(), 2U);
    QCOMPARE(snapshot().accounts.at(1).opening, Cents(-5));
}

/// Reading what is new comes to what reading everything does, whatever was there already.
void TestStorage::readerAddsWhatIsNew()
{
    AuditReader reader(accountPath(), transactionPath());
    const auto isWhole = [&] {
        const auto added = reader.read(Reading::New);
        const auto whole = readDatabases(accountPath(), transactionPath());
        return added.ok() && whole.ok() && printed(**added) == printed(*whole);
    };
    QVERIFY(isWhole());
    const auto outbox = transactions();
    const auto accept = [&](const char* id) {
        Transaction transaction = deposit(0, 5);
        transaction.id = TransactionId(id);
        const bool begun = outbox->begin().ok();
        const auto accepted = outbox->accept(transaction);
        return begun && accepted.ok() && outbox->commit().ok() ? (*accepted)->row : 0;
    };
    const auto first = accept("first");
    const auto second = accept("second");
    const auto store = accounts();
    const auto commit = [&](std::int64_t number) {
        return store->begin().ok()
            && store->appendLedger(deposit(number, 5), Outcome::Applied, Cents(150), {}).ok()
            && store->quarantine("{", "why", {}).ok() && store->commit().ok();
    };
    QVERIFY(commit(1));
    QVERIFY(isWhole());
    QVERIFY(outbox->begin().ok() && outbox->markStored(second).ok()
            && outbox->countPublish(first).ok() && outbox->commit().ok());
    QVERIFY(isWhole());
    QVERIFY(outbox->begin().ok() && outbox->markStored(first).ok() && outbox->commit().ok());
    QVERIFY(accept("third") != 0);
    QVERIFY(commit(2));
    QVERIFY(commit(3));
    QVERIFY(isWhole());
    QCOMPARE((*reader.read(Reading::New))->ledger.size(), 3U);
    // One that a server numbered before the others and committed after them.
    QVERIFY(byHand(accountPath(), u"UPDATE ledger SET id = id + 10 WHERE id = 3"_s));
    QVERIFY(isWhole());
    QVERIFY(byHand(accountPath(),
                   u"INSERT INTO ledger SELECT 5, transaction_id, account, number, type, amount, "
                   "outcome, balance, replica, sequence, redelivered, commit_number FROM ledger "
                   "WHERE id = 2"_s));
    QVERIFY(isWhole());
    QVERIFY(byHand(accountPath(), u"DELETE FROM ledger WHERE id = 1"_s));
    QVERIFY(isWhole());
}

void TestStorage::readerNeedsBothFiles()
{
    QVERIFY(!readDatabases(accountPath() + "-no", transactionPath()).ok());
    QVERIFY(!readDatabases(accountPath(), transactionPath() + "-no").ok());
    QVERIFY(!QFile::exists(QString::fromStdString(transactionPath() + "-no")));
    QVERIFY(!readDatabases(transactionPath(), accountPath()).ok());
}

void TestStorage::readerChangesNothing()
{
    auto database = Database::open(accountPath(), Database::Access::ReadOnly);
    QVERIFY(database.ok());
    QVERIFY(!(*database)->run(u"UPDATE accounts SET balance = 0"_s).ok());
}

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
