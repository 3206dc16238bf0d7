#pragma once

#include "ui/models/rowmodel.h"

#include <vector>

namespace stanscope {

/// One row a subscription at the broker. Few rows that come and go: they are matched by their id.
class SubscriptionModel : public RowModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        ClientColumn,
        ChannelColumn,
        GroupColumn,
        DurableColumn,
        AckWaitColumn,
        MaxInflightColumn,
        PendingColumn,
        LastSentColumn,
        StateColumn,
    };

    explicit SubscriptionModel(QObject* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;

private:
    const SubscriptionView& at(int row) const;
    void removeGone(const std::vector<SubscriptionView>& wanted);
    void insertNew(const std::vector<SubscriptionView>& wanted);
    void updateCells(const std::vector<SubscriptionView>& wanted);

    std::vector<SubscriptionView> m_rows;
};

} // namespace stanscope
