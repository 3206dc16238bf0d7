#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace stanscope {

/// Lines on their way to somebody who may be slow or stand still, such as a paused pager. They wait
/// in a queue of so many bytes and go out on a thread of its own, so that nobody else ever waits
/// for a pipe. When the queue is full its older half is dropped, counted, and said in its place.
class LineOutput
{
public:
    struct Dropped
    {
        std::uint64_t lines = 0; ///< since it was said before
        std::uint64_t total = 0;
        std::int64_t unixNs = 0; ///< when the last of them was written
    };
    /// What is called back must be quick and must not call this object.
    struct Options
    {
        int file = 1; ///< stays open
        std::size_t limit = std::size_t{64} << 20;
        /// The line that stands for dropped ones, with its newline; empty: none.
        std::function<std::string(const Dropped&)> droppedLine = [](const Dropped&) {
            return std::string();
        };
        /// Once, in the thread that writes: the first ones are dropped.
        std::function<void()> dropping = [] {};
        /// Once, on the thread of this object: the file takes nothing any more. `readerLeft`: it
        /// took something, then closed its end, as head does.
        std::function<void(int error, bool readerLeft)> failed = [](int, bool) {};
    };
    struct End
    {
        std::uint64_t lost = 0; ///< lines that did not go out, for whatever reason
        int error = 0; ///< errno of the write that failed
        bool readerLeft = false; ///< as failed() has it
    };

    explicit LineOutput(Options options);
    /// What still waits is lost.
    ~LineOutput();
    LineOutput(const LineOutput&) = delete;
    LineOutput& operator=(const LineOutput&) = delete;

    /// Whole lines with their newlines. Never blocks. Any thread.
    void write(std::string_view lines);
    /// What waits goes out while the other end takes it, for so long; into a file until it is
    /// there. The last line says how many were dropped, if any. Nothing is written after it.
    End finish(std::chrono::milliseconds patience);

private:
    struct State;
    static void run(const std::shared_ptr<State>& state);

    std::shared_ptr<State> m_state; ///< the thread may outlive this: nothing ends a stuck write
    std::thread m_thread;
};

} // namespace stanscope
