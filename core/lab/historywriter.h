#pragma once

#include "core/lab/history.h"
#include "core/util/stringhash.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The one writer of a History: interns names, keeps payloads, and remembers which rows changed
/// since they were last asked for. Folding thread only.
class HistoryWriter
{
public:
    static constexpr std::size_t maxStoredPayload = 4096;

    explicit HistoryWriter(History& history);
    /// After a copy: writes into the copy's own history from here on.
    void bind(History& history) { m_history = &history; }

    History& rows() { return *m_history; }
    const History& rows() const { return *m_history; }

    NameId intern(std::string_view name);
    /// Keeps the first 4 KiB.
    RowRef keepPayload(std::string_view payload);

    MessageRow& editMessage(std::uint32_t row);
    DeliveryRow& editDelivery(std::uint32_t row);
    TransactionRow& editTransaction(std::uint32_t row);
    HandlingRow& editHandling(std::uint32_t row);

    struct Changes
    {
        std::vector<std::uint32_t> messages;
        std::vector<std::uint32_t> deliveries;
        std::vector<std::uint32_t> transactions;
    };
    /// Sorted indices of rows that existed at the call before and were edited since.
    Changes takeChanges();

private:
    struct Tracked
    {
        std::vector<std::uint32_t> rows;
        std::size_t known = 0; ///< rows at the last take

        void touch(std::uint32_t row);
        std::vector<std::uint32_t> take(std::size_t size);
    };

    History* m_history;
    std::unordered_map<std::string, NameId, StringHash, std::equal_to<>> m_names;
    Tracked m_messages;
    Tracked m_deliveries;
    Tracked m_transactions;
};

} // namespace stanscope
