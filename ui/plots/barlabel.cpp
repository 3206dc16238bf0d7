#include "ui/plots/barlabel.h"

#include "ui/models/originwords.h"
#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QStringList>

namespace stanscope {

namespace {

struct BarWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

const QString separator = QStringLiteral(" · ");

/// What the replica reports of one that is not acked on the wire; `running`: its AckWait runs.
QString givenUp(const HandlingRow& handling, const History& history, bool running)
{
    switch (handling.outcome.get()) {
    case Outcome::Rejected:
        return whatTheReplicaDid(handling, history);
    case Outcome::Failed:
        return running ? BarWords::tr("database failed, waiting for AckWait")
                       : BarWords::tr("database failed");
    case Outcome::None:
    case Outcome::Applied:
    case Outcome::Declined:
    case Outcome::Skipped:
    case Outcome::Quarantined:
    case Outcome::Parked:
        break;
    }
    const QString did = whatTheReplicaDid(handling, history);
    const bool acked = handling.ackedAt.get() != 0;
    return !running && acked ? BarWords::tr("%1, ack too late").arg(did) : did;
}

// What the replica reported after the expiry does not change what the expiry was.
bool saidNothingInTime(const HandlingRow& handling, const DeliveryRow& delivery)
{
    const std::int64_t expiry = delivery.endedAt.get();
    const std::int64_t ended = handling.endedAt.get();
    return handling.outcome.get() == Outcome::None && (ended == 0 || ended > expiry);
}

QString whatHappened(const TimelineScene& scene, std::uint32_t index, Tone tone)
{
    const DeliveryRow& delivery = scene.history().deliveries[index];
    const DeliveryEnd end = delivery.end.get();
    const HandlingRow* handling = scene.handlingOf(index);
    if (end == DeliveryEnd::Running && isMessageGone(scene.history(), delivery))
        return BarWords::tr("its message is gone");
    if (end == DeliveryEnd::SentToDead || tone == Tone::Dead)
        return toWords(end);
    if (end == DeliveryEnd::Expired
        && (handling == nullptr || saidNothingInTime(*handling, delivery)))
        return BarWords::tr("no ack in time");
    if (handling == nullptr || (tone == Tone::Moved && handling->outcome.get() == Outcome::None))
        return toWords(end, nameText(scene.history(), delivery.other.get()));
    if (end == DeliveryEnd::Acked)
        return toWords(handling->outcome.get());
    if (end == DeliveryEnd::SettledByLateAck)
        return toWords(end, nameText(scene.history(), delivery.other.get()));
    return givenUp(*handling, scene.history(), end == DeliveryEnd::Running);
}

/// The decision in one word, where the tone alone does not tell it.
QString decisionWord(const HandlingRow* handling, Tone tone)
{
    if (handling == nullptr || tone == Tone::Acked || tone == Tone::Flight)
        return {};
    return toWords(handling->outcome.get());
}

/// What happened without what is said about it.
QString gistOf(const QString& what, const HandlingRow* handling)
{
    // The numbers that a rejected one waits for are a list, of which a part says something else.
    if (handling && handling->outcome.get() == Outcome::Rejected)
        return toWords(Outcome::Rejected);
    return what.section(QLatin1Char(','), 0, 0);
}

/// Where the bank counts in another way than the channel, "3" alone is taken for the bank's number.
bool countsAsTheChannel(const TimelineScene& scene, const DeliveryRow& delivery)
{
    if (delivery.message == 0)
        return true;
    const MessageMeaning& meaning = scene.history().meaning(delivery.message - 1);
    return meaning.account.get() == 0
        || static_cast<std::uint64_t>(meaning.number.get()) == delivery.sequence.value();
}

QString timeRow(const QString& name, const QString& time)
{
    return time.isEmpty() ? QString()
                          : QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2 s</td></tr>")
                                .arg(name.toHtmlEscaped(), time);
}

QString row(const QString& name, const QString& text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                                .arg(name.toHtmlEscaped(), text.toHtmlEscaped());
}

QString transactionText(const History& history, std::size_t index)
{
    const MessageMeaning& message = history.meaning(index);
    if (message.account.get() == 0)
        return {};
    return QStringList{nameText(history, message.account.get()),
                       QStringLiteral("#%1").arg(message.number.get()), toWords(message.type.get()),
                       moneyText(message.amount.get())}
        .join(separator);
}

QString databaseText(const History& history, const HandlingRow& handling)
{
    if (handling.begunAt.get() == 0)
        return {};
    const QString committed = timeText(history, handling.committedAt.get());
    const QString begun = timeText(history, handling.begunAt.get());
    return committed.isEmpty() ? BarWords::tr("begun at %1 s, no commit").arg(begun)
                               : BarWords::tr("%1 to %2 s").arg(begun, committed);
}

} // namespace

BarLabel barLabelOf(const TimelineScene& scene, std::uint32_t index, Tone tone)
{
    const DeliveryRow& delivery = scene.history().deliveries[index];
    // What nobody has taken over is kept for whoever resumes its durable.
    const bool isKept = tone == Tone::Moved && delivery.other.get() == 0;
    const QString mark = glyph(isKept ? Tone::Flight : tone);
    const QString number = QString::number(delivery.sequence.value());
    const QString sequence = BarWords::tr("seq %1").arg(number);
    const QString attempt = BarWords::tr("attempt %1").arg(delivery.attempt);
    const QString what = whatHappened(scene, index, tone);
    const QString start = mark + QLatin1Char(' ') + sequence;
    const QString shortest =
        countsAsTheChannel(scene, delivery) ? mark + QLatin1Char(' ') + number : start;
    // The attempt goes where it tells something; "rejected" needs its room for the reason.
    const bool withAttempt = delivery.attempt > 1 || tone == Tone::Expired || tone == Tone::Failed;

    BarLabel label;
    const QString tried = withAttempt ? start + separator + attempt : start;
    const QString gist = gistOf(what, scene.handlingOf(index));
    // That it was rejected the glyph says too.
    const bool isPlain = withAttempt && gist == toWords(Outcome::Rejected);
    label.inside = {tried + separator + what, tried + separator + gist,
                    isPlain ? tried : start + separator + gist, tried, shortest};
    const QString word = decisionWord(scene.handlingOf(index), tone);
    label.behind[0] = word.isEmpty() ? shortest : shortest + QLatin1Char(' ') + word;
    if (delivery.attempt > 1)
        label.behind[0] += separator + attempt;
    label.behind[1] = shortest;
    return label;
}

QString deliveryToolTip(const TimelineScene& scene, std::uint32_t index)
{
    const History& history = scene.history();
    const DeliveryRow& delivery = history.deliveries[index];
    const QString title = QStringList{nameText(history, delivery.client),
                                      BarWords::tr("seq %1").arg(delivery.sequence.value()),
                                      BarWords::tr("attempt %1").arg(delivery.attempt)}
                              .join(separator);
    QString rows;
    if (delivery.message != 0)
        rows += row(BarWords::tr("transaction"), transactionText(history, delivery.message - 1));
    rows += timeRow(BarWords::tr("delivered"), timeText(delivery.deliveredAt - history.start, 3));
    if (delivery.unseen.get())
        rows += row(BarWords::tr("not seen"),
                    BarWords::tr("the broker sent it again at its start, and nobody could listen"));
    rows += timeRow(
        BarWords::tr("deadline"),
        guessed(delivery.deadlineIsGuess.get(), timeText(history, delivery.deadline.get())));
    rows += timeRow(BarWords::tr("ended"), timeText(history, delivery.endedAt.get()));
    rows += row(BarWords::tr("how it ended"),
                toWords(delivery.end.get(), nameText(history, delivery.other.get())));
    if (const HandlingRow* handling = scene.handlingOf(index)) {
        rows += row(BarWords::tr("the replica"), whatTheReplicaDid(*handling, history));
        rows += row(BarWords::tr("database"), databaseText(history, *handling));
    }
    return QStringLiteral("<b>%1</b><table>%2</table>").arg(title.toHtmlEscaped(), rows);
}

QString messageToolTip(const TimelineScene& scene, std::uint32_t index)
{
    const History& history = scene.history();
    const MessageRow& message = history.messages[index];
    QString rows = row(BarWords::tr("transaction"), transactionText(history, index));
    rows += row(BarWords::tr("publisher"), nameText(history, message.publisher.get()));
    rows += row(BarWords::tr("stored"), storedToolTip(history, message));
    rows += row(BarWords::tr("deliveries"), QString::number(message.deliveries.get()));
    rows += row(BarWords::tr("outcome"), toWords(history.outcomeOf(index)));
    return QStringLiteral("<b>%1</b><table>%2</table>")
        .arg(BarWords::tr("seq %1").arg(message.sequence.value()).toHtmlEscaped(), rows);
}

} // namespace stanscope
