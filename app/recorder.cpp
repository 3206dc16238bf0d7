#include "app/recorder.h"

#include "core/capture/capturewriter.h"
#include "core/session/session.h"

#include <QFileInfo>
#include <QLocale>

#include <chrono>
#include <utility>

namespace stanscope {

namespace {

constexpr auto longestEnd = std::chrono::seconds(2);
constexpr int lookMs = 500;

} // namespace

Recorder::Recorder(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &Recorder::look);
}

Recorder::~Recorder()
{
    leave();
}

Result<> Recorder::start(const QString& path, Session& session)
{
    finish();
    auto writer = CaptureWriter::create(path);
    if (!writer)
        return writer.error();
    if (const auto begun = (*writer)->startWith(session.sessionFile()); !begun)
        return begun.error();
    m_writer = *writer;
    m_session = &session;
    m_path = path;
    session.addSink(m_writer);
    m_since.start();
    m_timer.start();
    look();
    return {};
}

void Recorder::finish()
{
    if (!m_writer)
        return;
    leave();
    emit finished(m_path);
}

void Recorder::leave()
{
    m_timer.stop();
    const auto writer = std::exchange(m_writer, {});
    if (!writer || !m_session)
        return;
    // The folding thread writes the rest: only then is the file whole.
    m_session->removeSink(writer);
    writer->whole().wait_for(longestEnd);
}

void Recorder::look()
{
    if (const auto why = m_writer->failure()) {
        leave();
        emit failed(QString::fromStdString(why->text), QString::fromStdString(why->remedy));
        return;
    }
    const qint64 passed = m_since.elapsed() / 1000;
    const QString size = QLocale().formattedDataSize(QFileInfo(m_path).size(), 1);
    emit progressed(QStringLiteral("%1:%2 · %3")
                        .arg(passed / 60)
                        .arg(passed % 60, 2, 10, QLatin1Char('0'))
                        .arg(size));
}

} // namespace stanscope
