#include "ui/models/clientmodel.h"

#include "ui/models/checkwords.h"

#include <QStringList>
#include <QtGlobal>

#include <algorithm>
#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array clientColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "client"), QT_TRANSLATE_NOOP("stanscope::Columns", "Client id"), 120, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "health"), QT_TRANSLATE_NOOP("stanscope::Columns", "Suspect: a heartbeat had no answer. Dead but registered: nobody listens, and the broker does not know yet"), 150, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "missed"), QT_TRANSLATE_NOOP("stanscope::Columns", "Heartbeats in a row without answer"), 64, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "subs"), QT_TRANSLATE_NOOP("stanscope::Columns", "Subscriptions it has now"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "outstanding"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sent to it and not acked"), 92, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "unknown"), QT_TRANSLATE_NOOP("stanscope::Columns", "Of the outstanding ones: which sequences, was not seen"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "got"), QT_TRANSLATE_NOOP("stanscope::Columns", "Deliveries to it, since the watching began"), 64, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "redelivered"), QT_TRANSLATE_NOOP("stanscope::Columns", "Of them: not the first attempt"), 92, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "acked"), QT_TRANSLATE_NOOP("stanscope::Columns", "Of them: acked by it"), 64, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channels"), QT_TRANSLATE_NOOP("stanscope::Columns", "What it has subscribed to"), 180, false },
};
// clang-format on

QString channelsOf(const ClientRow& row)
{
    QStringList names;
    for (const SubscriptionView& view : row.subscriptions)
        if (const QString name = QString::fromStdString(view.channel.value());
            !names.contains(name))
            names << name;
    return names.join(QStringLiteral(", "));
}

bool sameChannels(const ClientRow& left, const ClientRow& right)
{
    return std::equal(left.subscriptions.begin(), left.subscriptions.end(),
                      right.subscriptions.begin(), right.subscriptions.end(),
                      [](const SubscriptionView& one, const SubscriptionView& other) {
                          return one.channel == other.channel;
                      });
}

} // namespace

ClientModel::ClientModel(QObject* parent)
    : KeyedModel<ClientRow>(clientColumns, parent)
{
}

void ClientModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    readClock(*snapshot);
    showRows(m_book.rows(*snapshot));
}

bool ClientModel::isSameRow(const ClientRow& left, const ClientRow& right) const
{
    return left.client == right.client;
}

bool ClientModel::hasSameCells(const ClientRow& left, const ClientRow& right) const
{
    return left.health == right.health && left.isHeard == right.isHeard
        && left.heartbeatsMissed == right.heartbeatsMissed && left.outstanding == right.outstanding
        && left.unknown == right.unknown && left.counts == right.counts
        && sameChannels(left, right);
}

SortKey ClientModel::sortKeyOf(const ClientRow& row, int column) const
{
    const auto number = [](auto value) { return SortKey{static_cast<double>(value), {}}; };
    switch (column) {
    case HealthColumn:
        return number(row.health); // the worse, the higher
    case MissedColumn:
        return number(row.heartbeatsMissed);
    case SubscriptionsColumn:
        return number(row.subscriptions.size());
    case OutstandingColumn:
        return number(row.outstanding);
    case UnknownColumn:
        return number(row.unknown);
    case GotColumn:
        return number(row.counts.got);
    case RedeliveredColumn:
        return number(row.counts.redelivered);
    case AckedColumn:
        return number(row.counts.acked);
    case ChannelsColumn:
        return {0, channelsOf(row)};
    }
    return {0, QString::fromStdString(row.client.value())};
}

QString ClientModel::text(int row, int column) const
{
    const ClientRow& client = at(row);
    switch (column) {
    case ClientColumn:
        return QString::fromStdString(client.client.value());
    case HealthColumn:
        return healthWords(client);
    case MissedColumn:
        return QString::number(client.heartbeatsMissed);
    case SubscriptionsColumn:
        return QString::number(client.subscriptions.size());
    case OutstandingColumn:
        return QString::number(client.outstanding);
    case UnknownColumn:
        return QString::number(client.unknown);
    case GotColumn:
        return QString::number(client.counts.got);
    case RedeliveredColumn:
        return QString::number(client.counts.redelivered);
    case AckedColumn:
        return QString::number(client.counts.acked);
    case ChannelsColumn:
        return channelsOf(client);
    }
    return {};
}

std::optional<Tone> ClientModel::tone(int row, int column) const
{
    if (column == HealthColumn)
        return healthTone(at(row));
    return {};
}

QString ClientModel::clientAt(int row) const
{
    return QString::fromStdString(at(row).client.value());
}

std::optional<int> ClientModel::rowOf(const Selection&) const
{
    return {};
}

} // namespace stanscope
