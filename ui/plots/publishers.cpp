#include "ui/plots/publishers.h"

#include "ui/models/faultwords.h"
#include "ui/models/replicastate.h"
#include "ui/models/tones.h"

#include <QCoreApplication>

#include <algorithm>

namespace stanscope {

namespace {

struct PublisherWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Timeline)
};

QString stateOf(const ReplicaView& view)
{
    if (hasStopped(view))
        return PublisherWords::tr("stopped");
    // That the broker still has it means nothing to who publishes.
    if (isGone(view))
        return toWords(ReplicaState::Dead);
    if (view.state != ReplicaState::Running)
        return toWords(view.state);
    if (view.holding.id.isNull())
        return {};
    return view.holding.effect == FaultEffect::Hang ? PublisherWords::tr("hangs")
                                                    : toWords(view.holding.effect);
}

QString nameOf(const ReplicaView& view)
{
    return QString::fromStdString(view.name.value());
}

QString stateWith(const QString& name, const QString& state)
{
    return PublisherWords::tr("%1: %2", "process, state").arg(name, state);
}

} // namespace

std::vector<const ReplicaView*> publishersOf(const Snapshot& snapshot)
{
    std::vector<const ReplicaView*> publishers;
    if (snapshot.transactionService.lane != 0)
        publishers.push_back(&snapshot.transactionService);
    for (const ReplicaView& view : snapshot.moreTransactionServices)
        if (view.lane != 0)
            publishers.push_back(&view);
    return publishers;
}

bool isPublisher(const Snapshot& snapshot, NameId lane)
{
    return std::ranges::any_of(publishersOf(snapshot),
                               [lane](const ReplicaView* view) { return view->lane == lane; });
}

QString publishersState(const Snapshot& snapshot)
{
    const auto publishers = publishersOf(snapshot);
    for (const ReplicaView* view : publishers) {
        const QString state = stateOf(*view);
        if (!state.isEmpty())
            return publishers.size() == 1 ? state : stateWith(nameOf(*view), state);
    }
    return {};
}

QString longestPublishersState(const Snapshot& snapshot)
{
    const auto publishers = publishersOf(snapshot);
    if (publishers.size() < 2)
        return {};
    const auto longest = std::ranges::max(
        publishers, {}, [](const ReplicaView* view) { return view->name.value().size(); });
    return stateWith(nameOf(*longest), PublisherWords::tr("stopped"));
}

QString faultToolTip(const History& history, std::size_t fault)
{
    const FaultMark& mark = history.faults[fault];
    return QStringLiteral("<b>%1</b><br>%2<br>%3 s")
        .arg(nameText(history, mark.lane).toHtmlEscaped(),
             toWords(mark.effect, mark.place).toHtmlEscaped(),
             timeText(mark.time - history.start, 3));
}

} // namespace stanscope
