#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QWidget>

#include <memory>

namespace stanscope {

/// The timeline and, under it on the same time axis, the balance of one account. GUI thread.
/// QCustomPlot stays behind this header.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    /// Once a frame: repaints once. A new history starts over.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(const Theme& theme, double scale);
    /// Whose balance is drawn; 0: the first account.
    void setAccount(NameId account);
    void setSelection(const Selection& selection);
    /// Follow the newest events (live), or stay where the user looks.
    void setFollow(bool follow);
    bool isFollowing() const;
    /// The whole run fits in the view.
    void fitAll();

signals:
    void selected(const stanscope::Selection& selection);
    void followChanged(bool follow);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope
