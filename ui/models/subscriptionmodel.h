#pragma once

#include "ui/models/keyedmodel.h"

namespace stanscope {

/// One row a subscription at the broker.
class SubscriptionModel : public KeyedModel<SubscriptionView>
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
    bool isSameRow(const SubscriptionView& left, const SubscriptionView& right) const override;
    bool hasSameCells(const SubscriptionView& left, const SubscriptionView& right) const override;
    SortKey sortKeyOf(const SubscriptionView& row, int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    QString clientAt(int row) const override;
    std::uint32_t subscriptionAt(int row) const override;
};

} // namespace stanscope
