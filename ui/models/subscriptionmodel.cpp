#include "ui/models/subscriptionmodel.h"

#include "ui/models/originwords.h"
#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array subscriptionColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "client"), QT_TRANSLATE_NOOP("stanscope::Columns", "Client id"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Subscribed channel"), 124, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "queue group"), QT_TRANSLATE_NOOP("stanscope::Columns", "Members share the messages"), 96, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "durable"), QT_TRANSLATE_NOOP("stanscope::Columns", "The broker remembers its position under this name"), 84, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "AckWait, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Without an ack for so long the broker sends again"), 80, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "MaxInflight"), QT_TRANSLATE_NOOP("stanscope::Columns", "Most messages without an ack"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "pending"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sent and not acked; unknown: which sequences, was not seen; ≈: inferred, not all was seen"), 72, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "last sent"), QT_TRANSLATE_NOOP("stanscope::Columns", "Highest sequence sent; ≈: where it starts, nothing was sent yet"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "state"), QT_TRANSLATE_NOOP("stanscope::Columns", "Stalled: the window is full"), 104, false },
};
// clang-format on

} // namespace

SubscriptionModel::SubscriptionModel(QObject* parent)
    : KeyedModel<SubscriptionView>(subscriptionColumns, parent)
{
}

void SubscriptionModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    readClock(*snapshot);
    showRows(snapshot->subscriptions);
}

bool SubscriptionModel::isSameRow(const SubscriptionView& left, const SubscriptionView& right) const
{
    return left.id == right.id;
}

bool SubscriptionModel::hasSameCells(const SubscriptionView& left,
                                     const SubscriptionView& right) const
{
    return left.client == right.client && left.channel == right.channel
        && left.queueGroup == right.queueGroup && left.durable == right.durable
        && left.ackWaitSeconds == right.ackWaitSeconds && left.maxInflight == right.maxInflight
        && left.pending == right.pending && left.unknown == right.unknown
        && left.lastSent == right.lastSent && left.stalled == right.stalled
        && left.offline == right.offline && left.pendingIsGuess == right.pendingIsGuess
        && left.lastSentIsGuess == right.lastSentIsGuess && left.undelivered == right.undelivered;
}

SortKey SubscriptionModel::sortKeyOf(const SubscriptionView& row, int column) const
{
    const auto number = [](auto value) { return SortKey{static_cast<double>(value), {}}; };
    const auto words = [](const std::string& text) {
        return SortKey{0, QString::fromStdString(text)};
    };
    switch (column) {
    case ChannelColumn:
        return words(row.channel.value());
    case GroupColumn:
        return words(row.queueGroup);
    case DurableColumn:
        return words(row.durable);
    case AckWaitColumn:
        return number(row.ackWaitSeconds);
    case MaxInflightColumn:
        return number(row.maxInflight);
    case PendingColumn:
        return number(row.pending);
    case LastSentColumn:
        return number(row.lastSent.value());
    case StateColumn:
        return number(row.offline ? 2 : row.stalled ? 1 : 0); // the worse, the higher
    }
    return words(row.client.value());
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
        return view.unknown == 0 ? guessed(view.pendingIsGuess, QString::number(view.pending))
                                 : tr("%1 (%2 unknown)").arg(view.pending).arg(view.unknown);
    case LastSentColumn:
        if (view.undelivered > 0)
            return tr("%1, %2 to come")
                .arg(guessed(view.lastSentIsGuess, QString::number(view.lastSent.value())))
                .arg(view.undelivered);
        return guessed(view.lastSentIsGuess, QString::number(view.lastSent.value()));
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

QString SubscriptionModel::clientAt(int row) const
{
    return QString::fromStdString(at(row).client.value());
}

std::uint32_t SubscriptionModel::subscriptionAt(int row) const
{
    return at(row).id;
}

std::optional<int> SubscriptionModel::rowOf(const Selection&) const
{
    return {};
}

} // namespace stanscope
