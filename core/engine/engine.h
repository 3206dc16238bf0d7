#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"
#include "core/tap/tap.h"
#include "core/util/handoff.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <variant>

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

    /// Forgets everything and starts a new Lab and a new History.
    void beginRun(laboratory::RunStarted run);

    void post(Event event);
    /// One raw stdout line of a service, read off the main thread.
    void postReportLine(ClientId process, std::string line);
    void postFrames(std::vector<Frame> frames);

    /// Asks for one snapshot: it comes as soon as something has changed since the one before, at
    /// the latest after 50 ms while deliveries are running. Asking again before it came changes
    /// nothing.
    void requestSnapshot();

    /// Posts `event` and waits for nothing: a convenience that stamps the time.
    template <typename Body>
    void note(Source source, Body body)
    {
        post(Event{monotonicNow(), source, EventBody(std::move(body))});
    }

signals:
    void snapshotReady(const std::shared_ptr<const stanscope::Snapshot>& snapshot);

private:
    struct ReportLine
    {
        ClientId process;
        std::string line;
    };
    struct Request
    {
    };
    using Input =
        std::variant<Event, ReportLine, std::vector<Frame>, Request, laboratory::RunStarted>;

    friend class EngineLoop;
    void run();

    HandOff<Input> m_inputs;
    HandOff<std::shared_ptr<const Snapshot>> m_outputs;
    std::thread m_thread;
};

} // namespace stanscope

Q_DECLARE_METATYPE(std::shared_ptr<const stanscope::Snapshot>)
