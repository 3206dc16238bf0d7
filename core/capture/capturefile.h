#pragma once

#include "core/util/result.h"

#include <QString>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

namespace stanscope {

/// What to do with a file that is there already.
enum class Existing
{
    Replace,
    Keep,
};

/// A file that only grows. What was written whole stays whole: an append that fails half-way is
/// taken back, and nothing is written any more. One thread, but for failure().
class CaptureFile
{
public:
    CaptureFile() = default;
    CaptureFile(const CaptureFile&) = delete;
    CaptureFile& operator=(const CaptureFile&) = delete;
    ~CaptureFile();

    /// 0600; an existing file is replaced, not written over: somebody may be reading it. Devices
    /// and pipes stay what they are. The Error says why not.
    Result<> create(const QString& path, Existing existing = Existing::Replace);
    /// What create() would say to a file that is there and is to be kept; nothing: there is none.
    static std::optional<Error> isInTheWay(const QString& path);
    /// Without a name, in the cache directory, else in the temporary one.
    Result<> createUnnamed();

    /// Nothing more is written, for this reason.
    void giveUp(Error why);
    /// False once it has failed.
    bool append(std::string_view bytes);
    /// Opens the file in this process, also without a name.
    QString readablePath() const;
    /// Any thread.
    std::optional<Error> failure() const;

private:
    bool fail();

    int m_fd = -1;
    QString m_path; ///< empty: it has no name
    std::uint64_t m_size = 0; ///< of what was appended whole
    bool m_failed = false;
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
};

} // namespace stanscope
