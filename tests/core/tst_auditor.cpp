#include "core/audit/auditor.h"
#include "core/audit/findings.h"
#include "core/bank/money.h"
#include "core/events/servicemessages.h"
#include "core/lab/joinwriter.h"
#include "core/storage/schema.h"
#include "core/words/words.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <sstream>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

/// Databases and fold drawn as lines, one row a line:
///
///     account ALICE OPENING BALANCE LAST
///     accepted ALICE 1 deposit 50.00 [stored] [id=ID]
///     ledger ALICE 1 deposit 50.00 applied BALANCE REPLICA #SEQUENCE [id=ID] [redelivered]
///     quarantine ALICE 1 deposit 50.00 #SEQUENCE
///     parked ALICE 2 deposit 60.00 #SEQUENCE
///     poison #SEQUENCE
///     replica NAME               subscription NAME LASTSENT [durable]
///     known ALICE ACCEPTED       what the fold has seen accepted
///     message ALICE 1 deposit 50.00 #SEQUENCE [END REPLICA [ack=TIME commit=TIME] [open]]
///     known-transaction ALICE 1 ACCEPTED_AT [sent]
///     ended TIME                 of the transaction service; `another`: there is a second one
///     forgot TIME                what the broker had in memory; a message's time is its sequence
///     gaps COUNT                 unwatched                    settled
class Picture
{
public:
    explicit Picture(const QString& text)
        : m_history(std::make_shared<History>())
        , m_lab(std::make_shared<Snapshot>())
    {
        nameOf("");
        m_lab->history = m_history;
        m_lab->channel = ChannelName("bank");
        m_lab->now = Nanos(2'000);
        const auto lines = text.split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : lines)
            read(line.simplified().split(u' ', Qt::SkipEmptyParts));
    }

    AuditInput input() const
    {
        AuditInput input;
        input.databases = &m_databases;
        input.moment = m_moment;
        m_lab->extent = m_history->extent();
        if (m_watched)
            input.lab = m_lab;
        return input;
    }

private:
    using Words = QStringList;

    void read(const Words& words)
    {
        if (words.isEmpty())
            return;
        const QString& what = words.front();
        if (what == u"account"_s)
            readAccount(words);
        else if (what == u"accepted"_s)
            readAccepted(words);
        else if (what == u"ledger"_s)
            readLedger(words);
        else if (what == u"parked"_s)
            readParked(words);
        else if (what == u"quarantine"_s || what == u"poison"_s)
            readQuarantine(words);
        else if (what == u"message"_s)
            readMessage(words);
        else if (what == u"settled"_s)
            m_moment = AuditMoment::Settled;
        else if (what == u"unwatched"_s)
            m_watched = false;
        else
            readLab(words);
    }

    void readLab(const Words& words)
    {
        const QString& what = words.front();
        if (what == u"gaps"_s) {
            m_lab->tap.gaps = words.at(1).toULongLong();
        } else if (what == u"known"_s) {
            AccountView account;
            account.name = AccountName(words.at(1).toStdString());
            account.accepted = words.at(2).toUInt();
            m_lab->accounts.push_back(account);
        } else if (what == u"replica"_s) {
            ReplicaView replica;
            replica.name = ClientId(words.at(1).toStdString());
            m_lab->replicas.push_back(replica);
        } else if (what == u"known-transaction"_s) {
            const NameId account = nameOf(words.at(1).toStdString());
            const std::uint32_t index = m_history->transactions.append([&](TransactionRow& row) {
                row.account = account;
                row.number = words.at(2).toLongLong();
                row.acceptedAt = Nanos(words.at(3).toLongLong());
            });
            if (words.contains(u"sent"_s))
                m_history->transactions.edit(index).publishes.set(1);
        } else if (what == u"ended"_s) {
            const NameId lane = nameOf("transaction");
            m_history->bands.append([&](BandRow& band) {
                band.lane = lane;
                band.kind = BandKind::Dead;
                band.from = Nanos(words.at(1).toLongLong());
            });
        } else if (what == u"forgot"_s) {
            m_lab->broker.forgotAt = Nanos(words.at(1).toLongLong());
        } else if (what == u"another"_s) {
            m_lab->moreTransactionServices.emplace_back();
        } else if (what == u"listener"_s) {
            ReplicaView listener;
            listener.name = ClientId(words.at(1).toStdString());
            listener.role = process::Role::Listener;
            listener.options.queueGroup = {};
            m_lab->replicas.push_back(listener);
        } else if (what == u"subscription"_s) {
            SubscriptionView subscription;
            subscription.client = ClientId(words.at(1).toStdString());
            subscription.channel = m_lab->channel;
            subscription.queueGroup = "account";
            subscription.lastSent = Sequence(words.at(2).toULongLong());
            subscription.durable = words.contains(u"durable"_s) ? "bank" : "";
            m_lab->subscriptions.push_back(subscription);
        } else {
            qFatal("unknown line: %s", qPrintable(words.join(u' ')));
        }
    }

    void readAccount(const Words& words)
    {
        m_databases.accounts.push_back({AccountName(words.at(1).toStdString()), cents(words.at(2)),
                                        cents(words.at(3)),
                                        TransactionNumber(words.at(4).toLongLong())});
    }

    static Transaction messageFrom(const Words& words)
    {
        Transaction message;
        message.account = AccountName(words.at(1).toStdString());
        message.number = TransactionNumber(words.at(2).toLongLong());
        message.type = *fromText<TransactionType>(words.at(3).toStdString());
        message.amount = cents(words.at(4));
        message.id = TransactionId(words.at(1).toStdString() + '-' + words.at(2).toStdString());
        for (const QString& word : words)
            if (word.startsWith(u"id="_s))
                message.id = TransactionId(word.mid(3).toStdString());
        return message;
    }

    void readAccepted(const Words& words)
    {
        const Transaction message = messageFrom(words);
        m_databases.transactions.push_back({0, message.id, message.account, message.number,
                                            message.type, message.amount, 1,
                                            words.contains(u"stored"_s)});
    }

    void readLedger(const Words& words)
    {
        const Transaction message = messageFrom(words);
        LedgerRecord row;
        row.row = static_cast<std::int64_t>(m_databases.ledger.size()) + 1;
        row.transaction = message.id;
        row.account = message.account;
        row.number = message.number;
        row.type = message.type;
        row.amount = message.amount;
        row.outcome = *fromText<Outcome>(words.at(5).toStdString());
        row.balance = cents(words.at(6));
        row.replica = ClientId(words.at(7).toStdString());
        row.sequence = sequence(words);
        row.redelivered = words.contains(u"redelivered"_s);
        m_databases.ledger.push_back(row);
    }

    void readQuarantine(const Words& words)
    {
        QuarantineRecord row;
        row.payload = words.front() == u"poison"_s ? "}{" : toPayload(messageFrom(words));
        row.sequence = sequence(words);
        m_databases.quarantine.push_back(row);
    }

    void readParked(const Words& words)
    {
        const Transaction message = messageFrom(words);
        m_databases.parked.push_back({message.id, message.account, message.number, message.type,
                                      message.amount, ClientId("account-1"), sequence(words)});
    }

    void readMessage(const Words& words)
    {
        const Transaction message = messageFrom(words);
        const NameId account = nameOf(message.account.value());
        const NameId channel = nameOf(m_lab->channel.value());
        const std::uint32_t index = m_history->messages.append([&](MessageRow& row) {
            row.channel = channel;
            row.sequence = sequence(words);
            row.seenAt = Nanos(static_cast<std::int64_t>(row.sequence.value()));
        });
        MessageMeaning& meaning = JoinWriter(*m_history).editMeaning(index);
        meaning.account.set(account);
        meaning.number.set(message.number.value());
        meaning.type.set(message.type);
        meaning.amount.set(message.amount.value());
        if (words.size() > 6)
            addDelivery(index + 1, words);
    }

    static std::int64_t timeIn(const Words& words, const QString& key)
    {
        for (const QString& word : words)
            if (word.startsWith(key))
                return word.mid(key.size()).toLongLong();
        return 0;
    }

    void addDelivery(RowRef message, const Words& words)
    {
        const QString& end = words.at(6);
        const QString& replica = words.at(7);
        static const std::map<QString, DeliveryEnd> ends{{u"acked"_s, DeliveryEnd::Acked},
                                                         {u"dropped"_s, DeliveryEnd::Dropped}};
        const NameId client = nameOf(replica.toStdString());
        const NameId group = nameOf(replica.startsWith(u"account"_s) ? "account" : "");
        const NameId channel = nameOf(m_lab->channel.value());
        const std::uint32_t delivery = m_history->deliveries.append([&](DeliveryRow& row) {
            row.client = client;
            row.channel = channel;
            row.group = group;
            row.message = message;
            row.sequence = sequence(words);
            row.end.set(ends.at(end));
            row.endedAt.set(timeIn(words, u"ack="_s));
        });
        if (timeIn(words, u"ack="_s) == 0)
            return;
        const std::uint32_t handling = m_history->handlings.append([&](HandlingRow& row) {
            row.sequence = sequence(words);
            row.committedAt.set(timeIn(words, u"commit="_s));
            row.endedAt.set(words.contains(u"open"_s) ? 0 : 1'000);
        });
        JoinWriter(*m_history).link(handling + 1, delivery + 1);
    }

    NameId nameOf(const std::string& name)
    {
        const auto [entry, inserted] = m_names.emplace(name, static_cast<NameId>(m_names.size()));
        if (inserted)
            m_history->names.append([&name](std::string& row) { row = name; });
        return entry->second;
    }

    static Cents cents(const QString& word) { return centsFromText(word.toStdString()).value(); }

    static Sequence sequence(const Words& words)
    {
        for (const QString& word : words)
            if (word.startsWith(u'#'))
                return Sequence(word.mid(1).toULongLong());
        return {};
    }

    DatabaseSnapshot m_databases;
    std::shared_ptr<History> m_history;
    std::shared_ptr<Snapshot> m_lab;
    std::map<std::string, NameId> m_names{{"", 0}};
    AuditMoment m_moment = AuditMoment::Running;
    bool m_watched = true;
};

std::string wordOf(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Pending:
        return "pending";
    case audit::Verdict::Valid:
        return "valid";
    case audit::Verdict::Violated:
        return "violated";
    case audit::Verdict::Unknown:
        return "unknown";
    case audit::Verdict::NotConverged:
        return "not converged";
    }
    return {};
}

/// The verdict, its reason, and a line for each violation: invariant, account, number, sequence,
/// replica, text. "-" stands for what is not known.
QString print(const audit::Finished& finished)
{
    std::ostringstream out;
    out << wordOf(finished.verdict);
    if (!finished.reason.empty())
        out << ": " << sourceText(finished.reason);
    const auto or_ = [](const std::string& text) { return text.empty() ? "-" : text; };
    for (const audit::Violation& violation : finished.violations)
        out << '\n'
            << violation.invariant << ' ' << or_(violation.account.value()) << ' '
            << violation.transaction.value() << " #" << violation.sequence.value() << ' '
            << or_(violation.replica.value()) << ": " << sourceText(violation.message);
    return QString::fromStdString(out.str());
}

/// What both lessons accept.
const QString accepted = u"accepted alice 1 deposit 50.00 stored\n"
                         "accepted alice 2 deposit 60.00 stored\n"
                         "accepted alice 3 withdraw 100.00 stored\n"_s;
/// Their messages, all acked.
const QString messages = u"replica account-1\n"
                         "subscription account-1 3 durable\n"
                         "message alice 1 deposit 50.00 #1 acked account-1\n"
                         "message alice 2 deposit 60.00 #2 acked account-1\n"
                         "message alice 3 withdraw 100.00 #3 acked account-1\n"_s;
/// Their decisions, as they should be.
const QString inOrder = u"account alice 0.00 10.00 3\n"
                        "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"
                        "ledger alice 2 deposit 60.00 applied 110.00 account-2 #2\n"
                        "ledger alice 3 withdraw 100.00 applied 10.00 account-1 #3\n"_s;
const QString case1Naive =
    u"account alice 0.00 110.00 1\n"
    "ledger alice 2 deposit 60.00 applied 60.00 account-2 #2\n"
    "ledger alice 3 withdraw 100.00 declined 60.00 account-1 #3\n"
    "ledger alice 1 deposit 50.00 applied 110.00 account-2 #1 redelivered\n"_s;
const QString case2Naive =
    inOrder + u"ledger alice 3 withdraw 100.00 declined 10.00 account-2 #3\n"_s;

} // namespace

class AuditorTest : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void losses_data();
    void losses();
    void oneAlteredRow_data();
    void oneAlteredRow();
    void longListsAreCapped();
    void databasesAreReadFromTheirFiles();
    void aDamagedDatabaseIsSeen();
    void unreadableDatabasesAreUnknown();
};

void AuditorTest::verdicts_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("expected");

    QTest::newRow("fault-free") << accepted + messages + inOrder + u"settled"_s << u"valid"_s;
    QTest::newRow("fault-free, on its way") << accepted + messages + inOrder << u"pending"_s;
    QTest::newRow("nothing happened") << u"account alice 0.00 0.00 0\nsettled"_s << u"valid"_s;
    QTest::newRow("bank 1, naive")
        << accepted + messages + case1Naive + u"settled"_s
        << u"violated\n"
           "8 alice 3 #3 account-1: withdrawal 3 of 100.00 was declined at balance 60.00; in order "
           "it is approved and leaves 10.00\n"
           "8 alice 0 #0 -: the balance of alice is 110.00; in order it is 10.00\n"
           "3 alice 2 #2 account-2: deposit 2 was decided before number 1\n"
           "3 alice 3 #3 account-1: withdrawal 3 was decided before number 1"_s;
    QTest::newRow("bank 1, naive, deposit 1 still on its way")
        << accepted
            + u"account alice 0.00 60.00 2\n"
              "ledger alice 2 deposit 60.00 applied 60.00 account-2 #2\n"_s
        << u"violated\n"
           "3 alice 2 #2 account-2: deposit 2 was decided before number 1"_s;
    QTest::newRow("bank 2, naive: the balance ends right")
        << accepted + messages + case2Naive + u"settled"_s
        << u"violated\n"
           "8 alice 3 #3 account-2: refused after the money was taken: withdrawal 3 of 100.00 was applied, then declined"_s;
    const QString early = u"account alice 0.00 0.00 0\n"
                          "parked alice 2 deposit 60.00 #2\n"
                          "parked alice 3 withdraw 100.00 #3\n"_s;
    const QString waiting = u"replica account-1\n"
                            "subscription account-1 3 durable\n"
                            "message alice 2 deposit 60.00 #2 acked account-1\n"
                            "message alice 3 withdraw 100.00 #3 acked account-1\n"_s;
    QTest::newRow("parked, the first still on its way") << accepted + early + waiting
            + u"message alice 1 deposit 50.00 #1 dropped account-1\nsettled"_s
                                                        << u"pending"_s;
    QTest::newRow("parked, and what they wait for is on its way")
        << accepted + early + messages << u"pending"_s;
    QTest::newRow("parked, and nobody sends what they wait for")
        << u"accepted alice 2 deposit 60.00 stored\naccepted alice 3 withdraw 100.00 stored\n"_s
            + early + waiting + u"settled"_s
        << u"violated\n"
           "8 alice 1 #0 -: number 1 of alice was never accepted although later ones were: nothing after it can be replayed"_s;
    QTest::newRow("parked, and what they wait for is in quarantine")
        << accepted + early + messages + u"quarantine alice 1 deposit 50.00 #1\nsettled"_s
        << u"not converged: number 1 of alice was never decided, and later ones wait for it"_s;
    QTest::newRow("parked, and what they wait for was acked undecided")
        << accepted + early + messages + u"settled"_s
        << u"violated\n"
           "6 alice 1 #1 account-1: deposit 1 of 50.00 was stored and acked, but it is neither in the ledger nor in quarantine"_s;
    QTest::newRow("parked, and other content in quarantine")
        << accepted + early + messages
            + u"quarantine alice 2 deposit 61.00 #9\n"
              "quarantine alice 1 deposit 50.00 #1\nsettled"_s
        << u"not converged: number 1 of alice was never decided, and later ones wait for it"_s;
    QTest::newRow("drained") << accepted + messages + inOrder
            + u"parked alice 2 deposit 60.00 #2\nsettled"_s
                             << u"valid"_s;
    QTest::newRow("a deposit doubles")
        << u"account alice 0.00 100.00 1\n"
           "accepted alice 1 deposit 50.00 stored\n"
           "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"
           "ledger alice 1 deposit 50.00 applied 100.00 account-2 #1\n"
           "settled"_s
        << u"violated\n"
           "2 alice 1 #1 account-2: deposit 1 of 50.00 was applied twice\n"
           "8 alice 0 #0 -: the balance of alice is 100.00; in order it is 50.00"_s;
    QTest::newRow("a decline is repeated")
        << u"account alice 0.00 0.00 1\n"
           "accepted alice 1 withdraw 50.00 stored\n"
           "ledger alice 1 withdraw 50.00 declined 0.00 account-1 #1\n"
           "ledger alice 1 withdraw 50.00 declined 0.00 account-2 #1\n"
           "settled"_s
        << u"valid"_s;
    const QString overtaken = u"accepted alice 1 deposit 50.00 stored\n"
                              "accepted alice 2 deposit 60.00 stored\n"
                              "account alice 0.00 110.00 1\n"
                              "ledger alice 2 deposit 60.00 applied 60.00 account-2 #2\n"
                              "ledger alice 1 deposit 50.00 applied 110.00 account-1 #1"_s;
    QTest::newRow("two replicas at the same time")
        << overtaken
        << u"violated\n"
           "3 alice 2 #2 account-2: deposit 2 was decided before number 1: account-1 and account-2 "
           "worked at the same time"_s;
    QTest::newRow("the number before was delivered again")
        << overtaken + u" redelivered"_s
        << u"violated\n"
           "3 alice 2 #2 account-2: deposit 2 was decided before number 1"_s;
    QTest::newRow("a lost update")
        << u"account alice 0.00 60.00 2\n"
           "accepted alice 1 deposit 50.00 stored\n"
           "accepted alice 2 deposit 60.00 stored\n"
           "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"
           "ledger alice 2 deposit 60.00 applied 60.00 account-2 #2"_s
        << u"violated\n"
           "1 alice 2 #2 account-2: deposit 2 of 60.00 left 60.00; after the balance before it, "
           "50.00, it is 110.00\n"
           "1 alice 0 #0 -: the balance of alice is 60.00; opening balance and applied transactions make 110.00"_s;
    QTest::newRow("honestly declined")
        << u"account alice 20.00 20.00 1\n"
           "accepted alice 1 withdraw 50.00 stored\n"
           "ledger alice 1 withdraw 50.00 declined 20.00 account-1 #1\n"
           "settled"_s
        << u"valid"_s;
    QTest::newRow("money from nowhere")
        << u"account alice 0.00 -50.00 1\n"
           "accepted alice 1 withdraw 50.00 stored\n"
           "ledger alice 1 withdraw 50.00 applied -50.00 account-1 #1"_s
        << u"violated\n"
           "8 alice 1 #1 account-1: withdrawal 1 of 50.00 was applied and left -50.00; in order it "
           "is "
           "declined at 0.00"_s;
    QTest::newRow("two accounts are judged apart")
        << u"account alice 0.00 50.00 1\n"
           "account bob 0.00 0.00 0\n"
           "accepted alice 1 deposit 50.00 stored\n"
           "accepted bob 1 deposit 60.00 stored\n"
           "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"_s
        << u"pending"_s;
    QTest::newRow("a phantom") << u"account alice 0.00 50.00 1\n"
                                  "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"_s
                               << u"violated\n"
                                  "8 alice 1 #1 account-1: deposit 1 of 50.00 was applied, but the "
                                  "transaction service never "
                                  "accepted it"_s;
    QTest::newRow("a number is missing")
        << u"account alice 0.00 0.00 0\n"
           "accepted alice 2 deposit 50.00\n"_s
        << u"violated\n"
           "8 alice 1 #0 -: number 1 of alice was never accepted although later ones were: nothing "
           "after it can be replayed"_s;
    QTest::newRow("an unknown account in the ledger")
        << u"ledger eve 1 deposit 50.00 applied 50.00 account-1 #1\n"
           "accepted eve 1 deposit 50.00\n"_s
        << u"violated\n"
           "1 eve 1 #1 account-1: the ledger has deposit 1 of 50.00 for an account that does not exist"_s;
    QTest::newRow("two contents under one number")
        << u"account alice 0.00 110.00 1\n"
           "accepted alice 1 deposit 50.00 stored\n"
           "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"
           "ledger alice 1 deposit 60.00 applied 110.00 account-1 #2 id=other\n"_s
        << u"violated\n"
           "2 alice 1 #2 account-1: deposit 1 of 60.00 was applied twice\n"
           "2 alice 1 #2 account-1: the ledger has deposit 1 of 60.00 under another transaction "
           "id; "
           "accepted was deposit 1 of 50.00"_s;
    QTest::newRow("one id under two numbers")
        << u"account alice 0.00 100.00 2\n"
           "accepted alice 1 deposit 50.00 id=a\n"
           "accepted alice 2 deposit 50.00 id=b\n"
           "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1 id=a\n"
           "ledger alice 2 deposit 50.00 applied 100.00 account-1 #2 id=a\n"_s
        << u"violated\n"
           "2 alice 2 #2 account-1: the ledger has deposit 2 of 50.00 under another transaction "
           "id; "
           "accepted was deposit 2 of 50.00\n"
           "2 alice 2 #2 account-1: deposit 2 of 50.00 was applied under the id of deposit 1 of alice"_s;
    QTest::newRow("a number given twice")
        << u"account alice 0.00 0.00 0\n"
           "accepted alice 1 deposit 50.00 id=a\n"
           "accepted alice 1 deposit 60.00 id=b\n"_s
        << u"violated\n"
           "2 alice 1 #0 -: number 1 was given to two transactions"_s;
    QTest::newRow("a quarantined number leaves no hole")
        << u"account alice 0.00 60.00 2\n"
           "accepted alice 1 withdraw 50.00 stored\n"
           "accepted alice 2 deposit 60.00 stored\n"
           "quarantine alice 1 withdraw 50.00 #1\n"
           "ledger alice 2 deposit 60.00 applied 60.00 account-1 #2\n"
           "settled"_s
        << u"valid"_s;
    QTest::newRow("the tap lost frames")
        << accepted + messages + inOrder + u"gaps 1\nsettled"_s
        << u"unknown: the tap lost frames (1 gap): what happened on the wire meanwhile is not known"_s;
    QTest::newRow("the tap lost frames, and the databases prove a violation")
        << accepted + messages + case2Naive + u"gaps 2\nsettled"_s
        << u"violated: the tap lost frames (2 gaps): what happened on the wire meanwhile is not "
           u"known\n"
           "8 alice 3 #3 account-2: refused after the money was taken: withdrawal 3 of 100.00 was applied, then declined"_s;
    QTest::newRow("nobody watched")
        << accepted + inOrder + u"unwatched\nsettled"_s << u"unknown: nothing was watched"_s;
}

void AuditorTest::verdicts()
{
    QFETCH(const QString, picture);
    QFETCH(const QString, expected);
    QCOMPARE(print(judge(Picture(picture).input())), expected);
}

void AuditorTest::losses_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("expected");

    // One deposit that nobody decided, in a drained run.
    const QString undecided = u"account alice 0.00 0.00 0\n"
                              "accepted alice 1 deposit 50.00 stored\n"
                              "replica account-1\n"
                              "settled\n"_s;
    QTest::newRow("acked without a decision")
        << undecided
            + u"subscription account-1 1 durable\n"
              "message alice 1 deposit 50.00 #1 acked account-1\n"_s
        << u"violated\n"
           "6 alice 1 #1 account-1: deposit 1 of 50.00 was stored and "
           "acked, but it is neither in the ledger nor "
           "in quarantine"_s;
    const QString underway = u"account alice 0.00 0.00 0\n"
                             "accepted alice 1 deposit 50.00 stored\n"
                             "accepted alice 2 deposit 60.00\n"
                             "replica account-1\n"
                             "subscription account-1 1 durable\n"_s;
    QTest::newRow("lost while others are on their way")
        << underway + u"message alice 1 deposit 50.00 #1 acked account-1 ack=10\n"_s
        << u"violated\n"
           "6 alice 1 #1 account-1: deposit 1 of 50.00 was stored and acked, but it is neither in "
           "the ledger nor in quarantine\n"
           "5 alice 1 #1 account-1: deposit 1 of 50.00 was acked, and nobody has committed it"_s;
    QTest::newRow("acked, and its process still works on it")
        << underway + u"message alice 1 deposit 50.00 #1 acked account-1 ack=10 open\n"_s
        << u"violated\n"
           "5 alice 1 #1 account-1: deposit 1 of 50.00 was acked, and nobody has committed it"_s;
    QTest::newRow("acked by a living process that has reported nothing yet")
        << underway + u"message alice 1 deposit 50.00 #1 acked account-1\n"_s << u"pending"_s;
    QTest::newRow("acked and decided after the databases were read")
        << underway + u"message alice 1 deposit 50.00 #1 acked account-1 ack=2001\n"_s
        << u"pending"_s;
    QTest::newRow("acked, parked") << underway
            + u"parked alice 1 deposit 50.00 #1\n"
              "message alice 1 deposit 50.00 #1 acked account-1 ack=10 commit=9\n"_s
                                   << u"pending"_s;
    const QString committed = u"account alice 0.00 50.00 1\n"
                              "accepted alice 1 deposit 50.00 stored\n"
                              "replica account-1\n"
                              "subscription account-1 1 durable\n"
                              "ledger alice 1 deposit 50.00 applied 50.00 account-1 #1\n"
                              "settled\n"_s;
    QTest::newRow("committed, then acked")
        << committed + u"message alice 1 deposit 50.00 #1 acked account-1 ack=10 commit=9\n"_s
        << u"valid"_s;
    QTest::newRow("acked, then committed")
        << committed + u"message alice 1 deposit 50.00 #1 acked account-1 ack=10 commit=11\n"_s
        << u"violated\n"
           "5 alice 1 #1 account-1: deposit 1 of 50.00 was acked before it was committed"_s;
    QTest::newRow("acked by one that died before it could report its commit")
        << committed + u"message alice 1 deposit 50.00 #1 acked account-1 ack=10\n"_s << u"valid"_s;
    QTest::newRow("no replica has subscribed yet")
        << undecided + u"message alice 1 deposit 50.00 #1\n"_s << u"pending"_s;
    QTest::newRow("a durable record keeps it for the next member") << undecided
            + u"subscription account-1 1 durable\n"
              "message alice 1 deposit 50.00 #1 dropped account-1\n"_s
                                                                   << u"pending"_s;
    QTest::newRow("gone with its group")
        << undecided
            + u"subscription account-1 1\n"
              "message alice 1 deposit 50.00 #1 dropped account-1\n"_s
        << u"violated\n"
           "6 alice 1 #1 account-1: deposit 1 of 50.00 was stored and "
           "delivered, but it is neither in the ledger "
           "nor in quarantine"_s;
    QTest::newRow("the broker moved past it")
        << undecided
            + u"subscription account-1 5 durable\n"
              "message alice 1 deposit 50.00 #1\n"_s
        << u"violated\n"
           "6 alice 1 #1 -: deposit 1 of 50.00 was stored, but it is neither in the ledger nor in quarantine"_s;
    QTest::newRow("stored and never seen in the channel")
        << undecided
        << u"violated\n"
           "6 alice 1 #0 -: deposit 1 of 50.00 was stored, but its message is nowhere: neither in "
           "the "
           "channel, in the ledger nor in quarantine"_s;
    QTest::newRow("without puback") << u"account alice 0.00 0.00 0\n"
                                       "accepted alice 1 deposit 50.00\n"
                                       "settled"_s
                                    << u"pending"_s;
    QTest::newRow("accepted after the snapshot") << undecided
            + u"known alice 0\n"
              "subscription account-1 1 durable\n"
              "message alice 1 deposit 50.00 #1 acked account-1\n"_s
                                                 << u"pending"_s;
    QTest::newRow("quarantined by its sequence")
        << undecided
            + u"subscription account-1 1 durable\n"
              "poison #1\n"
              "quarantine alice 1 deposit 50.00 #1\n"
              "message alice 1 deposit 50.00 #1 acked account-1\n"_s
        << u"violated\n"
           "8 alice 0 #0 -: the balance of alice is 0.00; in order it is 50.00"_s;
    QTest::newRow("its broker's memory is gone")
        << undecided
            + u"subscription account-1 3 durable\nforgot 4\n"
              "message alice 1 deposit 50.00 #3 dropped account-1\n"_s
        << u"violated\n6 alice 1 #3 account-1: deposit 1 of 50.00 was stored and delivered, but it "
           "is neither in the ledger nor in quarantine"_s;
    QTest::newRow("the memory before it is gone") << undecided
            + u"subscription account-1 3 durable\nforgot 2\n"
              "message alice 1 deposit 50.00 #3 dropped account-1\n"_s
                                                  << u"pending"_s;
    QTest::newRow("acked by a listener") << undecided
            + u"listener listener-1\nsubscription account-1 0 durable\n"
              "message alice 1 deposit 50.00 #1 acked listener-1\n"_s
                                         << u"pending"_s;
    // Accepted and in no outbox, long before the run is drained.
    const QString row = u"account alice 0.00 0.00 0\naccepted alice 1 deposit 50.00"_s;
    const QString forgotten = row + u" stored\nknown-transaction alice 1 5"_s;
    QTest::newRow("its publisher has gone")
        << forgotten + u"\nended 6\n"_s
        << u"violated\n7 alice 1 #0 transaction: deposit 1 of 50.00 was accepted, and its "
           "publisher ended before it published it: no outbox has it any more"_s;
    QTest::newRow("its publisher came later") << forgotten + u"\nended 4\n"_s << u"pending"_s;
    QTest::newRow("its publisher began to") << forgotten + u" sent\nended 6\n"_s << u"pending"_s;
    QTest::newRow("who accepted it") << forgotten + u"\nended 6\nanother\n"_s << u"pending"_s;
    QTest::newRow("an outbox has it")
        << row + u"\nknown-transaction alice 1 5\nended 6\n"_s << u"pending"_s;
    QTest::newRow("it is in quarantine all the same")
        << forgotten + u"\nended 6\nquarantine alice 1 deposit 50.00 #1\n"_s << u"pending"_s;
    QTest::newRow("acked by a stranger only")
        << undecided + u"message alice 1 deposit 50.00 #1 acked stranger\n"_s << u"pending"_s;
}

void AuditorTest::losses()
{
    QFETCH(const QString, picture);
    QFETCH(const QString, expected);
    QCOMPARE(print(judge(Picture(picture).input())), expected);
}

void AuditorTest::oneAlteredRow_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");

    QTest::newRow("balance") << u"account alice 0.00 10.00"_s << u"account alice 0.00 10.01"_s;
    QTest::newRow("opening") << u"account alice 0.00"_s << u"account alice 1.00"_s;
    QTest::newRow("last number") << u"10.00 3\n"_s << u"10.00 2\n"_s;
    QTest::newRow("accepted amount")
        << u"accepted alice 2 deposit 60.00"_s << u"accepted alice 2 deposit 61.00"_s;
    QTest::newRow("accepted type")
        << u"accepted alice 1 deposit"_s << u"accepted alice 1 withdraw"_s;
    QTest::newRow("ledger amount")
        << u"ledger alice 2 deposit 60.00"_s << u"ledger alice 2 deposit 61.00"_s;
    QTest::newRow("ledger outcome") << u"100.00 applied"_s << u"100.00 declined"_s;
    QTest::newRow("ledger number") << u"ledger alice 3"_s << u"ledger alice 4"_s;
    QTest::newRow("ledger balance") << u"applied 110.00"_s << u"applied 111.00"_s;
    QTest::newRow("ledger id") << u"account-2 #2"_s << u"account-2 #2 id=other"_s;
    QTest::newRow("ledger row gone")
        << u"ledger alice 2 deposit 60.00 applied 110.00 account-2 #2\n"_s << QString();
}

void AuditorTest::oneAlteredRow()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QString picture = accepted + messages + inOrder + u"settled"_s;
    QVERIFY(picture.contains(from));
    picture.replace(from, to);
    const audit::Finished finished = judge(Picture(picture).input());
    QVERIFY2(finished.verdict == audit::Verdict::Violated, qPrintable(print(finished)));
    QVERIFY(!finished.violations.empty());
}

void AuditorTest::longListsAreCapped()
{
    Findings findings;
    for (int number = 1; number <= 250; ++number)
        findings.add({2, said("twice"), {}, TransactionNumber(number), {}, {}});
    findings.add({1, said("balance"), {}, {}, {}, {}});
    const auto violations = findings.list();
    QCOMPARE(findings.count(), std::size_t(251));
    QCOMPARE(violations.size(), Findings::maxListed + 2);
    QCOMPARE(violations.front().invariant, 1);
    QCOMPARE(violations.at(1).transaction.value(), 1);
    QCOMPARE(violations.back().transaction.value(), 250);
    QCOMPARE(sourceText(violations.back().message),
             std::string("twice (and 149 before it that are not listed; 250 in all)"));

    Findings money;
    for (int number = 1; number <= 250; ++number)
        money.add({1, said("wrong"), {}, TransactionNumber(number), {}, {}},
                  Cents(number == 200 ? 5000 : 100));
    const auto listed = money.list();
    QCOMPARE(listed.size(), Findings::maxListed + 2);
    const audit::Violation& worst = listed.at(Findings::maxListed);
    QCOMPARE(worst.transaction.value(), 200);
    QCOMPARE(sourceText(worst.message), std::string("wrong (off by 50.00, the worst of 250)"));
    QCOMPARE(listed.back().transaction.value(), 250);
    QCOMPARE(sourceText(listed.back().message),
             std::string("wrong (and 148 before it that are not listed; 250 in all)"));
}

void AuditorTest::databasesAreReadFromTheirFiles()
{
    const QTemporaryDir directory;
    const std::string bank = directory.filePath(u"bank.sqlite"_s).toStdString();
    const std::string outbox = directory.filePath(u"outbox.sqlite"_s).toStdString();
    const std::vector<OpenedAccount> accounts{{AccountName("alice"), Cents(100)}};
    QVERIFY(createAccountDatabase(bank, accounts).ok());
    QVERIFY(createTransactionDatabase(outbox, accounts).ok());
    const auto lab = std::make_shared<Snapshot>();
    QCOMPARE(print(auditRun(bank, outbox, lab, AuditMoment::Settled)), u"valid"_s);

    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by hand"_s);
        database.setDatabaseName(QString::fromStdString(bank));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"UPDATE accounts SET balance = balance + 1"_s));
    }
    QSqlDatabase::removeDatabase(u"by hand"_s);
    QCOMPARE(print(auditRun(bank, outbox, lab, AuditMoment::Settled)),
             u"violated\n"
             "1 alice 0 #0 -: the balance of alice is 1.01; opening balance and applied "
             "transactions make 1.00\n"
             "8 alice 0 #0 -: the balance of alice is 1.01; in order it is 1.00"_s);
}

/// Also where nothing that the auditor reads is touched.
void AuditorTest::aDamagedDatabaseIsSeen()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"bank.sqlite"_s);
    const std::string bank = file.toStdString();
    const std::string outbox = directory.filePath(u"outbox.sqlite"_s).toStdString();
    const std::vector<OpenedAccount> accounts{{AccountName("alice"), Cents(100)}};
    QVERIFY(createAccountDatabase(bank, accounts).ok());
    QVERIFY(createTransactionDatabase(outbox, accounts).ok());
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by hand"_s);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"CREATE TABLE last_page (value)"_s));
        QVERIFY(query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    }
    QSqlDatabase::removeDatabase(u"by hand"_s);
    QFile pages(file);
    QVERIFY(pages.open(QIODevice::ReadWrite));
    QVERIFY(pages.seek(pages.size() - 4096));
    QCOMPARE(pages.write(QByteArray(100, 'x')), 100);
    pages.close();

    const auto lab = std::make_shared<Snapshot>();
    AuditReader reader(bank, outbox);
    const auto examined = tryAudit(reader, lab, AuditMoment::Settled, Reading::Examined);
    const QString said = print(examined.finished);
    QVERIFY2(said.startsWith(u"violated\n10 - 0 #0 -: the database bank.sqlite is damaged: "_s),
             qPrintable(said));
    // What was found stays found, until somebody looks again.
    QCOMPARE(print(tryAudit(reader, lab, AuditMoment::Settled, Reading::New).finished), said);
    const auto other = tryAudit(reader, lab, AuditMoment::Settled, Reading::Whole);
    QCOMPARE(print(other.finished), u"valid"_s);
}

void AuditorTest::unreadableDatabasesAreUnknown()
{
    const audit::Finished finished =
        auditRun("/nonexistent/a.sqlite", "/nonexistent/t.sqlite", nullptr, AuditMoment::Settled);
    QCOMPARE(wordOf(finished.verdict), std::string("unknown"));
    QVERIFY(sourceText(finished.reason).starts_with("the databases could not be read"));
}

QTEST_GUILESS_MAIN(AuditorTest)
#include "tst_auditor.moc"
