#pragma once

#include "ui/models/historymodel.h"

namespace stanscope {

/// The channel history: one row a message, in storage order.
class MessageModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        SequenceColumn,
        TimeColumn,
        AccountColumn,
        NumberColumn,
        TypeColumn,
        AmountColumn,
        DeliveriesColumn,
        LastReplicaColumn,
        OutcomeColumn,
    };

    explicit MessageModel(QObject* parent = nullptr);

    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    std::size_t sizeIn(const History& history) const override;
    std::vector<std::uint32_t> changedIn(const Snapshot& snapshot) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;

private:
    const MessageRow& at(int row) const;
};

} // namespace stanscope
