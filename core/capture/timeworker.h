#pragma once

#include "core/capture/timefold.h"
#include "core/capture/timemachine.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace stanscope {

/// What a TimeMachine asks of its thread, and what comes back.
namespace timetravel {

struct Open
{
    QString path;
    std::uint64_t session = 0;
    bool grows = false; ///< it may hold nothing yet
};
struct Close
{
};
struct SeekEvent
{
    std::uint64_t event = 0;
};
struct SeekTime
{
    Nanos time{};
};
struct ShowTime
{
    Nanos time{};
};
struct Step
{
    int events = 0;
};
struct StepRedelivery
{
    int direction = 1;
};
struct ToFirstViolation
{
};
struct Refresh
{
};
using Request = std::variant<Open, Close, SeekEvent, SeekTime, ShowTime, Step, StepRedelivery,
                             ToFirstViolation, Refresh>;

struct Progress
{
    int percent = 0;
};
struct Opened
{
    TimePosition end;
    QString truncated;
};
struct Failed
{
    Error why;
};
struct Positioned
{
    std::shared_ptr<const Snapshot> snapshot;
    TimePosition position;
};
enum class Nothing
{
    LaterRedelivery,
    EarlierRedelivery,
    Violation
};
using Reply = std::variant<Progress, Opened, Failed, Positioned, Nothing>;

} // namespace timetravel

/// The time machine's own thread: owns the capture and its fold. Requests are taken as they come;
/// only where they lead to in the end is folded.
class TimeWorker
{
public:
    /// `reply` is told the session it belongs to; `session` is the one that still counts, and may
    /// change in other threads.
    using OnReply = std::function<void(std::uint64_t session, timetravel::Reply)>;
    TimeWorker(const std::atomic<std::uint64_t>& session, std::shared_ptr<PagedMemory> memory,
               OnReply onReply);
    ~TimeWorker();

    void handle(std::vector<timetravel::Request> requests);

private:
    class Source;
    struct Take;

    void open(const timetravel::Open& request);
    void standAtEnd();
    void refresh();
    void foldNew();
    void goTo(std::uint64_t event);
    TimePosition position() const;
    QString truncation() const;

    const std::atomic<std::uint64_t>& m_wantedSession;
    const std::shared_ptr<PagedMemory> m_memory;
    OnReply m_onReply;
    std::uint64_t m_session = 0;
    std::unique_ptr<Source> m_source;
    std::unique_ptr<TimeFold> m_fold; ///< refers to m_source
    std::optional<Error> m_foldError;
    std::uint64_t m_at = 0;
    std::uint64_t m_target = 0;
    std::optional<Nanos> m_moment; ///< of the target: between it and the next event
    bool m_isOpen = false; ///< it was told
    TimeFold::Place m_place; ///< at m_at
};

} // namespace stanscope
