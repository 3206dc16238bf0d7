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
    void delivered(std::uint32_t delivery, bool isAlive, const BankBook& bank);
    /// A process reports that a delivery has reached it.
    void received(NameId lane, RowRef handling);
    /// A handling has come to an outcome.
    void decided(RowRef handling, const Report& report, const BankBook& bank);
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

    void judgeMessage(RowRef handling, const Report& report, const BankBook& bank,
                      std::uint32_t counted);
    void judgeEarly(RowRef handling, const BankBook& bank);

    JoinWriter* m_writer;
    std::map<NameId, Waiting> m_waiting; ///< by the process's lane
};

} // namespace stanscope
