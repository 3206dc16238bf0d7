#include "core/mirror/brokerfold.h"

#include <algorithm>
#include <string_view>
#include <utility>

// What the broker's fold concludes that no frame says, and what a person should mend.
namespace stanscope {

namespace {

constexpr std::size_t mostNotices = 100;
/// A broker that is there answers a connect request in milliseconds; clients wait 2 s (section
/// 3.7).
constexpr Nanos answersWithin = std::chrono::seconds(2);
constexpr std::size_t mostAsked = 64;
/// A broker's timer, and what is between it and the tap.
constexpr Nanos timerSlack = std::chrono::milliseconds(25);
/// Where nobody tells how long an idle channel is kept: no shorter time is worth configuring.
constexpr Nanos shortestInactivity = std::chrono::seconds(1);
/// Frames of a moment before the question may still be on their way.
constexpr Nanos quietFor = std::chrono::milliseconds(20);

/// Whether a channel is one of those that a pattern of the broker's configuration names: tokens
/// between dots, "*" for any, ">" for all that follow.
bool matches(std::string_view pattern, std::string_view channel)
{
    while (true) {
        const std::string_view token = pattern.substr(0, pattern.find('.'));
        if (token == ">")
            return !channel.empty();
        const std::string_view part = channel.substr(0, channel.find('.'));
        if (token != "*" && token != part)
            return false;
        const bool isLast = token.size() == pattern.size();
        if (isLast || part.size() == channel.size())
            return isLast && part.size() == channel.size();
        pattern.remove_prefix(token.size() + 1);
        channel.remove_prefix(part.size() + 1);
    }
}

} // namespace

void BrokerFold::note(NoticeRow notice)
{
    ++m_noticesFound;
    if (m_hooks.notice)
        m_hooks.notice(notice);
    m_tap.notices.push_back(std::move(notice));
    if (m_tap.notices.size() > mostNotices)
        m_tap.notices.erase(m_tap.notices.begin());
}

void BrokerFold::takeNotices()
{
    for (NoticeRow& notice : m_mirror.takeNotices())
        // Where there is an endpoint it tells soon, and exactly. Of our own broker the limits are
        // known.
        if (!notice.isGuess || (m_isAttached && !m_isMonitored))
            note(std::move(notice));
}

std::optional<Nanos> BrokerFold::inactivityOf(const ChannelName& channel) const
{
    if (!m_limits)
        return std::nullopt;
    std::int64_t milliseconds = 0;
    std::size_t longest = 0;
    for (const ChannelLimits& limits : *m_limits) {
        const std::string& pattern = limits.channel.value();
        // The more it says, the more it counts.
        if (pattern.empty() ? longest == 0
                            : pattern.size() >= longest && matches(pattern, channel.value())) {
            milliseconds = limits.maxInactivityMs;
            longest = pattern.size();
        }
    }
    return std::chrono::milliseconds(milliseconds);
}

/// A publish to a channel that nobody has used for a while: is it the old one still?
void BrokerFold::doubtIfIdle(Nanos time, const ChannelName& channel)
{
    if (m_messages.last(channel) == 0 || m_mirror.hasLiveSubscriptions(channel)
        || m_messages.published(channel) != m_messages.lastAnswered(channel))
        return;
    const std::optional<Nanos> kept = inactivityOf(channel);
    // An endpoint that does not tell its limits tells soon what has become of the channel.
    if (kept ? *kept == Nanos{} : (m_isMonitored || !m_isAttached))
        return;
    const Nanos since = std::max(m_messages.activeAt(channel), m_mirror.leftAt(channel));
    const Nanos limit = kept.value_or(shortestInactivity);
    // When it was used last before the mirror came, nobody knows.
    if (since != Nanos{} && time - since + timerSlack < limit)
        return;
    m_messages.doubt(channel, kept && since != Nanos{} && time - since > limit + timerSlack);
}

/// Its last sequence goes with it; who was to have what of it is told.
void BrokerFold::channelEnds(Nanos time, const ChannelName& channel, const Message& why)
{
    NoticeRow notice;
    notice.kind = NoticeRow::Kind::ChannelDeleted;
    notice.time = time;
    notice.channel = channel;
    notice.last = Sequence(m_messages.last(channel));
    notice.what = why;
    Mirror::Loss loss = m_mirror.channelDeleted(time, channel);
    notice.unacked = loss.unacked;
    notice.unsent = loss.unsent;
    notice.lost = std::move(loss.sequences);
    m_messages.beginAnew(time, channel);
    note(std::move(notice));
}

bool BrokerFold::wasQuiet(const ChannelName& channel, Nanos askedAt) const
{
    return !m_drift.wasTouchedSince(channel, askedAt - quietFor);
}

/// What limits and inactivity do to a channel makes no frame.
void BrokerFold::confirmChannels(Nanos time, const monitor::Answered& answer)
{
    std::set<ChannelName> known;
    for (const MonitoredChannel& channel : answer.channels) {
        known.insert(channel.name);
        const bool isQuiet = wasQuiet(channel.name, answer.askedAt);
        const std::uint64_t last = m_messages.last(channel.name);
        if (isQuiet && channel.last.value() < last) {
            channelEnds(time, channel.name, message(Code::ChannelBeganAnew, channel.name, last));
            if (m_messages.last(channel.name) != channel.last.value())
                m_messages.adopt(channel.name, channel.first, channel.last);
            m_mirror.adoptChannel(time, channel);
        } else if (isQuiet) {
            m_messages.settle(time, channel.name, channel.last);
        }
        noteExpired(time, channel);
    }
    endUnlisted(time, answer, known);
}

void BrokerFold::endUnlisted(Nanos time, const monitor::Answered& answer,
                             const std::set<ChannelName>& listed)
{
    for (const ChannelName& channel : m_messages.channels())
        if (!listed.contains(channel) && !m_mirror.hasLiveSubscriptions(channel)
            && wasQuiet(channel, answer.askedAt))
            channelEnds(time, channel,
                        message(Code::ChannelDeleted, channel, m_messages.last(channel)));
}

/// What is known is of before a gap, or of another process.
void BrokerFold::compareWithBefore(Nanos time, const monitor::Answered& answer, bool isOther)
{
    if (isOther) {
        if (m_isAttached)
            otherStore(time, answer);
        return;
    }
    std::set<ChannelName> listed;
    for (const MonitoredChannel& channel : answer.channels) {
        noteExpired(time, channel);
        listed.insert(channel.name);
    }
    if (m_isAttached)
        endUnlisted(time, answer, listed);
}

/// Where the channel begins has moved: limits have taken what was before.
void BrokerFold::noteExpired(Nanos time, const MonitoredChannel& channel)
{
    const auto before = m_messages.first(channel.name);
    m_messages.noteFirst(channel.name, channel.first);
    if (!before)
        return;
    const std::uint64_t from = std::max<std::uint64_t>(1, *before);
    // With nothing left it begins at 0.
    const std::uint64_t to =
        channel.first.isNull() ? channel.last.value() : channel.first.value() - 1;
    if (to < from || (channel.first.isNull() && *before == 0))
        return;
    Mirror::Loss loss = m_mirror.expired(channel.name, from, to);
    m_messages.markGone(channel.name, from, to, MessageGone::Expired);
    for (const Sequence sequence : loss.sequences)
        m_messages.markGone(channel.name, sequence.value(), sequence.value(), MessageGone::Lost);
    if (loss.unsent > 0)
        m_messages.markGone(channel.name, to - std::min(loss.unsent, to - from + 1) + 1, to,
                            MessageGone::Lost);
    if (!loss.isAny())
        return;
    NoticeRow notice;
    notice.kind = NoticeRow::Kind::Expired;
    notice.time = time;
    notice.channel = channel.name;
    notice.first = Sequence(from);
    notice.last = Sequence(to);
    notice.unacked = loss.unacked;
    notice.unsent = loss.unsent;
    notice.lost = std::move(loss.sequences);
    notice.what = from == to
        ? message(Code::MessageExpired, channel.name, from, loss.unacked, loss.unsent)
        : message(Code::MessagesExpired, channel.name, from, to, loss.unacked, loss.unsent);
    note(std::move(notice));
}

/// Somebody else's broker was restarted, and what it has is not what it had.
void BrokerFold::otherStore(Nanos time, const monitor::Answered& answer)
{
    for (const ChannelName& name : m_messages.channels()) {
        const auto listed =
            std::find_if(answer.channels.begin(), answer.channels.end(),
                         [&](const MonitoredChannel& channel) { return channel.name == name; });
        const std::uint64_t now = listed == answer.channels.end() ? 0 : listed->last.value();
        const std::uint64_t last = m_messages.last(name);
        if (now < last)
            channelEnds(time, name, message(Code::ChannelOfOtherStore, name, last, now));
    }
}

void BrokerFold::apply(Nanos time, const wire::ForeignCluster& event)
{
    auto& others = m_tap.otherClusters;
    if (std::find(others.begin(), others.end(), event.cluster) == others.end()
        && others.size() < mostAsked)
        others.push_back(event.cluster);
    if (!event.client.isNull() && !m_answering.contains(event.cluster)
        && m_askedFor.size() < mostAsked)
        m_askedFor.push_back({time, event.client, event.cluster});
}

void BrokerFold::apply(Nanos, const wire::ForeignAnswered& event)
{
    if (m_answering.size() < mostAsked)
        m_answering.insert(event.cluster);
    std::erase_if(m_askedFor, [&](const Asked& asked) { return asked.cluster == event.cluster; });
}

void BrokerFold::noteUnanswered(Nanos time)
{
    for (auto asked = m_askedFor.begin(); asked != m_askedFor.end();) {
        if (time - asked->time < answersWithin) {
            ++asked;
            continue;
        }
        NoticeRow notice;
        notice.kind = NoticeRow::Kind::ForeignCluster;
        notice.time = time;
        notice.client = asked->client;
        notice.cluster = asked->cluster;
        notice.what = message(Code::ForeignUnanswered, asked->client, asked->cluster, m_cluster);
        notice.remedy = message(Code::GiveOtherCluster);
        asked = m_askedFor.erase(asked);
        note(std::move(notice));
    }
}

/// Once for each id: its library may try again and again.
void BrokerFold::adviseOnRefusal(Nanos time, const wire::ClientRefused& event)
{
    constexpr std::string_view taken = "clientID already registered";
    constexpr std::size_t mostAdvised = 1000;
    if (event.error.find(taken) == std::string::npos || m_advised.size() >= mostAdvised
        || !m_advised.insert(event.client).second)
        return;
    NoticeRow notice;
    notice.time = time;
    notice.client = event.client;
    notice.what = message(Code::DuplicateClientId, event.client);
    notice.remedy = message(Code::GiveOwnIds);
    note(std::move(notice));
}

/// Nothing is sent until somebody leads: what is due is not settled.
void BrokerFold::setLeaderless(Nanos time, bool isLeaderless)
{
    if (std::exchange(m_check.leaderless, isLeaderless) == isLeaderless)
        return;
    if (isLeaderless)
        m_mirror.brokerStopped();
    else
        m_mirror.brokerRuns(time, false, true);
}

/// Of several endpoints the leader's is asked, so that there is none when a follower's is, behind
/// one that led. Where one is asked, it has become a follower itself.
void BrokerFold::apply(Nanos time, const monitor::ServerChanged& event)
{
    const auto before = std::exchange(m_check.server, event);
    const bool isGone = before && !before->lags && before->endpoint != event.endpoint;
    setLeaderless(time, event.lags && (m_check.leaderless || isGone));
    NoticeRow notice;
    notice.time = time;
    if (!event.lags) {
        const std::string last = std::exchange(m_check.leader, event.endpoint);
        if (last.empty() || last == m_check.leader)
            return;
        notice.kind = NoticeRow::Kind::Leader;
        notice.what = message(Code::ServerLeads, event.endpoint, last);
    } else if (m_check.leader.empty() || event.endpoint == m_check.leader) {
        notice.what = message(Code::ServerLags, event.endpoint,
                              event.role.empty() ? event.state : event.state + ' ' + event.role);
        notice.remedy = message(Code::GiveAllEndpoints);
    } else {
        return;
    }
    note(std::move(notice));
}

void BrokerFold::apply(Nanos, const monitor::LimitsKnown& event)
{
    m_limits = event.limits;
}

/// How our own broker was started.
void BrokerFold::setHeartbeats(const BrokerOptions& options)
{
    m_mirror.setHeartbeats(options);
    ChannelLimits limits;
    limits.maxMessages = options.maxMessages;
    limits.maxAgeMs = std::int64_t{1000} * options.maxAgeSeconds;
    limits.maxInactivityMs = std::int64_t{1000} * options.maxInactivitySeconds;
    m_limits = std::vector<ChannelLimits>{limits};
}

/// The one that is heard now has nothing to do with what was.
void BrokerFold::apply(Nanos time, const wire::TapMoved& event)
{
    const Message why = message(Code::TapMovedTo, event.from, event.to);
    if (m_tap.away && !m_gaps.empty() && !m_tap.outage)
        m_gaps.back().why = why;
    m_drift.reset();
    m_messages.forgetStore();
    m_mirror.brokerRuns(time, true, false);
    NoticeRow notice;
    notice.time = time;
    notice.what = why;
    notice.remedy = message(Code::GiveOneCluster);
    note(std::move(notice));
}

} // namespace stanscope
