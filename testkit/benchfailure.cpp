#include "core/capture/capturewriter.h"
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
/// A recording is written by another thread, from a file that is there; reached only when the disk
/// stands still.
constexpr auto recordingLimit = std::chrono::seconds(20);
constexpr const char* recordingsVariable = "STANSCOPE_TESTKIT_RECORDINGS";

std::string counted(std::size_t count, const char* what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
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
                        .recording = recordFailure()};
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
    text += "; " + counted(shown->extent.messages, "message") + ", "
        + counted(static_cast<std::size_t>(shown->redeliveries), "redelivery");
    for (const AccountView& account : shown->accounts)
        text += ", " + account.name.value() + " has " + std::to_string(account.balance.value())
            + " and should have " + std::to_string(account.expected.value());
    return text;
}

Result<> Bench::record(const std::string& file)
{
    if (!m_laboratory)
        return Error{"the laboratory has ended", {}};
    auto created = CaptureWriter::create(QString::fromStdString(file));
    if (!created)
        return created.error();
    const std::shared_ptr<CaptureWriter>& writer = *created;
    if (auto begun = writer->startWith(m_laboratory->sessionFile()); !begun)
        return begun.error();
    m_laboratory->addSink(writer);
    m_laboratory->removeSink(writer);
    if (writer->whole().wait_for(recordingLimit) != std::future_status::ready)
        return Error{file + " is not written in time", {}};
    if (const auto failure = writer->failure())
        return *failure;
    return {};
}

/// Its path; empty when it cannot be written: the failure is told all the same.
std::string Bench::recordFailure()
{
    QString folder = QString::fromStdString(m_options.recordings);
    if (folder.isEmpty())
        folder = qEnvironmentVariable(recordingsVariable, QDir::tempPath());
    QDir().mkpath(folder);
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
    for (int number = 1;; ++number) {
        const QString path = QDir(folder).absoluteFilePath(
            QStringLiteral("%1-%2-%3.stanscope").arg(program).arg(::getpid()).arg(number));
        if (QFileInfo::exists(path))
            continue; // of another laboratory of this program
        return record(path.toStdString()) ? path.toStdString() : std::string();
    }
}

} // namespace stanscope::testkit
