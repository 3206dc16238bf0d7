#pragma once

#include "ui/models/historymodel.h"
#include "ui/models/wrongdecisions.h"

namespace stanscope {

/// One row a delivery: one message to one subscription, in the order of the wire.
class DeliveryModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        ReplicaColumn,
        ChannelColumn,
        SequenceColumn,
        AttemptColumn,
        DeliveredColumn,
        DeadlineColumn,
        EndedColumn,
        EndColumn,
        HandlingColumn,
    };

    explicit DeliveryModel(QObject* parent = nullptr);

    std::optional<int> rowOf(const Selection& selection) const override;
    Facets facets() const override;

protected:
    std::size_t sizeIn(const Extent& extent) const override;
    std::vector<std::uint32_t> changedIn(const Changes& changes) const override;
    bool absorb(const Snapshot& snapshot, bool isNew) override;
    NameId channelIn(const History& history, std::size_t source) const override;
    RowTraits traitsOf(std::size_t source, Facets wanted) const override;
    bool hasWord(std::size_t source, TextWord& word) const override;
    bool isShown(int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;

private:
    const DeliveryRow& at(int row) const;
    QString deadlineText(const DeliveryRow& delivery) const;
    const HandlingRow* handlingOf(int row) const;

    WrongDecisions m_wrong;
};

} // namespace stanscope
