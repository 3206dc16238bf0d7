#pragma once

#include "ui/models/concludedmodel.h"

namespace stanscope {

/// What the broker did without a frame, and what a person should mend, oldest first.
class NoticeModel : public ConcludedModel<NoticeRow>
{
    Q_OBJECT

public:
    explicit NoticeModel(QObject* parent = nullptr);

protected:
    const std::vector<NoticeRow>& rowsOf(const Snapshot& snapshot) const override;
    const Message& messageOf(const NoticeRow& row) const override;
    bool hasSameCells(const NoticeRow& left, const NoticeRow& right) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
};

} // namespace stanscope
