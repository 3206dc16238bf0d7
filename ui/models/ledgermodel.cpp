#include "ui/models/ledgermodel.h"

#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array ledgerColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When it was committed, since the start of the run"), 72, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "account"), QT_TRANSLATE_NOOP("stanscope::Columns", "Account of the transaction"), 92, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "number"), QT_TRANSLATE_NOOP("stanscope::Columns", "Position of the transaction in its account"), 68, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "type"), QT_TRANSLATE_NOOP("stanscope::Columns", "Deposit or withdrawal"), 84, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "amount"), QT_TRANSLATE_NOOP("stanscope::Columns", "Money of the transaction"), 84, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "decision"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the replica committed"), 156, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "balance"), QT_TRANSLATE_NOOP("stanscope::Columns", "Of the account after it"), 92, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "replica"), QT_TRANSLATE_NOOP("stanscope::Columns", "Who committed it"), 104, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sequence in the channel"), 56, true },
};
// clang-format on

} // namespace

LedgerModel::LedgerModel(QObject* parent)
    : HistoryModel(ledgerColumns, parent)
{
}

const LedgerRow& LedgerModel::at(int row) const
{
    return history().ledger[source(row)];
}

std::size_t LedgerModel::sizeIn(const Extent& extent) const
{
    return extent.ledger;
}

std::vector<std::uint32_t> LedgerModel::changedIn(const Changes&) const
{
    return {};
}

Facets LedgerModel::facets() const
{
    return Facet::Account | Facet::Replica | Facet::Redelivered | Facet::Violations | Facet::Text;
}

RowTraits LedgerModel::traitsOf(std::size_t source, Facets wanted) const
{
    const LedgerRow& entry = history().ledger[source];
    RowTraits traits;
    traits.account = entry.account;
    traits.replica = entry.replica;
    traits.isWrong = entry.isWrong();
    if (const RowRef handling =
            wanted.testFlag(Facet::Redelivered) ? entry.handling.get() : RowRef{0})
        traits.isRedelivered = history().handlings[handling - 1].redelivered;
    return traits;
}

bool LedgerModel::hasWord(std::size_t source, TextWord& word) const
{
    const LedgerRow& entry = history().ledger[source];
    if (word.inName(history(), entry.account) || word.inName(history(), entry.replica)
        || word.inNumber(entry.number)
        || word.inNumber(static_cast<std::int64_t>(entry.sequence.value()))
        || word.inMoney(entry.amount) || word.inMoney(entry.balance)
        || word.inLabel(static_cast<std::size_t>(entry.type), [&] { return toWords(entry.type); }))
        return true;
    const bool plain = !entry.isWrong() && !entry.filledIn.get() && !entry.outOfPlace;
    if (!plain)
        return word.in(decisionText(entry));
    return word.inLabel(64 + static_cast<std::size_t>(entry.outcome),
                        [&] { return toWords(entry.outcome); });
}

QString LedgerModel::decisionText(const LedgerRow& row) const
{
    const QString decided = row.isWrong() ? toWords(row.breaks, row.outcome) : toWords(row.outcome);
    if (row.filledIn.get())
        return tr("%1, not reported").arg(decided);
    return row.outOfPlace ? tr("%1, out of place").arg(decided) : decided;
}

QString LedgerModel::text(int row, int column) const
{
    const LedgerRow& entry = at(row);
    switch (column) {
    case TimeColumn:
        return momentText(entry.committedAt.count());
    case AccountColumn:
        return nameText(history(), entry.account);
    case NumberColumn:
        return QString::number(entry.number);
    case TypeColumn:
        return toWords(entry.type);
    case AmountColumn:
        return moneyText(entry.amount);
    case DecisionColumn:
        return decisionText(entry);
    case BalanceColumn:
        return moneyText(entry.balance);
    case ReplicaColumn:
        return nameText(history(), entry.replica);
    case SequenceColumn:
        return QString::number(entry.sequence.value());
    }
    return {};
}

std::optional<Tone> LedgerModel::tone(int row, int column) const
{
    if (column != DecisionColumn)
        return {};
    return toneOf(at(row).outcome, at(row).isWrong());
}

RowRef LedgerModel::deliveryOf(const LedgerRow& row) const
{
    const RowRef handling = row.handling.get();
    return handling == 0 ? 0 : history().deliveryOf(handling - 1);
}

Selection LedgerModel::selectionAt(int row) const
{
    return selectionOf(history(), at(row));
}

std::optional<int> LedgerModel::rowOf(const Selection& selection) const
{
    if (rows() == 0 || selection.message == 0 || selection.message > history().messages.size())
        return {};
    const Sequence sequence = history().messages[selection.message - 1].sequence;
    std::optional<int> ofMessage;
    for (int row = rows() - 1; row >= 0; --row) {
        const LedgerRow& entry = at(row);
        if (entry.sequence != sequence)
            continue;
        if (selection.delivery == 0 || deliveryOf(entry) == selection.delivery)
            return row;
        if (!ofMessage)
            ofMessage = row;
    }
    return ofMessage;
}

} // namespace stanscope
