#pragma once

#include "core/lab/snapshot.h"

#include <QStringList>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// What stands at the first level of the tree of clients and channels.
enum class TreeGrouping
{
    ByClient,
    ByChannel,
};

/// A subscription: what identifies it, and where it is in the snapshot that was planted.
struct TreeLeaf
{
    std::uint64_t key = 0;
    std::uint32_t place = 0; ///< in Snapshot::subscriptions

    bool operator==(const TreeLeaf&) const = default;
};

/// A client or a channel, and the subscriptions below it.
struct TreeBranch
{
    std::string name; ///< what identifies it
    std::vector<TreeLeaf> leaves; ///< by key; those that the filter lets through
    std::uint32_t subscriptions = 0; ///< filtered or not
    std::uint32_t waiting = 0; ///< deliveries without ack
    std::uint32_t unknown = 0; ///< of `waiting`: which sequences is not known
    std::uint32_t stalled = 0; ///< subscriptions
    // Of a client:
    ClientHealth health = ClientHealth::Healthy;
    bool isHeard = true; ///< false: `health` is of before
    std::uint32_t heartbeatsMissed = 0;
    NameId lane = 0; ///< 0: it has none

    /// All that a row says, the leaves apart.
    bool saysTheSame(const TreeBranch& other) const;
};

/// Every one of them has to be in what a row is about: client, channel, queue group or durable.
class TreeFilter
{
public:
    explicit TreeFilter(const QString& text = {});

    bool isEmpty() const { return m_words.isEmpty(); }
    bool matches(const std::string& name) const;
    /// Asked once for each subscription: what it is about does not change.
    bool matches(std::uint64_t key, const SubscriptionView& view);

private:
    bool hasAll(const QString& text) const;

    QStringList m_words;
    std::unordered_map<std::uint64_t, bool> m_known;
};

std::uint64_t keyOf(const SubscriptionView& view);
/// "app-2" comes before "app-10".
bool standsBefore(const std::string& left, const std::string& right);
/// The branches that `filter` lets through, in no order.
std::vector<TreeBranch> plant(const Snapshot& snapshot, TreeGrouping grouping, TreeFilter& filter);

} // namespace stanscope
