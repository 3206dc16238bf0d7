#include "app/watchcommand.h"

#include "app/exitcodes.h"
#include "app/reportfile.h"
#include "app/signalwatcher.h"
#include "core/attach/attachment.h"
#include "core/capture/capturewriter.h"
#include "core/export/jsonlines.h"
#include "core/export/readablelines.h"
#include "core/export/statejson.h"
#include "core/words/words.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

namespace stanscope {

namespace {

/// Nobody looks at the snapshots but the drift check, which looks again after 70 ms.
constexpr std::chrono::milliseconds betweenSnapshots(50);

void complain(const std::string& text, const std::string& remedy)
{
    std::fprintf(stderr, "stanscope: %s%s%s\n", text.c_str(), remedy.empty() ? "" : " ",
                 remedy.c_str());
}

/// One attachment from its start to its last state.
class WatchRun : public QObject
{
public:
    explicit WatchRun(const CommandLine& line)
        : m_line(line)
    {
        m_end.setSingleShot(true);
        connect(&m_end, &QTimer::timeout, &m_attachment, &Session::shutDown);
        connect(&m_signals, &SignalWatcher::caught, &m_attachment, &Session::shutDown);
        connect(&m_attachment, &Attachment::attached, this, &WatchRun::attached);
        connect(&m_attachment, &Attachment::failed, this,
                [this](const QString& why, const QString& remedy) {
                    complain(why.toStdString(), remedy.toStdString());
                    m_code = exitcode::brokerUnavailable;
                });
        connect(&m_attachment, &Session::snapshotChanged, this,
                [this](const std::shared_ptr<const Snapshot>& snapshot) {
                    for (const laboratory::Problem& problem : m_problems.fresh(*snapshot))
                        complain(words(problem.message).toStdString(),
                                 words(problem.remedy).toStdString());
                });
        connect(&m_attachment, &Session::streamEnded, this,
                [this](const std::shared_ptr<const MirrorState>& state) {
                    m_state = state;
                    m_waiting.quit();
                });
    }

    int run(AttachOptions options)
    {
        // A recording catches up with the session's own capture: a file is only replaced when there
        // is something to record.
        options.keepsSession = !m_line.capture.isEmpty();
        options.snapshotInterval = betweenSnapshots;
        options.isShown = false;
        std::vector<std::shared_ptr<EventSink>> sinks;
        const auto print = [this](std::string_view text) { this->print(text); };
        // A state on standard output stands alone there.
        if (m_line.jsonLines)
            sinks.push_back(std::make_shared<JsonLines>(print));
        else if (m_line.state != QLatin1StringView("-"))
            sinks.push_back(std::make_shared<ReadableLines>(print));
        m_attachment.start(options, std::move(sinks));
        m_waiting.exec();
        return m_isAttached ? finish() : m_code;
    }

private:
    void attached(const QString& note)
    {
        m_isAttached = true;
        const AttachOptions& of = m_attachment.options();
        complain("watching " + of.cluster + " at " + withoutSecrets(of.connection.url) + '.',
                 note.toStdString());
        if (m_line.watch.duration)
            m_end.start(*m_line.watch.duration);
        if (!m_line.capture.isEmpty())
            record();
    }

    void record()
    {
        auto created = CaptureWriter::create(m_line.capture);
        const Result<> begun =
            created ? (*created)->startWith(m_attachment.sessionFile()) : Result<>(created.error());
        if (begun) {
            m_capture = std::move(*created);
            m_attachment.addSink(m_capture);
            return;
        }
        complain(begun.error().text, begun.error().remedy);
        m_code = exitcode::cannotWrite;
        m_attachment.shutDown();
    }

    /// On the folding thread. Whoever reads the other end of a pipe wants to see what happens now;
    /// when nobody does any more, there is nothing left to do.
    void print(std::string_view text)
    {
        const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size()
            && std::fflush(stdout) == 0;
        if (written || m_outputFailed.exchange(true))
            return;
        m_readerLeft = errno == EPIPE;
        QMetaObject::invokeMethod(&m_attachment, &Session::shutDown, Qt::QueuedConnection);
    }

    int finish()
    {
        bool written = true;
        if (m_outputFailed && !m_readerLeft) {
            complain("standard output could not be written.", {});
            written = false;
        }
        if (!m_line.state.isEmpty())
            written =
                writeFile(QByteArray::fromStdString(toJson(*m_state)), m_line.state) && written;
        if (const auto failure = m_capture ? m_capture->failure() : std::nullopt) {
            complain(failure->text, failure->remedy);
            written = false;
        }
        return m_code != 0 || written ? m_code : exitcode::cannotWrite;
    }

    const CommandLine& m_line;
    ProblemReader m_problems;
    Attachment m_attachment;
    SignalWatcher m_signals;
    QTimer m_end;
    QEventLoop m_waiting;
    std::shared_ptr<CaptureWriter> m_capture;
    std::shared_ptr<const MirrorState> m_state;
    std::atomic<bool> m_outputFailed{false};
    std::atomic<bool> m_readerLeft{false};
    bool m_isAttached = false;
    int m_code = 0;
};

} // namespace

int watch(const CommandLine& line)
{
    const auto options = line.watch.attachOptions();
    if (!options) {
        complain(options.error().text, options.error().remedy);
        return exitcode::usage;
    }
    for (const QString& file : {line.state, line.capture})
        if (!file.isEmpty() && !canWrite(file))
            return exitcode::usage;
    return WatchRun(line).run(*options);
}

} // namespace stanscope
