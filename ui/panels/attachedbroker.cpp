#include "ui/panels/attachedbroker.h"

#include "ui/panels/panelkit.h"

#include <QLabel>
#include <QStringList>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostChannels = 6;

QString stateWords(const TapView& tap)
{
    if (!tap.denied.empty())
        return AttachedBroker::tr("Not allowed to listen: only monitoring tells");
    if (tap.away)
        return AttachedBroker::tr("Disconnected, connecting again");
    return AttachedBroker::tr("Listening");
}

/// Which server of a cluster or of a pair answers; empty for a single one.
QString serverOf(const Snapshot& snapshot)
{
    if (!snapshot.check.server)
        return {};
    const monitor::ServerChanged& server = *snapshot.check.server;
    if (snapshot.check.leaderless)
        return u" · "_s + AttachedBroker::tr("no server leads");
    const QUrl url(utf8(server.endpoint));
    const QString role =
        utf8(server.role.empty() ? server.state : server.state + ' ' + server.role);
    return u" · %1:%2 %3"_s.arg(url.host()).arg(url.port()).arg(role);
}

} // namespace

AttachedBroker::AttachedBroker(QWidget* parent)
    : QWidget(parent)
    , m_state(makeLabel(u"secondary"_s, this))
    , m_counts(makeLabel(u"secondary"_s, this))
    , m_channels(makeLabel(u"secondary"_s, this))
{
    setToolTip(tr("Somebody else's broker: it is watched. To pause, kill or restart it would take "
                  "a process of ours"));
    m_state->setObjectName(u"attachedState"_s);
    m_counts->setObjectName(u"attachedCounts"_s);
    m_channels->setObjectName(u"attachedChannels"_s);
    for (QLabel* label : {m_state, m_counts, m_channels})
        label->setWordWrap(true);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_state);
    all->addWidget(m_counts);
    all->addWidget(m_channels);
}

Tone AttachedBroker::toneOf(const Snapshot& snapshot)
{
    if (!snapshot.tap.denied.empty())
        return Tone::Failed;
    return snapshot.tap.away || snapshot.check.leaderless ? Tone::Failed : Tone::Acked;
}

void AttachedBroker::showSnapshot(const Snapshot& snapshot)
{
    setTextIfNew(m_state, stateWords(snapshot.tap) + serverOf(snapshot));
    setTone(m_state, toneOf(snapshot) == Tone::Acked ? Tone::Skipped : toneOf(snapshot));
    // Thousands of subscriptions name their channels again and again.
    std::unordered_set<std::string_view> known;
    for (const SubscriptionView& view : snapshot.subscriptions)
        known.insert(view.channel.value());
    std::vector<std::string_view> channels(known.begin(), known.end());
    const auto last = channels.begin()
        + static_cast<std::ptrdiff_t>(std::min<std::size_t>(channels.size(), mostChannels));
    std::partial_sort(channels.begin(), last, channels.end());
    setTextIfNew(m_counts,
                 tr("%1 clients · %2 subscriptions · %3 deliveries, %4 of them again")
                     .arg(snapshot.clients.size())
                     .arg(snapshot.subscriptions.size())
                     .arg(snapshot.deliveries)
                     .arg(snapshot.redeliveries));
    QStringList names;
    for (auto channel = channels.begin(); channel != last; ++channel)
        names << utf8(std::string(*channel));
    const int more = static_cast<int>(channels.size()) - static_cast<int>(names.size());
    const QString list = names.join(u", "_s);
    setTextIfNew(m_channels,
                 channels.empty() ? tr("No channel known yet.")
                     : more > 0   ? tr("Channels: %1 and %2 more").arg(list).arg(more)
                                  : tr("Channels: %1").arg(list));
}

} // namespace stanscope
