#include "core/util/pagedmemory.h"

#include "core/util/errortext.h"
#include "core/util/unnamedfile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace stanscope {

namespace {

constexpr std::size_t alignment = 64;

std::size_t pageBytes()
{
    static const auto bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return bytes;
}

std::size_t rounded(std::size_t bytes)
{
    return (bytes + alignment - 1) / alignment * alignment;
}

std::byte* map(int flags, int file, std::size_t offset)
{
    void* at = ::mmap(nullptr, PagedMemory::segmentBytes, PROT_READ | PROT_WRITE, flags, file,
                      static_cast<off_t>(offset));
    return at == MAP_FAILED ? nullptr : static_cast<std::byte*>(at);
}

} // namespace

PagedMemory::PagedMemory(std::size_t budget, QString directory)
    : m_directory(std::move(directory))
    , m_pagemap(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC))
    , m_budget(budget)
{
}

PagedMemory::~PagedMemory()
{
    for (const Segment& segment : m_segments)
        ::munmap(segment.at, segmentBytes);
    for (const int file : {m_file, m_pagemap})
        if (file >= 0)
            ::close(file);
}

void* PagedMemory::take(std::size_t bytes)
{
    const std::size_t size = rounded(bytes);
    std::byte* taken = nullptr;
    bool isTrimDue = false;
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::byte*>& free = m_free[size];
        if (!free.empty()) {
            taken = free.back();
            free.pop_back();
        } else {
            taken = carve(size);
        }
        m_used += size;
        m_sinceTrim += size;
        isTrimDue = m_used > m_budget && m_sinceTrim > std::max(m_budget / 16, segmentBytes / 4);
    }
    if (isTrimDue)
        trim();
    return taken;
}

void PagedMemory::giveBack(void* memory, std::size_t bytes)
{
    const std::size_t size = rounded(bytes);
    {
        const std::lock_guard lock(m_mutex);
        m_free[size].push_back(static_cast<std::byte*>(memory));
        m_used -= size;
        if (m_used > 0)
            return;
    }
    // The last one: a session is over, its disk space is free again.
    const std::scoped_lock both(m_trimming, m_mutex);
    if (m_used > 0)
        return;
    m_free.clear();
    m_filled = segmentBytes;
    for (const Segment& segment : std::exchange(m_segments, {}))
        ::munmap(segment.at, segmentBytes);
    if (m_file >= 0 && ::ftruncate(m_file, 0) == 0)
        m_fileBytes = 0;
}

std::byte* PagedMemory::carve(std::size_t bytes)
{
    if (m_filled + bytes > segmentBytes) {
        addSegment();
        m_filled = 0;
    }
    std::byte* at = m_segments.back().at + m_filled;
    m_filled += bytes;
    return at;
}

void PagedMemory::addSegment()
{
    if (growFile()) {
        if (std::byte* at = map(MAP_SHARED, m_file, m_fileBytes)) {
            m_fileBytes += segmentBytes;
            m_segments.push_back({at, true});
            return;
        }
    }
    std::byte* at = map(MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!at)
        throw std::bad_alloc();
    m_segments.push_back({at, false});
}

/// A page of a mapped file for which the disk has no room would be a SIGBUS: the room is taken
/// first.
bool PagedMemory::growFile()
{
    if (m_file < 0) {
        const auto opened =
            m_directory.isEmpty() ? openUnnamedFile() : openUnnamedFile(m_directory);
        if (!opened) {
            fail(opened.error().text);
            return false;
        }
        m_file = *opened;
    }
    struct statvfs disk = {};
    int cause = ::fstatvfs(m_file, &disk) == 0 ? 0 : errno;
    if (cause == 0 && disk.f_bavail * disk.f_frsize < segmentBytes + reservedBytes)
        cause = ENOSPC;
    if (cause == 0)
        cause = ::posix_fallocate(m_file, static_cast<off_t>(m_fileBytes), segmentBytes);
    if (cause != 0) {
        fail(std::string(std::strerror(cause)) + '.');
        return false;
    }
    m_failure.reset();
    m_told = false;
    return true;
}

void PagedMemory::fail(const std::string& why)
{
    m_failure = Error{
        errorText(
            QT_TRANSLATE_NOOP(
                "Errors", "What is older of this session stays in memory, beyond the setting: %1"),
            why),
        errorText(QT_TRANSLATE_NOOP("Errors", "Make room on the disk."))};
}

void PagedMemory::setBudget(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_budget = bytes;
}

std::size_t PagedMemory::budget() const
{
    const std::lock_guard lock(m_mutex);
    return m_budget;
}

void PagedMemory::trim()
{
    const std::unique_lock trimming(m_trimming, std::try_to_lock);
    if (!trimming)
        return; // somebody does
    std::size_t budget = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_sinceTrim = 0;
        if (m_used <= m_budget)
            return;
        budget = m_budget;
    }
    const std::vector<std::byte*> segments = fileSegments();
    std::vector<std::size_t> bytes;
    std::size_t total = 0;
    for (const std::byte* segment : segments)
        total += bytes.emplace_back(residentIn(segment));
    if (total <= budget)
        return;
    // A little more than asked for, so that the next few rows find room.
    const std::size_t aim = budget - budget / 16;
    for (std::size_t i = 0; i + 1 < segments.size() && total > aim; ++i) {
        if (bytes[i] == 0)
            continue;
        // Of a shared mapping, it only leaves this process: the file has the content.
        ::madvise(segments[i], segmentBytes, MADV_DONTNEED);
        total -= bytes[i];
    }
}

std::size_t PagedMemory::used() const
{
    const std::lock_guard lock(m_mutex);
    return m_used;
}

std::size_t PagedMemory::resident() const
{
    const std::lock_guard trimming(m_trimming);
    std::size_t total = 0;
    for (const std::byte* segment : fileSegments())
        total += residentIn(segment);
    return total;
}

std::optional<Error> PagedMemory::takeFailure()
{
    const std::lock_guard lock(m_mutex);
    if (m_told || !m_failure)
        return std::nullopt;
    m_told = true;
    return m_failure;
}

std::vector<std::byte*> PagedMemory::fileSegments() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::byte*> found;
    for (const Segment& segment : m_segments)
        if (segment.isInFile)
            found.push_back(segment.at);
    return found;
}

/// By /proc/self/pagemap, where bit 63 of a page's entry says that it is present (Linux,
/// admin-guide/mm/pagemap). Where that cannot be read, everything counts as resident.
std::size_t PagedMemory::residentIn(const std::byte* segment) const
{
    std::array<std::uint64_t, segmentBytes / 4096> entries = {};
    const std::size_t length = segmentBytes / pageBytes() * sizeof(std::uint64_t);
    const std::size_t at =
        reinterpret_cast<std::uintptr_t>(segment) / pageBytes() * sizeof(std::uint64_t);
    if (::pread(m_pagemap, entries.data(), length, static_cast<off_t>(at))
        != static_cast<ssize_t>(length))
        return segmentBytes;
    const auto present = std::count_if(entries.begin(), entries.end(),
                                       [](std::uint64_t entry) { return (entry >> 63U) != 0; });
    return static_cast<std::size_t>(present) * pageBytes();
}

} // namespace stanscope
