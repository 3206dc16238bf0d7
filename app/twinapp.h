#pragma once

#include "core/capture/recording.h"
#include "core/scenario/laboratory.h"
#include "core/session/playback.h"
#include "ui/mainwindow/twinwindow.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

/// A lesson with two handlers at once: two laboratories, and a window in which both pass at the
/// reader's pace, each at its own moment of the same step. Main thread.
class TwinApp : public QObject
{
    Q_OBJECT

public:
    TwinApp(const RunOptions& options, const std::array<Handler, 2>& handlers,
            std::shared_ptr<PagedMemory> memory, QObject* parent = nullptr);
    ~TwinApp() override;

    void begin();
    TwinWindow& window() { return *m_window; }
    /// The window is built anew in the user's language, and shows what it showed before.
    void speak();

signals:
    void closed();

private:
    struct Side
    {
        RunOptions options;
        Laboratory laboratory;
        std::unique_ptr<Recording> recording;
        Playback playback;
        bool isOpen = false; ///< the recording has a first moment
        std::optional<Nanos> overAt;
    };

    void wireWindow();
    QString title() const;
    void open(std::size_t side);
    void positioned(std::size_t side);
    void onEnded(std::size_t side, RunEnd end, const QString& why);
    /// Carries it out on both.
    void go(const std::function<void(Playback&)>& move);
    void tick();
    void learn(Side& side);
    void tell();
    QString noteOf(const Side& side, std::size_t passed) const;

    Scenario m_lesson;
    std::vector<std::uint32_t> m_told;
    std::array<Side, 2> m_sides;
    std::unique_ptr<TwinWindow> m_window;
    QTimer m_frame;
    QElapsedTimer m_clock;
    unsigned m_frames = 0;
};

} // namespace stanscope
