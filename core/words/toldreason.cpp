#include "core/words/toldreason.h"

#include <string>

namespace stanscope {

namespace {

/// What stands behind the beginning; false: it begins otherwise.
bool follows(std::string_view& text, std::string_view beginning)
{
    if (!text.starts_with(beginning))
        return false;
    text.remove_prefix(beginning.size());
    return true;
}

} // namespace

Message toldReason(std::string_view told)
{
    std::string_view rest = told;
    // As core/service/messagehandler.cpp and core/events/servicemessages.cpp write it.
    if (follows(rest, "malformed payload: "))
        return message(Code::MalformedPayload, toldReason(rest));
    if (follows(rest, "not JSON: "))
        return message(Code::PayloadNotJson, std::string(rest));
    // As core/bank/handlersteps.cpp writes it.
    if (follows(rest, "unknown account \"") && rest.ends_with('"')) {
        rest.remove_suffix(1);
        return message(Code::UnknownAccountNamed, std::string(rest));
    }
    return said(std::string(told));
}

} // namespace stanscope
