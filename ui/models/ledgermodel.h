#pragma once

#include "ui/models/historymodel.h"

namespace stanscope {

/// One row a committed decision that changed or refused money, in commit order.
class LedgerModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        TimeColumn,
        AccountColumn,
        NumberColumn,
        TypeColumn,
        AmountColumn,
        DecisionColumn,
        BalanceColumn,
        ReplicaColumn,
        SequenceColumn,
    };

    explicit LedgerModel(QObject* parent = nullptr);

    /// The newest row of the selected delivery, else of the selected message.
    std::optional<int> rowOf(const Selection& selection) const override;
    Facets facets() const override;

protected:
    std::size_t sizeIn(const Extent& extent) const override;
    std::vector<std::uint32_t> changedIn(const Changes& changes) const override;
    RowTraits traitsOf(std::size_t source, Facets wanted) const override;
    bool hasWord(std::size_t source, TextWord& word) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;

private:
    const LedgerRow& at(int row) const;
    QString decisionText(const LedgerRow& row) const;
    RowRef deliveryOf(const LedgerRow& row) const;
};

} // namespace stanscope
