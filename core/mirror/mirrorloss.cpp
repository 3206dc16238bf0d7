#include "core/mirror/mirror.h"

#include <algorithm>
#include <utility>

// What is lost without a frame: messages that a limit takes, a channel that is deleted.
namespace stanscope {

namespace {

constexpr std::size_t mostLost = 100;
/// Deliveries that were given up, until the endpoint tells what became of their messages.
constexpr std::size_t mostVanished = 1000;

} // namespace

bool Mirror::hasLiveSubscriptions(const ChannelName& channel) const
{
    return m_byChannel.contains(channel);
}

std::set<ChannelName> Mirror::roughChannels() const
{
    std::set<ChannelName> rough;
    const auto add = [&rough](const SubscriptionState& state) {
        if (state.isRough || (state.isFar && state.unknown > 0))
            rough.insert(state.channel);
    };
    for (const std::uint32_t id : m_holders)
        add(at(id));
    if (m_unknown > 0)
        for (const auto& [key, group] : m_groups)
            if (group.shadow)
                add(*group.shadow);
    return rough;
}

Nanos Mirror::leftAt(const ChannelName& channel) const
{
    const auto found = m_leftAt.find(channel);
    return found == m_leftAt.end() ? Nanos{} : found->second;
}

/// Told once for each message of a group: to how many members it went says nothing.
void Mirror::count(const Group& group, std::uint64_t from, std::uint64_t to, Loss& loss) const
{
    const auto add = [&](std::uint64_t sequence) {
        ++loss.unacked;
        if (loss.sequences.size() < mostLost)
            loss.sequences.emplace_back(sequence);
    };
    const auto addOf = [&](const SubscriptionState& state) {
        for (auto entry = state.pending().lower_bound(from);
             entry != state.pending().end() && entry->first <= to; ++entry)
            add(entry->first);
    };
    for (const std::uint32_t member : group.members)
        addOf(at(member));
    if (group.shadow)
        addOf(*group.shadow);
    for (auto one = group.vanished.lower_bound(from); one != group.vanished.end() && *one <= to;
         ++one)
        add(*one);
    const bool isThere = !group.members.empty() || group.shadow;
    const std::uint64_t sent =
        std::max(group.shadow ? group.shadow->lastSent : group.lastSent, from - 1);
    if (isThere && !group.isRough && sent < to)
        loss.unsent += to - sent;
}

Mirror::Loss Mirror::expired(const ChannelName& channel, std::uint64_t from, std::uint64_t to)
{
    Loss loss;
    const std::string prefix = prefixOf(channel);
    for (auto group = m_groups.lower_bound(prefix);
         group != m_groups.end() && group->first.starts_with(prefix); ++group) {
        count(group->second, from, to, loss);
        std::erase_if(group->second.vanished,
                      [to](std::uint64_t sequence) { return sequence <= to; });
    }
    std::sort(loss.sequences.begin(), loss.sequences.end());
    loss.sequences.erase(std::unique(loss.sequences.begin(), loss.sequences.end()),
                         loss.sequences.end());
    return loss;
}

Mirror::Loss Mirror::channelDeleted(Nanos time, const ChannelName& channel)
{
    const Booking booking(*this);
    const std::uint64_t first = std::max<std::uint64_t>(1, m_messages->first(channel).value_or(1));
    Loss loss = expired(channel, first, std::max(first, m_messages->last(channel)));
    const std::string prefix = prefixOf(channel);
    for (auto group = m_groups.lower_bound(prefix);
         group != m_groups.end() && group->first.starts_with(prefix);) {
        if (group->second.shadow) {
            SubscriptionState shadow = takeShadow(group->second);
            for (const auto& [sequence, pending] : shadow.takeAll())
                end(pending.row, time, DeliveryEnd::Evicted, 0);
        }
        for (const std::uint32_t member : group->second.members)
            startAnew(time, edit(member));
        Group& left = group->second;
        left.lastSent = 0;
        left.latest = {};
        left.vanished.clear();
        left.isRough = true;
        group = left.members.empty() ? m_groups.erase(group) : std::next(group);
    }
    m_leftAt.erase(channel);
    return loss;
}

/// It has subscribed to the new channel of that name, though it seemed to go on with the old one.
void Mirror::startAnew(Nanos time, SubscriptionState& state)
{
    for (const auto& [sequence, pending] : state.takeAll())
        end(pending.row, time, DeliveryEnd::Evicted, 0);
    state.setUnknown(0, time);
    state.stopTimer();
    state.lastSent = 0;
    state.answeredLastSent = 0;
    state.lastCounted = 0;
    state.spare.clear();
    state.resuming = 0;
    state.fresh = true;
    Group& group = m_groups[state.groupKey];
    if (std::exchange(state.stalled, false) && group.stalledMembers > 0)
        --group.stalledMembers;
}

/// A member's timer fired, and nothing came: whether a limit has taken the message the endpoint
/// tells.
void Mirror::noteVanished(Nanos now, const SubscriptionState& state, std::uint64_t sequence)
{
    Group& group = m_groups[state.groupKey];
    if (group.vanished.size() < mostVanished)
        group.vanished.insert(sequence);
    NoticeRow notice;
    notice.kind = NoticeRow::Kind::Expired;
    notice.time = now;
    notice.channel = state.channel;
    notice.client = state.client;
    notice.first = notice.last = Sequence(sequence);
    notice.unacked = 1;
    notice.lost = {Sequence(sequence)};
    notice.what = message(Code::ExpiredUnheard, state.channel, Sequence(sequence), state.client);
    notice.isGuess = true;
    m_notices.push_back(std::move(notice));
}

/// The broker sends in the order of sequences: what it leaves out, it has no more.
void Mirror::noteSkipped(Nanos time, const SubscriptionState& state, const Group& group,
                         std::uint64_t sequence)
{
    const std::uint64_t told = m_messages->first(state.channel).value_or(0);
    const std::uint64_t from = std::max(group.lastSent + 1, told);
    if (group.isRough || m_tapAway || from >= sequence)
        return;
    NoticeRow notice;
    notice.kind = NoticeRow::Kind::Expired;
    notice.time = time;
    notice.channel = state.channel;
    notice.client = state.client;
    notice.first = Sequence(from);
    notice.last = Sequence(sequence - 1);
    notice.unsent = sequence - from;
    notice.what = message(Code::ExpiredUnsent, state.channel, notice.first, notice.last,
                          state.queueGroup.empty() ? state.client.value() : state.queueGroup);
    m_messages->markGone(state.channel, from, sequence - 1, MessageGone::Lost);
    m_notices.push_back(std::move(notice));
}

} // namespace stanscope
