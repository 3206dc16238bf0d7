#pragma once

#include "core/lab/history.h"

#include <QString>

namespace stanscope {

/// Its publish was seen, or its first delivery was, as soon as the broker had stored it: the answer
/// to a publish is often the later one on the wire.
bool isSeenAsStored(const History& history, std::int64_t startedAtUnixNs,
                    const MessageRow& message);
/// When a message was stored, since the start of the run: "1.25"; "before" or "not seen" where its
/// publish was not heard.
QString storedText(const History& history, const MessageRow& message);
/// The same in full, with the moment by the broker's own clock where a delivery has told it.
QString storedToolTip(const History& history, const MessageRow& message);

/// A limit has taken the message of a delivery, or its channel was deleted: nothing is left to send
/// again.
bool isMessageGone(const History& history, const DeliveryRow& delivery);

/// In front of what is inferred from what was not all seen.
inline QString guessed(bool isGuess, const QString& text)
{
    return isGuess && !text.isEmpty() ? QStringLiteral("≈ ") + text : text;
}

} // namespace stanscope
