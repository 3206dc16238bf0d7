#pragma once

#include "ui/models/concludedmodel.h"

namespace stanscope {

/// Where the mirror and the broker's monitoring differed, oldest first.
class DriftModel : public ConcludedModel<DriftRow>
{
    Q_OBJECT

public:
    static constexpr int StateColumn = FirstOwnColumn;

    explicit DriftModel(QObject* parent = nullptr);

protected:
    const std::vector<DriftRow>& rowsOf(const Snapshot& snapshot) const override;
    const Message& messageOf(const DriftRow& row) const override;
    bool hasSameCells(const DriftRow& left, const DriftRow& right) const override;
    SortKey sortKeyOf(const DriftRow& row, int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
};

} // namespace stanscope
