#pragma once

#include "core/engine/batchpool.h"
#include "core/events/event.h"
#include "core/lab/eventsink.h"
#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/tap/tap.h"
#include "core/util/handoff.h"
#include "core/util/pagedmemory.h"
#include "core/util/wakeup.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace stanscope {

/// The one ordered stream: merges frames, reports and lifecycle events in order of arrival, decodes
/// and folds them on its own thread, and hands out snapshots. Methods may be called from any
/// thread; the signal is emitted in the thread that owns the Engine.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(QObject* parent = nullptr);
    ~Engine() override;

    /// Forgets everything and starts a new Lab and a new History; `sinks` follow this run from its
    /// first event. `run.unixNs` is set here. When `run.monitored`, frames are held back until the
    /// Bootstrap answer (or monitor::Failed) has been posted, 10 s at most (protocol section 5.2
    /// rule 1), and again after each gap.
    void beginRun(laboratory::RunStarted run, std::vector<std::shared_ptr<EventSink>> sinks = {});
    /// The run is over: folds what was posted before, ends its sinks, then emits runEnded. What is
    /// posted later is dropped until the next beginRun.
    void endRun();
    /// A sink that joins in the middle; it sees what comes from now on.
    void addSink(std::shared_ptr<EventSink> sink);
    /// Ends it: its `ended` is called on the folding thread.
    void removeSink(std::shared_ptr<EventSink> sink);

    void post(Event event);
    /// One raw stdout line of a service, read off the main thread.
    void postReportLine(ClientId process, std::string line);
    void postFrame(const Frame& frame);

    /// Asks for one snapshot: it comes as soon as something has changed since the one before, at
    /// the latest after 50 ms while deliveries are running. Asking again before it came changes
    /// nothing.
    void requestSnapshot() { request(false); }
    /// The same, with what Lab::doubts() has of it: costs nothing, however large the broker is.
    void requestDoubts() { request(true); }

    /// Posts `event` and waits for nothing: a convenience that stamps the time.
    template <typename Body>
    void note(Source source, Body body)
    {
        post(Event{monotonicNow(), source, EventBody(std::move(body))});
    }

    /// Where the histories of later runs lie, and nothing else when it is not called: an engine has
    /// a memory of its own. The folding thread trims it, also between the runs.
    void setMemory(std::shared_ptr<PagedMemory> memory);

    using OnInboxes = std::function<void(const std::vector<std::string>&)>;
    /// Called in the folding thread, with inboxes that a low-impact tap has to follow; until the
    /// run ends.
    void setOnInboxes(OnInboxes onInboxes);

signals:
    void runEnded(const std::shared_ptr<const stanscope::MirrorState>& state);
    void snapshotReady(const std::shared_ptr<const stanscope::Snapshot>& snapshot);

private:
    struct ReportLine
    {
        ClientId process;
        std::string line;
    };
    struct Request
    {
        bool doubtsOnly = false;
    };
    struct Begin
    {
        laboratory::RunStarted run;
        std::vector<std::shared_ptr<EventSink>> sinks;
    };
    struct End
    {
    };
    struct Join
    {
        std::shared_ptr<EventSink> sink;
    };
    struct Leave
    {
        std::shared_ptr<EventSink> sink;
    };
    using Memory = std::shared_ptr<PagedMemory>;
    using Input = std::variant<Event, ReportLine, FrameBatch, Request, Begin, End, Join, Leave,
                               Memory, OnInboxes>;
    using Taken = std::shared_ptr<const Snapshot>;
    using Left = std::shared_ptr<const MirrorState>;
    using Output = std::variant<Taken, Left>;

    friend class EngineLoop;
    void run();
    void request(bool doubtsOnly);
    void handOut();

    HandOff<Input> m_inputs;
    BatchPool m_batches;
    Wakeup m_wakeup;
    HandOff<Output> m_outputs; ///< wakes the owner's thread
    std::thread m_thread;
};

} // namespace stanscope

Q_DECLARE_METATYPE(std::shared_ptr<const stanscope::Snapshot>)
