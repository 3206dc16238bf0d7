#pragma once

#include "core/bank/accounthandler.h"
#include "core/events/servicemessages.h"
#include "core/events/transaction.h"
#include "core/service/faultbook.h"
#include "core/service/pauser.h"
#include "core/service/reportwriter.h"
#include "core/service/striker.h"
#include "core/storage/accountstore.h"
#include "core/util/result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// One delivery on its way through the account service.
struct Delivery
{
    Report base; ///< what every report about it carries
    std::string payload;
    std::optional<Transaction> transaction; ///< nothing: malformed
    std::string malformed; ///< why
    /// Hands the ack to the client library; null: acked already, automatically.
    std::function<Result<>()> ack;
};

/// Reads a payload; fills `base` and `transaction`, or `malformed`.
Delivery deliveryFrom(std::string payload, Report base);

/// Handles one message after the other: begin, decide, write, commit, then ack; reports every step
/// before the next one and lets the armed faults strike in between. Lives in the handler thread.
class MessageHandler
{
public:
    /// `store` is that of `database`.
    MessageHandler(Handler handler, ClientId replica, const std::string& database,
                   AccountStore& store, FaultBook& faults, Pauser& pauser, ReportWriter& reports);

    void handle(const Delivery& delivery);

private:
    Result<> decideAndWrite(const Delivery& delivery);
    Result<> quarantineMalformed(const Delivery& delivery);
    Result<> strikeInside(const Delivery& delivery, const Transaction& row);
    bool commit(const Delivery& delivery);
    Result<> commitRows(const Delivery& delivery);
    void ack(const Delivery& delivery);
    bool sendAck(const Delivery& delivery);
    Striker::Struck strike(FaultPlace place, const Report& handling, const Delivery& delivery);
    Striker::Struck strike(FaultPlace place, const Delivery& delivery);
    Result<> failOnPurpose(FaultEffect failure);
    void report(const Delivery& delivery, ReportKind kind, std::string text = {});
    void reportEach(const Delivery& delivery, ReportKind kind);
    void fail(const Delivery& delivery, const Error& error);
    Provenance provenance(const Delivery& delivery) const;

    const std::unique_ptr<AccountHandler> m_handler;
    const ClientId m_replica;
    AccountStore& m_store;
    Pauser& m_pauser;
    Striker m_striker;
    ReportWriter& m_reports;
    std::vector<Decision> m_decisions; ///< of the message being handled; its own first
    bool m_ackedEarly = false; ///< by a fault, before its place
    bool m_injected = false; ///< the error of this message was made up
    int m_failuresInARow = 0;
};

} // namespace stanscope
