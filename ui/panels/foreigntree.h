#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace stanscope {

class ClientTreeModel;
class OutcomeDelegate;

/// Clients and channels of a broker that has too many for cards: a tree, and a line that narrows
/// it.
class ForeignTree : public QWidget
{
    Q_OBJECT

public:
    explicit ForeignTree(QWidget* parent = nullptr);

    /// The larger the broker, the rarer it follows; not at all while nobody sees it.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(const Theme& theme, double scale);

signals:
    /// A row was chosen; whose lane it is, 0: nobody's.
    void laneChosen(stanscope::NameId lane);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void refresh();
    void narrow();
    bool isSeen() const;

    ClientTreeModel* m_model;
    OutcomeDelegate* m_delegate;
    QLineEdit* m_filter;
    QComboBox* m_grouping;
    QTreeView* m_view;
    QLabel* m_nothing;
    std::shared_ptr<const Snapshot> m_latest;
    bool m_isDue = false; ///< m_latest is not shown yet
    QTimer m_pause; ///< runs while it is too early for the next refresh
};

} // namespace stanscope
