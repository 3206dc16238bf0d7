#pragma once

#include "core/events/options.h"

#include <QFrame>

class QLineEdit;
class QSpinBox;

namespace stanscope {

/// What a channel of the next run's broker keeps, and where the bank's tables are.
class BrokerLimitsForm : public QFrame
{
    Q_OBJECT

public:
    explicit BrokerLimitsForm(QWidget* parent = nullptr);

    /// With the limits; the rest as it was.
    BrokerOptions limited(BrokerOptions options) const;
    void setLimits(const BrokerOptions& options);
    /// postgresql://…; empty: SQLite files.
    QString database() const;
    void setDatabase(const QString& database);
    /// For this session: nobody keeps it.
    QString password() const;

signals:
    void changed();

private:
    QSpinBox* m_maxMessages;
    QSpinBox* m_maxAge;
    QSpinBox* m_maxInactivity;
    QLineEdit* m_database;
    QLineEdit* m_password;
};

} // namespace stanscope
