#include "ui/models/verdictwords.h"

#include "core/words/words.h"
#include "ui/models/listenersonly.h"
#include "ui/models/tones.h"

#include <QCoreApplication>

namespace stanscope {

namespace {

struct VerdictWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::VerdictWords)
};

/// "deposit 3 applied again".
QString witnessText(const Witness& witness)
{
    Breaches breaks;
    breaks.add(witness.breach);
    const bool declined =
        witness.breach == Breach::DeclinedWrongly || witness.breach == Breach::Changed;
    const QString title = witness.type == TransactionType::Deposit
        ? VerdictWords::tr("deposit %1")
        : VerdictWords::tr("withdrawal %1");
    return VerdictWords::tr("%1 %2")
        .arg(title.arg(witness.number.value()))
        .arg(toWords(breaks, declined ? Outcome::Declined : Outcome::Applied));
}

/// What the fold saw, of the one account or of all; what external programs decided it did not see.
const Witness* gravestOf(const Snapshot& snapshot, const AccountName& account)
{
    const Witness* gravest = nullptr;
    for (const AccountView& view : snapshot.accounts)
        if (!snapshot.hadExternals && view.gravest && (account.isNull() || view.name == account)
            && (!gravest || view.gravest->breach < gravest->breach))
            gravest = &*view.gravest;
    return gravest;
}

} // namespace

QString violationText(const Snapshot& snapshot, const AccountName& account)
{
    const VerdictView& verdict = snapshot.verdict;
    for (const audit::Violation& violation : verdict.violations)
        if (account.isNull() || violation.account == account)
            return words(violation.message);
    if (const Witness* gravest = gravestOf(snapshot, account))
        return witnessText(*gravest);
    for (const AccountView& view : snapshot.accounts)
        if (view.name == account && view.violations > 0)
            return VerdictWords::tr("a decision was wrong");
    return {};
}

QString countText(std::uint64_t violations)
{
    return violations == 1 ? VerdictWords::tr("one violation")
                           : VerdictWords::tr("%1 violations").arg(violations);
}

QString conclusionText(const Snapshot& snapshot)
{
    const VerdictView& verdict = snapshot.verdict;
    if (hasOnlyListeners(snapshot))
        return {}; // nobody decided anything
    const QString reason = words(verdict.reason);
    switch (verdict.verdict) {
    case audit::Verdict::Pending:
        return {};
    case audit::Verdict::Valid:
        return VerdictWords::tr("Valid: balances and decisions are what they should be.");
    case audit::Verdict::Violated: {
        const QString text = VerdictWords::tr("Violated: %1").arg(violationText(snapshot));
        return verdict.total > 1
            ? VerdictWords::tr("%1 (%2 in all)").arg(text, countText(verdict.total))
            : text;
    }
    case audit::Verdict::NotConverged:
        return VerdictWords::tr("Not converged, and nothing wrong so far: %1").arg(reason);
    case audit::Verdict::Unknown:
        return reason.isEmpty() ? VerdictWords::tr("The audit could not decide.")
                                : VerdictWords::tr("The audit could not decide: %1").arg(reason);
    }
    return {};
}

} // namespace stanscope
