#include "core/tap/tapsubjects.h"

namespace stanscope {

bool isHeardAnyway(const std::string& subject)
{
    if (subject.starts_with("_STAN."))
        return true;
    if (!subject.starts_with("_INBOX."))
        return false;
    const std::size_t dot = subject.find('.', sizeof("_INBOX.") - 1);
    return dot != std::string::npos && subject.find('.', dot + 1) == std::string::npos;
}

std::vector<std::string> prefixedSubjects(const std::string& cluster)
{
    if (cluster.empty())
        return {};
    return {"*." + cluster, "*." + cluster + ".pings", "*.*." + cluster,
            "*.*." + cluster + ".pings"};
}

} // namespace stanscope
