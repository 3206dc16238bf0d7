#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QDialog>

#include <memory>

class QLabel;

namespace stanscope {

class DriftModel;
class HistoryTable;

/// Where the mirror and the broker's monitoring differ, live. Not modal: it stays open beside the
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
};

} // namespace stanscope
