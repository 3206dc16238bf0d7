#include "testkit/bench.h"
#include "testkit/convert.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <unistd.h>

// What a failure is told with.
namespace stanscope::testkit {

namespace {

constexpr std::size_t toldEvents = 40;
/// A recording is written by another thread; reached only when the disk stands still.
constexpr auto recordingLimit = std::chrono::seconds(20);
constexpr const char* recordingsVariable = "STANSCOPE_TESTKIT_RECORDINGS";

std::string counted(std::uint64_t count, const char* one, const char* several)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : several);
}

} // namespace

void Bench::fail(const std::string& what, const std::string& why, Where where)
{
    if (m_failure || !m_laboratory)
        return;
    m_failure = Failure{.file = where.file(),
                        .line = where.line(),
                        .what = what,
                        .why = why,
                        .state = stateText(),
                        .lastEvents = lastEvents(),
                        .recording = endRecording()};
    if (m_reporter)
        m_reporter(*m_failure);
}

std::vector<std::string> Bench::lastEvents()
{
    std::vector<std::string> lines;
    const auto& all = events();
    for (auto event = all.rbegin(); event != all.rend() && lines.size() < toldEvents; ++event) {
        if (!event->text.empty())
            lines.push_back(event->text);
    }
    std::ranges::reverse(lines);
    return lines;
}

std::string Bench::stateText() const
{
    const auto shown = snapshot();
    std::string text = "broker " + toText(outer(shown->broker.state));
    for (const ReplicaView& replica : shown->replicas) {
        if (!replica.process)
            continue;
        text += ", " + replica.name.value() + ' ' + toText(outer(replica.state));
        if (replica.outstanding > 0)
            text += " with " + std::to_string(replica.outstanding) + " unacked";
    }
    text += "; " + counted(shown->extent.messages, "message", "messages") + ", "
        + counted(shown->redeliveries, "redelivery", "redeliveries");
    for (const AccountView& account : shown->accounts)
        text += ", " + account.name.value() + " has " + std::to_string(account.balance.value())
            + " and should have " + std::to_string(account.expected.value());
    return text;
}

/// From the first event on: what a test that crashes leaves can be looked at as well.
void Bench::beginRecording(RunOptions& run)
{
    QString folder = QString::fromStdString(m_options.recordings);
    if (folder.isEmpty())
        folder = qEnvironmentVariable(recordingsVariable, QDir::tempPath());
    QDir().mkpath(folder);
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
    QString path;
    int number = 0;
    do { // those of other laboratories of this program are there
        path = QDir(folder).absoluteFilePath(
            QStringLiteral("%1-%2-%3.stanscope").arg(program).arg(::getpid()).arg(++number));
    } while (QFileInfo::exists(path));
    auto created = CaptureWriter::create(path);
    if (!created)
        return; // a failure is told all the same
    m_recording = *created;
    m_recordingFile = path.toStdString();
    run.sinks.push_back(m_recording);
}

/// Its file, which is whole; empty when there is none.
std::string Bench::endRecording()
{
    if (!m_recording)
        return {};
    m_laboratory->removeSink(m_recording);
    const bool isWhole = m_recording->whole().wait_for(recordingLimit) == std::future_status::ready;
    return isWhole && !m_recording->failure() ? m_recordingFile : std::string();
}

} // namespace stanscope::testkit
