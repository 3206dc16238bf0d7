#include "app/complaint.h"

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
    return std::string("standard output could not be written: ") + std::strerror(error) + '.';
}

} // namespace stanscope
