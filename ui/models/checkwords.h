#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QString>

namespace stanscope {

/// What can be said of the mirror in a few words. Pure functions.

struct ToldState
{
    Tone tone = Tone::Skipped;
    QString text; ///< empty: nothing to say
    QString detail; ///< a sentence or two for a tooltip or a second line
};

/// "mirror matches the broker (123/123)", "mirror drifts: 2", "mirror started empty · 12 unknown".
/// `isPast`: it is a moment that is looked back at, so that nothing is still to be compared.
ToldState checkWords(const Snapshot& snapshot, bool isPast = false);
/// What somebody who watches a foreign broker has to know first, the worst first: tap denied, gap,
/// bootstrapping, started empty, low impact. Empty `text` while not attached.
ToldState attachNotice(const Snapshot& snapshot);
/// "healthy", "suspect", "dead but registered", "closed".
QString toWords(ClientHealth health);
Tone toneOf(ClientHealth health);
/// "3 outstanding", "15 outstanding, 12 unknown", or "nothing outstanding".
QString outstandingWords(std::uint32_t outstanding, std::uint32_t unknown);

} // namespace stanscope
