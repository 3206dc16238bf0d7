#pragma once

#include "core/capture/recording.h"
#include "core/session/playback.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

class LessonDesk;

/// Lets a recording, or what goes on, pass at the reader's pace: asks its time machine for moment
/// after moment and tells the window how far the reader is. Main thread.
class ReaderPace : public QObject
{
    Q_OBJECT

public:
    /// The desk must outlive it, or another one take its place.
    explicit ReaderPace(LessonDesk& desk, QObject* parent = nullptr);
    /// Where it is told from now on: what is read goes on there.
    void setDesk(LessonDesk& desk);

    /// What is open from now on, and stands at its end. `live`: it goes on behind it; null: it is
    /// a file. `reading`: from its beginning, else where it stands until somebody asks for more.
    void begin(Recording& recording, Session* live, bool hasLive, bool reading);
    void end();
    bool isOpen() const { return m_recording != nullptr; }
    /// At the reader's pace, not just looked at.
    bool isReading() const { return m_isReading; }
    bool isLesson() const { return !m_told.empty(); }
    /// Somebody moves the cursor by other means; the next position is theirs.
    void letGo();
    void positioned(const TimePosition& position);

signals:
    void readingChanged();

private:
    void tick();
    void learn();
    void read();
    void go();
    void tell();

    void wire();

    LessonDesk* m_desk;
    Playback m_playback;
    QPointer<Recording> m_recording;
    QPointer<Session> m_live;
    bool m_hasLive = false;
    bool m_isReading = false;
    bool m_byHand = false;
    std::vector<std::uint32_t> m_told;
    std::shared_ptr<const Snapshot> m_latest; ///< of a file: its end
    std::optional<Nanos> m_overAt; ///< when what is live had played its lesson
    QTimer m_frame;
    QElapsedTimer m_clock;
    unsigned m_frames = 0;
};

} // namespace stanscope
