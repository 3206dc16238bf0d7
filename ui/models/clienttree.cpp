#include "ui/models/clienttree.h"

#include "ui/models/sortkey.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

/// Branches by their names while they are gathered.
class Planting
{
public:
    explicit Planting(std::size_t expected)
    {
        m_branches.reserve(expected);
        m_places.reserve(expected);
    }

    TreeBranch& at(const std::string& name)
    {
        const auto [found, isNew] = m_places.try_emplace(name, m_branches.size());
        if (isNew)
            m_branches.emplace_back().name = name;
        return m_branches[found->second];
    }
    TreeBranch* find(const std::string& name)
    {
        const auto found = m_places.find(name);
        return found == m_places.end() ? nullptr : &m_branches[found->second];
    }
    std::vector<TreeBranch> take() { return std::move(m_branches); }

private:
    std::vector<TreeBranch> m_branches;
    std::unordered_map<std::string, std::size_t> m_places;
};

void plantClients(const Snapshot& snapshot, Planting& planting)
{
    const bool isDown = !snapshot.attached && snapshot.broker.state != broker::State::Running;
    const bool isHeard = !isDown && !snapshot.tap.away && !snapshot.tap.outage;
    for (const ClientView& view : snapshot.clients) {
        TreeBranch& branch = planting.at(view.client.value());
        branch.health = view.health;
        branch.heartbeatsMissed = view.heartbeatsMissed;
        branch.isHeard = isHeard;
    }
    for (const ReplicaView& view : snapshot.replicas) {
        TreeBranch* branch = planting.find(view.name.value());
        if (!branch) {
            branch = &planting.at(view.name.value());
            branch->health = ClientHealth::Closed;
            branch->isHeard = isHeard;
        }
        branch->lane = view.lane;
    }
}

void addLeaf(TreeBranch& branch, const SubscriptionView& view, const TreeLeaf& leaf, bool isShown)
{
    ++branch.subscriptions;
    branch.waiting += view.pending;
    branch.unknown += view.unknown;
    branch.stalled += view.stalled ? 1 : 0;
    if (isShown)
        branch.leaves.push_back(leaf);
}

} // namespace

bool TreeBranch::saysTheSame(const TreeBranch& other) const
{
    return subscriptions == other.subscriptions && waiting == other.waiting
        && unknown == other.unknown && stalled == other.stalled && health == other.health
        && isHeard == other.isHeard && heartbeatsMissed == other.heartbeatsMissed
        && lane == other.lane;
}

TreeFilter::TreeFilter(const QString& text)
    : m_words(text.split(u' ', Qt::SkipEmptyParts))
{
}

bool TreeFilter::hasAll(const QString& text) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

bool TreeFilter::matches(const std::string& name) const
{
    return hasAll(QString::fromStdString(name));
}

bool TreeFilter::matches(std::uint64_t key, const SubscriptionView& view)
{
    if (isEmpty())
        return true;
    const auto [found, isNew] = m_known.try_emplace(key, false);
    if (isNew)
        found->second =
            hasAll(QString::fromStdString(view.client.value() + '\n' + view.channel.value() + '\n'
                                          + view.queueGroup + '\n' + view.durable));
    return found->second;
}

std::uint64_t keyOf(const SubscriptionView& view)
{
    return std::uint64_t{view.id} << 1U | (view.offline ? 1U : 0U);
}

bool standsBefore(const std::string& left, const std::string& right)
{
    const SortKey one{0, QString::fromStdString(left)};
    const SortKey other{0, QString::fromStdString(right)};
    if (one < other)
        return true;
    return !(other < one) && left < right;
}

std::vector<TreeBranch> plant(const Snapshot& snapshot, TreeGrouping grouping, TreeFilter& filter)
{
    const bool byClient = grouping == TreeGrouping::ByClient;
    Planting planting(snapshot.clients.size() + 1);
    if (byClient)
        plantClients(snapshot, planting);
    for (std::size_t i = 0; i < snapshot.subscriptions.size(); ++i) {
        const SubscriptionView& view = snapshot.subscriptions[i];
        // By client, an offline durable belongs to nobody.
        TreeBranch* branch = !byClient ? &planting.at(view.channel.value())
            : view.offline             ? nullptr
                                       : planting.find(view.client.value());
        if (!branch)
            continue;
        const TreeLeaf leaf{keyOf(view), static_cast<std::uint32_t>(i)};
        addLeaf(*branch, view, leaf, filter.matches(leaf.key, view));
    }
    std::vector<TreeBranch> branches = planting.take();
    if (!filter.isEmpty())
        std::erase_if(branches, [&filter](const TreeBranch& branch) {
            return branch.leaves.empty() && !filter.matches(branch.name);
        });
    for (TreeBranch& branch : branches)
        std::sort(branch.leaves.begin(), branch.leaves.end(),
                  [](const TreeLeaf& left, const TreeLeaf& right) { return left.key < right.key; });
    return branches;
}

} // namespace stanscope
