#include "tests/support/mirrorproofcompare.h"

#include <QJsonArray>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

/// One row of channelsz, or of the mirror, in the same terms.
struct Row
{
    QString key; ///< the inbox; of an offline durable its name
    QString name; ///< for people
    QString queue;
    bool offline = false;
    qint64 pending = 0;
    qint64 lastSent = 0;
    qint64 maxInflight = 0;
    qint64 ackWait = 0;
    bool stalled = false;
};

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

Row named(Row row, const QString& client, const QString& durable, const QString& inbox)
{
    row.name = client + u' ' + row.queue + (durable.isEmpty() ? QString() : u'/' + durable);
    // An offline queue group may have had any owner; a plain durable belongs to its client.
    row.key = inbox;
    if (row.offline)
        row.key = u"offline "_s + (row.queue.isEmpty() ? client + u'/' + durable : row.queue);
    return row;
}

std::vector<Row> rowsOf(const QJsonObject& broker)
{
    std::vector<Row> rows;
    for (const QJsonValue& value : broker.value("subscriptions"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        Row row;
        row.queue = one.value("queue_name"_L1).toString();
        row.offline = one.value("is_offline"_L1).toBool();
        row.pending = one.value("pending_count"_L1).toInteger();
        row.lastSent = one.value("last_sent"_L1).toInteger();
        row.maxInflight = one.value("max_inflight"_L1).toInteger();
        row.ackWait = one.value("ack_wait"_L1).toInteger();
        row.stalled = one.value("is_stalled"_L1).toBool();
        rows.push_back(named(row, one.value("client_id"_L1).toString(),
                             one.value("durable_name"_L1).toString(),
                             one.value("inbox"_L1).toString()));
    }
    return rows;
}

std::vector<Row> rowsOf(const MirrorState::Channel* mirror)
{
    std::vector<Row> rows;
    if (!mirror)
        return rows;
    for (const MirrorState::Subscription& one : mirror->subscriptions) {
        Row row;
        row.queue = text(one.queueName);
        row.offline = one.offline;
        row.pending = static_cast<qint64>(one.pending);
        row.lastSent = static_cast<qint64>(one.lastSent.value());
        row.maxInflight = one.maxInflight;
        row.ackWait = one.ackWaitSeconds;
        row.stalled = one.stalled;
        rows.push_back(
            named(row, text(one.client.value()), text(one.durableName), text(one.inbox.value())));
    }
    return rows;
}

std::map<QString, QStringList> membersOf(const std::vector<Row>& rows)
{
    std::map<QString, QStringList> members;
    for (const Row& row : rows)
        if (!row.queue.isEmpty() && !row.offline)
            members[row.queue] += row.name.section(u' ', 0, 0) + u'@' + row.key.right(4);
    return members;
}

class Comparison
{
public:
    explicit Comparison(QString channel)
        : m_channel(std::move(channel))
    {
    }

    void value(const QString& field, const QString& of, qint64 mirror, qint64 broker)
    {
        if (mirror != broker)
            say(field, u"%1 of %2: mirror %3, broker %4"_s.arg(field, of).arg(mirror).arg(broker));
    }
    void say(const QString& field, const QString& what)
    {
        result.texts += m_channel + u' ' + what;
        result.fields += field;
    }

    ChannelDifference result;

private:
    QString m_channel;
};

} // namespace

ChannelDifference compareChannel(const MirrorState::Channel* mirror, const QJsonObject& broker)
{
    Comparison comparison(broker.value("name"_L1).toString());
    comparison.value(u"last_seq"_s, u"channel"_s,
                     mirror ? static_cast<qint64>(mirror->last.value()) : 0,
                     broker.value("last_seq"_L1).toInteger());
    const std::vector<Row> known = rowsOf(mirror);
    const std::vector<Row> told = rowsOf(broker);
    std::map<QString, const Row*> byKey;
    for (const Row& row : known)
        byKey[row.key] = &row;
    if (byKey.size() != known.size())
        comparison.say(u"set"_s, u"set: the mirror has one twice"_s);
    for (const Row& row : told) {
        const auto found = byKey.find(row.key);
        if (found == byKey.end()) {
            comparison.say(u"set"_s, u"set: the mirror misses "_s + row.name + u' ' + row.key);
            continue;
        }
        const Row& mine = *found->second;
        byKey.erase(found);
        comparison.value(u"pending_count"_s, row.name, mine.pending, row.pending);
        comparison.value(u"last_sent"_s, row.name, mine.lastSent, row.lastSent);
        comparison.value(u"max_inflight"_s, row.name, mine.maxInflight, row.maxInflight);
        comparison.value(u"ack_wait"_s, row.name, mine.ackWait, row.ackWait);
        if (row.offline)
            continue;
        ++comparison.result.stalledCompared;
        comparison.result.stalledWrong += mine.stalled != row.stalled ? 1 : 0;
    }
    for (const auto& [key, row] : byKey)
        comparison.say(u"set"_s, u"set: only the mirror has "_s + row->name + u' ' + key);
    if (!comparison.result.fields.contains(u"set"_s)) {
        const auto mine = membersOf(known);
        for (const auto& [queue, members] : membersOf(told)) {
            ++comparison.result.groupsCompared;
            if (const auto found = mine.find(queue);
                found != mine.end() && found->second != members)
                comparison.say(u"order"_s,
                               u"order of %1: mirror %2, broker %3"_s.arg(
                                   queue, found->second.join(u','), members.join(u',')));
        }
    }
    return comparison.result;
}

QStringList compareClients(const MirrorState& mirror, const QJsonObject& clientsz)
{
    std::set<QString> known;
    for (const MirrorState::Client& client : mirror.clients)
        known.insert(text(client.client.value()));
    QStringList differences;
    for (const QJsonValue& value : clientsz.value("clients"_L1).toArray()) {
        const QString id = value.toObject().value("id"_L1).toString();
        if (known.erase(id) == 0)
            differences += u"clients: the mirror misses "_s + id;
    }
    for (const QString& id : known)
        differences += u"clients: only the mirror has "_s + id;
    return differences;
}

} // namespace stanscope::test
