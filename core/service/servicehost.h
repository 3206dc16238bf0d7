#pragma once

#include "core/events/servicemessages.h"
#include "core/service/reportwriter.h"
#include "core/util/result.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>

class QSocketNotifier;

namespace stanscope {

/// What every service has in common: commands on stdin, SIGTERM as a wish to stop, an end together
/// with its parent, and last words. Main thread.
class ServiceHost : public QObject
{
    Q_OBJECT

public:
    /// `input` is the descriptor of the command lines.
    ServiceHost(ReportWriter& reports, int input, QObject* parent = nullptr);
    ~ServiceHost() override;

    /// Ends the process at once when `parent` (a pid, 0: nobody in particular) is no longer its
    /// parent, and has the kernel kill it when the parent ends.
    static void dieWithParent(qint64 parent);

    /// Reports Fatal, says the same on stderr and ends the process at once.
    [[noreturn]] void die(int exitCode, const Error& error);

signals:
    void commandReceived(const stanscope::ServiceCommand& command);
    /// SIGTERM, SIGINT or the Stop command.
    void stopRequested();

private:
    void readInput();
    void takeLine(std::string_view line);
    void drainSignals();

    ReportWriter& m_reports;
    const int m_input;
    int m_signals = -1;
    std::string m_buffer;
    bool m_skipping = false; ///< inside a line that is too long
    std::unique_ptr<QSocketNotifier> m_inputNotifier;
    std::unique_ptr<QSocketNotifier> m_signalNotifier;
};

} // namespace stanscope
