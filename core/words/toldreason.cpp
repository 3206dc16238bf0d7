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

/// As core/events/servicemessages.cpp writes it.
Message parserReason(std::string_view told)
{
    std::string_view rest = told;
    return follows(rest, "not JSON: ") ? message(Code::PayloadNotJson, std::string(rest))
                                       : said(std::string(told));
}

} // namespace

Message toldReason(std::string_view told)
{
    std::string_view rest = told;
    // As core/service/messagehandler.cpp writes it.
    if (follows(rest, "malformed payload: "))
        return message(Code::MalformedPayload, parserReason(rest));
    // As core/bank/handlersteps.cpp writes it.
    if (follows(rest, "unknown account \"") && rest.ends_with('"')) {
        rest.remove_suffix(1);
        return message(Code::UnknownAccountNamed, std::string(rest));
    }
    return parserReason(told);
}

} // namespace stanscope
