#include "ui/models/subscriptionmodel.h"

#include "ui/models/tones.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array columns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "client"), QT_TRANSLATE_NOOP("stanscope::Columns", "Client id"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Subscribed channel"), 92, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "queue group"), QT_TRANSLATE_NOOP("stanscope::Columns", "Members share the messages"), 96, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "durable"), QT_TRANSLATE_NOOP("stanscope::Columns", "The broker remembers its position under this name"), 84, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "AckWait, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Without an ack for so long the broker sends again"), 80, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "MaxInflight"), QT_TRANSLATE_NOOP("stanscope::Columns", "Most messages without an ack"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "pending"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sent and not acked"), 72, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "last sent"), QT_TRANSLATE_NOOP("stanscope::Columns", "Highest sequence sent"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "state"), QT_TRANSLATE_NOOP("stanscope::Columns", "Stalled: the window is full"), 120, false },
};
// clang-format on

bool sameCells(const SubscriptionView& left, const SubscriptionView& right)
{
    return left.client == right.client && left.channel == right.channel
        && left.queueGroup == right.queueGroup && left.durable == right.durable
        && left.ackWaitSeconds == right.ackWaitSeconds && left.maxInflight == right.maxInflight
        && left.pending == right.pending && left.lastSent == right.lastSent
        && left.stalled == right.stalled && left.offline == right.offline;
}

auto hasId(std::uint32_t id)
{
    return [id](const SubscriptionView& view) { return view.id == id; };
}

} // namespace

SubscriptionModel::SubscriptionModel(QObject* parent)
    : RowModel(columns, parent)
{
}

const SubscriptionView& SubscriptionModel::at(int row) const
{
    return m_rows[static_cast<std::size_t>(row)];
}

void SubscriptionModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    removeGone(snapshot->subscriptions);
    insertNew(snapshot->subscriptions);
    updateCells(snapshot->subscriptions);
}

void SubscriptionModel::removeGone(const std::vector<SubscriptionView>& wanted)
{
    // Rows that moved go too: they are inserted again where they belong.
    std::size_t matched = wanted.size();
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        const auto end = wanted.begin() + static_cast<std::ptrdiff_t>(matched);
        const auto found = std::find_if(wanted.begin(), end, hasId(m_rows[i].id));
        if (found != end) {
            matched = static_cast<std::size_t>(found - wanted.begin());
            continue;
        }
        const int row = static_cast<int>(i);
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void SubscriptionModel::insertNew(const std::vector<SubscriptionView>& wanted)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i < m_rows.size() && m_rows[i].id == wanted[i].id)
            continue;
        const int row = static_cast<int>(i);
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, wanted[i]);
        endInsertRows();
    }
}

void SubscriptionModel::updateCells(const std::vector<SubscriptionView>& wanted)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (sameCells(m_rows[i], wanted[i]))
            continue;
        m_rows[i] = wanted[i];
        const int row = static_cast<int>(i);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

QString SubscriptionModel::text(int row, int column) const
{
    const SubscriptionView& view = at(row);
    switch (column) {
    case ClientColumn:
        return QString::fromStdString(view.client.value());
    case ChannelColumn:
        return QString::fromStdString(view.channel.value());
    case GroupColumn:
        return QString::fromStdString(view.queueGroup);
    case DurableColumn:
        return QString::fromStdString(view.durable);
    case AckWaitColumn:
        return QString::number(view.ackWaitSeconds);
    case MaxInflightColumn:
        return QString::number(view.maxInflight);
    case PendingColumn:
        return QString::number(view.pending);
    case LastSentColumn:
        return QString::number(view.lastSent.value());
    case StateColumn:
        if (view.offline)
            return tr("offline");
        return view.stalled ? tr("stalled") : tr("open");
    }
    return {};
}

std::optional<Tone> SubscriptionModel::tone(int row, int column) const
{
    if (column != StateColumn)
        return {};
    if (at(row).offline)
        return Tone::Dead;
    return at(row).stalled ? Tone::Expired : Tone::Acked;
}

std::optional<int> SubscriptionModel::rowOf(const Selection&) const
{
    return {};
}

} // namespace stanscope
