#pragma once

#include "ui/models/keyedmodel.h"

namespace stanscope {

/// Where the mirror and the broker's monitoring differed, oldest first.
class DriftModel : public KeyedModel<DriftRow>
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        TimeColumn,
        ChannelColumn,
        ClientColumn,
        DifferenceColumn,
        StateColumn,
    };

    explicit DriftModel(QObject* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    bool isSameRow(const DriftRow& left, const DriftRow& right) const override;
    bool hasSameCells(const DriftRow& left, const DriftRow& right) const override;
    SortKey sortKeyOf(const DriftRow& row, int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
};

} // namespace stanscope
