#include "ui/models/deliverymodel.h"

#include "ui/models/originwords.h"
#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array deliveryColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "replica"), QT_TRANSLATE_NOOP("stanscope::Columns", "Client that the broker sent it to"), 100, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Channel of the message"), 96, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sequence in the channel"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "attempt"), QT_TRANSLATE_NOOP("stanscope::Columns", "1 is the first delivery to the group"), 68, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "delivered, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Since the start of the run"), 88, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "deadline, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the broker sends it again without an ack; ≈: inferred, not all was seen"), 88, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "ended, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Since the start of the run"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "how it ended"), QT_TRANSLATE_NOOP("stanscope::Columns", "As the broker sees it"), 250, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "what the replica did"), QT_TRANSLATE_NOOP("stanscope::Columns", "As the replica reported it"), 240, false },
};
// clang-format on

// The ack that came when the broker had given the delivery up already.
QString lateAckText(const DeliveryRow& delivery, const HandlingRow* handling)
{
    const std::int64_t late = handling == nullptr ? 0 : lateAckOf(delivery, *handling);
    if (late == 0)
        return {};
    return DeliveryModel::tr(", late ack +%1 s").arg(timeText(Nanos(late), 1));
}

} // namespace

DeliveryModel::DeliveryModel(QObject* parent)
    : HistoryModel(deliveryColumns, parent)
{
}

const DeliveryRow& DeliveryModel::at(int row) const
{
    return history().deliveries[source(row)];
}

const HandlingRow* DeliveryModel::handlingOf(int row) const
{
    const RowRef ref = history().handlingOf(source(row));
    return ref == 0 ? nullptr : &history().handlings[ref - 1];
}

std::size_t DeliveryModel::sizeIn(const Extent& extent) const
{
    return extent.deliveries;
}

std::vector<std::uint32_t> DeliveryModel::changedIn(const Changes& changes) const
{
    return changes.deliveries();
}

NameId DeliveryModel::channelIn(const History& history, std::size_t source) const
{
    return history.deliveries[source].channel;
}

bool DeliveryModel::isShown(int column) const
{
    if (column == ChannelColumn)
        return isAttached() || hasChannels();
    return column != HandlingColumn || !isAttached();
}

QString DeliveryModel::deadlineText(const DeliveryRow& delivery) const
{
    const bool runs = delivery.end.get() == DeliveryEnd::Running;
    if (runs && delivery.deadline.get() == 0)
        return tr("unknown");
    return guessed(delivery.deadlineIsGuess.get(), timeText(history(), delivery.deadline.get()));
}

void DeliveryModel::absorb(const Snapshot& snapshot, bool isNew)
{
    if (isNew)
        m_wrong.startOver();
    m_wrong.readOn(*snapshot.history, snapshot.extent);
}

QString DeliveryModel::text(int row, int column) const
{
    const DeliveryRow& delivery = at(row);
    switch (column) {
    case ReplicaColumn:
        return nameText(history(), delivery.client);
    case ChannelColumn:
        return nameText(history(), delivery.channel);
    case SequenceColumn:
        return QString::number(delivery.sequence.value());
    case AttemptColumn:
        return QString::number(delivery.attempt);
    case DeliveredColumn:
        return delivery.unseen.get() ? tr("not seen")
                                     : timeText(delivery.deliveredAt - history().start);
    case DeadlineColumn:
        return deadlineText(delivery);
    case EndedColumn:
        return timeText(history(), delivery.endedAt.get());
    case EndColumn:
        return toWords(delivery.end.get(), nameText(history(), delivery.other.get()))
            + lateAckText(delivery, handlingOf(row));
    case HandlingColumn:
        if (const HandlingRow* handling = handlingOf(row))
            return whatTheReplicaDid(*handling, history(),
                                     m_wrong.contains(history().handlingOf(source(row))));
        return {};
    }
    return {};
}

std::optional<Tone> DeliveryModel::tone(int row, int column) const
{
    const DeliveryRow& delivery = at(row);
    const RowRef ref = history().handlingOf(source(row));
    if (column == EndColumn)
        return toneOf(delivery.end.get(), Outcome::None);
    if (column == HandlingColumn && ref != 0)
        return toneOf(history().handlings[ref - 1].outcome.get(), m_wrong.contains(ref));
    return {};
}

Selection DeliveryModel::selectionAt(int row) const
{
    return {at(row).message, static_cast<RowRef>(source(row) + 1)};
}

std::optional<int> DeliveryModel::rowOf(const Selection& selection) const
{
    RowRef delivery = selection.delivery;
    if (delivery == 0 && selection.message != 0 && rows() > 0
        && selection.message <= history().messages.size())
        delivery = history().messages[selection.message - 1].lastDelivery.get();
    if (delivery == 0)
        return {};
    return rowOfSource(delivery - 1);
}

} // namespace stanscope
