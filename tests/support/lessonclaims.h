#pragma once

#include "core/audit/obstacle.h"
#include "core/events/enumwords.h"
#include "core/events/faulttable.h"
#include "core/lab/snapshot.h"
#include "core/why/moment.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace stanscope::test {

/// tests/lessons/claims: which claims each sentence of each lesson makes.
class LessonClaims
{
public:
    explicit LessonClaims(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_errors << path + QStringLiteral(" cannot be read");
            return;
        }
        QString lesson;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString& line : lines) {
            if (line.isEmpty() || line.startsWith(u'#'))
                continue;
            if (line.startsWith(u'[')) {
                lesson = line.mid(1, line.size() - 2);
                continue;
            }
            const QStringList parts = line.split(QStringLiteral(" | "));
            if (parts.size() != 2 || m_claims[lesson].contains(parts[0])) {
                m_errors << QStringLiteral("not understood, or twice: ") + line;
                continue;
            }
            m_claims[lesson][parts[0]] = parts[1] == QStringLiteral("-")
                ? QStringList()
                : parts[1].split(QStringLiteral("; "));
        }
    }

    const QStringList& errors() const { return m_errors; }
    QStringList lessons() const { return m_claims.keys(); }
    QStringList sentences(const QString& lesson) const { return m_claims[lesson].keys(); }
    bool knows(const QString& lesson, const QString& sentence) const
    {
        return m_claims[lesson].contains(sentence);
    }
    QStringList of(const QString& lesson, const QString& sentence) const
    {
        return m_claims[lesson][sentence];
    }

    /// The sentences of a step's text.
    static QStringList sentencesOf(const std::string& say)
    {
        static const QRegularExpression end(QStringLiteral("(?<=[.!?]) "));
        return QString::fromStdString(say).split(end);
    }

private:
    QHash<QString, QHash<QString, QStringList>> m_claims;
    QStringList m_errors;
};

/// Whether a claim holds in a state.
class ClaimCheck
{
public:
    explicit ClaimCheck(const Snapshot& snapshot)
        : m_snapshot(snapshot)
        , m_moment(snapshot)
        , m_history(*snapshot.history)
    {
    }

    /// Empty: it holds; else what is so instead.
    QString failure(const QString& claim)
    {
        QStringList words = claim.split(u' ');
        const QString verb = words.takeFirst();
        m_words = words;
        m_is.clear();
        const auto& verbs = ClaimCheck::verbs();
        const auto found =
            std::ranges::find_if(verbs, [&](const Verb& one) { return verb == one.word; });
        if (found == verbs.end())
            return QStringLiteral("no such claim");
        const bool holds = (this->*found->check)();
        return holds && m_is != misspelt() ? QString() : m_is.isEmpty() ? claim : m_is;
    }
    /// Every word that a claim can begin with.
    static QStringList words()
    {
        QStringList all;
        for (const Verb& verb : verbs())
            all << QString::fromLatin1(verb.word);
        return all;
    }

private:
    struct Verb
    {
        QLatin1StringView word;
        bool (ClaimCheck::*check)();
    };
    static const std::vector<Verb>& verbs()
    {
        using C = ClaimCheck;
        const auto verb = [](const char* word, bool (C::*check)()) {
            return Verb{QLatin1StringView(word), check};
        };
        static const std::vector<Verb> all = {
            verb("balance", &C::balance),
            verb("should", &C::should),
            verb("amount", &C::amount),
            verb("accepted", &C::accepted),
            verb("last", &C::last),
            verb("outcome", &C::outcome),
            verb("decided", &C::decided),
            verb("undecided", &C::undecided),
            verb("decided-order", &C::decidedOrder),
            verb("deciders", &C::deciders),
            verb("quarantined", &C::quarantined),
            verb("messages", &C::messages),
            verb("stored", &C::stored),
            verb("sequence", &C::sequence),
            verb("published", &C::published),
            verb("got", &C::got),
            verb("deliveries", &C::deliveries),
            verb("all-deliveries", &C::allDeliveries),
            verb("attempt", &C::attempt),
            verb("acked", &C::acked),
            verb("unacked", &C::unacked),
            verb("all-acked", &C::allAcked),
            verb("holds", &C::holds),
            verb("holders", &C::holders),
            verb("timer", &C::timer),
            verb("replicas", &C::replicas),
            verb("state", &C::state),
            verb("states", &C::states),
            verb("gone", &C::gone),
            verb("registered", &C::registered),
            verb("unregistered", &C::unregistered),
            verb("members", &C::members),
            verb("group", &C::group),
            verb("durable", &C::durable),
            verb("start", &C::start),
            verb("acks", &C::acks),
            verb("handler", &C::handler),
            verb("ack-wait", &C::ackWait),
            verb("max-inflight", &C::maxInflight),
            verb("stalled", &C::stalled),
            verb("verdict", &C::verdict),
            verb("obstacle", &C::obstacle),
            verb("broker", &C::broker),
            verb("store", &C::store),
            verb("armed", &C::armed),
            verb("unarmed", &C::unarmed),
            verb("fired", &C::fired),
        };
        return all;
    }

    // Reading and comparing.
    static QString misspelt() { return QStringLiteral("the claim has other words"); }
    QString word(qsizetype i)
    {
        if (i < m_words.size())
            return m_words[i];
        m_is = misspelt();
        return {};
    }
    std::int64_t number(qsizetype i) { return word(i).toLongLong(); }
    std::string name(qsizetype i) { return word(i).toStdString(); }
    static std::int64_t cents(const QString& money) { return std::llround(money.toDouble() * 100); }
    template <typename T>
    bool same(const T& is, const T& claimed)
    {
        if (m_is.isEmpty())
            m_is = shown(is);
        return is == claimed;
    }
    static QString shown(std::int64_t value) { return QString::number(value); }
    static QString shown(const QString& value) { return value; }
    static QString money(std::int64_t value)
    {
        return QString::number(static_cast<double>(value) / 100, 'f', 2);
    }
    static QString text(std::string_view value)
    {
        return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    }

    // The rows of this moment.
    bool hasBank() const { return !m_snapshot.accounts.empty(); }
    /// "ann/1", or "1" where there is one account.
    struct Transaction
    {
        NameId account = 0;
        std::int64_t number = 0;
    };
    Transaction transaction(qsizetype i)
    {
        const QStringList parts = word(i).split(u'/');
        Transaction found{0, parts.last().toLongLong()};
        if (parts.size() == 2)
            for (const AccountView& account : m_snapshot.accounts)
                if (account.name == AccountName(parts[0].toStdString()))
                    found.account = account.id;
        if (parts.size() == 2 && found.account == 0)
            m_is = misspelt();
        return found;
    }
    const TransactionRow* transactionRow(const Transaction& asked) const
    {
        for (std::size_t i = 0; i < m_snapshot.extent.transactions; ++i)
            if (m_history.transactions[i].number == asked.number
                && (asked.account == 0 || m_history.transactions[i].account == asked.account))
                return &m_history.transactions[i];
        return nullptr;
    }
    std::set<RowRef> messagesOf(qsizetype i)
    {
        const Transaction asked = transaction(i);
        std::set<RowRef> found;
        for (std::size_t row = 0; row < m_snapshot.extent.messages; ++row) {
            const MessageMeaning& meaning = m_history.meaning(row);
            const bool isIt = hasBank()
                ? meaning.account.get() != 0 && meaning.number.get() == asked.number
                    && (asked.account == 0 || meaning.account.get() == asked.account)
                : m_history.messages[row].sequence
                    == Sequence(static_cast<std::uint64_t>(asked.number));
            if (isIt)
                found.insert(static_cast<RowRef>(row + 1));
        }
        return found;
    }
    std::vector<RowRef> deliveriesOf(qsizetype i)
    {
        const auto messages = messagesOf(i);
        std::vector<RowRef> found;
        for (RowRef row = 1; row <= m_snapshot.extent.deliveries; ++row)
            if (messages.contains(m_history.deliveries[row - 1].message))
                found.push_back(row);
        return found;
    }
    bool isTo(RowRef delivery, const std::string& client) const
    {
        return m_history.name(m_history.deliveries[delivery - 1].client) == client;
    }
    /// Those that were said, in the order of their decisions.
    std::vector<const DecisionRow*> decisionsOf(const Transaction& asked) const
    {
        std::vector<const DecisionRow*> found;
        for (std::size_t i = 0; i < m_snapshot.extent.decisions; ++i) {
            const DecisionRow& row = m_history.decisions[i];
            if (row.number == asked.number && row.outcome.get() != Outcome::None
                && (asked.account == 0 || row.account == asked.account))
                found.push_back(&row);
        }
        return found;
    }
    std::int64_t count(const Transaction& asked, Outcome outcome) const
    {
        return std::ranges::count(decisionsOf(asked), outcome,
                                  [](const DecisionRow* row) { return row->outcome.get(); });
    }
    const ReplicaView* replica(const std::string& client) const
    {
        if (client == "transaction")
            return &m_snapshot.transactionService;
        for (const ReplicaView& view : m_snapshot.replicas)
            if (view.name == ClientId(client))
                return &view;
        return nullptr;
    }
    const SubscriptionView* subscriptionOf(const std::string& client) const
    {
        for (const SubscriptionView& view : m_snapshot.subscriptions)
            if (view.client == ClientId(client) && !view.offline)
                return &view;
        return nullptr;
    }
    static QString stateWord(ReplicaState state)
    {
        switch (state) {
        case ReplicaState::Starting:
            return QStringLiteral("starting");
        case ReplicaState::Running:
            return QStringLiteral("running");
        case ReplicaState::Paused:
            return QStringLiteral("paused");
        case ReplicaState::Held:
            return QStringLiteral("held");
        case ReplicaState::Closing:
            return QStringLiteral("closing");
        case ReplicaState::Dead:
            return QStringLiteral("dead");
        case ReplicaState::Ghost:
            return QStringLiteral("ghost");
        }
        return {};
    }
    std::int64_t inState(const std::function<bool(ReplicaState)>& is) const
    {
        return std::ranges::count_if(m_snapshot.replicas, [&](const ReplicaView& view) {
            return view.process && is(view.state);
        });
    }
    static bool isGone(ReplicaState state)
    {
        return state == ReplicaState::Dead || state == ReplicaState::Ghost;
    }

    // Money.
    const AccountView* account(qsizetype& next)
    {
        const std::string asked = name(next);
        for (const AccountView& view : m_snapshot.accounts)
            if (view.name == AccountName(asked)) {
                ++next;
                return &view;
            }
        return m_snapshot.accounts.empty() ? nullptr : &m_snapshot.accounts.front();
    }
    bool balance()
    {
        qsizetype next = 0;
        const AccountView* view = account(next);
        if (!view)
            return false;
        const std::int64_t is = view->balance.value();
        if (word(next) == QStringLiteral("above")) {
            m_is = money(is);
            return is > cents(word(next + 1));
        }
        return same(money(is), word(next));
    }
    bool should()
    {
        qsizetype next = 0;
        const AccountView* view = account(next);
        return view && same(money(view->expected.value()), word(next));
    }
    bool amount()
    {
        const TransactionRow* row = transactionRow(transaction(0));
        return row
            && same(QString(text(toText(row->type)) + u' ' + money(std::abs(row->amount))),
                    QString(word(1) + u' ' + word(2)));
    }
    bool accepted()
    {
        return same(static_cast<std::int64_t>(m_snapshot.extent.transactions), number(0));
    }
    bool last()
    {
        return hasBank()
            && same(static_cast<std::int64_t>(m_snapshot.accounts.front().last.value()), number(0));
    }

    // Decisions.
    bool outcome()
    {
        const auto rows = decisionsOf(transaction(0));
        return same(rows.empty() ? QStringLiteral("none")
                                 : text(toText(rows.back()->outcome.get())),
                    word(1));
    }
    bool decided()
    {
        const auto asked = fromText<Outcome>(name(1));
        return asked && same(count(transaction(0), *asked), number(2));
    }
    bool undecided()
    {
        const Transaction asked = transaction(0);
        return same(count(asked, Outcome::Applied) + count(asked, Outcome::Declined),
                    std::int64_t(0));
    }
    /// The ledger has these numbers, each once, in this order.
    bool decidedOrder()
    {
        QStringList order;
        for (std::size_t i = 0; i < m_snapshot.extent.ledger; ++i)
            order << QString::number(m_history.ledger[i].number);
        return same(order.join(u' '), m_words.join(u' '));
    }
    /// How many replicas have applied it.
    bool deciders()
    {
        std::set<NameId> replicas;
        for (const DecisionRow* row : decisionsOf(transaction(0)))
            if (row->outcome.get() == Outcome::Applied)
                replicas.insert(m_history.handlings[row->handling - 1].replica);
        return same(static_cast<std::int64_t>(replicas.size()), number(1));
    }
    bool quarantined()
    {
        std::int64_t found = 0;
        for (std::size_t i = 0; i < m_snapshot.extent.messages; ++i)
            found += m_history.outcomeOf(i) == MessageOutcome::Quarantined ? 1 : 0;
        return same(found, number(0));
    }

    // The channel.
    bool messages()
    {
        return same(static_cast<std::int64_t>(m_snapshot.extent.messages), number(0));
    }
    bool stored()
    {
        for (std::size_t i = 0; i < m_snapshot.extent.messages; ++i)
            if (m_history.messages[i].sequence == Sequence(static_cast<std::uint64_t>(number(0))))
                return true;
        return false;
    }
    bool sequence()
    {
        const auto rows = messagesOf(0);
        return !rows.empty()
            && same(
                static_cast<std::int64_t>(m_history.messages[*rows.rbegin() - 1].sequence.value()),
                number(1));
    }
    bool published()
    {
        const TransactionRow* row = transactionRow(transaction(0));
        return row && same(static_cast<std::int64_t>(row->publishes.get()), number(1));
    }

    // Deliveries.
    bool got()
    {
        QStringList sequences;
        for (RowRef row = 1; row <= m_snapshot.extent.deliveries; ++row)
            if (isTo(row, name(0)))
                sequences << QString::number(m_history.deliveries[row - 1].sequence.value());
        const QString claimed = m_words.mid(1).join(u' ');
        return same(sequences.isEmpty() ? QStringLiteral("nothing") : sequences.join(u' '),
                    claimed);
    }
    bool deliveries()
    {
        const auto is = static_cast<std::int64_t>(deliveriesOf(0).size());
        if (word(1) == QStringLiteral("over")) {
            m_is = shown(is);
            return is > number(2);
        }
        return same(is, number(1));
    }
    bool allDeliveries()
    {
        return same(static_cast<std::int64_t>(m_snapshot.extent.deliveries), number(0));
    }
    bool attempt()
    {
        const auto rows = deliveriesOf(0);
        return !rows.empty()
            && same(static_cast<std::int64_t>(m_history.deliveries[rows.back() - 1].attempt),
                    number(1));
    }
    bool hasAck(qsizetype who)
    {
        return std::ranges::any_of(deliveriesOf(0), [&](RowRef row) {
            return (who >= m_words.size() || isTo(row, name(who))) && m_moment.endOf(row).isAcked();
        });
    }
    bool acked() { return hasAck(1); }
    /// It was delivered, and by nobody (or not by this one) acked.
    bool unacked() { return !deliveriesOf(0).empty() && !hasAck(1); }
    bool allAcked()
    {
        std::int64_t open = 0;
        for (RowRef row = 1; row <= m_snapshot.extent.deliveries; ++row)
            open += m_moment.endOf(row).isOver() ? 0 : 1;
        for (std::size_t i = 0; i < m_snapshot.extent.messages; ++i)
            open += m_history.messages[i].settled.get() ? 0 : 1;
        return same(open, std::int64_t(0));
    }
    std::vector<RowRef> openOf(qsizetype i)
    {
        auto rows = deliveriesOf(i);
        std::erase_if(rows, [&](RowRef row) { return m_moment.endOf(row).isOver(); });
        return rows;
    }
    bool holds()
    {
        return std::ranges::any_of(openOf(1), [&](RowRef row) { return isTo(row, name(0)); });
    }
    /// So many clients have got it and say nothing.
    bool holders()
    {
        std::set<NameId> clients;
        for (const RowRef row : deliveriesOf(0))
            if (!m_moment.endOf(row).isAcked())
                clients.insert(m_history.deliveries[row - 1].client);
        return same(static_cast<std::int64_t>(clients.size()), number(1));
    }
    bool timer()
    {
        for (const TimerView& timer : m_snapshot.timers)
            for (const RowRef row : openOf(0))
                if (timer.delivery == row) {
                    const double seconds =
                        std::chrono::duration<double>(timer.deadline - timer.started).count();
                    return m_words.size() < 2
                        || same(static_cast<std::int64_t>(std::lround(seconds)), number(1));
                }
        return false;
    }

    // Processes.
    bool replicas()
    {
        return same(static_cast<std::int64_t>(m_snapshot.replicas.size()), number(0));
    }
    bool state()
    {
        const ReplicaView* view = replica(name(0));
        return view && same(stateWord(view->state), word(1));
    }
    bool states()
    {
        return same(inState([&](ReplicaState is) { return stateWord(is) == word(0); }), number(1));
    }
    /// Dead, whether or not the broker knows: by its name, or how many.
    bool gone()
    {
        bool isCount = false;
        const qlonglong count = word(0).toLongLong(&isCount);
        if (isCount)
            return same(inState(isGone), std::int64_t(count));
        const ReplicaView* view = replica(name(0));
        if (view)
            m_is = stateWord(view->state);
        return view && isGone(view->state);
    }
    bool isClient()
    {
        const auto found =
            std::ranges::find(m_snapshot.clients, ClientId(name(0)), &ClientView::client);
        return found != m_snapshot.clients.end() && found->health != ClientHealth::Closed;
    }
    bool registered() { return isClient(); }
    bool unregistered() { return !isClient(); }

    // Subscriptions.
    bool members()
    {
        return same(
            static_cast<std::int64_t>(std::ranges::count_if(m_snapshot.subscriptions,
                                                            [&](const SubscriptionView& view) {
                                                                return view.queueGroup == name(0)
                                                                    && !view.offline;
                                                            })),
            number(1));
    }
    static QString orNone(const std::string& value)
    {
        return value.empty() ? QStringLiteral("none") : QString::fromStdString(value);
    }
    bool group()
    {
        const SubscriptionView* view = subscriptionOf(name(0));
        return view && same(orNone(view->queueGroup), word(1));
    }
    bool durable()
    {
        const SubscriptionView* view = subscriptionOf(name(0));
        return view && same(orNone(view->durable), word(1));
    }
    bool start()
    {
        const ReplicaView* view = replica(name(0));
        return view
            && same(view->options.deliverAllAvailable ? QStringLiteral("all")
                                                      : QStringLiteral("new"),
                    word(1));
    }
    bool acks()
    {
        const ReplicaView* view = replica(name(0));
        return view && same(text(toText(view->options.ackMode)), word(1));
    }
    bool handler()
    {
        for (const ReplicaView& view : m_snapshot.replicas)
            if (!same(text(toText(view.options.handler)), word(0)))
                return false;
        return !m_snapshot.replicas.empty();
    }
    bool everySubscription(std::int32_t SubscriptionView::*option)
    {
        for (const SubscriptionView& view : m_snapshot.subscriptions)
            if (!same(static_cast<std::int64_t>(view.*option), number(0)))
                return false;
        return !m_snapshot.subscriptions.empty();
    }
    bool ackWait() { return everySubscription(&SubscriptionView::ackWaitSeconds); }
    bool maxInflight() { return everySubscription(&SubscriptionView::maxInflight); }
    bool stalled()
    {
        const bool is = std::ranges::any_of(m_snapshot.subscriptions, &SubscriptionView::stalled);
        return same(is ? QStringLiteral("yes") : QStringLiteral("no"), word(0));
    }

    // The whole.
    bool verdict() { return same(text(wordOf(m_snapshot.verdict.verdict)), word(0)); }
    bool obstacle() { return same(text(wordOf(findObstacle(m_snapshot).cause)), word(0)); }
    bool broker() { return same(text(wordOf(m_snapshot.broker.state)), word(0)); }
    bool store() { return same(text(wordOf(m_snapshot.broker.options.store)), word(0)); }

    // Faults.
    std::vector<const ReplicaView*> services() const
    {
        std::vector<const ReplicaView*> all = {&m_snapshot.transactionService};
        for (const ReplicaView& view : m_snapshot.replicas)
            all.push_back(&view);
        return all;
    }
    bool armed()
    {
        for (const ReplicaView* view : services())
            for (const FaultSpec& fault : view->faults)
                if (text(toText(fault.place)) == word(0) && text(toText(fault.effect)) == word(1)
                    && static_cast<std::int64_t>(fault.match.number.value()) == number(2))
                    return true;
        return false;
    }
    bool unarmed()
    {
        return std::ranges::all_of(services(),
                                   [](const ReplicaView* view) { return view->faults.empty(); });
    }
    bool fired()
    {
        for (std::size_t i = 0; i < m_snapshot.extent.faults; ++i)
            if (text(toText(m_history.faults[i].place)) == word(0)
                && text(toText(m_history.faults[i].effect)) == word(1))
                return true;
        return false;
    }

    const Snapshot& m_snapshot;
    Moment m_moment;
    const History& m_history;
    QStringList m_words;
    QString m_is;
};

} // namespace stanscope::test
