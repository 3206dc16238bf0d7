#include "ui/models/checkwords.h"
#include "ui/models/clienttreemodel.h"
#include "ui/models/originwords.h"
#include "ui/models/rowmodel.h"

// What the rows of the tree say; which ones there are is in clienttreemodel.cpp.
namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromStdString(text);
}

QString waitingWords(std::uint32_t waiting, std::uint32_t unknown)
{
    return unknown == 0 ? QString::number(waiting)
                        : ClientTreeModel::tr("%1 (%2 unknown)").arg(waiting).arg(unknown);
}

/// "group “workers” · durable “keeper”".
QStringList sharingWords(const SubscriptionView& view)
{
    QStringList parts;
    if (!view.queueGroup.empty())
        parts << ClientTreeModel::tr("group “%1”").arg(fromUtf8(view.queueGroup));
    if (!view.durable.empty())
        parts << ClientTreeModel::tr("durable “%1”").arg(fromUtf8(view.durable));
    return parts;
}

bool isKnown(const TreeBranch& branch)
{
    return branch.isHeard || branch.health == ClientHealth::Closed;
}

QString healthOf(const TreeBranch& branch)
{
    return isKnown(branch) ? toWords(branch.health) : ClientTreeModel::tr("not heard now");
}

/// As a column has room for.
QString shortHealth(const TreeBranch& branch)
{
    return isKnown(branch) && branch.health == ClientHealth::DeadButRegistered
        ? ClientTreeModel::tr("dead")
        : healthOf(branch);
}

/// It is out of the ordinary. A channel is always healthy.
bool saysHealth(const TreeBranch& branch)
{
    return !isKnown(branch) || branch.health != ClientHealth::Healthy;
}

QString stateOf(const SubscriptionView& view)
{
    if (view.offline)
        return ClientTreeModel::tr("offline");
    return view.stalled ? ClientTreeModel::tr("stalled") : QString();
}

} // namespace

NameId ClientTreeModel::laneOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return 0;
    if (const TreeBranch* branch = branchAt(index))
        return branch->lane;
    if (const NameId above = branchAt(index.parent())->lane)
        return above;
    const SubscriptionView* view = subscriptionAt(index);
    for (const ReplicaView& replica : m_snapshot->replicas)
        if (!view->offline && replica.name == view->client)
            return replica.lane;
    return 0;
}

QVariant ClientTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TreeBranch* branch = branchAt(index);
    const SubscriptionView* view = subscriptionAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return branch ? text(*branch, index.column()) : text(*view, index.column());
    case Qt::ToolTipRole:
        return branch ? toolTip(*branch) : toolTip(*view);
    case RowModel::NumberRole:
        return index.column() == WaitingColumn;
    case RowModel::ToneRole: {
        if (index.column() != StateColumn)
            return {};
        const std::optional<Tone> found = branch ? tone(*branch)
            : view->offline                      ? Tone::Dead
            : view->stalled                      ? std::optional(Tone::Expired)
                                                 : std::nullopt;
        return found ? QVariant::fromValue(*found) : QVariant();
    }
    }
    return {};
}

QVariant ClientTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(static_cast<int>(
            (section == WaitingColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (section) {
    case WaitingColumn:
        return isTip ? tr("Sent and not acked; of a subscription: of how many at most")
                     : tr("waiting");
    case StateColumn:
        return isTip ? tr("What is out of the ordinary; stalled: the window is full") : tr("state");
    }
    return m_grouping == Grouping::ByClient ? tr("client") : tr("channel");
}

QString ClientTreeModel::text(const TreeBranch& branch, int column) const
{
    switch (column) {
    case WaitingColumn:
        return branch.subscriptions == 0 ? QString() : QString::number(branch.waiting);
    case StateColumn:
        if (!tone(branch))
            return {};
        return saysHealth(branch) ? shortHealth(branch) : tr("%1 stalled").arg(branch.stalled);
    }
    return fromUtf8(branch.name);
}

std::optional<Tone> ClientTreeModel::tone(const TreeBranch& branch) const
{
    if (saysHealth(branch))
        return isKnown(branch) ? toneOf(branch.health) : Tone::Skipped;
    return branch.stalled > 0 ? std::optional(Tone::Expired) : std::nullopt;
}

QString ClientTreeModel::text(const SubscriptionView& view, int column) const
{
    switch (column) {
    case WaitingColumn:
        return guessed(view.pendingIsGuess, tr("%1 of %2").arg(view.pending).arg(view.maxInflight));
    case StateColumn:
        return stateOf(view);
    }
    QStringList parts = sharingWords(view);
    if (m_grouping == Grouping::ByClient)
        parts.prepend(fromUtf8(view.channel.value()));
    else if (!view.offline)
        parts.prepend(fromUtf8(view.client.value()));
    return parts.join(u" · "_s);
}

QString ClientTreeModel::toolTip(const TreeBranch& branch) const
{
    QStringList lines{fromUtf8(branch.name)};
    if (m_grouping == Grouping::ByClient) {
        lines << healthOf(branch);
        if (branch.heartbeatsMissed > 0)
            lines << tr("heartbeats missed: %1").arg(branch.heartbeatsMissed);
    }
    lines << tr("%1 subscriptions").arg(branch.subscriptions)
          << outstandingWords(branch.waiting, branch.unknown);
    if (branch.stalled > 0)
        lines << tr("%1 stalled").arg(branch.stalled);
    if (branch.lane != 0) {
        const DeliveryCounts::Counts counts = m_counts.of(branch.lane);
        lines << tr("got %1, redelivered %2, acked %3")
                     .arg(counts.got)
                     .arg(counts.redelivered)
                     .arg(counts.acked);
    }
    return lines.join(u'\n');
}

QString ClientTreeModel::toolTip(const SubscriptionView& view) const
{
    QStringList parts = sharingWords(view);
    parts.prepend(fromUtf8(view.channel.value()));
    parts << tr("AckWait %1 s").arg(view.ackWaitSeconds)
          << tr("MaxInflight %1").arg(view.maxInflight);
    QStringList lines;
    if (!view.offline)
        lines << fromUtf8(view.client.value());
    lines << parts.join(u" · "_s)
          << tr("waiting: %1")
                 .arg(guessed(view.pendingIsGuess, waitingWords(view.pending, view.unknown)))
          << tr("last sent: %1")
                 .arg(guessed(view.lastSentIsGuess, QString::number(view.lastSent.value())));
    if (const QString state = stateOf(view); !state.isEmpty())
        lines << state;
    return lines.join(u'\n');
}

} // namespace stanscope
