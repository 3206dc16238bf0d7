#pragma once

#include "core/lab/eventsink.h"
#include "core/util/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>

namespace stanscope {

class CaptureWriter;

/// What a recording needs of the session that is live.
struct LiveSession
{
    QString file; ///< its own capture so far; empty: nothing is live
    std::function<void(std::shared_ptr<EventSink>)> addSink;
    std::function<void(std::shared_ptr<EventSink>)> removeSink;
};

/// Records a live session into a file of the user's: from its first event until it is finished or
/// the session ends. Main thread.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(QObject* parent = nullptr);
    ~Recorder() override;

    Result<> start(const QString& path, const LiveSession& session);
    /// What was folded so far will be in the file. Nothing without a recording.
    void finish();
    bool isRecording() const { return m_writer != nullptr; }

signals:
    /// "0:12 · 1.3 MiB", twice a second.
    void progressed(const QString& text);
    void finished(const QString& path);
    /// The file cannot be written any more; the recording is over.
    void failed(const QString& why, const QString& remedy);

private:
    void look();
    void leave();

    std::shared_ptr<CaptureWriter> m_writer;
    std::function<void(std::shared_ptr<EventSink>)> m_removeSink;
    QString m_path;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace stanscope
