#pragma once

#include "core/events/command.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

#include <cstdint>
#include <random>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace stanscope {

/// Sends random deposits and withdrawals over the accounts that exist, at a chosen rate. The same
/// seed gives the same actions. GUI thread.
class GeneratorForm : public QFrame
{
    Q_OBJECT

public:
    explicit GeneratorForm(QWidget* parent = nullptr);

    /// Names in order; the first n of them are used.
    void setAccounts(const std::vector<AccountName>& accounts);
    /// Empty: it can start; else why not.
    /// Another bank: what was sent was sent to the one before.
    void beginAnew();
    void setReason(const QString& reason);
    bool isRunning() const { return m_timer.isActive(); }

public slots:
    void start();
    void stop();

signals:
    void acted(const stanscope::command::Act& act);
    void runningChanged(bool running);
    /// The toggle has another icon, which wants its tint.
    void iconChanged();

private:
    void tick();
    command::Act next();
    void refresh();

    std::vector<AccountName> m_accounts;
    QString m_reason;
    QString m_icon;
    std::mt19937_64 m_random;
    QTimer m_timer;
    QElapsedTimer m_since;
    int m_sent = 0;
    QSpinBox* m_width;
    QSpinBox* m_rate;
    QSpinBox* m_count;
    QSpinBox* m_seed;
    QProgressBar* m_progress;
    QLabel* m_state;
    QPushButton* m_toggle;
};

} // namespace stanscope
