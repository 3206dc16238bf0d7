#pragma once

#include <string>
#include <string_view>

namespace stanscope {

/// Standard output of a command that reads files and may wait for its reader, as usual tools do.
class PlainOutput
{
public:
    void print(std::string_view text);
    /// Nothing more goes out: the file is full, or the reader has left.
    bool isOver() const { return m_error != 0; }
    /// False when it could not be written, after a message. A reader that took something and left,
    /// as head does, has what it wanted.
    bool finish();

private:
    void flush();

    std::string m_waiting;
    bool m_tookSome = false;
    int m_error = 0;
};

} // namespace stanscope
