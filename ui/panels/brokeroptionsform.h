#pragma once

#include "core/events/options.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QSpinBox;

namespace stanscope {

/// Store and heartbeats of the broker of the next run.
class BrokerOptionsForm : public QFrame
{
    Q_OBJECT

public:
    explicit BrokerOptionsForm(QWidget* parent = nullptr);

    BrokerOptions options() const;
    void setOptions(const BrokerOptions& options);

signals:
    void changed();

private:
    void refresh();

    QComboBox* m_store;
    QSpinBox* m_interval;
    QSpinBox* m_timeout;
    QSpinBox* m_failures;
    QLabel* m_says;
};

} // namespace stanscope
