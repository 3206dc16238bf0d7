#pragma once

#include "core/events/servicemessages.h"

#include <QFrame>
#include <QString>

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace stanscope {

/// Arms faults at one replica and lists what is armed and how often it fired. A popup: Escape
/// closes it.
class FaultForm : public QFrame
{
    Q_OBJECT

public:
    FaultForm(const QString& replica, QWidget* parent);

    /// `spent`: fired for the last time.
    void setFaults(const std::vector<FaultSpec>& armed, const std::vector<FaultSpec>& spent);
    /// Empty: faults can be armed; else why not.
    void setReason(const QString& reason);
    /// "database fails · next 1 · #1 · first delivery · fired 0"; spent ones say "spent".
    static QString faultText(const FaultSpec& fault, bool spent);

signals:
    void armed(const stanscope::FaultSpec& fault);
    void cleared();

private:
    FaultSpec spec() const;
    void refresh();

    QString m_reason;
    std::vector<FaultSpec> m_faults;
    std::vector<FaultSpec> m_spent;
    QComboBox* m_point;
    QSpinBox* m_times;
    QSpinBox* m_number;
    QComboBox* m_when;
    QSpinBox* m_delay;
    QPushButton* m_arm;
    QPushButton* m_clear;
    QLabel* m_list;
};

} // namespace stanscope
