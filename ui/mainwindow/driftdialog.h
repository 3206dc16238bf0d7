#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QDialog>

#include <memory>

class QLabel;

namespace stanscope {

class DriftModel;
class HistoryTable;
class NoticeModel;

/// Where the mirror and the broker's monitoring differ, and what the broker did without a frame,
/// live. Not modal: it stays open beside the
/// window.
class DriftDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DriftDialog(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(const Theme& theme, double scale);

private:
    QLabel* m_state;
    QLabel* m_detail;
    QLabel* m_counts;
    DriftModel* m_model;
    HistoryTable* m_table;
    NoticeModel* m_noticeModel;
    HistoryTable* m_notices;
};

} // namespace stanscope
