#pragma once

#include "core/bank/money.h"
#include "core/events/bankwords.h"

namespace stanscope {

/// What a single, never failing server would decide for one account: transactions in number order,
/// a withdrawal is approved when the money is there (docs/cases.md, invariant 8).
class ReferenceModel
{
public:
    struct Decision
    {
        bool approved = false; ///< false: declined, or the sum would overflow
        Cents balance; ///< after it
    };

    explicit ReferenceModel(Cents opening)
        : m_balance(opening)
    {
    }

    Decision decide(TransactionType type, Cents amount);
    Cents balance() const { return m_balance; }

private:
    Cents m_balance;
};

} // namespace stanscope
