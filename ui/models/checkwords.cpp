#include "ui/models/checkwords.h"

#include "core/words/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct CheckWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Check)
};

QString serverWords(const monitor::ServerChanged& server)
{
    const QString state = QString::fromStdString(server.state);
    if (server.role.empty())
        return state;
    return state + u' ' + QString::fromStdString(server.role);
}

/// Our own broker, and it cannot be asked now: what it said before is no news of it.
bool isBrokerAway(const Snapshot& snapshot)
{
    return !snapshot.attached && snapshot.broker.state != broker::State::Running;
}

/// Nothing has been found yet, neither right nor wrong.
bool isToBeCompared(const MirrorCheckView& check)
{
    using State = MirrorCheckView::State;
    return check.state == State::Unmonitored || check.state == State::Bootstrapping
        || check.state == State::Waiting;
}

ToldState stateWords(const Snapshot& snapshot)
{
    const MirrorCheckView& check = snapshot.check;
    using State = MirrorCheckView::State;
    const bool isAsked = check.state == State::Waiting || check.state == State::Matching;
    if (isAsked && isBrokerAway(snapshot))
        return {
            Tone::Skipped, CheckWords::tr("mirror not compared now"),
            CheckWords::tr("The broker does not answer now. Before, %1 of %2 comparisons matched.")
                .arg(check.matched)
                .arg(check.compared)};
    if (check.leaderless)
        return {Tone::Failed, CheckWords::tr("no server leads"),
                CheckWords::tr("The one that led is gone. Until another one leads, nothing is "
                               "stored and nothing is sent.")};
    switch (check.state) {
    case State::Unmonitored:
        if (!snapshot.attached)
            return {Tone::Skipped, CheckWords::tr("mirror not compared"),
                    CheckWords::tr("Nothing has asked the broker's monitoring endpoint yet.")};
        return {
            Tone::Expired, CheckWords::tr("mirror started empty"),
            CheckWords::tr("Without a monitoring URL nothing is known of what was there before. "
                           "What is sent from now on is exact.")};
    case State::Bootstrapping:
        return {Tone::Flight, CheckWords::tr("mirror asks the broker…"),
                CheckWords::tr("The first answer of the monitoring endpoint is on its way.")};
    case State::Waiting:
        if (!snapshot.tap.denied.empty())
            return {Tone::Expired, CheckWords::tr("mirror is what monitoring tells"),
                    CheckWords::tr("Nothing can be heard, so that there is nothing to compare. The "
                                   "monitoring endpoint is asked every second.")};
        if (check.server && check.server->lags)
            return {Tone::Expired,
                    CheckWords::tr("mirror not compared: %1").arg(serverWords(*check.server)),
                    CheckWords::tr("The lists of a follower or a standby are of some time ago and "
                                   "in another order. Attach with the monitoring URLs of all "
                                   "servers: the leader's is used.")};
        return {Tone::Flight, CheckWords::tr("mirror not compared yet"),
                CheckWords::tr("A channel is compared when it has been quiet for a moment.")};
    case State::Matching:
        return {Tone::Acked,
                CheckWords::tr("mirror matches the broker (%1/%2)")
                    .arg(check.matched)
                    .arg(check.compared),
                CheckWords::tr(
                    "So many of the lists that its monitoring endpoint gave said the same.")};
    case State::Drifting: {
        const auto open = std::count_if(check.drift.begin(), check.drift.end(),
                                        [](const DriftRow& row) { return !row.corrected; });
        return {Tone::Violated, CheckWords::tr("mirror drifts: %1").arg(open),
                CheckWords::tr("The mirror and the broker differ, and did so three times in a row. "
                               "Click to see where.")};
    }
    case State::Failed:
        return {Tone::Failed, CheckWords::tr("monitoring does not answer"), words(check.why)};
    }
    return {};
}

} // namespace

ToldState checkWords(const Snapshot& snapshot, bool isPast)
{
    const bool isOff = snapshot.broker.state == broker::State::Off;
    if (!snapshot.attached && snapshot.check.compared == 0
        && (isOff || (isPast && isToBeCompared(snapshot.check))))
        return {};
    ToldState told = stateWords(snapshot);
    if (snapshot.check.unknown > 0)
        told.text += CheckWords::tr(" · %1 unknown").arg(snapshot.check.unknown);
    if (snapshot.check.corrections > 0)
        told.text += CheckWords::tr(" · corrected: %1").arg(snapshot.check.corrections);
    if (snapshot.check.unknown > 0)
        told.detail +=
            CheckWords::tr(" Unknown: deliveries that are outstanding, but whose sequence "
                           "was not seen; each is known again after about one AckWait.");
    return told;
}

ToldState attachNotice(const Snapshot& snapshot)
{
    if (!snapshot.attached)
        return {};
    using State = MirrorCheckView::State;
    const MirrorCheckView& check = snapshot.check;
    if (!snapshot.tap.denied.empty())
        return {
            Tone::Failed, words(snapshot.tap.denied),
            check.state == State::Unmonitored
                ? CheckWords::tr("Give a user with the permission to subscribe to “>”, or a "
                                 "monitoring URL.")
                : CheckWords::tr("What the monitoring endpoint tells is shown; single messages, "
                                 "acks and timers are not. They need the permission to subscribe "
                                 "to “>”.")};
    if (snapshot.tap.away)
        return {Tone::Expired, CheckWords::tr("Disconnected: what happens now is not seen."),
                CheckWords::tr("It is marked as a gap. Connecting again by itself.")};
    if (check.leaderless)
        return {
            Tone::Failed,
            CheckWords::tr("No server leads: %1 did.").arg(QString::fromStdString(check.leader)),
            CheckWords::tr("The one that led is gone. Until another one leads, nothing is "
                           "stored and nothing is sent.")};
    // Nothing of the cluster that was asked for, and another one is there: its id was meant, maybe.
    const bool isSilent =
        snapshot.clients.empty() && snapshot.extent.messages == 0 && snapshot.subscriptions.empty();
    if (isSilent && !snapshot.tap.otherClusters.empty()) {
        QStringList others;
        for (const std::string& cluster : snapshot.tap.otherClusters)
            others << u"“"_s + QString::fromStdString(cluster) + u"”"_s;
        return {Tone::Expired,
                CheckWords::tr("Nothing is heard of this cluster. On this server others are: %1.")
                    .arg(others.join(u", "_s)),
                CheckWords::tr("Attach with that cluster id if it was meant.")};
    }
    switch (check.state) {
    case State::Unmonitored:
        return {Tone::Expired,
                CheckWords::tr("The mirror started empty: who subscribed before now is not known."),
                CheckWords::tr("Attach with a monitoring URL to see all of it.")};
    case State::Bootstrapping:
        return {Tone::Flight,
                CheckWords::tr("Asking the broker for clients, subscriptions and what is "
                               "outstanding…"),
                {}};
    case State::Failed:
        return {Tone::Failed,
                CheckWords::tr("The monitoring endpoint does not answer: %1").arg(words(check.why)),
                CheckWords::tr(
                    "Deliveries and acks are followed all the same; nothing compares them.")};
    case State::Waiting:
    case State::Matching:
    case State::Drifting:
        break;
    }
    if (check.server && check.server->lags)
        return {
            Tone::Expired,
            CheckWords::tr("%1 is %2: it lags behind, and nothing is compared with it.")
                .arg(QString::fromStdString(check.server->endpoint), serverWords(*check.server)),
            CheckWords::tr("Attach with the monitoring URLs of all servers, with commas.")};
    if (check.unknown > 0)
        return {
            Tone::Flight,
            CheckWords::tr("%1 deliveries were outstanding before now; which, is not known yet.")
                .arg(check.unknown),
            CheckWords::tr("Their acks or redeliveries tell, within about one AckWait.")};
    if (snapshot.lowImpact)
        return {
            Tone::Skipped,
            CheckWords::tr("Low impact: listening to known inboxes only. The first deliveries of "
                           "a new subscription may be missed."),
            {}};
    return {Tone::Acked, CheckWords::tr("Watching. Nothing is sent to this broker."), {}};
}

QString toWords(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return CheckWords::tr("healthy");
    case ClientHealth::Suspect:
        return CheckWords::tr("suspect");
    case ClientHealth::DeadButRegistered:
        return CheckWords::tr("dead but registered");
    case ClientHealth::Closed:
        return CheckWords::tr("closed");
    }
    return {};
}

Tone toneOf(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return Tone::Acked;
    case ClientHealth::Suspect:
        return Tone::Expired;
    case ClientHealth::DeadButRegistered:
        return Tone::Failed;
    case ClientHealth::Closed:
        return Tone::Skipped;
    }
    return Tone::Skipped;
}

QString outstandingWords(std::uint32_t outstanding, std::uint32_t unknown)
{
    if (outstanding == 0)
        return CheckWords::tr("nothing outstanding");
    return unknown == 0
        ? CheckWords::tr("%1 outstanding").arg(outstanding)
        : CheckWords::tr("%1 outstanding, %2 unknown").arg(outstanding).arg(unknown);
}

} // namespace stanscope
