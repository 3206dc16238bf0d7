#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace stanscope {

/// Reads lines off many pipes on one thread of its own, so that neither a busy window nor a slow
/// disk delays or blocks a child. Callbacks run on that thread; they must be quick and must not
/// call back.
class LineReader
{
public:
    /// Without its newline. A longer line comes cut at `maxLine` bytes, the rest of it is dropped.
    using Line = std::function<void(std::string)>;
    /// End of file: nothing more comes.
    using Closed = std::function<void()>;

    static constexpr std::size_t maxLine = std::size_t{64} * 1024;

    LineReader();
    /// Reads what is there without waiting, then ends the thread. No callback runs afterwards.
    ~LineReader();
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;

    /// Takes ownership of `file`. Any thread.
    void add(int file, Line line, Closed closed);

private:
    struct Stream
    {
        int file = -1;
        Line line;
        Closed closed;
        std::string partial;
        bool skipping = false; ///< the rest of a line that was too long
    };

    void run();
    void wake() const;
    bool takeAdded();
    static bool read(Stream& stream);
    static void split(Stream& stream, const char* data, std::size_t size);
    static void close(Stream& stream);

    std::mutex m_mutex;
    std::vector<Stream> m_added;
    bool m_stopping = false;
    std::vector<Stream> m_streams; ///< thread only
    int m_wake = -1;
    std::thread m_thread;
};

} // namespace stanscope
