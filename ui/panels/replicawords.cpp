#include "ui/panels/replicawords.h"

#include "ui/models/faultwords.h"
#include "ui/models/runwords.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstring>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct Said
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ReplicaCard)
};

QString subject(const ReplicaView& view)
{
    if (!view.number.isNull())
        return u"#%1"_s.arg(view.number.value());
    return Said::tr("seq %1").arg(view.sequence.value());
}

QString handlingWords(const ReplicaView& view)
{
    if (isExternal(view))
        return Said::tr("has %1 that it has not acked").arg(view.outstanding);
    const QString what = subject(view);
    switch (view.step) {
    case ReportKind::Received:
        return Said::tr("received %1").arg(what);
    case ReportKind::Begin:
        return Said::tr("%1 in the database").arg(what);
    case ReportKind::Decided:
        return Said::tr("%1 %2, about to commit").arg(what, toWords(view.lastOutcome));
    case ReportKind::Committed:
        return Said::tr("%1 committed, ack to come").arg(what);
    case ReportKind::FaultFired:
    case ReportKind::FaultOver:
        return Said::tr("fault fired on %1").arg(what);
    case ReportKind::Acked:
        return Said::tr("%1 acked").arg(what);
    case ReportKind::Hello:
    case ReportKind::Ready:
    case ReportKind::Rejected:
    case ReportKind::Failed:
    case ReportKind::FaultsChanged:
    case ReportKind::Accepted:
    case ReportKind::Refused:
    case ReportKind::Publishing:
    case ReportKind::Published:
    case ReportKind::PublishFailed:
    case ReportKind::ConnectionLost:
    case ReportKind::Stopping:
    case ReportKind::Stopped:
    case ReportKind::Fatal:
    case ReportKind::Warning:
        break;
    }
    return Said::tr("handling %1").arg(what);
}

QString holdingWords(const ReplicaView& view)
{
    const QString place = toWords(view.holding.place);
    if (view.holding.effect == FaultEffect::Busy)
        return Said::tr("another writer holds its database, by a fault");
    return view.holding.effect == FaultEffect::Hang
        ? Said::tr("hangs on %1 %2, by a fault").arg(subject(view), place)
        : Said::tr("delayed on %1 %2, by a fault").arg(subject(view), place);
}

QString waitingWords(const ReplicaView& view)
{
    if (view.leftAckOut)
        return Said::tr("committed %1, a fault left the ack out").arg(subject(view));
    if (view.lastOutcome == Outcome::Rejected)
        return Said::tr("rejected %1 as too early, no ack sent").arg(subject(view));
    if (view.lastOutcome == Outcome::Failed)
        return Said::tr("database failed on %1, no ack sent").arg(subject(view));
    // What it decided last is acked: the broker has sent something that it has not reported yet.
    return Said::tr("a delivery is on its way to it");
}

Tone edgeOfWaiting(Outcome last)
{
    return last == Outcome::Rejected ? Tone::Rejected
        : last == Outcome::Failed    ? Tone::Failed
                                     : Tone::Flight;
}

// A delivery that it rejected, failed on or did not ack went on to another replica without its ack.
QString idleWords(const ReplicaView& view)
{
    if (isExternal(view) && view.got > 0)
        return Said::tr("nothing is outstanding");
    if (view.got == 0)
        return Said::tr("idle, waiting for messages");
    return view.rejected + view.failed + view.acksLeftOut > 0 ? Said::tr("idle")
                                                              : Said::tr("idle, all acked");
}

QString runningWords(const ReplicaView& view)
{
    if (!view.holding.id.isNull())
        return holdingWords(view);
    switch (view.doing) {
    case ReplicaView::Doing::Idle:
        return idleWords(view);
    case ReplicaView::Doing::Handling:
        return handlingWords(view);
    case ReplicaView::Doing::WaitingForAckWait:
        return waitingWords(view);
    case ReplicaView::Doing::Connecting:
        return Said::tr("connecting to the broker");
    }
    return {};
}

QString withEviction(const QString& words, const ReplicaView& view, Nanos now)
{
    if (view.evictionAt.count() == 0)
        return words;
    const double left = std::max(0.0, seconds(view.evictionAt - now));
    return words + Said::tr(" · evicted in %1 s").arg(left, 0, 'f', 1);
}

} // namespace

QString endWords(const ReplicaView& view)
{
    if (!isGone(view))
        return {};
    if (hasStopped(view))
        return Said::tr("stopped");
    if (view.signal == 0)
        return Said::tr("exit code %1").arg(view.exitCode);
    const char* name = sigabbrev_np(view.signal);
    return name ? QString(u"SIG"_s + QString::fromLatin1(name))
                : Said::tr("signal %1").arg(view.signal);
}

QString doingWords(const ReplicaView& view, Nanos now)
{
    switch (view.state) {
    case ReplicaState::Starting:
        return Said::tr("starting, connecting to the broker");
    case ReplicaState::Running:
        return runningWords(view);
    case ReplicaState::Paused:
        // Nothing to predict for a client that had connected: the broker has dropped it.
        if (view.everReady && view.evictionAt.count() == 0)
            return Said::tr("paused · evicted by the broker: resume ends it");
        return withEviction(Said::tr("paused"), view, now);
    case ReplicaState::Held:
        return Said::tr("held until the tap hears the broker again");
    case ReplicaState::Closing:
        return Said::tr("closing its connection");
    case ReplicaState::Dead:
        if (view.unnoticed)
            return hasStopped(view) ? Said::tr("stopped; the broker went before it noticed")
                                    : Said::tr("dead; the broker went before it noticed");
        return hasStopped(view) ? Said::tr("stopped, and the broker knows it")
                                : Said::tr("dead, and the broker knows it");
    case ReplicaState::Ghost:
        return withEviction(Said::tr("ghost"), view, now)
            + Said::tr(" · dead, but the broker still counts it as a member");
    }
    return {};
}

QString countsMarkup(const QList<std::pair<QString, std::uint64_t>>& counts, const Theme& theme)
{
    QStringList parts;
    for (const auto& [word, count] : counts)
        parts << u"%1&nbsp;<span style=\"font-family:'JetBrains Mono'; color:%2\">%3</span>"_s.arg(
            word, theme.text.name(), QString::number(count));
    return parts.join(u"&nbsp;&nbsp; "_s);
}

QString countsMarkup(const ReplicaView& view, const Theme& theme)
{
    QList<std::pair<QString, std::uint64_t>> counts{{Said::tr("got"), view.got}};
    if (!isExternal(view))
        counts.append({Said::tr("applied"), view.applied});
    const auto add = [&](const QString& word, std::uint64_t count) {
        if (count > 0)
            counts.append({word, count});
    };
    add(Said::tr("declined"), view.declined);
    add(Said::tr("rejected"), view.rejected);
    add(Said::tr("parked"), view.parked);
    add(Said::tr("skipped"), view.skipped);
    add(Said::tr("failed"), view.failed);
    add(Said::tr("quarantined"), view.quarantined);
    add(Said::tr("redelivered"), view.redelivered);
    const QString markup = countsMarkup(counts, theme);
    return view.role == process::Role::External
        ? Said::tr("%1&nbsp;&nbsp; outcomes unknown").arg(markup)
        : markup;
}

QColor edgeColor(const ReplicaView& view, const Theme& theme)
{
    if (view.state == ReplicaState::Ghost)
        return theme.text3;
    if (view.state == ReplicaState::Dead && hasStopped(view))
        return theme[Tone::Skipped].mark;
    if (view.state != ReplicaState::Running)
        return theme[toneOf(view.state)].mark;
    if (!view.holding.id.isNull())
        return theme[Tone::Failed].mark;
    if (view.doing == ReplicaView::Doing::WaitingForAckWait)
        return theme[edgeOfWaiting(view.lastOutcome)].mark;
    return theme[Tone::Acked].mark;
}

} // namespace stanscope
