#include "core/bank/referencemodel.h"

namespace stanscope {

ReferenceModel::Decision ReferenceModel::decide(TransactionType type, Cents amount)
{
    const auto after =
        type == TransactionType::Deposit ? add(m_balance, amount) : subtract(m_balance, amount);
    const bool approved = after && *after >= Cents(0);
    if (approved)
        m_balance = *after;
    return {approved, m_balance};
}

} // namespace stanscope
