#pragma once

#include "core/scenario/laboratory.h"
#include "core/scenario/runreport.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QObject>

#include <functional>
#include <optional>
#include <string>

namespace stanscope {

class Console;

/// Plays one scenario to its end without a window, tells its steps and its troubles on a console.
/// Ctrl+C ends it, and so does an output that cannot be written. `run` and `shot` share it.
class LessonPlayer : public QObject
{
    Q_OBJECT

public:
    enum class Tells
    {
        Nothing,
        Troubles,
        Steps ///< and troubles
    };

    /// `console` must outlive it.
    LessonPlayer(RunOptions options, Console& console, Tells tells = Tells::Steps,
                 QObject* parent = nullptr);

    /// Runs the event loop until the scenario is over; returns the exit code of the run.
    int play();
    /// Begins, for whoever runs an event loop: finished() comes.
    void start();
    /// Ends it as Ctrl+C does.
    void interrupt();
    /// The exit code of the run; nothing: it is not over.
    std::optional<int> code() const { return m_code; }
    /// What the run came to, of the snapshot that the laboratory shows at its end.
    RunReport report() const;
    /// Why it did not play to its end; empty: it did.
    const std::string& why() const { return m_why; }
    /// Ends the run and its sinks; returns the mirror's last state. After play().
    std::shared_ptr<const MirrorState> end();
    Laboratory& laboratory() { return m_laboratory; }

signals:
    void finished();

private:
    void onSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void onEnded(RunEnd end, const QString& why);
    void finish(int code);

    RunOptions m_options;
    Console& m_console;
    Tells m_tells;
    std::string m_why;
    Laboratory m_laboratory;
    QElapsedTimer m_clock;
    Nanos m_duration{};
    std::shared_ptr<const Snapshot> m_final;
    std::shared_ptr<const MirrorState> m_state;
    QEventLoop m_waiting; ///< for the end of the stream
    std::optional<int> m_code;
    bool m_played = false;
};

} // namespace stanscope
