#pragma once

#include "core/fleet/fleet.h"
#include "core/lab/joinwriter.h"
#include "core/ledger/bankbook.h"

#include <cstdint>
#include <deque>
#include <map>

namespace stanscope {

/// Joins what is seen on the wire with what processes report about it: delivery to handling,
/// payload to transaction, decision to message. Either side may come first. Folding thread only.
class ReportJoin
{
public:
    explicit ReportJoin(JoinWriter& writer);
    /// The same state, written on with another writer.
    ReportJoin(const ReportJoin& other, JoinWriter& writer);

    /// A delivery on the wire to that process; a handling that was reported earlier finds it here.
    void delivered(std::uint32_t delivery, bool isAlive);
    /// A process reports that a delivery has reached it.
    void received(NameId lane, RowRef handling);
    /// The handling's decision about that transaction; a new one when it has none.
    RowRef decisionOf(RowRef handling, RowRef transaction, NameId account, const Report& report);
    /// One that has no outcome yet; 0: none.
    RowRef openDecisionOf(RowRef handling) const;
    /// False: that was known.
    bool conclude(RowRef decision, Outcome outcome);
    /// What a message has come to by a decision without a row in the ledger.
    void judge(RowRef decision);
    /// A decision has its row in the ledger.
    void entered(const BankBook::Entered& entered);
    /// The decision that a replica made and did not live to report: committed, as the database
    /// says. 0: it reported nothing about that delivery.
    RowRef committedUnseen(const audit::CommittedRow& row);
    /// The process started or ended: what it had been sent is nobody's.
    void forget(NameId lane) { m_waiting.erase(lane); }

    /// Deliveries to a running process that it has not mentioned. One that the broker has sent
    /// again since was lost on the way.
    std::size_t unmentioned(const Fleet::Process& process, Nanos now) const;

private:
    ReportJoin(const ReportJoin&) = default;

    struct Waiting
    {
        std::deque<RowRef> unclaimed; ///< deliveries that nothing was reported about yet
        std::deque<RowRef> early; ///< handlings whose delivery was not seen yet
    };

    RowRef messageOf(const DecisionRow& decision) const;
    void judgeMessage(RowRef message, Outcome outcome, RowRef ledger);
    void judgeEarly(RowRef handling);

    JoinWriter* m_writer;
    std::map<NameId, Waiting> m_waiting; ///< by the process's lane
};

} // namespace stanscope
