#pragma once

#include "core/lab/snapshot.h"
#include "core/session/abilities.h"
#include "ui/theme/theme.h"

#include <QStatusBar>

#include <memory>

class QLabel;
class QPushButton;

namespace stanscope {

class DriftDialog;
class ElidedLabel;
class StateDot;

/// How the broker is, whether the mirror is right about it, what the tap sees, and what watching
/// changes.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Of the session whose snapshots follow.
    void setAbilities(const Abilities& abilities);
    void setRunDirectory(const QString& directory);
    void setTheme(const Theme& theme, double scale);

private:
    void showDrift();
    void refreshDots();
    void refreshGhosts();
    void refreshCheck(const Snapshot& snapshot);

    std::shared_ptr<const Snapshot> m_snapshot;
    Tone m_tone = Tone::Skipped; ///< of the broker
    Tone m_checkTone = Tone::Skipped;
    bool m_isRecording = false;
    bool m_ownsBroker = true;
    bool m_lowImpact = false;
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    DriftDialog* m_drift = nullptr; ///< made when it is first asked for
    QWidget* m_content;
    StateDot* m_dot;
    QLabel* m_broker;
    StateDot* m_checkDot;
    QPushButton* m_check;
    QLabel* m_tap;
    QLabel* m_ghosts; ///< of a broker that is not ours
    ElidedLabel* m_directory;
};

} // namespace stanscope
