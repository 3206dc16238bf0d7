#pragma once

#include "core/util/result.h"

#include <QString>

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

/// Memory that lies in a file without a name, so that only as much of it stays resident as a budget
/// allows; what was taken first goes first. What has gone is read back by the system when somebody
/// looks at it, and nobody notices but by the clock. Where there is no room for the file, memory
/// comes from the heap, beyond the budget. Any thread.
class PagedMemory
{
public:
    static constexpr std::size_t defaultBudget = std::size_t{512} << 20;
    /// The file grows by this. At the least this much stays resident, whatever the budget.
    static constexpr std::size_t segmentBytes = std::size_t{4} << 20;
    /// Disk space that is left to others.
    static constexpr std::size_t reservedBytes = std::size_t{256} << 20;

    /// `budget` in bytes. The file is in `directory`; empty: where openUnnamedFile() puts it.
    explicit PagedMemory(std::size_t budget = defaultBudget, QString directory = {});
    /// Nothing of it may be in use any more.
    ~PagedMemory();
    PagedMemory(const PagedMemory&) = delete;
    PagedMemory& operator=(const PagedMemory&) = delete;

    /// At most segmentBytes; aligned for every type. The content is anything.
    void* take(std::size_t bytes);
    /// What take() returned for these many bytes.
    void giveBack(void* memory, std::size_t bytes);

    /// Takes effect with the next trim().
    void setBudget(std::size_t bytes);
    std::size_t budget() const;
    /// Lets go of what is resident beyond the budget. To be called now and then: looking at old
    /// rows makes them resident. take() does so by itself.
    void trim();

    /// Bytes taken and not given back.
    std::size_t used() const;
    /// Bytes of the file that are in this process's memory now.
    std::size_t resident() const;
    /// Why memory comes from the heap; told once until there is room again.
    std::optional<Error> takeFailure();

private:
    struct Segment
    {
        std::byte* at = nullptr;
        bool isInFile = false;
    };

    std::byte* carve(std::size_t bytes);
    void addSegment();
    bool growFile();
    void fail(const std::string& why);
    std::vector<std::byte*> fileSegments() const;
    std::size_t residentIn(const std::byte* segment) const;

    const QString m_directory;
    int m_pagemap = -1; ///< tells which pages are resident; -1: nobody does

    mutable std::mutex m_trimming; ///< segments stay mapped while it is held; locked before m_mutex
    mutable std::mutex m_mutex; ///< for all below
    int m_file = -1;
    std::size_t m_fileBytes = 0;
    std::size_t m_budget;
    std::size_t m_used = 0;
    std::size_t m_sinceTrim = 0; ///< bytes taken
    std::vector<Segment> m_segments;
    std::size_t m_filled = segmentBytes; ///< of the last segment
    std::map<std::size_t, std::vector<std::byte*>> m_free; ///< given back, by size
    std::optional<Error> m_failure;
    bool m_told = false;
};

/// A T in `memory`, or on the heap when that is null.
template <typename T, typename... Args>
std::shared_ptr<T> makePaged(const std::shared_ptr<PagedMemory>& memory, Args&&... args)
{
    if (!memory)
        return std::make_shared<T>(std::forward<Args>(args)...);
    static_assert(sizeof(T) <= PagedMemory::segmentBytes);
    T* object = new (memory->take(sizeof(T))) T(std::forward<Args>(args)...);
    return std::shared_ptr<T>(object, [memory](T* gone) {
        gone->~T();
        memory->giveBack(gone, sizeof(T));
    });
}

} // namespace stanscope
