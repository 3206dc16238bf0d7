#pragma once

#include "ui/models/clientbook.h"
#include "ui/models/keyedmodel.h"

namespace stanscope {

/// One row a STAN client of the broker, ours and others', by client id.
class ClientModel : public KeyedModel<ClientRow>
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        ClientColumn,
        HealthColumn,
        MissedColumn,
        SubscriptionsColumn,
        OutstandingColumn,
        UnknownColumn,
        GotColumn,
        RedeliveredColumn,
        AckedColumn,
        ChannelsColumn,
    };

    explicit ClientModel(QObject* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    bool isSameRow(const ClientRow& left, const ClientRow& right) const override;
    bool hasSameCells(const ClientRow& left, const ClientRow& right) const override;
    SortKey sortKeyOf(const ClientRow& row, int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    QString clientAt(int row) const override;

private:
    ClientBook m_book;
};

} // namespace stanscope
