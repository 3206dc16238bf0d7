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
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the broker stored it, since the start of the run; before: it was there already; not seen: its publish was not heard"), 72, true, true },
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

// To its group or its subscriber once more; that two groups get it once each is none.
bool isRedelivered(const History& history, const MessageRow& message)
{
    if (message.deliveries.get() < 2)
        return false;
    for (RowRef at : {message.lastDelivery.get(), message.firstDelivery.get()})
        for (; at != 0; at = history.deliveries[at - 1].next.get())
            if (history.deliveries[at - 1].attempt > 1)
                return true;
    return false;
}

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

Facets MessageModel::facets() const
{
    const Facets always =
        Facet::Replica | Facet::Channel | Facet::Redelivered | Facet::Unacked | Facet::Text;
    return isAttached() ? always : always | Facet::Account | Facet::Violations;
}

RowTraits MessageModel::traitsOf(std::size_t source, Facets wanted) const
{
    const MessageRow& message = history().messages[source];
    RowTraits traits;
    traits.channel = message.channel;
    traits.replica = message.lastReplica.get();
    traits.isUnacked = !message.settled.get();
    if (wanted.testFlag(Facet::Redelivered))
        traits.isRedelivered = isRedelivered(history(), message);
    if (wanted.testFlag(Facet::Account))
        traits.account = history().meaning(source).account.get();
    if (wanted.testFlag(Facet::Violations))
        traits.isWrong = toneOf(history().outcomeOf(source)) == Tone::Violated;
    return traits;
}

bool MessageModel::hasWord(std::size_t source, TextWord& word) const
{
    const MessageRow& message = history().messages[source];
    const MessageMeaning& meaning = history().meaning(source);
    const MessageOutcome outcome = history().outcomeOf(source);
    const RowRef payload = message.payload.get();
    if (word.inNumber(static_cast<std::int64_t>(message.sequence.value()))
        || word.inName(history(), message.lastReplica.get())
        || word.inLabel(static_cast<std::size_t>(outcome), [&] { return toWords(outcome); })
        || (holderAgain(source) != 0 && word.in(outcomeText(source)))
        || (hasChannels() && word.inName(history(), message.channel))
        || (payload != 0 && word.in(history().payloads[payload - 1])))
        return true;
    if (meaning.account.get() == 0)
        return false;
    const TransactionType type = meaning.type.get();
    return word.inName(history(), meaning.account.get()) || word.inNumber(meaning.number.get())
        || word.inMoney(meaning.amount.get())
        || word.inLabel(64 + static_cast<std::size_t>(type), [&] { return toWords(type); });
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

/// Replicas are the bank's.
const char* MessageModel::otherTitle(int column) const
{
    return column == LastReplicaColumn && isAttached()
        ? QT_TRANSLATE_NOOP("stanscope::Columns", "last listener")
        : nullptr;
}

QString MessageModel::payload(const MessageRow& message) const
{
    const RowRef ref = message.payload.get();
    return ref == 0 ? tr("not seen on the wire")
                    : payloadLine(history().payloads[ref - 1], message.payloadSize.get());
}

bool MessageModel::absorb(const Snapshot& snapshot, bool)
{
    m_missesPublishes = snapshot.attached || snapshot.tap.gaps > 0;
    m_startedAtUnixNs = snapshot.startedAtUnixNs;
    return true;
}

/// On a broker of our own nothing is missed: its publish, or the answer to it, is read in a moment.
bool MessageModel::isTimeToCome(const MessageRow& message) const
{
    return message.origin.get() == MessageOrigin::Unseen && !m_missesPublishes;
}

QString MessageModel::storedTime(const MessageRow& message) const
{
    if (message.origin.get() == MessageOrigin::Published)
        return momentText(message.seenAt.count());
    if (!isTimeToCome(message))
        return storedText(history(), message);
    return isSeenAsStored(history(), m_startedAtUnixNs, message)
        ? momentText(message.seenAt.count())
        : QStringLiteral("…");
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
        return storedTime(message);
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
        return outcomeText(source(row));
    }
    return {};
}

/// Who has a message that was decided already, and has said nothing of it yet; 0: nobody.
NameId MessageModel::holderAgain(std::size_t source) const
{
    const MessageRow& message = history().messages[source];
    const RowRef last = message.lastDelivery.get();
    switch (history().outcomeOf(source)) {
    case MessageOutcome::Waiting:
    case MessageOutcome::Settled:
    case MessageOutcome::Rejected:
    case MessageOutcome::Failed:
        return 0; // what it came to is not known, or is of the last delivery
    case MessageOutcome::Applied:
    case MessageOutcome::AppliedLate:
    case MessageOutcome::AppliedTwice:
    case MessageOutcome::Declined:
    case MessageOutcome::DeclinedWrongly:
    case MessageOutcome::AppliedWrongly:
    case MessageOutcome::Quarantined:
    case MessageOutcome::Parked:
    case MessageOutcome::AppliedEarly:
    case MessageOutcome::DeclinedEarly:
        break;
    }
    return history().isUnderWay(last) ? message.lastReplica.get() : 0;
}

QString MessageModel::outcomeText(std::size_t source) const
{
    const QString outcome = decisionText(source);
    const NameId again = holderAgain(source);
    return again == 0 ? outcome : tr("%1 · again at %2").arg(outcome, nameText(history(), again));
}

/// "Twice" for all of nine times would say something else than the database.
QString MessageModel::decisionText(std::size_t source) const
{
    switch (history().messages[source].gone.get()) {
    case MessageGone::No:
    case MessageGone::Expired:
        break;
    case MessageGone::Lost:
        return tr("expired unacked");
    case MessageGone::Deleted:
        return tr("channel deleted");
    }
    const MessageOutcome outcome = history().outcomeOf(source);
    const RowRef transaction = history().meaning(source).transaction.get();
    const std::uint32_t applied =
        transaction == 0 ? 0 : history().transactions[transaction - 1].applied.get();
    return outcome == MessageOutcome::AppliedTwice && applied > 2
        ? tr("applied %1 times").arg(applied)
        : toWords(outcome);
}

std::optional<Tone> MessageModel::tone(int row, int column) const
{
    if (column != OutcomeColumn)
        return {};
    if (at(row).gone.get() == MessageGone::Lost)
        return Tone::Failed;
    if (at(row).gone.get() == MessageGone::Deleted)
        return Tone::Skipped;
    return toneOf(history().outcomeOf(source(row)));
}

Selection MessageModel::selectionAt(int row) const
{
    return {static_cast<RowRef>(source(row) + 1), at(row).lastDelivery.get()};
}

QString MessageModel::toolTip(int row, int column) const
{
    if (column == TimeColumn && isTimeToCome(at(row)))
        return tr("At this moment the broker's answer to its publish was not read yet");
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
