#include "ui/models/checkwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Check)
};

QString utf8(const std::string& text)
{
    return QString::fromStdString(text);
}

ToldState stateWords(const Snapshot& snapshot)
{
    const MirrorCheckView& check = snapshot.check;
    using State = MirrorCheckView::State;
    switch (check.state) {
    case State::Unmonitored:
        if (!snapshot.attached)
            return {Tone::Skipped, Words::tr("mirror not compared"),
                    Words::tr("Nothing has asked the broker's monitoring endpoint yet.")};
        return {Tone::Expired, Words::tr("mirror started empty"),
                Words::tr("Without a monitoring URL nothing is known of what was there before. "
                          "What is sent from now on is exact.")};
    case State::Bootstrapping:
        return {Tone::Flight, Words::tr("mirror asks the broker…"),
                Words::tr("The first answer of the monitoring endpoint is on its way.")};
    case State::Waiting:
        if (!snapshot.tap.denied.empty())
            return {Tone::Expired, Words::tr("mirror is what monitoring tells"),
                    Words::tr("Nothing can be heard, so that there is nothing to compare. The "
                              "monitoring endpoint is asked every second.")};
        return {Tone::Flight, Words::tr("mirror not compared yet"),
                Words::tr("A channel is compared when it has been quiet for a moment.")};
    case State::Matching:
        return {
            Tone::Acked,
            Words::tr("mirror matches channelsz (%1/%2)").arg(check.matched).arg(check.compared),
            Words::tr("Compared channel snapshots, and how many of them were the same.")};
    case State::Drifting: {
        const auto open = std::count_if(check.drift.begin(), check.drift.end(),
                                        [](const DriftRow& row) { return !row.corrected; });
        return {Tone::Violated, Words::tr("mirror drifts: %1").arg(open),
                Words::tr("The mirror and the broker differ, and did so three times in a row. "
                          "Click to see where.")};
    }
    case State::Failed:
        return {Tone::Failed, Words::tr("monitoring does not answer"), utf8(check.why)};
    }
    return {};
}

} // namespace

ToldState checkWords(const Snapshot& snapshot)
{
    if (!snapshot.attached && snapshot.broker.state == broker::State::Off
        && snapshot.check.compared == 0)
        return {};
    ToldState told = stateWords(snapshot);
    if (snapshot.check.unknown > 0)
        told.text += Words::tr(" · %1 unknown").arg(snapshot.check.unknown);
    if (snapshot.check.corrections > 0)
        told.text += Words::tr(" · corrected: %1").arg(snapshot.check.corrections);
    if (snapshot.check.unknown > 0)
        told.detail += Words::tr(" Unknown: deliveries that are outstanding, but whose sequence "
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
            Tone::Failed,
            Words::tr("This user may not listen to everything: %1").arg(utf8(snapshot.tap.denied)),
            check.state == State::Unmonitored
                ? Words::tr("Give a user with the permission to subscribe to “>”, or a "
                            "monitoring URL.")
                : Words::tr("What the monitoring endpoint tells is shown; single messages, "
                            "acks and timers are not. They need the permission to subscribe "
                            "to “>”.")};
    if (snapshot.tap.away)
        return {Tone::Expired, Words::tr("Disconnected: what happens now is not seen."),
                Words::tr("It is marked as a gap. Connecting again by itself.")};
    switch (check.state) {
    case State::Unmonitored:
        return {Tone::Expired,
                Words::tr("The mirror started empty: who subscribed before now is not known."),
                Words::tr("Attach with a monitoring URL to see all of it.")};
    case State::Bootstrapping:
        return {Tone::Flight,
                Words::tr("Asking the broker for clients, subscriptions and what is "
                          "outstanding…"),
                {}};
    case State::Failed:
        return {Tone::Failed,
                Words::tr("The monitoring endpoint does not answer: %1").arg(utf8(check.why)),
                Words::tr("Deliveries and acks are followed all the same; nothing compares them.")};
    case State::Waiting:
    case State::Matching:
    case State::Drifting:
        break;
    }
    if (check.unknown > 0)
        return {Tone::Flight,
                Words::tr("%1 deliveries were outstanding before now; which, is not known yet.")
                    .arg(check.unknown),
                Words::tr("Their acks or redeliveries tell, within about one AckWait.")};
    if (snapshot.lowImpact)
        return {Tone::Skipped,
                Words::tr("Low impact: listening to known inboxes only. The first deliveries of "
                          "a new subscription may be missed."),
                {}};
    return {Tone::Acked, Words::tr("Watching. Nothing is sent to this broker."), {}};
}

QString toWords(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return Words::tr("healthy");
    case ClientHealth::Suspect:
        return Words::tr("suspect");
    case ClientHealth::DeadButRegistered:
        return Words::tr("dead but registered");
    case ClientHealth::Closed:
        return Words::tr("closed");
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
        return Words::tr("nothing outstanding");
    return unknown == 0 ? Words::tr("%1 outstanding").arg(outstanding)
                        : Words::tr("%1 outstanding, %2 unknown").arg(outstanding).arg(unknown);
}

} // namespace stanscope
