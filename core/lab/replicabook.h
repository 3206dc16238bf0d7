#pragma once

#include "core/events/event.h"
#include "core/lab/bankbook.h"
#include "core/lab/historywriter.h"
#include "core/lab/snapshot.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stanscope {

/// The processes: their life as the supervisor sees it and what they report about each delivery.
/// Folding thread only.
class ReplicaBook
{
public:
    ReplicaBook(HistoryWriter& writer, BankBook& bank);
    /// After a copy: belongs to the copy's own writer and bank from here on.
    void bind(HistoryWriter& writer, BankBook& bank);

    void apply(Nanos time, const process::Started& event);
    void apply(Nanos time, const process::Ended& event);
    void apply(Nanos time, const process::Paused& event);
    void apply(Nanos time, const process::Resumed& event);
    void apply(Nanos time, const process::Closing& event);
    void apply(Nanos time, const process::Forgotten& event);
    void apply(Nanos time, const process::StderrLine& event);
    void apply(const process::Reported& event);

    /// A delivery on the wire; a handling that was reported earlier finds it here.
    void delivered(std::uint32_t deliveryRow);

    struct Replica
    {
        ReplicaView view;
        std::deque<RowRef> unclaimed; ///< deliveries that nothing was reported about yet
        std::deque<RowRef> early; ///< handlings whose delivery was not seen yet
        std::map<std::uint64_t, RowRef> open; ///< handling ordinal → row, without end report
        std::unordered_map<std::uint64_t, RowRef> handlings; ///< of this incarnation
        std::uint64_t received = 0; ///< reports; more than `got` when the tap was away
        bool faultSpent = false; ///< a list without the spent fault is about to be reported
        std::optional<std::uint32_t> band; ///< open Paused or Dead band
        Nanos diedAt{}; ///< 0: lives
    };

    const std::vector<Replica>& replicas() const { return m_replicas; }
    const Replica* find(const ClientId& name) const;
    /// Its card was taken away, and it did not start again since.
    bool isForgotten(const ClientId& name) const { return m_forgotten.contains(name); }
    /// Deliveries to live processes without end report (design section 5). A delivery that a
    /// running process never mentioned, and that the broker has sent again since, was lost on the
    /// way.
    std::uint32_t openHandlings(Nanos now) const;
    /// Problems that services reported since the last call.
    std::vector<laboratory::Problem> takeProblems();
    /// 0: none reported about it.
    const HandlingRow* handlingOf(RowRef delivery) const;
    ReportKind stepOf(RowRef delivery) const;

private:
    Replica* edit(const ClientId& name);
    void closeBand(Nanos time, Replica& replica);
    void openBand(Nanos time, Replica& replica, BandKind kind);
    void received(Replica& replica, const Report& report);
    void handled(Replica& replica, const Report& report);
    void finish(Replica& replica, const Report& report, HandlingRow& handling);
    void close(Replica& replica, const Report& report, HandlingRow& handling);
    void outcome(Replica& replica, const Report& report, HandlingRow& handling, RowRef row);
    void faultFired(Replica& replica, const Report& report);
    void faultsChanged(Replica& replica, const Report& report);
    void countFault(Replica& replica, const FaultSpec& fired);
    void link(RowRef handling, RowRef delivery);
    bool mayStillCome(const Replica& replica, RowRef delivery, Nanos now) const;
    void judgeMessage(RowRef handling, const Report& report, std::uint32_t counted);
    void judgeEarly(RowRef handling);

    HistoryWriter* m_writer;
    BankBook* m_bank;
    std::vector<Replica> m_replicas;
    std::unordered_set<ClientId> m_forgotten;
    std::unordered_map<RowRef, ReportKind> m_steps; ///< by handling row, while open
    std::vector<laboratory::Problem> m_problems;
};

} // namespace stanscope
