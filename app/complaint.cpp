#include "app/complaint.h"

#include "core/util/errortext.h"

#include <cstdio>
#include <cstring>

namespace stanscope {

std::string complaint(const std::string& text, const std::string& remedy)
{
    return "stanscope: " + text + (remedy.empty() ? "" : " ") + remedy + '\n';
}

void complain(const std::string& text, const std::string& remedy)
{
    std::fputs(complaint(text, remedy).c_str(), stderr);
}

void complain(const Error& error)
{
    complain(error.text, error.remedy);
}

std::string unwritableOutput(int error)
{
    return errorText(QT_TRANSLATE_NOOP("Errors", "standard output could not be written: %1."),
                     std::string(std::strerror(error)));
}

} // namespace stanscope
