#include "ui/models/violationmodel.h"

#include "core/words/words.h"
#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>
#include <numeric>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array violationColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When the wrong decision was committed, since the start of the run; of what was lost: when its message was stored"), 72, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "what is wrong"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the decision broke, or what the audit found"), 156, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "account"), QT_TRANSLATE_NOOP("stanscope::Columns", "Account of the transaction"), 84, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "number"), QT_TRANSLATE_NOOP("stanscope::Columns", "Position of the transaction in its account"), 68, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "seq"), QT_TRANSLATE_NOOP("stanscope::Columns", "Sequence in the channel"), 56, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "replica"), QT_TRANSLATE_NOOP("stanscope::Columns", "Who committed it"), 92, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "how"), QT_TRANSLATE_NOOP("stanscope::Columns", "In one sentence"), 260, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "rule"), QT_TRANSLATE_NOOP("stanscope::Columns", "Number of the invariant that it breaks"), 48, true },
};
// clang-format on

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

ViolationModel::ViolationModel(QObject* parent)
    : HistoryModel(violationColumns, parent)
{
}

std::size_t ViolationModel::sizeIn(const Extent&) const
{
    return m_book.size();
}

std::vector<std::uint32_t> ViolationModel::changedIn(const Changes&) const
{
    std::vector<std::uint32_t> changed;
    if (m_sentencesChanged) {
        changed.resize(allRows());
        std::iota(changed.begin(), changed.end(), 0U);
    }
    return changed;
}

bool ViolationModel::absorb(const Snapshot& snapshot, bool isNew)
{
    const bool same = m_book.readOn(snapshot);
    m_sentencesChanged = m_book.audits() != m_audits;
    m_audits = m_book.audits();
    return same || isNew;
}

Facets ViolationModel::facets() const
{
    return Facet::Account | Facet::Replica | Facet::Text;
}

RowTraits ViolationModel::traitsOf(std::size_t source, Facets) const
{
    // The audit names accounts and replicas, it does not number them.
    const ListedViolation violation = m_book.at(source);
    RowTraits traits;
    if (violation.ledger != 0) {
        const LedgerRow& decision = history().ledger[violation.ledger - 1];
        traits.account = decision.account;
        traits.replica = decision.replica;
        return traits;
    }
    const auto idOf = [this](const std::string& name) -> NameId {
        for (NameId id = 1; !name.empty() && id < history().names.size(); ++id)
            if (history().name(id) == name)
                return id;
        return 0;
    };
    traits.account = idOf(violation.account);
    traits.replica = idOf(violation.replica);
    return traits;
}

bool ViolationModel::hasWord(std::size_t source, TextWord& word) const
{
    const ListedViolation violation = m_book.at(source);
    return word.in(std::string_view(violation.account))
        || word.in(std::string_view(violation.replica)) || word.inNumber(violation.number.value())
        || word.inNumber(static_cast<std::int64_t>(violation.sequence.value()))
        || word.in(codeText(violation)) || word.in(sentence(violation));
}

SortKey ViolationModel::sortKeyOf(std::size_t source, int column) const
{
    const ListedViolation violation = m_book.at(source);
    switch (column) {
    case TimeColumn:
        return {static_cast<double>(violation.time), {}};
    case NumberColumn:
        return {static_cast<double>(violation.number.value()), {}};
    case SequenceColumn:
        return {static_cast<double>(violation.sequence.value()), {}};
    case RuleColumn:
        return {static_cast<double>(violation.invariant), {}};
    default:
        return {0, cell(violation, column)};
    }
}

QString ViolationModel::codeText(const ListedViolation& violation) const
{
    if (violation.ledger != 0) {
        Breaches breaks;
        breaks.add(*violation.breach);
        return toWords(breaks, history().ledger[violation.ledger - 1].outcome);
    }
    switch (violation.invariant) {
    case 1:
        return tr("wrong sum");
    case 2:
        return tr("more than once");
    case 3:
        return tr("out of order");
    case 5:
        return tr("acked too early");
    case 6:
        return tr("lost");
    case 7:
        return tr("never published");
    case 10:
        return tr("database damaged");
    default:
        return tr("wrong result");
    }
}

QString ViolationModel::sentence(const ListedViolation& violation) const
{
    if (violation.sentence)
        return words(*violation.sentence);
    const LedgerRow& decision = history().ledger[violation.ledger - 1];
    const QString what = tr("%1 %2 of %3")
                             .arg(toWords(decision.type))
                             .arg(decision.number)
                             .arg(moneyText(decision.amount));
    const auto how = [&]() -> QString {
        switch (*violation.breach) {
        case Breach::Balance:
            return tr("the balance %1 does not follow from the one before")
                .arg(moneyText(decision.balance));
        case Breach::AppliedTwice:
            return tr("applied once more, balance %1").arg(moneyText(decision.balance));
        case Breach::OtherContent:
            return tr("it is not what was accepted under this number");
        case Breach::AppliedWrongly:
            return tr("applied, balance %1; in order it is declined")
                .arg(moneyText(decision.balance));
        case Breach::DeclinedWrongly:
            return tr("declined at balance %1; in order it is approved")
                .arg(moneyText(decision.balance));
        case Breach::Changed:
            return tr("it was decided the other way before");
        case Breach::NeverAccepted:
            return tr("the transaction service knows nothing of it");
        case Breach::Early:
            return tr("a lower number was not decided yet");
        }
        return {};
    };
    return tr("%1: %2").arg(what, how());
}

QString ViolationModel::cell(const ListedViolation& violation, int column) const
{
    switch (column) {
    case TimeColumn:
        return momentText(violation.time);
    case CodeColumn:
        return codeText(violation);
    case AccountColumn:
        return textOf(violation.account);
    case NumberColumn:
        return violation.number.isNull() ? QString() : QString::number(violation.number.value());
    case SequenceColumn:
        return violation.sequence.isNull() ? QString()
                                           : QString::number(violation.sequence.value());
    case ReplicaColumn:
        return textOf(violation.replica);
    case SentenceColumn:
        return sentence(violation);
    case RuleColumn:
        return QString::number(violation.invariant);
    }
    return {};
}

QString ViolationModel::text(int row, int column) const
{
    return cell(m_book.at(source(row)), column);
}

std::optional<Tone> ViolationModel::tone(int, int column) const
{
    if (column != CodeColumn)
        return {};
    return Tone::Violated;
}

Selection ViolationModel::selectionOfSource(std::size_t source) const
{
    const ListedViolation violation = m_book.at(source);
    if (violation.ledger != 0)
        return selectionOf(history(), history().ledger[violation.ledger - 1]);
    if (violation.message == 0)
        return {};
    return {violation.message, history().messages[violation.message - 1].lastDelivery.get()};
}

Selection ViolationModel::selectionAt(int row) const
{
    return selectionOfSource(source(row));
}

std::optional<int> ViolationModel::rowOf(const Selection& selection) const
{
    if (selection.message == 0 || rows() == 0)
        return {};
    std::optional<int> ofMessage;
    for (int row = 0; row < rows(); ++row) {
        const Selection of = selectionAt(row);
        if (of == selection)
            return row;
        if (of.message == selection.message && !ofMessage)
            ofMessage = row;
    }
    return ofMessage;
}

} // namespace stanscope
