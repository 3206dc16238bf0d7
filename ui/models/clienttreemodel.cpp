#include "ui/models/clienttreemodel.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

// Which rows there are; what they say is in clienttreewords.cpp.
namespace stanscope {

namespace {

bool hasKey(const std::vector<TreeLeaf>& leaves, std::uint64_t key)
{
    const auto found = std::lower_bound(
        leaves.begin(), leaves.end(), key,
        [](const TreeLeaf& leaf, std::uint64_t wanted) { return leaf.key < wanted; });
    return found != leaves.end() && found->key == key;
}

bool haveSameKeys(const std::vector<TreeLeaf>& left, const std::vector<TreeLeaf>& right)
{
    return std::equal(
        left.begin(), left.end(), right.begin(), right.end(),
        [](const TreeLeaf& one, const TreeLeaf& other) { return one.key == other.key; });
}

bool saysTheSame(const SubscriptionView& left, const SubscriptionView& right)
{
    return left.pending == right.pending && left.unknown == right.unknown
        && left.stalled == right.stalled && left.pendingIsGuess == right.pendingIsGuess
        && left.lastSent == right.lastSent && left.maxInflight == right.maxInflight;
}

} // namespace

ClientTreeModel::ClientTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_snapshot(std::make_shared<const Snapshot>())
    , m_latest(m_snapshot)
{
}

ClientTreeModel::~ClientTreeModel() = default;

void ClientTreeModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_latest = snapshot;
    m_counts.readOn(snapshot->history, snapshot->extent);
    refresh();
}

void ClientTreeModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    m_nodes.clear();
    endResetModel();
    refresh();
}

void ClientTreeModel::setFilter(const QString& text)
{
    m_filter = TreeFilter(text);
    refresh();
}

void ClientTreeModel::refresh()
{
    Wanted wanted = plant(*m_latest, m_grouping, m_filter);
    sort(wanted);
    removeGone(wanted);
    updateRows(wanted);
    insertNew(wanted);
}

/// Those that were there are in order already: names are compared only where one is new.
void ClientTreeModel::sort(Wanted& wanted) const
{
    std::unordered_map<std::string_view, int> rows;
    rows.reserve(m_nodes.size());
    for (const auto& node : m_nodes)
        rows.emplace(node->branch.name, node->row);
    const auto isNew = [&rows](const TreeBranch& branch) { return !rows.contains(branch.name); };
    const auto firstNew = std::partition(wanted.begin(), wanted.end(), std::not_fn(isNew));
    std::sort(wanted.begin(), firstNew, [&rows](const TreeBranch& left, const TreeBranch& right) {
        return rows.at(left.name) < rows.at(right.name);
    });
    const auto before = [](const TreeBranch& left, const TreeBranch& right) {
        return standsBefore(left.name, right.name);
    };
    std::sort(firstNew, wanted.end(), before);
    std::inplace_merge(wanted.begin(), firstNew, wanted.end(), before);
}

void ClientTreeModel::removeGone(const Wanted& wanted)
{
    // Both are in the same order.
    std::vector<bool> stays(m_nodes.size());
    auto next = wanted.begin();
    for (std::size_t row = 0; row < m_nodes.size(); ++row) {
        const std::string& name = m_nodes[row]->branch.name;
        const auto found = std::find_if(
            next, wanted.end(), [&name](const TreeBranch& branch) { return branch.name == name; });
        stays[row] = found != wanted.end();
        if (stays[row])
            next = found + 1;
    }
    for (std::size_t end = m_nodes.size(); end > 0;) {
        if (stays[end - 1]) {
            --end;
            continue;
        }
        std::size_t begin = end;
        while (begin > 0 && !stays[begin - 1])
            --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_nodes.erase(m_nodes.begin() + static_cast<std::ptrdiff_t>(begin),
                      m_nodes.begin() + static_cast<std::ptrdiff_t>(end));
        renumber(begin);
        endRemoveRows();
        end = begin;
    }
}

/// Those that stay: first away with what is gone, then over to the other snapshot, then in with
/// what is new.
void ClientTreeModel::updateRows(Wanted& wanted)
{
    std::vector<TreeBranch*> fresh;
    auto next = wanted.begin();
    for (const auto& node : m_nodes) {
        while (next->name != node->branch.name)
            ++next;
        fresh.push_back(&*next++);
        removeLeaves(*node, fresh.back()->leaves);
    }
    const std::shared_ptr<const Snapshot> before = std::exchange(m_snapshot, m_latest);
    std::vector<std::vector<TreeLeaf>> old(m_nodes.size());
    for (std::size_t row = 0; row < m_nodes.size(); ++row) {
        old[row] = std::exchange(m_nodes[row]->branch.leaves, {});
        std::vector<TreeLeaf>& leaves = m_nodes[row]->branch.leaves;
        std::copy_if(fresh[row]->leaves.begin(), fresh[row]->leaves.end(),
                     std::back_inserter(leaves),
                     [&](const TreeLeaf& leaf) { return hasKey(old[row], leaf.key); });
    }
    int firstChanged = -1;
    int lastChanged = -1;
    for (std::size_t row = 0; row < m_nodes.size(); ++row) {
        Node& node = *m_nodes[row];
        const bool same = node.branch.saysTheSame(*fresh[row]);
        std::vector<TreeLeaf> leaves = std::exchange(node.branch.leaves, {});
        const std::vector<TreeLeaf> all = std::exchange(fresh[row]->leaves, {});
        node.branch = std::move(*fresh[row]);
        node.branch.leaves = std::move(leaves);
        fresh[row]->name = node.branch.name; // whom insertNew() passes over
        if (!same) {
            firstChanged = firstChanged < 0 ? static_cast<int>(row) : firstChanged;
            lastChanged = static_cast<int>(row);
        }
        int first = -1;
        int last = -1;
        for (std::size_t i = 0; i < old[row].size(); ++i) {
            if (saysTheSame(before->subscriptions[old[row][i].place],
                            m_snapshot->subscriptions[node.branch.leaves[i].place]))
                continue;
            first = first < 0 ? static_cast<int>(i) : first;
            last = static_cast<int>(i);
        }
        if (last >= 0)
            emit dataChanged(index(first, 0, indexOf(node)),
                             index(last, ColumnCount - 1, indexOf(node)));
        if (!haveSameKeys(node.branch.leaves, all))
            insertLeaves(node, all);
    }
    if (lastChanged >= 0)
        emit dataChanged(index(firstChanged, 0), index(lastChanged, ColumnCount - 1));
}

void ClientTreeModel::removeLeaves(Node& node, const std::vector<TreeLeaf>& wanted)
{
    std::vector<TreeLeaf>& leaves = node.branch.leaves;
    for (std::size_t end = leaves.size(); end > 0;) {
        if (hasKey(wanted, leaves[end - 1].key)) {
            --end;
            continue;
        }
        std::size_t begin = end;
        while (begin > 0 && !hasKey(wanted, leaves[begin - 1].key))
            --begin;
        beginRemoveRows(indexOf(node), static_cast<int>(begin), static_cast<int>(end) - 1);
        leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(begin),
                     leaves.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = begin;
    }
}

void ClientTreeModel::insertLeaves(Node& node, const std::vector<TreeLeaf>& wanted)
{
    std::vector<TreeLeaf>& leaves = node.branch.leaves;
    for (std::size_t begin = 0; begin < wanted.size();) {
        const auto isThere = [&](std::size_t place) {
            return begin < leaves.size() && leaves[begin].key == wanted[place].key;
        };
        std::size_t end = begin;
        while (end < wanted.size() && !isThere(end))
            ++end;
        if (end == begin) {
            ++begin;
            continue;
        }
        beginInsertRows(indexOf(node), static_cast<int>(begin), static_cast<int>(end) - 1);
        leaves.insert(leaves.begin() + static_cast<std::ptrdiff_t>(begin),
                      wanted.begin() + static_cast<std::ptrdiff_t>(begin),
                      wanted.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        begin = end;
    }
}

void ClientTreeModel::insertNew(const Wanted& wanted)
{
    for (std::size_t begin = 0; begin < wanted.size();) {
        const auto isThere = [&](std::size_t place) {
            return begin < m_nodes.size() && m_nodes[begin]->branch.name == wanted[place].name;
        };
        std::size_t end = begin;
        while (end < wanted.size() && !isThere(end))
            ++end;
        if (end == begin) {
            ++begin;
            continue;
        }
        std::vector<std::unique_ptr<Node>> fresh;
        for (std::size_t i = begin; i < end; ++i)
            fresh.push_back(std::make_unique<Node>(Node{wanted[i], 0}));
        beginInsertRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_nodes.insert(m_nodes.begin() + static_cast<std::ptrdiff_t>(begin),
                       std::make_move_iterator(fresh.begin()),
                       std::make_move_iterator(fresh.end()));
        renumber(begin);
        endInsertRows();
        begin = end;
    }
}

void ClientTreeModel::renumber(std::size_t from)
{
    for (std::size_t row = from; row < m_nodes.size(); ++row)
        m_nodes[row]->row = static_cast<int>(row);
}

QModelIndex ClientTreeModel::indexOf(const Node& node, int column) const
{
    return createIndex(node.row, column, nullptr);
}

QModelIndex ClientTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? m_nodes[static_cast<std::size_t>(parent.row())].get()
                                        : nullptr);
}

QModelIndex ClientTreeModel::parent(const QModelIndex& child) const
{
    const auto* node = static_cast<const Node*>(child.constInternalPointer());
    return node ? indexOf(*node) : QModelIndex();
}

int ClientTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_nodes.size());
    if (parent.column() != 0 || parent.internalPointer())
        return 0;
    return static_cast<int>(m_nodes[static_cast<std::size_t>(parent.row())]->branch.leaves.size());
}

int ClientTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

const TreeBranch* ClientTreeModel::branchAt(const QModelIndex& index) const
{
    return index.internalPointer() ? nullptr
                                   : &m_nodes[static_cast<std::size_t>(index.row())]->branch;
}

const SubscriptionView* ClientTreeModel::subscriptionAt(const QModelIndex& index) const
{
    const auto* node = static_cast<const Node*>(index.constInternalPointer());
    return node
        ? &m_snapshot
               ->subscriptions[node->branch.leaves[static_cast<std::size_t>(index.row())].place]
        : nullptr;
}

} // namespace stanscope
