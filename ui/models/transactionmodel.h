#pragma once

#include "ui/models/historymodel.h"

namespace stanscope {

/// One row a committed row of the transaction service: what should happen to the money.
class TransactionModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        AccountColumn,
        NumberColumn,
        TypeColumn,
        AmountColumn,
        AcceptedColumn,
        SequenceColumn,
        PublishesColumn,
        InOrderColumn,
        BalanceInOrderColumn,
        OutcomeColumn,
    };

    explicit TransactionModel(QObject* parent = nullptr);

    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    std::size_t sizeIn(const Extent& extent) const override;
    std::vector<std::uint32_t> changedIn(const Changes& changes) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;

private:
    const TransactionRow& at(int row) const;
    const MessageRow* messageOf(const TransactionRow& transaction) const;
    QString outcomeText(const TransactionRow& transaction) const;
};

} // namespace stanscope
