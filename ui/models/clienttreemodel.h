#pragma once

#include "ui/models/clienttree.h"
#include "ui/models/deliverycounts.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

/// Clients with their subscriptions, or channels with theirs. Rows are matched by what they are, so
/// that selection, what is open and the scroll position stay; texts are made for what is looked at
/// only. GUI thread.
class ClientTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        NameColumn,
        WaitingColumn,
        StateColumn,
        ColumnCount
    };
    using Grouping = TreeGrouping;

    explicit ClientTreeModel(QObject* parent = nullptr);
    ~ClientTreeModel() override;

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    /// Words, each of which has to be in client id, channel, queue group or durable.
    void setFilter(const QString& text);
    bool isFiltered() const { return !m_filter.isEmpty(); }
    /// Of the row or of the one above it: whose lane it is; 0: nobody's.
    NameId laneOf(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    /// A row of the first level; those below it point to it.
    struct Node
    {
        TreeBranch branch;
        int row = 0;
    };
    using Wanted = std::vector<TreeBranch>;

    void refresh();
    void sort(Wanted& wanted) const;
    void removeGone(const Wanted& wanted);
    void insertNew(const Wanted& wanted);
    void updateRows(Wanted& wanted);
    void removeLeaves(Node& node, const std::vector<TreeLeaf>& wanted);
    void insertLeaves(Node& node, const std::vector<TreeLeaf>& wanted);
    void renumber(std::size_t from);
    QModelIndex indexOf(const Node& node, int column = 0) const;

    const TreeBranch* branchAt(const QModelIndex& index) const;
    const SubscriptionView* subscriptionAt(const QModelIndex& index) const;
    QString text(const TreeBranch& branch, int column) const;
    QString text(const SubscriptionView& view, int column) const;
    QString toolTip(const TreeBranch& branch) const;
    QString toolTip(const SubscriptionView& view) const;
    std::optional<Tone> tone(const TreeBranch& branch) const;

    Grouping m_grouping = Grouping::ByClient;
    TreeFilter m_filter;
    std::shared_ptr<const Snapshot> m_snapshot; ///< whose subscriptions the leaves are
    std::shared_ptr<const Snapshot> m_latest;
    std::vector<std::unique_ptr<Node>> m_nodes; ///< in standsBefore()'s order
    DeliveryCounts m_counts;
};

} // namespace stanscope
