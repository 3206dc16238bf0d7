#pragma once

#include "core/lab/snapshot.h"

#include <QString>

namespace stanscope {

/// The gravest violation in one sentence: the audit's, or what the fold saw before the audit did.
/// Empty: none. `account`: only of that account; empty: of any.
QString violationText(const Snapshot& snapshot, const AccountName& account = {});
/// "one violation", "365 violations".
QString countText(std::uint64_t violations);
/// What the strip says at the end of a run; empty while it is pending.
QString conclusionText(const Snapshot& snapshot);

} // namespace stanscope
