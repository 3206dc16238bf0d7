#pragma once

#include <string>
#include <vector>

namespace stanscope {

/// What every low-impact tap hears: requests and acks of publishes, and answers to requests, whose
/// inboxes have three tokens (protocol sections 1.2 and 5.1).
inline constexpr const char* requestSubjects = "_STAN.>";
inline constexpr const char* answerSubjects = "_INBOX.*.*";

/// Whether one of those two has it.
bool isHeardAnyway(const std::string& subject);

/// Connects and pings of a broker with another prefix than "_STAN.discover" (`discover_prefix`), of
/// one or two words.
std::vector<std::string> prefixedSubjects(const std::string& cluster);

} // namespace stanscope
