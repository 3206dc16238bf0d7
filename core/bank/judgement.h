#pragma once

#include "core/bank/decidednumbers.h"
#include "core/events/transaction.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stanscope {

/// What a committed decision can break.
enum class Breach : std::uint8_t
{
    Balance, ///< it does not follow from the balance before it
    AppliedTwice,
    OtherContent, ///< not what was accepted under this number
    AppliedWrongly, ///< in order it is declined
    DeclinedWrongly, ///< in order it is approved
    Changed, ///< it was decided the other way before
    NeverAccepted, ///< the transaction service knows nothing of it
    Early, ///< a lower number of its account was not decided yet
};
/// The gravest first: wrong money, wrong answers, mere disorder.
inline constexpr auto allBreaches = std::to_array<Breach>(
    {Breach::Balance, Breach::AppliedTwice, Breach::OtherContent, Breach::AppliedWrongly,
     Breach::DeclinedWrongly, Breach::Changed, Breach::NeverAccepted, Breach::Early});

/// Its number in docs/invariants.md.
int invariantOf(Breach breach);
/// A word for machines: "applied_twice".
std::string_view toText(Breach breach);

/// A small set of them.
class Breaches
{
public:
    void add(Breach breach) { m_bits |= bitOf(breach); }
    bool contains(Breach breach) const { return (m_bits & bitOf(breach)) != 0; }
    bool empty() const { return m_bits == 0; }
    int count() const;
    /// Nothing when it is empty.
    std::optional<Breach> gravest() const;

    bool operator==(const Breaches&) const = default;

private:
    static std::uint8_t bitOf(Breach breach)
    {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(breach));
    }

    std::uint8_t m_bits = 0;
};

/// One decision as the ledger has it: what was decided, how, and the balance after it.
struct LedgerDecision
{
    Transaction transaction;
    Outcome outcome = Outcome::Applied; ///< Applied or Declined
    Cents balance;
};

/// What was so just before a decision was committed.
struct Circumstances
{
    /// What the transaction service accepted under its number, or else what was decided first under
    /// it; null: nothing is known.
    const Transaction* known = nullptr;
    bool isAccepted = false; ///< `known` is what was accepted
    bool mayBeAccepted = false; ///< when it is not: it may still turn out to be
    /// What the reference model says, transactions in order of their numbers; nothing: it cannot be
    /// replayed so far.
    std::optional<bool> approvedInOrder;
    std::uint32_t applied = 0; ///< how often this number was before
    std::uint32_t declined = 0;
    bool otherContent = false; ///< one of these had another content
    std::optional<Cents> balance; ///< of the account; nothing: not known
    bool isOrderKnown = true; ///< every decision before it was seen
};

/// What one decision is.
struct Judgement
{
    Breaches breaks; ///< all that is wrong with it
    /// Of these, what was not wrong with its number before: they are the violations to count. A
    /// transaction that is applied nine times breaks "at most once" one time.
    Breaches counted;
    bool late = false; ///< the number's first decision, after that of a higher one

    bool isRight() const { return breaks.empty(); }
};

/// The one judgement of a decision: the live picture, the jump to the first violation and the
/// auditor all ask here. Shares nothing with the handlers. `decided` are the account's numbers that
/// were decided before.
Judgement judge(const LedgerDecision& decision, const Circumstances& before,
                const DecidedNumbers& decided);

} // namespace stanscope
