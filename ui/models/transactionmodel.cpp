#include "ui/models/transactionmodel.h"

#include "ui/models/tones.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array transactionColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "account"), QT_TRANSLATE_NOOP("stanscope::Columns", "Account of the transaction"), 92, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "number"), QT_TRANSLATE_NOOP("stanscope::Columns", "Position of the transaction in its account"), 68, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "type"), QT_TRANSLATE_NOOP("stanscope::Columns", "Deposit or withdrawal"), 100, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "amount"), QT_TRANSLATE_NOOP("stanscope::Columns", "Money of the transaction"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "accepted, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the transaction service committed it, since the start of the run"), 84, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Its first sequence in the channel"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "publishes"), QT_TRANSLATE_NOOP("stanscope::Columns", "How often the outbox published it"), 80, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "in order it is"), QT_TRANSLATE_NOOP("stanscope::Columns", "What a single server that never fails decides"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "balance in order"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the account should hold after it"), 116, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "outcome"), QT_TRANSLATE_NOOP("stanscope::Columns", "What it came to"), 160, false },
};
// clang-format on

} // namespace

TransactionModel::TransactionModel(QObject* parent)
    : HistoryModel(transactionColumns, parent)
{
}

const TransactionRow& TransactionModel::at(int row) const
{
    return history().transactions[source(row)];
}

const MessageRow* TransactionModel::messageOf(const TransactionRow& transaction) const
{
    const RowRef ref = transaction.message.get();
    return ref == 0 ? nullptr : &history().messages[ref - 1];
}

std::size_t TransactionModel::sizeIn(const Extent& extent) const
{
    return extent.transactions;
}

std::vector<std::uint32_t> TransactionModel::changedIn(const Changes& changes) const
{
    // The outcome is that of its message, so a changed message changes its transaction too.
    return changes.transactions();
}

QString TransactionModel::text(int row, int column) const
{
    const TransactionRow& transaction = at(row);
    switch (column) {
    case AccountColumn:
        return nameText(history(), transaction.account);
    case NumberColumn:
        return QString::number(transaction.number);
    case TypeColumn:
        return toWords(transaction.type);
    case AmountColumn:
        return moneyText(transaction.amount);
    case AcceptedColumn:
        return momentText(transaction.acceptedAt.count());
    case SequenceColumn:
        if (const MessageRow* message = messageOf(transaction))
            return QString::number(message->sequence.value());
        return {};
    case PublishesColumn:
        return QString::number(transaction.publishes.get());
    case InOrderColumn:
        return transaction.approvedInOrder ? tr("approved") : tr("declined");
    case BalanceInOrderColumn:
        return moneyText(transaction.balanceInOrder);
    case OutcomeColumn:
        return outcomeText(transaction);
    }
    return {};
}

QString TransactionModel::outcomeText(const TransactionRow& transaction) const
{
    if (const RowRef message = transaction.message.get())
        return toWords(history().outcomeOf(message - 1));
    if (transaction.lastOutcome.get() != Outcome::None)
        return toWords(transaction.lastOutcome.get());
    return transaction.publishes.get() == 0 ? tr("in the outbox") : tr("published, waiting");
}

std::optional<Tone> TransactionModel::tone(int row, int column) const
{
    if (column != OutcomeColumn)
        return {};
    const TransactionRow& transaction = at(row);
    if (const RowRef message = transaction.message.get())
        return toneOf(history().outcomeOf(message - 1));
    return toneOf(transaction.lastOutcome.get());
}

Selection TransactionModel::selectionAt(int row) const
{
    const RowRef message = at(row).message.get();
    if (message == 0)
        return {};
    return {message, history().messages[message - 1].lastDelivery.get()};
}

std::optional<int> TransactionModel::rowOf(const Selection& selection) const
{
    if (selection.message == 0 || rows() == 0 || selection.message > history().messages.size())
        return {};
    const RowRef transaction = history().meaning(selection.message - 1).transaction.get();
    if (transaction == 0)
        return {};
    return rowOfSource(transaction - 1);
}

} // namespace stanscope
