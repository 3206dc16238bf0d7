#include "ui/models/messagemodel.h"

#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array columns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sequence in the channel"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the broker stored it, since the start of the run"), 72, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "account"), QT_TRANSLATE_NOOP("stanscope::Columns", "Account of the transaction"), 86, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "number"), QT_TRANSLATE_NOOP("stanscope::Columns", "Position of the transaction in its account"), 76, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "type"), QT_TRANSLATE_NOOP("stanscope::Columns", "Deposit or withdrawal"), 94, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "amount"), QT_TRANSLATE_NOOP("stanscope::Columns", "Money of the transaction"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "deliveries"), QT_TRANSLATE_NOOP("stanscope::Columns", "How often the broker sent it to a subscriber"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "last replica"), QT_TRANSLATE_NOOP("stanscope::Columns", "Who got it last"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "outcome"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the message came to"), 160, false },
};
// clang-format on

} // namespace

MessageModel::MessageModel(QObject* parent)
    : HistoryModel(columns, parent)
{
}

const MessageRow& MessageModel::at(int row) const
{
    return history().messages[static_cast<std::size_t>(row)];
}

std::size_t MessageModel::sizeIn(const History& history) const
{
    return history.messages.size();
}

std::vector<std::uint32_t> MessageModel::changedIn(const Snapshot& snapshot) const
{
    return snapshot.changedMessages;
}

QString MessageModel::text(int row, int column) const
{
    const MessageRow& message = at(row);
    const bool ofBank = message.account.get() != 0;
    switch (column) {
    case SequenceColumn:
        return QString::number(message.sequence.value());
    case TimeColumn:
        return timeText(message.storedAt - history().start);
    case AccountColumn:
        return nameText(history(), message.account.get());
    case NumberColumn:
        return ofBank ? QString::number(message.number.get()) : QString();
    case TypeColumn:
        return ofBank ? toWords(message.type.get()) : QString();
    case AmountColumn:
        return ofBank ? moneyText(message.amount.get()) : QString();
    case DeliveriesColumn:
        return QString::number(message.deliveries.get());
    case LastReplicaColumn:
        return nameText(history(), message.lastReplica.get());
    case OutcomeColumn:
        return toWords(message.outcome.get());
    }
    return {};
}

std::optional<Tone> MessageModel::tone(int row, int column) const
{
    if (column != OutcomeColumn)
        return {};
    return toneOf(at(row).outcome.get());
}

Selection MessageModel::selectionAt(int row) const
{
    return {static_cast<RowRef>(row + 1), at(row).lastDelivery.get()};
}

std::optional<int> MessageModel::rowOf(const Selection& selection) const
{
    if (selection.message == 0 || selection.message > static_cast<RowRef>(rows()))
        return {};
    return static_cast<int>(selection.message) - 1;
}

} // namespace stanscope
