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
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "delivered, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Since the start of the run"), 88, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "deadline, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the broker sends it again without an ack; ≈: inferred, not all was seen"), 88, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "ended, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "Since the start of the run"), 76, true, true },
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
    return guessed(delivery.deadlineIsGuess.get(), momentText(delivery.deadline.get()));
}

bool DeliveryModel::absorb(const Snapshot& snapshot, bool isNew)
{
    if (isNew)
        m_wrong.startOver();
    m_wrong.readOn(*snapshot.history, snapshot.extent);
    return true;
}

Facets DeliveryModel::facets() const
{
    const Facets always =
        Facet::Replica | Facet::Channel | Facet::Redelivered | Facet::Unacked | Facet::Text;
    return isAttached() ? always : always | Facet::Account | Facet::Violations;
}

RowTraits DeliveryModel::traitsOf(std::size_t source, Facets wanted) const
{
    const DeliveryRow& delivery = history().deliveries[source];
    RowTraits traits;
    traits.channel = delivery.channel;
    traits.replica = delivery.client;
    traits.isRedelivered = delivery.attempt > 1;
    traits.isUnacked = delivery.end.get() == DeliveryEnd::Running;
    if (wanted.testFlag(Facet::Account) && delivery.message != 0)
        traits.account = history().meaning(delivery.message - 1).account.get();
    if (wanted.testFlag(Facet::Violations))
        traits.isWrong = m_wrong.contains(history().handlingOf(source));
    return traits;
}

bool DeliveryModel::hasWord(std::size_t source, TextWord& word) const
{
    const DeliveryRow& delivery = history().deliveries[source];
    const DeliveryEnd end = delivery.end.get();
    if (word.inName(history(), delivery.client) || word.inName(history(), delivery.other.get())
        || word.inNumber(static_cast<std::int64_t>(delivery.sequence.value()))
        || word.inLabel(static_cast<std::size_t>(end), [&] { return toWords(end); })
        || (hasChannels() && word.inName(history(), delivery.channel)))
        return true;
    const RowRef ref = history().handlingOf(source);
    if (ref == 0)
        return false;
    const HandlingRow& handling = history().handlings[ref - 1];
    const RowRef text = handling.text.get();
    const Outcome outcome = handling.outcome.get();
    const bool wrong = m_wrong.contains(ref);
    // What is still going on has more words than its outcome; it is rare.
    if (handling.endedAt.get() == 0 || handling.ackedAt.get() == 0)
        return word.in(whatTheReplicaDid(handling, history(), wrong));
    return word.inLabel(static_cast<std::size_t>(outcome) + (wrong ? 96 : 64), [&] {
        return wrong ? tr("%1 wrongly").arg(toWords(outcome)) : toWords(outcome);
    }) || (text != 0 && word.in(history().payloads[text - 1]));
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
        return delivery.unseen.get() ? tr("not seen") : momentText(delivery.deliveredAt.count());
    case DeadlineColumn:
        return deadlineText(delivery);
    case EndedColumn:
        return momentText(delivery.endedAt.get());
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
