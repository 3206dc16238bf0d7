#include "core/export/eventwords.h"

#include <array>

namespace stanscope {

std::string_view toWord(monitor::Purpose purpose)
{
    switch (purpose) {
    case monitor::Purpose::Bootstrap:
        return "bootstrap";
    case monitor::Purpose::Check:
        return "check";
    case monitor::Purpose::Unchanged:
        return "unchanged";
    }
    return "";
}

std::string_view toWord(process::Role role)
{
    switch (role) {
    case process::Role::Account:
        return "account";
    case process::Role::Transaction:
        return "transaction";
    case process::Role::Broker:
        return "broker";
    }
    return "";
}

std::string_view toWord(broker::State state)
{
    switch (state) {
    case broker::State::Off:
        return "off";
    case broker::State::Starting:
        return "starting";
    case broker::State::Running:
        return "running";
    case broker::State::Paused:
        return "paused";
    case broker::State::Closing:
        return "closing";
    case broker::State::Dead:
        return "dead";
    }
    return "";
}

std::string_view toWord(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Pending:
        return "pending";
    case audit::Verdict::Valid:
        return "valid";
    case audit::Verdict::Violated:
        return "violated";
    case audit::Verdict::Unknown:
        return "unknown";
    case audit::Verdict::NotConverged:
        return "not_converged";
    }
    return "";
}

std::string_view toWord(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return "healthy";
    case ClientHealth::Suspect:
        return "suspect";
    case ClientHealth::DeadButRegistered:
        return "dead but registered";
    case ClientHealth::Closed:
        return "closed";
    }
    return "";
}

std::string_view startWord(std::int32_t start)
{
    constexpr auto words = std::to_array<std::string_view>(
        {"new_only", "last_received", "time_delta", "sequence", "first"});
    return start >= 0 && start < static_cast<std::int32_t>(words.size())
        ? words[static_cast<std::size_t>(start)]
        : "unknown";
}

} // namespace stanscope
