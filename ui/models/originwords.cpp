#include "ui/models/originwords.h"

#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QDateTime>

#include <chrono>

namespace stanscope {

namespace {

struct OriginWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Origin)
};

} // namespace

bool isSeenAsStored(const History& history, std::int64_t startedAtUnixNs, const MessageRow& message)
{
    constexpr Nanos atOnce = std::chrono::milliseconds(100);
    if (message.origin.get() != MessageOrigin::Unseen)
        return message.origin.get() == MessageOrigin::Published;
    const std::int64_t stored = message.brokerStoredAt.get();
    const Nanos late = message.seenAt - history.start - Nanos(stored - startedAtUnixNs);
    return stored != 0 && startedAtUnixNs != 0 && late > -atOnce && late < atOnce;
}

QString storedText(const History& history, const MessageRow& message)
{
    switch (message.origin.get()) {
    case MessageOrigin::Published:
        return timeText(message.seenAt - history.start);
    case MessageOrigin::Before:
        return OriginWords::tr("before");
    case MessageOrigin::Unseen:
        return OriginWords::tr("not seen");
    }
    return {};
}

QString storedToolTip(const History& history, const MessageRow& message)
{
    QString text;
    switch (message.origin.get()) {
    case MessageOrigin::Published:
        return OriginWords::tr("%1 s").arg(timeText(message.seenAt - history.start, 3));
    case MessageOrigin::Before:
        text = OriginWords::tr("before the watch began");
        break;
    case MessageOrigin::Unseen:
        text = OriginWords::tr("its publish was not seen");
        break;
    }
    const std::int64_t unixNs = message.brokerStoredAt.get();
    if (unixNs == 0)
        return text;
    const QDateTime stored = QDateTime::fromMSecsSinceEpoch(unixNs / 1'000'000);
    return OriginWords::tr("%1; at %2 by the broker's clock")
        .arg(text, stored.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
}

bool isMessageGone(const History& history, const DeliveryRow& delivery)
{
    if (delivery.message == 0)
        return false;
    const MessageGone gone = history.messages[delivery.message - 1].gone.get();
    return gone == MessageGone::Lost || gone == MessageGone::Deleted;
}

} // namespace stanscope
