#include "ui/models/messagemodel.h"

#include "ui/models/originwords.h"
#include "ui/models/payloadwords.h"
#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array messageColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sequence in the channel"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Channel that it was published to"), 96, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the broker stored it, since the start of the run; before: it was there already; not seen: its publish was not heard"), 72, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "account"), QT_TRANSLATE_NOOP("stanscope::Columns", "Account of the transaction"), 86, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "number"), QT_TRANSLATE_NOOP("stanscope::Columns", "Position of the transaction in its account"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "type"), QT_TRANSLATE_NOOP("stanscope::Columns", "Deposit or withdrawal"), 94, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "amount"), QT_TRANSLATE_NOOP("stanscope::Columns", "Money of the transaction"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "payload"), QT_TRANSLATE_NOOP("stanscope::Columns", "What was published, as text or as hex"), 260, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "deliveries"), QT_TRANSLATE_NOOP("stanscope::Columns", "How often the broker sent it to a subscriber, by its own count"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "last replica"), QT_TRANSLATE_NOOP("stanscope::Columns", "Who got it last"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "outcome"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the message came to"), 160, false },
};
// clang-format on

} // namespace

MessageModel::MessageModel(QObject* parent)
    : HistoryModel(messageColumns, parent)
{
}

const MessageRow& MessageModel::at(int row) const
{
    return history().messages[source(row)];
}

std::size_t MessageModel::sizeIn(const Extent& extent) const
{
    return extent.messages;
}

std::vector<std::uint32_t> MessageModel::changedIn(const Changes& changes) const
{
    return changes.messages();
}

NameId MessageModel::channelIn(const History& history, std::size_t source) const
{
    return history.messages[source].channel;
}

bool MessageModel::isShown(int column) const
{
    switch (column) {
    case ChannelColumn:
        return isAttached() || hasChannels();
    case PayloadColumn:
        return isAttached();
    case AccountColumn:
    case NumberColumn:
    case TypeColumn:
    case AmountColumn:
        return !isAttached();
    }
    return true;
}

QString MessageModel::payload(const MessageRow& message) const
{
    const RowRef ref = message.payload.get();
    return ref == 0 ? tr("not seen on the wire")
                    : payloadLine(history().payloads[ref - 1], message.payloadSize.get());
}

QString MessageModel::text(int row, int column) const
{
    const MessageRow& message = at(row);
    const MessageMeaning& meaning = history().meaning(source(row));
    const bool ofBank = meaning.account.get() != 0;
    switch (column) {
    case SequenceColumn:
        return QString::number(message.sequence.value());
    case ChannelColumn:
        return nameText(history(), message.channel);
    case TimeColumn:
        return storedText(history(), message);
    case AccountColumn:
        return nameText(history(), meaning.account.get());
    case NumberColumn:
        return ofBank ? QString::number(meaning.number.get()) : QString();
    case TypeColumn:
        return ofBank ? toWords(meaning.type.get()) : QString();
    case AmountColumn:
        return ofBank ? moneyText(meaning.amount.get()) : QString();
    case PayloadColumn:
        return payload(message);
    case DeliveriesColumn:
        return QString::number(message.deliveries.get());
    case LastReplicaColumn:
        return nameText(history(), message.lastReplica.get());
    case OutcomeColumn:
        return toWords(history().outcomeOf(source(row)));
    }
    return {};
}

std::optional<Tone> MessageModel::tone(int row, int column) const
{
    if (column != OutcomeColumn)
        return {};
    return toneOf(history().outcomeOf(source(row)));
}

Selection MessageModel::selectionAt(int row) const
{
    return {static_cast<RowRef>(source(row) + 1), at(row).lastDelivery.get()};
}

QString MessageModel::toolTip(int row, int column) const
{
    if (column == TimeColumn)
        return storedToolTip(history(), at(row));
    if (column != AccountColumn && column != PayloadColumn)
        return text(row, column);
    return history().meaning(source(row)).account.get() == 0 ? payload(at(row)) : text(row, column);
}

std::optional<int> MessageModel::rowOf(const Selection& selection) const
{
    if (selection.message == 0)
        return {};
    return rowOfSource(selection.message - 1);
}

} // namespace stanscope
