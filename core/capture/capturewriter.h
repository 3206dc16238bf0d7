#pragma once

#include "core/capture/capturefile.h"
#include "core/lab/eventsink.h"
#include "core/util/result.h"

#include <QString>

#include <future>
#include <memory>

namespace stanscope {

/// Writes the one stream down: a versioned header, then blocks of events, each with its length,
/// count and checksum, append-only. A block is closed after 64 KiB or 200 ms, so that after a
/// SIGKILL the file is readable up to a moment at most 250 ms before. docs/capture-format.md has
/// the layout. Never holds a secret: events have none. Folding thread only, but for the statics.
class CaptureWriter : public EventSink
{
public:
    /// Creates `path` (0600). The Error says why not.
    static Result<std::shared_ptr<CaptureWriter>> create(const QString& path,
                                                         Existing existing = Existing::Replace);
    /// A file without a name, gone with its last reader: the session's own. `readablePath()` opens
    /// it in this process.
    static Result<std::shared_ptr<CaptureWriter>> createSession();
    ~CaptureWriter() override;

    /// The session so far, then everything that follows: a *Record* that forgets nothing. Called
    /// once, before this writer is added as a sink of the same session; any thread. Copies what the
    /// session's file has; the rest follows with the first events.
    Result<> startWith(const QString& sessionPath);

    QString readablePath() const;
    /// Ready when its stream has ended, and what it wrote is in the file. Any thread.
    std::shared_future<void> whole() const;
    /// Set when the disk is full or gone: nothing is written any more. Any thread.
    std::optional<Error> failure() const;

    void folded(const Event& event, const Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const Lab& lab) override;

private:
    CaptureWriter();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
