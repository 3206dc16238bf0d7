#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QStatusBar>

class QLabel;

namespace stanscope {

class StateDot;

/// What the tap sees, how the broker is, and what watching changes.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    /// The options that count while no broker runs.
    void setNextOptions(const BrokerOptions& options);
    void setRunDirectory(const QString& directory);
    void setTheme(const Theme& theme, double scale);
    /// "ghost detection 6 s → 12 s while watching": protocol section 5.1.
    static QString ghostText(const BrokerOptions& options);

private:
    void refreshGhosts();

    BrokerOptions m_options;
    BrokerOptions m_next;
    broker::State m_state = broker::State::Off;
    const Theme* m_theme = &lightTheme();
    StateDot* m_dot;
    QLabel* m_broker;
    QLabel* m_tap;
    QLabel* m_ghosts;
    QLabel* m_directory;
};

} // namespace stanscope
