#pragma once

#include "ui/models/keyedmodel.h"

namespace stanscope {

/// What the broker did without a frame, and what a person should mend, oldest first.
class NoticeModel : public KeyedModel<NoticeRow>
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        TimeColumn,
        ChannelColumn,
        ClientColumn,
        TextColumn,
    };

    explicit NoticeModel(QObject* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    std::optional<int> rowOf(const Selection& selection) const override;

protected:
    bool isSameRow(const NoticeRow& left, const NoticeRow& right) const override;
    bool hasSameCells(const NoticeRow& left, const NoticeRow& right) const override;
    SortKey sortKeyOf(const NoticeRow& row, int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
};

} // namespace stanscope
