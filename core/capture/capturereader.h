#pragma once

#include "core/events/event.h"
#include "core/util/result.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace stanscope {

/// Reads a capture, also one that is still being written. Untrusted input: a file that is none, or
/// of a newer version, is an Error; a broken tail ends the capture there and is told as truncated.
/// One thread at a time; memory is bounded by one block.
class CaptureReader
{
public:
    static Result<CaptureReader> open(const QString& path);
    CaptureReader(CaptureReader&&) noexcept;
    CaptureReader& operator=(CaptureReader&&) noexcept;
    ~CaptureReader();

    /// Whole events found so far. A file that grows: refresh() looks for new blocks.
    std::uint64_t events() const;
    void refresh();
    /// Bytes at the end that could not be read, and why; nothing: the file is whole.
    std::optional<Error> truncation() const;

    /// Reads events from number `first` (0 is RunStarted) to the end of their block; empty at the
    /// end.
    Result<std::vector<Event>> read(std::uint64_t first);

private:
    CaptureReader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
