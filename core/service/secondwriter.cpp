#include "core/service/secondwriter.h"

#include "core/storage/database.h"

#include <chrono>
#include <future>
#include <utility>

namespace stanscope {

void SecondWriter::hold(const FaultSpec& fault, const Report& handling, Pauser::Ticket ticket)
{
    if (m_thread.joinable())
        m_thread.join();
    std::promise<void> holds;
    std::future<void> held = holds.get_future();
    m_thread = std::jthread([this, fault, handling, ticket, holds = std::move(holds)]() mutable {
        auto database = Database::open(m_database, Database::Access::ReadWrite);
        const auto locked = database ? (*database)->lockOut() : Result<>(database.error());
        holds.set_value();
        if (locked)
            m_pauser.wait(ticket, std::chrono::milliseconds(fault.delayMs));
        else
            m_reports.write(ReportKind::Warning,
                            "the second writer got no lock: " + locked.error().text);
        if (database)
            database->reset();
        m_faults.letGo(fault.id, handling);
    });
    held.wait();
}

} // namespace stanscope
