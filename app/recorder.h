#pragma once

#include "core/util/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <memory>

namespace stanscope {

class CaptureWriter;
class Session;

/// Records a live session into a file of the user's: from its first event until it is finished or
/// the session ends. Main thread.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(QObject* parent = nullptr);
    ~Recorder() override;

    Result<> start(const QString& path, Session& session);
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
    QPointer<Session> m_session; ///< that is recorded
    QString m_path;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace stanscope
