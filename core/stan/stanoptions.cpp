#include "core/stan/stanoptions.h"

#include <fstream>

namespace stanscope {

Result<std::string> readTokenFile(const std::string& path)
{
    if (path.empty())
        return std::string();
    std::ifstream file(path);
    std::string token;
    if (!file || !std::getline(file, token))
        return Error{"token file cannot be read: " + path,
                     "Check that the file exists and belongs to this user."};
    return token;
}

} // namespace stanscope
