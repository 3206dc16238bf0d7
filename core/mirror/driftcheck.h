#pragma once

#include "core/events/event.h"
#include "core/mirror/brokerviews.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stanscope {

/// Compares the mirror with the monitoring endpoint, channel by channel, whenever both stood still
/// (protocol section 5.3). A difference is a suspicion; three that say the same are a drift. Pure:
/// it never changes the mirror; what a drift makes necessary is an event.
class DriftCheck
{
public:
    /// What is compared, in the endpoint's own words.
    struct Mirrored
    {
        std::vector<MonitoredClient> clients;
        std::vector<MonitoredChannel> channels;
        std::set<ChannelName> restless; ///< a frame of theirs is due any moment
        /// What waits there is of before the mirror came, and may be settled by now: what an answer
        /// says of it is no drift.
        std::set<ChannelName> rough = {};
    };

    /// A frame about that channel; an empty name: about all of them and the clients.
    void touch(const ChannelName& channel, Nanos time);
    /// The mirror was built from an answer that came at that time. On channels where something went
    /// on meanwhile it may be a little off: what the next quiet answer says of them is no drift,
    /// but the end of joining.
    void joined(Nanos time);
    /// What of that channel can only be known after a quiet moment.
    bool isSettling(const ChannelName& channel) const
    {
        return m_allSettle ? !m_settled.contains(channel) : m_settling.contains(channel);
    }
    /// The mirror has changed without a frame: an answer of after that is to be compared.
    void want(Nanos time) { m_changed = std::max(m_changed, time); }
    /// Nothing that was answered so far and compared is of after the last change.
    bool wantsAnswer() const { return m_changed >= m_comparedAll; }
    /// Something was heard of that channel, or of all, at that time or later.
    bool wasTouchedSince(const ChannelName& channel, Nanos time) const;
    /// An answer, to be compared once it is known that nothing happened around it.
    void offer(Nanos time, const monitor::Answered& answer);
    bool isHolding() const { return !m_held.empty(); }
    /// Some answer can be compared now.
    bool isRipe(Nanos now) const;
    void compare(Nanos now, const Mirrored& mirrored);
    /// Of subscriptions that were the same but for being stalled: what the broker says. It stalls
    /// or goes on without a frame, so that this is no drift.
    std::map<std::uint32_t, bool> takeStalls() { return std::exchange(m_stalls, {}); }
    /// Nothing that was heard before says anything any more: a gap, a bootstrap, a restart.
    void reset();
    void corrected(const monitor::Corrected& correction);

    /// What a drift makes necessary, until corrected() or a frame of its channels makes it moot.
    const std::optional<monitor::Corrected>& correction() const { return m_correction; }

    bool isSuspicious() const { return !m_suspicions.empty(); }
    std::uint64_t compared() const { return m_compared; }
    std::uint64_t matched() const { return m_matched; }
    std::uint64_t corrections() const { return m_corrections; }
    const std::deque<DriftRow>& drift() const { return m_drift; }
    std::uint64_t found() const { return m_found; }
    /// Of those, the last ones whose correction is to come, or may be withdrawn.
    std::uint64_t open() const { return m_open; }
    bool isDrifting() const;

private:
    struct Held
    {
        Nanos time{};
        monitor::Answered answer;
    };
    struct Difference
    {
        ClientId client;
        Message what;

        bool operator==(const Difference&) const = default;
    };
    struct Suspicion
    {
        std::vector<Difference> differences;
        Nanos since{};
        int seen = 0;
        bool isDrift = false;
    };

    void withdrawCorrection();
    void settle(const ChannelName& channel);
    bool wasQuiet(const ChannelName& channel, const Held& held) const;
    void judge(Nanos now, const ChannelName& channel, std::vector<Difference> differences,
               const Held& held, const MonitoredChannel* broker, bool isRough);
    void noteStalls(const MonitoredChannel& broker, const MonitoredChannel& mirror);
    static std::vector<Difference> differences(const MonitoredChannel& broker,
                                               const MonitoredChannel& mirror);
    static std::vector<Difference> differences(const std::vector<MonitoredClient>& broker,
                                               const std::vector<MonitoredClient>& mirror);

    std::deque<Held> m_held;
    std::unordered_map<ChannelName, Nanos> m_touched;
    Nanos m_joined{};
    std::set<ChannelName> m_settling; ///< moved while the answer was on its way
    bool m_allSettle = false; ///< somebody did, and nobody knows on which channel
    std::set<ChannelName> m_settled; ///< of all of them
    Nanos m_changed{};
    Nanos m_comparedAll{}; ///< as it was a moment before then, the mirror was found to be right
    std::map<std::uint32_t, bool> m_stalls;
    std::map<ChannelName, Suspicion> m_suspicions; ///< empty name: the clients
    std::optional<monitor::Corrected> m_correction;
    std::uint64_t m_compared = 0;
    std::uint64_t m_matched = 0;
    std::uint64_t m_corrections = 0;
    std::deque<DriftRow> m_drift;
    std::uint64_t m_found = 0; ///< rows ever added
    std::uint64_t m_open = 0; ///< of them, since the last correction was decided
};

} // namespace stanscope
