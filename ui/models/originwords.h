#pragma once

#include "core/lab/history.h"

#include <QString>

namespace stanscope {

/// When a message was stored, since the start of the run: "1.25"; "before" or "not seen" where its
/// publish was not heard.
QString storedText(const History& history, const MessageRow& message);
/// The same in full, with the moment by the broker's own clock where a delivery has told it.
QString storedToolTip(const History& history, const MessageRow& message);

/// In front of what is inferred from what was not all seen.
inline QString guessed(bool isGuess, const QString& text)
{
    return isGuess && !text.isEmpty() ? QStringLiteral("≈ ") + text : text;
}

} // namespace stanscope
