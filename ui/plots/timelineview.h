#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"
#include "ui/plots/drawnframe.h"
#include "ui/plots/timescale.h"
#include "ui/plots/timetravel.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

/// An axis that several timelines share: what they show lies below each other.
struct SharedAxis
{
    Nanos origin{}; ///< 0 s is so long after the run's start
    double from = 0; ///< s
    double to = 1; ///< s
    double left = 0; ///< px: where it begins at the earliest

    bool operator==(const SharedAxis&) const = default;
};

/// The timeline and, under it on the same time axis, the balance of one account. GUI thread.
/// QCustomPlot stays behind this header.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    /// As often as there are any: what differs is painted at most thirty times a second, and
    /// nothing while nobody can see it. A new history starts over.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(const Theme& theme, double scale);
    /// Whose balance is drawn; 0: the first account.
    void setAccount(NameId account);
    void setSelection(const Selection& selection);
    /// Its lane comes into view, however many others there are; 0: nobody's.
    void setClient(NameId client);
    /// Frames around lanes that are spoken of.
    void pointAt(const std::vector<stanscope::NameId>& lanes);
    /// Follow the newest events (live), or stay where the user looks.
    void setFollow(bool follow);
    bool isFollowing() const;
    /// The whole run fits in the view.
    void fitAll();
    /// These seconds since the start of the run are in view, and stay.
    void lookAt(double from, double to);
    /// Shows that span of time, and nothing moves the view but another one.
    void setSharedAxis(const SharedAxis& axis);
    /// Nothing below lanes and balance.
    void setPlain(bool plain);
    /// Where the last thing that there is to see lies; s.
    double lastContent() const;
    /// Where its own axis would begin; px.
    double ownLeft() const;
    /// Time stands at the cursor, which stays in view; nothing: live again.
    void setTravel(const std::optional<TimeTravel>& travel);
    /// While time travels through a lesson: all that it tells is in view, until somebody looks
    /// elsewhere.
    void setTold(const std::optional<ToldSpan>& told);

    /// What is on screen, lanes and balance, as a file: PNG in twice the resolution, or SVG.
    QByteArray toPng() const;
    QByteArray toSvg() const;

    /// What the last frame has drawn, and on which axis.
    const DrawnFrame& drawn() const;
    const TimeScale& timeAxis() const;

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// While time travels: the cursor is to go there (CLOCK_MONOTONIC).
    void timeAsked(std::chrono::nanoseconds time);
    void selected(const stanscope::Selection& selection);
    void followChanged(bool follow);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
