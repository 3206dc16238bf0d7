#pragma once

// clang-format off: moc 6.4 stops at the <compare> of GCC 12 when that is the first header it reads.
#include <string>
// clang-format on
#include <compare>
#include <cstdint>
#include <functional>
#include <utility>

namespace stanscope {

/// A value that cannot be swapped for another of the same representation.
template <typename Tag, typename Rep>
class StrongId
{
public:
    StrongId() = default;
    explicit StrongId(Rep value)
        : m_value(std::move(value))
    {
    }

    const Rep& value() const { return m_value; }
    bool isNull() const { return m_value == Rep{}; }
    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm at what the compiler writes
    auto operator<=>(const StrongId&) const = default;

private:
    Rep m_value{};
};

using ChannelName = StrongId<struct ChannelNameTag, std::string>;
/// STAN client id. A replica's name is its client id.
using ClientId = StrongId<struct ClientIdTag, std::string>;
/// NATS subject; inboxes are subjects.
using Subject = StrongId<struct SubjectTag, std::string>;
/// STAN sequence in a channel, from 1; 0 means none.
using Sequence = StrongId<struct SequenceTag, std::uint64_t>;
using AccountName = StrongId<struct AccountNameTag, std::string>;
/// Position of a transaction in its account (`lastTransactionNumber`), from 1; 0 means none.
using TransactionNumber = StrongId<struct TransactionNumberTag, std::int64_t>;
/// Place of a committed decision in the ledger of its account, from 1 without holes; 0: not told.
using CommitNumber = StrongId<struct CommitNumberTag, std::int64_t>;
using TransactionId = StrongId<struct TransactionIdTag, std::string>;
/// An armed fault, unique in a run, from 1; 0 means none yet.
using FaultId = StrongId<struct FaultIdTag, std::int64_t>;
/// Money in integer cents.
using Cents = StrongId<struct CentsTag, std::int64_t>;

} // namespace stanscope

template <typename Tag, typename Rep>
struct std::hash<stanscope::StrongId<Tag, Rep>>
{
    std::size_t operator()(const stanscope::StrongId<Tag, Rep>& id) const noexcept
    {
        return std::hash<Rep>{}(id.value());
    }
};
