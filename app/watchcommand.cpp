#include "app/watchcommand.h"

#include "app/complaint.h"
#include "app/console.h"
#include "app/exitcodes.h"
#include "app/reportfile.h"
#include "app/signalwatcher.h"
#include "core/attach/attachment.h"
#include "core/capture/capturewriter.h"
#include "core/export/droppedline.h"
#include "core/export/jsonlines.h"
#include "core/export/readablelines.h"
#include "core/export/statejson.h"
#include "core/words/words.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace stanscope {

namespace {

/// Nobody looks at the snapshots but the drift check, which looks again after 70 ms.
constexpr std::chrono::milliseconds betweenSnapshots(50);

/// Whoever reads may stand still; the watch ends all the same.
constexpr std::chrono::milliseconds farewell(500);

/// One attachment from its start to its last state.
class WatchRun : public QObject
{
public:
    explicit WatchRun(const CommandLine& line)
        : m_line(line)
        , m_console(line.jsonLines ? droppedJsonLine : droppedReadableLine)
    {
        m_end.setSingleShot(true);
        connect(&m_end, &QTimer::timeout, &m_attachment, &Session::shutDown);
        connect(&*m_signals, &SignalWatcher::caught, &m_attachment, &Session::shutDown);
        connect(&m_attachment, &Attachment::attached, this, &WatchRun::attached);
        connect(&m_attachment, &Attachment::failed, this,
                [this](const QString& why, const QString& remedy) {
                    m_console.complain(why.toStdString(), remedy.toStdString());
                    m_code = exitcode::brokerUnavailable;
                });
        connect(&m_attachment, &Session::done, this, [this](const QString& what) {
            m_console.complain(what.toStdString() + '.', {});
            readNext();
        });
        connect(&m_attachment, &Session::refused, this,
                [this](const QString& why, const QString& remedy) {
                    m_console.complain(why.toStdString(), remedy.toStdString());
                    readNext();
                });
        connect(&m_attachment, &Session::snapshotChanged, this,
                [this](const std::shared_ptr<const Snapshot>& snapshot) {
                    for (const laboratory::Problem& problem : m_problems.fresh(*snapshot))
                        m_console.complain(words(problem.message).toStdString(),
                                           words(problem.remedy).toStdString());
                });
        connect(&m_console, &Console::outputFailed, this, &WatchRun::outputFailed);
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
        const auto print = [this](std::string_view text) { m_console.print(text); };
        // A state on standard output stands alone there.
        if (m_line.jsonLines)
            sinks.push_back(std::make_shared<JsonLines>(print));
        else if (m_line.state != QLatin1StringView("-"))
            sinks.push_back(std::make_shared<ReadableLines>(print));
        m_attachment.start(options, std::move(sinks));
        m_waiting.exec();
        const bool filesWritten = !m_isAttached || finish();
        const bool written = m_console.finish(farewell) && filesWritten;
        return m_code != 0 || written ? m_code : exitcode::cannotWrite;
    }

private:
    void attached(const QString& note)
    {
        m_isAttached = true;
        const AttachOptions& of = m_attachment.options();
        m_console.complain(QCoreApplication::translate("Watch", "watching %1 at %2.")
                               .arg(QString::fromStdString(of.cluster),
                                    QString::fromStdString(withoutSecrets(of.connection.url)))
                               .toStdString(),
                           note.toStdString());
        if (m_line.watch.duration)
            m_end.start(*m_line.watch.duration);
        if (!m_line.capture.isEmpty())
            record();
        readNext();
    }

    /// One after the other: the broker takes the reader's id once.
    void readNext()
    {
        if (m_read >= m_line.watch.read.size())
            return;
        const std::string& channel = m_line.watch.read[m_read++];
        m_console.complain(QCoreApplication::translate(
                               "Watch",
                               "reading %1: the client stanscope-reader subscribes to it, acks "
                               "nothing and leaves.")
                               .arg(QString::fromStdString(channel))
                               .toStdString(),
                           {});
        m_attachment.execute(command::ReadStored{ChannelName(channel)});
    }

    void record()
    {
        auto created = CaptureWriter::create(m_line.capture, m_line.existing());
        const Result<> begun =
            created ? (*created)->startWith(m_attachment.sessionFile()) : Result<>(created.error());
        if (begun) {
            m_capture = std::move(*created);
            m_attachment.addSink(m_capture);
            return;
        }
        m_console.complain(begun.error().text, begun.error().remedy);
        m_code = exitcode::cannotWrite;
        m_attachment.shutDown();
    }

    /// When nobody reads any more there is nothing left to do; where there is no room for lines,
    /// the files that were asked for are still worth it.
    void outputFailed(bool readerLeft)
    {
        if (readerLeft || (m_line.state.isEmpty() && m_line.capture.isEmpty()))
            m_attachment.shutDown();
    }

    /// False when a file could not be written, after a message.
    bool finish()
    {
        bool written = true;
        if (m_line.state == QLatin1StringView("-"))
            m_signals.reset(); // its reader has all the time there is, until a signal
        if (!m_line.state.isEmpty())
            written = writeFile(QByteArray::fromStdString(toJson(*m_state)), m_line.state);
        if (const auto failure = m_capture ? m_capture->failure() : std::nullopt) {
            m_console.complain(failure->text, failure->remedy);
            written = false;
        }
        return written;
    }

    const CommandLine& m_line;
    Console m_console;
    ProblemReader m_problems;
    Attachment m_attachment;
    std::optional<SignalWatcher> m_signals{std::in_place};
    QTimer m_end;
    QEventLoop m_waiting;
    std::shared_ptr<CaptureWriter> m_capture;
    std::shared_ptr<const MirrorState> m_state;
    bool m_isAttached = false;
    std::size_t m_read = 0; ///< channels that are read or were
    int m_code = 0;
};

} // namespace

int watch(const CommandLine& line)
{
    const auto options = line.watch.attachOptions();
    if (!options) {
        complain(options.error());
        return exitcode::usage;
    }
    for (const QString& file : {line.state, line.capture})
        if (!file.isEmpty() && !canWrite(file))
            return exitcode::usage;
    if (!line.force && !line.capture.isEmpty() && !canCreate(line.capture))
        return exitcode::usage;
    for (const std::string& warning : line.watch.exposures(*options))
        complain(warning);
    return WatchRun(line).run(*options);
}

} // namespace stanscope
