#include "core/scenario/servicefailure.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr std::size_t shownStderrLines = 3;

/// As it said them, with what stands between them and our sentence.
std::string lastWords(const ReplicaView& service)
{
    if (!service.fatal.empty())
        return ' ' + service.fatal;
    std::string words;
    const auto& lines = service.stderrTail;
    for (std::size_t i = lines.size() - std::min(lines.size(), shownStderrLines); i < lines.size();
         ++i)
        words += '\n' + lines[i];
    return words;
}

} // namespace

std::optional<Message> failureOf(const ReplicaView& service)
{
    const bool dead = service.state == ReplicaState::Dead || service.state == ReplicaState::Ghost;
    if (!dead || service.everReady || service.pid == 0)
        return {};
    return service.signal != 0
        ? message(Code::KilledBeforeReady, service.name, service.signal, lastWords(service))
        : message(Code::EndedBeforeReady, service.name, service.exitCode, lastWords(service));
}

} // namespace stanscope
