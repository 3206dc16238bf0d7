#pragma once

#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/session/timeposition.h"
#include "core/util/pagedmemory.h"
#include "core/util/result.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace stanscope {

/// A time cursor over a capture or over a live session's own capture: every state is the fold up to
/// the cursor's event, by the same code as live. Keeps checkpoints, so that a jump in a million
/// events takes 100 ms at most. Works on its own thread; methods return at once and may be called
/// from the owner's thread; signals come there. Requests that a later one makes pointless are left
/// out.
class TimeMachine : public QObject
{
    Q_OBJECT

public:
    explicit TimeMachine(QObject* parent = nullptr);
    /// The histories of all its states lie in `memory`.
    explicit TimeMachine(std::shared_ptr<PagedMemory> memory, QObject* parent = nullptr);
    ~TimeMachine() override;

    /// Folds the whole file once (progress in between) and stands at its end.
    void open(const QString& path);
    /// The same for the file of a stream that has just begun: when it holds nothing yet, opened()
    /// follows the refresh() that finds something.
    void openGrowing(const QString& path);
    void close();
    bool isOpen() const;

    void seekEvent(std::uint64_t event);
    void seekTime(Nanos time); ///< the last event not after it
    /// Stands at that very moment, also between two events: with all that had happened by then.
    void showTime(Nanos time);
    void step(int events); ///< of those that say something: counters and time are passed over
    void stepRedelivery(int direction); ///< to the next or previous redelivery, if any
    void stepToFirstViolation(); ///< the event that made the first wrong thing visible, if any
    /// Follows a live session's file: looks for what was appended, stands where it stood.
    void refresh();

signals:
    void progress(int percent);
    /// `truncated` is empty for a whole file.
    void opened(const stanscope::TimePosition& end, const QString& truncated);
    void failed(const QString& why, const QString& remedy);
    void positioned(const std::shared_ptr<const stanscope::Snapshot>& snapshot,
                    const stanscope::TimePosition& position);
    /// There is none in that direction.
    void nothingThere(const QString& what);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
